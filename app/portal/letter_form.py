"""The form in which a coordinator enters what a letter of another organisation confirms (H7). Each row is a month."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from app.language import mark as _
from app.ledger.entry import MOST_MINUTES
from app.outside_letters.deciding import LetterFacts, LetterHours
from app.portal.hours_form import Fault, Values, minutes_in
from app.portal.typed import LONGEST_REASON, typed
from app.programmes.mode_words import UNSPECIFIED

ROWS: Final = 12
LONGEST_ORGANISATION: Final = 120
_EARLIEST: Final = 1990
_PERIOD: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers: matches, roles, modes; `today` is local to the programme."""

    matches: Collection[UUID]
    roles: Collection[str]
    modes: Collection[str]
    today: date


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the form comes to: facts, or else the faults that stand in the way."""

    facts: LetterFacts | None
    faults: tuple[Fault, ...]


def parse(form: Values, offered: Offered) -> Parsed:
    """What the form states of a letter, or what is wrong with it."""
    organisation = " ".join(typed(form, "organisation", LONGEST_ORGANISATION).split())
    role, match = form.get("role", ""), form.get("match", "")
    rows = [_row(form, number, offered) for number in range(ROWS) if _is_filled(form, number)]
    faults = [
        *_head_faults(organisation, role, match, offered),
        *(fault for row in rows if not isinstance(row, LetterHours) for fault in row),
    ]
    if not rows:
        faults.append(Fault("hours-0", _("Give the hours that the letter confirms.")))
    if faults:
        return Parsed(None, tuple(faults))
    hours = tuple(row for row in rows if isinstance(row, LetterHours))
    note = " ".join(typed(form, "note", LONGEST_REASON).split())
    return Parsed(LetterFacts(organisation, role, hours, UUID(match) if match else None, note), ())


def _head_faults(organisation: str, role: str, match: str, offered: Offered) -> Iterator[Fault]:
    if not organisation:
        yield Fault("organisation", _("Say whose letter it is."))
    if role not in offered.roles:
        yield Fault("role", _("Say what the member was."))
    if match and match not in map(str, offered.matches):
        yield Fault("match", _("Choose with whom."))


def _is_filled(form: Values, number: int) -> bool:
    return any(form.get(f"{name}-{number}", "").strip() for name in ("hours", "month", "date"))


def _row(form: Values, number: int, offered: Offered) -> LetterHours | tuple[Fault, ...]:
    """One row; where the day is given, the month is that of the day."""
    held_on, minutes = _day(form.get(f"date-{number}", "")), minutes_in(form.get(f"hours-{number}", ""))
    period, mode = form.get(f"month-{number}", "").strip(), form.get(f"mode-{number}", UNSPECIFIED)
    if held_on:
        period = period or f"{held_on:%Y-%m}"
    faults = (
        *_time_faults(number, minutes),
        *_month_faults(number, period, offered.today),
        *_day_faults(number, form.get(f"date-{number}", "").strip(), held_on, period, offered.today),
        *([] if mode in (*offered.modes, UNSPECIFIED) else [Fault(f"mode-{number}", _("Choose how they met."))]),
    )
    return faults or LetterHours(period, minutes or 0, mode, held_on)


def _time_faults(number: int, minutes: int | None) -> Iterator[Fault]:
    if minutes is None or not 0 < minutes <= MOST_MINUTES:
        yield Fault(f"hours-{number}", _("Write the time as hours, for example 1.5 or 1:30."))


def _month_faults(number: int, period: str, today: date) -> Iterator[Fault]:
    known = _PERIOD.fullmatch(period) and int(period[:4]) >= _EARLIEST
    if not known or period > f"{today:%Y-%m}":
        yield Fault(f"month-{number}", _("Give the month as year and month, for example 2026-05, and none to come."))


def _day_faults(number: int, given: str, held_on: date | None, period: str, today: date) -> Iterator[Fault]:
    if given and (held_on is None or held_on > today or f"{held_on:%Y-%m}" != period):
        yield Fault(f"date-{number}", _("Give a day of that month and not to come, or leave it empty."))


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        return None
