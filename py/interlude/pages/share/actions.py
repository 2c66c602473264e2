"""What can be done on the share page: see every byte of a slip, and save it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interlude.ledger.account import Account
from interlude.outcome import Handler, Outcome
from interlude.pages.share import view
from interlude.protocol import Acted, Download
from interlude.team.slip import SlipError, slip, to_csv, to_json, weeks
from interlude.words import _


def _open(event: Acted, account: Account) -> Outcome:
    return Outcome(view=lambda at: view.render(at.account, at.now))


def _preview(event: Acted, account: Account) -> Outcome:
    draft = view.SlipDraft(event.fields.get("pseudonym", ""), event.fields.get("week", ""))
    return Outcome(view=lambda at: view.render(at.account, at.now, draft))


def _save(event: Acted, account: Account) -> Outcome:
    """Save the very bytes that the preview showed; a page from weeks ago is drawn anew instead."""
    shown = _preview(event, account)
    fields = event.fields
    if fields.get("week", "") not in weeks(event.stamp.now):
        return shown
    try:
        made = slip(account, event.stamp.now, fields.get("pseudonym", ""), fields.get("week", ""))
    except SlipError:
        return shown
    csv = fields.get("format") == "csv"
    # L10n: the name of a file, without blanks
    name = _("interlude-slip-{week}").format(week=made.week)
    file = Download(
        name=f"{name}.{'csv' if csv else 'json'}",
        type="text/csv" if csv else "application/json",
        text=to_csv(made) if csv else to_json(made),
    )
    return replace(shown, effects=(file,))


ACTIONS: Mapping[str, Handler] = {"open": _open, "preview": _preview, "save": _save}
