"""The form that invites an auditor, read into an invitation (X1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.address_spelling import BadAddress, required_address
from app.audits.inviting import Invitation
from app.audits.scope import Members
from app.language import mark as _
from app.portal.hours_form import Fault
from app.portal.typed import typed

LONGEST_NAME: Final = 120
MOST_DRAWN: Final = 10_000
LOCALES: Final = ("en-CA", "fr-CA")


@dataclass(frozen=True, slots=True)
class ParsedInvitation:
    """An invitation, or what is wrong with the form."""

    invitation: Invitation | None
    faults: tuple[Fault, ...] = ()


def parse_invitation(
    form: MultiDict[str, str], *, programmes: Collection[UUID], people: Collection[UUID], today: date
) -> ParsedInvitation:
    """Read the form; `programmes` and `people` may be chosen, `today` is local."""
    faults: list[Fault] = []
    email = _email(form, faults)
    members = _members(form, faults)
    since, until = _day(form, "since", faults), _day(form, "until", faults)
    ends_on = _day(form, "ends_on", faults)
    chosen = tuple(one for one in form.getlist("programme", type=UUID) if one in programmes)
    named = tuple(one for one in form.getlist("person", type=UUID) if one in people)
    wanted = form.get("wanted", 0, type=int) if members is Members.DRAWN else 0
    name = typed(form, "name", LONGEST_NAME)
    faults += _missing(name=name, chosen=chosen, named=named, members=members, wanted=wanted)
    faults += _days(since, until, ends_on, today)
    if faults or members is None or ends_on is None:
        return ParsedInvitation(None, tuple(sorted(faults, key=lambda fault: _ORDER.index(fault.field))))
    locale = form.get("locale", "")
    return ParsedInvitation(
        Invitation(
            name=name,
            email=email,
            locale=locale if locale in LOCALES else LOCALES[0],
            programme_ids=chosen,
            members=members,
            since=since,
            until=until,
            ends_on=ends_on,
            person_ids=named if members is Members.NAMED else (),
            wanted=wanted,
        )
    )


_ORDER: Final = ("name", "email", "programmes", "since", "until", "members-all", "people", "wanted", "ends_on")


def _email(form: MultiDict[str, str], faults: list[Fault]) -> str:
    try:
        return required_address(form.get("email", ""))
    except BadAddress:
        faults.append(Fault("email", _("Write a mail address.")))
        return ""


def _members(form: MultiDict[str, str], faults: list[Fault]) -> Members | None:
    said = form.get("members", "")
    if said in list(Members):
        return Members(said)
    faults.append(Fault("members-all", _("Say whose hours the audit is about.")))
    return None


def _day(form: MultiDict[str, str], name: str, faults: list[Fault]) -> date | None:
    said = form.get(name, "").strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        faults.append(Fault(name, _("Write the day as 2026-05-31.")))
        return None


def _missing(
    *, name: str, chosen: Collection[UUID], named: Collection[UUID], members: Members | None, wanted: int
) -> list[Fault]:
    checks = (
        (bool(name), Fault("name", _("Write the auditor’s name."))),
        (bool(chosen), Fault("programmes", _("Choose at least one programme."))),
        (bool(named) or members is not Members.NAMED, Fault("people", _("Tick the members whose hours are audited."))),
        (
            1 <= wanted <= MOST_DRAWN or members is not Members.DRAWN,
            Fault("wanted", _("Say how many members are to be drawn.")),
        ),
    )
    return [fault for holds, fault in checks if not holds]


def _days(since: date | None, until: date | None, ends_on: date | None, today: date) -> list[Fault]:
    found = []
    if since and until and until < since:
        found.append(Fault("until", _("The days end before they begin.")))
    if ends_on is None or ends_on < today:
        found.append(Fault("ends_on", _("Say until when the audit is open, today or later.")))
    return found
