"""The form in which a coordinator enters hours: as a waiting mail suggests them, or as somebody told them (I3, I11).

Each row is minutes of one mode with one partner, with the times and topics where the rules require them. What stands in
the ledger for the month has rows of its own, where another figure corrects it and 0 withdraws it, and where what it
lacks can be added (`app.portal.lacking_form`).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, HourItem, MeetingItem
from app.inbound.hours.claims import MINUTES_PER_HOUR, UNSPECIFIED
from app.inbound.known import Known, KnownMatch
from app.language import mark as _
from app.ledger.entry import MOST_MINUTES
from app.portal.lacking_form import LONGEST_TOPICS, completions_in, day_in, times_in
from app.portal.typed import Fault, Values, typed
from app.reading.contract import Reading, Status

__all__ = ["Fault", "Parsed", "Values", "filled_in", "hours_text", "minutes_in", "parse", "status_of"]

ROWS = 4
"""So many rows the form has at least; one more than a mail fills where it fills them all."""
MOST_ROWS = 200
LARGE = "large"
"""The box to tick where a month would come to more than the rules take without asking (I5)."""
LIVE = ("in_person", "video", "phone")

_PERIOD = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_DECIMAL = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:h|hours?|heures?)?")
_CLOCK = re.compile(r"(\d{1,3})\s*[:h]\s*([0-5]\d)")
_MINUTES = re.compile(r"(\d{1,5})\s*min\.?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the form comes to: facts, or else the faults that stand in the way."""

    facts: Recorded | None
    faults: tuple[Fault, ...]


def filled_in(facts: Recorded | None, reading: Reading | None) -> dict[str, str]:
    """The form as it first shows, from what a reading suggests."""
    values = {"status": reading.status.value if reading else Status.UNKNOWN.value}
    if facts is None:
        return values | {"month": (reading.period or "") if reading else ""}
    for number, item in enumerate(facts.items[:MOST_ROWS]):
        values |= {
            f"match-{number}": str(item.match_id),
            f"mode-{number}": item.mode,
            f"hours-{number}": hours_text(item.minutes),
            f"date-{number}": item.held_on.isoformat() if item.held_on else "",
            f"from-{number}": f"{item.starts:%H:%M}" if item.starts else "",
            f"to-{number}": f"{item.ends:%H:%M}" if item.ends else "",
            f"topics-{number}": "; ".join(reading.topics) if reading else "",
        }
    return values | {"month": facts.period}


def status_of(form: Values) -> Status:
    """Where the match stands, as the form says; unknown when it does not."""
    try:
        return Status(form.get("status", ""))
    except ValueError:
        return Status.UNKNOWN


def parse(form: Values, known: Known, now: datetime) -> Parsed:
    """The facts that the form states about this person, or what is wrong with it."""
    faults: list[Fault] = []
    period = form.get("month", "").strip()
    faults.extend(_month_faults(period, known, now))
    items = [item for number in range(MOST_ROWS) if (item := _item(form, number, known, now, faults))]
    adjustments, completions = _adjustments(form, known, faults), completions_in(form, known, now, faults)
    if _in_all(known, period, items, adjustments) > known.rules.hours.ask_above_minutes and form.get(LARGE) != "yes":
        faults.append(Fault(LARGE, _("That is a lot for one month. If it is right, tick the box below.")))
    if not (items or adjustments or completions or faults) and status_of(form) is Status.UNKNOWN:
        faults.append(Fault("hours-0", _("Give the hours, or say how the match stands.")))
    if faults:
        return Parsed(None, tuple(faults))
    return Parsed(Recorded(period, tuple(items), tuple(adjustments), _meetings(items), completions=completions), ())


def minutes_in(text: str) -> int | None:
    """Whole minutes, halves up: `1.5`, `1,5 h`, `1:30`, `1 h 30`, `45 min`; `None` for anything else."""
    words = text.strip().lower()
    if found := _DECIMAL.fullmatch(words):
        hours = Decimal(found[1].replace(",", "."))
        return int((hours * MINUTES_PER_HOUR).to_integral_value(ROUND_HALF_UP))
    if found := _CLOCK.fullmatch(words):
        return int(found[1]) * MINUTES_PER_HOUR + int(found[2])
    if found := _MINUTES.fullmatch(words):
        return int(found[1])
    return None


def hours_text(minutes: int) -> str:
    """Minutes as the form writes them, to be read back exactly: `1.5` or `1:20`."""
    hours = Decimal(minutes) / MINUTES_PER_HOUR
    if hours == hours.quantize(Decimal("0.01")):
        return f"{hours.normalize():f}"
    return f"{minutes // MINUTES_PER_HOUR}:{minutes % MINUTES_PER_HOUR:02}"


def _month_faults(period: str, known: Known, now: datetime) -> list[Fault]:
    if not _PERIOD.fullmatch(period) or period > f"{now.astimezone(known.rules.zone):%Y-%m}":
        return [Fault("month", _("Give the month as year and month, for example 2026-05, and none to come."))]
    if known.matches and period < f"{min(match.started_on for match in known.matches):%Y-%m}":
        return [Fault("month", _("Give a month since the match began."))]
    return []


def _in_all(known: Known, period: str, items: list[HourItem], adjustments: list[Adjustment]) -> int:
    """What the month would come to for this person, in minutes."""
    changed = {adjustment.entry_id: adjustment.minutes for adjustment in adjustments}
    standing = sum(changed.get(one.entry_id, one.minutes) for one in known.recorded if one.period == period)
    return standing + sum(item.minutes for item in items)


def _item(form: Values, number: int, known: Known, now: datetime, faults: list[Fault]) -> HourItem | None:
    given = form.get(f"hours-{number}", "").strip()
    if not given:
        return None
    minutes, match = minutes_in(given), _match(form.get(f"match-{number}", ""), known)
    mode = form.get(f"mode-{number}", UNSPECIFIED)
    found: list[Fault] = []
    if minutes is None or not 0 < minutes <= MOST_MINUTES:
        found.append(Fault(f"hours-{number}", _("Write the time as hours, for example 1.5 or 1:30.")))
    if match is None or mode not in (*match.rules.modes, UNSPECIFIED):
        found.append(Fault(f"match-{number}", _("Choose with whom, and how they met.")))
    day = day_in(form, f"date-{number}", known, match, now, found)
    starts, ends = times_in(form, f"from-{number}", f"to-{number}", minutes, found)
    faults.extend(found)
    if found or match is None or minutes is None:
        return None
    return HourItem(match.match_id, mode, minutes, day, starts, ends, typed(form, f"topics-{number}", LONGEST_TOPICS))


def _adjustments(form: Values, known: Known, faults: list[Fault]) -> list[Adjustment]:
    found = []
    for hours in known.recorded:
        field = f"standing-{hours.entry_id}"
        given = form.get(field, "").strip()
        minutes = minutes_in(given) if given else hours.minutes
        if minutes is None or minutes > MOST_MINUTES:
            faults.append(Fault(field, _("Write the time as hours, for example 1.5 or 1:30.")))
        elif minutes != hours.minutes:
            found.append(Adjustment(hours.entry_id, minutes))
    return found


def _meetings(items: list[HourItem]) -> tuple[MeetingItem, ...]:
    """A dated time together was a meeting."""
    return tuple(
        MeetingItem(item.match_id, item.held_on, item.starts, item.ends, item.minutes, item.mode)
        for item in items
        if item.held_on and item.mode in LIVE
    )


def _match(given: str, known: Known) -> KnownMatch | None:
    try:
        wanted = UUID(given)
    except ValueError:
        return None
    return next((match for match in known.matches if match.match_id == wanted), None)
