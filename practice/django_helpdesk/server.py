"""Start and steer the desk from a test; see README.md."""

import hashlib
import json
import os
import select
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, get_args
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import yaml

Status = Literal["open", "reopened", "resolved", "closed", "duplicate"]

STATUS_IDS: dict[Status, int] = {name: number for number, name in enumerate(get_args(Status), 1)}

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PASSWORD = "practice-pass-1"
FIRST_START_SECONDS = 180
START_SECONDS = 60
REQUIREMENTS = REPOSITORY / "requirements" / "django-helpdesk.txt"
TICKETS = HERE / "tickets.yaml"
PRISTINE_SOURCES = (REQUIREMENTS, TICKETS, HERE / "settings.py", HERE / "seed.py")


class DjangoHelpdesk:
    """A running django-helpdesk, for use in a `with` block.

    `python` is an interpreter with requirements/django-helpdesk.txt installed. `state_dir` keeps
    the migrated and seeded database between runs, so only the first start takes long; several
    desks may share it at the same time.

    >>> with DjangoHelpdesk(python, state_dir) as desk:      # doctest: +SKIP
    ...     page.goto(f"{desk.url}/tickets/{desk.ticket_id('furious')}/")
    """

    login = ("agent", PASSWORD)
    colleague_login = ("colleague", PASSWORD)

    def __init__(self, python: Path, state_dir: Path) -> None:
        self.url = ""
        self._python = python
        self._state = state_dir
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._state.mkdir(parents=True, exist_ok=True)
        self._pristine = self._state / f"pristine-{_pristine_key()}"
        if not self._pristine.exists():
            self._build_pristine()
        self._tickets: dict[str, int] = json.loads(
            (self._pristine / "tickets.json").read_text("utf-8")
        )
        self._run = Path(tempfile.mkdtemp(prefix="run-", dir=self._state))
        self._database = self._run / "desk.sqlite3"
        try:
            shutil.copyfile(self._pristine / "desk.sqlite3", self._database)
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def ticket_id(self, key: str) -> int:
        """Return the number of the ticket that tickets.yaml calls `key`."""
        if key not in self._tickets:
            known = ", ".join(self._tickets)
            raise KeyError(f"no ticket {key!r} in tickets.yaml; there are: {known}")
        return self._tickets[key]

    def status(self, key: str) -> Status:
        """Return the status stored for the ticket now, whatever any page shows."""
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as database:
            row = database.execute(
                "SELECT status FROM helpdesk_ticket WHERE id = ?", (self.ticket_id(key),)
            ).fetchone()
        if row is None:
            raise LookupError(f"ticket {key!r} was deleted; call reset() to bring it back")
        return next(name for name, number in STATUS_IDS.items() if number == row[0])

    def reset(self) -> None:
        """Put every ticket back as it was seeded. Agents stay logged in."""
        with (
            closing(sqlite3.connect(self._pristine / "desk.sqlite3")) as pristine,
            closing(sqlite3.connect(self._database, timeout=20)) as database,
        ):
            pristine.backup(database)

    def colleague_closes(self, key: str, comment: str = "Done, closing this one.") -> None:
        """Let the other agent close the ticket with the reply form, from another browser."""
        colleague = _Visitor(self.url)
        user, password = self.colleague_login
        colleague.post("/login/", username=user, password=password, next="/dashboard/")
        colleague.post(
            f"/tickets/{self.ticket_id(key)}/update/",
            comment=comment,
            new_status=str(STATUS_IDS["closed"]),
            public="1",
            title=next(story["subject"] for story in _stories() if story["key"] == key),
            priority="3",
            queue="1",
        )
        if self.status(key) != "closed":
            raise RuntimeError(f"the colleague could not close {key!r}: see {self._log}")

    @property
    def _log(self) -> Path:
        return self._run / "server.log"

    def _build_pristine(self) -> None:
        with tempfile.TemporaryDirectory(prefix="seed-", dir=self._state) as name:
            scratch = Path(name) / "pristine"
            scratch.mkdir()
            seeding = subprocess.run(
                [self._python, "-m", "practice.django_helpdesk.seed"],
                cwd=REPOSITORY,
                env=_environment(scratch / "desk.sqlite3"),
                input=json.dumps(_stories()),
                capture_output=True,
                text=True,
                timeout=FIRST_START_SECONDS,
                check=False,
            )
            if seeding.returncode != 0:
                raise RuntimeError(
                    f"{self._python} could not build the desk's database; is {REQUIREMENTS.name} "
                    f"installed there?\n{seeding.stderr[-2000:]}"
                )
            (scratch / "tickets.json").write_text(seeding.stdout, "utf-8")
            try:
                scratch.rename(self._pristine)
            except OSError:
                if not self._pristine.exists():  # else another run was first: use its result
                    raise

    def _start(self) -> None:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [self._python, "-m", "practice.django_helpdesk.wsgi"],
                cwd=REPOSITORY,
                env=_environment(self._database),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        output = self._process.stdout
        assert output is not None
        ready, _, _ = select.select([output], [], [], START_SECONDS)
        line = output.readline().decode() if ready else ""
        if not line.startswith("READY "):
            log_end = self._log.read_text("utf-8", "replace")[-2000:]
            raise RuntimeError(f"the desk did not start within {START_SECONDS} s:\n{log_end}")
        self.url = line.removeprefix("READY ").strip()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        shutil.rmtree(self._run, ignore_errors=True)


class _Visitor:
    """A browser without a face: keeps cookies, and posts forms with Django's CSRF token."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._cookies = CookieJar()
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self._cookies))
        self._opener.open(f"{url}/login/", timeout=20).close()

    def post(self, path: str, **fields: str) -> None:
        token = next(c.value for c in self._cookies if c.name == "csrftoken")
        body = urlencode(fields | {"csrfmiddlewaretoken": token or ""}).encode()
        self._opener.open(f"{self._url}{path}", body, timeout=20).close()


def _stories() -> list[dict[str, Any]]:
    stories: list[dict[str, Any]] = yaml.safe_load(TICKETS.read_text("utf-8"))
    return stories


def _environment(database: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "practice.django_helpdesk.settings",
        "DJANGO_HELPDESK_DATABASE": str(database),
        "DJANGO_HELPDESK_PASSWORD": PASSWORD,
        "PYTHONWARNINGS": "ignore",
    }


def _pristine_key() -> str:
    """Name the seeded database after all that shapes it."""
    digest = hashlib.sha256(PASSWORD.encode())
    for source in PRISTINE_SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
