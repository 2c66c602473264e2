"""`python -m practice`: serve the practice desks until Ctrl-C."""

import argparse
import threading

from practice.server import PracticeHelpdesk


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m practice", description=__doc__)
    parser.add_argument("--port", type=int, default=8443, help="local port (0: any free one)")
    with PracticeHelpdesk(parser.parse_args().port) as helpdesk:
        print("Start Chromium with")
        print(f'  --host-resolver-rules="{helpdesk.resolver_rules()}" --ignore-certificate-errors')
        print("then sign in (any password) at")
        for desk in (helpdesk.zendesk, helpdesk.freshdesk):
            print(f"  https://{desk.host}/")
        print("Ctrl-C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
