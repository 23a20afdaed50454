"""The fields of the hours form that a body may require beside the length: the day, the times, the way, the topics (H6).

Where hours on record lack one, a coordinator fills it in, by a completion that says who entered it.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from app.clock import minute_of_day
from app.inbound.facts import CompletionItem
from app.inbound.known import Known, KnownMatch, RecordedHours
from app.language import mark as _
from app.portal.typed import Fault, Values, typed
from app.programmes.mode_words import UNSPECIFIED

Moment = TypeVar("Moment", date, time)

LONGEST_TOPICS = 300

_NO_DAY = _("Give a day since the match began and not to come, or leave it empty.")
_NO_TIMES = _("Give times that last as long as the hours, for example 18:00 to 19:30, or the start alone.")


def completions_in(form: Values, known: Known, now: datetime, faults: list[Fault]) -> tuple[CompletionItem, ...]:
    """What the form adds to hours on record that lack it; what they have already is left as it is."""
    found = [_completion(form, hours, known, now, faults) for hours in known.recorded if hours.lacks]
    return tuple(item for item in found if item.told)


def day_in(  # noqa: PLR0917 one field among its circumstances
    form: Values, field: str, known: Known, match: KnownMatch | None, now: datetime, faults: list[Fault]
) -> date | None:
    """The day in a field, since the match began and not to come; `None` where it is empty."""
    given = form.get(field, "").strip()
    day = _iso(given, date)
    tomorrow = (now.astimezone(known.rules.zone) + timedelta(days=1)).date()
    if given and (day is None or day > tomorrow or (match and day < match.started_on)):
        faults.append(Fault(field, _NO_DAY))
    return day


def times_in(
    form: Values, begins: str, ends: str, minutes: int | None, faults: list[Fault]
) -> tuple[time | None, time | None]:
    """The times in two fields, which last as long as the hours; without an end the length tells it."""
    given, until = (form.get(field, "").strip() for field in (begins, ends))
    start, end = _iso(given, time), _iso(until, time)
    fits = not until or (start is not None and end is not None and _lasts(start, end, minutes))
    if (given and start is None) or not fits:
        faults.append(Fault(begins, _NO_TIMES))
        return None, None
    return start, end


def _completion(form: Values, hours: RecordedHours, known: Known, now: datetime, faults: list[Fault]) -> CompletionItem:
    own = {name: f"{name}-{hours.entry_id}" for name in ("day", "from", "to", "way", "topics")}
    match = next((match for match in known.matches if match.match_id == hours.match_id), None)
    starts, ends = times_in(form, own["from"], own["to"], hours.minutes, faults)
    return CompletionItem(
        entry_id=UUID(str(hours.entry_id)),
        match_id=hours.match_id,
        mode=hours.mode,
        minutes=hours.minutes,
        held_on=day_in(form, own["day"], known, match, now, faults) if hours.held_on is None else None,
        starts=starts if hours.starts is None else None,
        ends=ends if hours.starts is None else None,
        topics=typed(form, own["topics"], LONGEST_TOPICS) if "topics" in hours.lacks else "",
        way=_way(form.get(own["way"], ""), known.rules.modes) if hours.mode == UNSPECIFIED else None,
        day=hours.held_on,
    )


def _way(given: str, modes: Collection[str]) -> str | None:
    return given if given in modes else None


def _lasts(start: time, end: time, minutes: int | None) -> bool:
    return (minute_of_day(end) - minute_of_day(start)) % (24 * 60) == minutes


def _iso(given: str, kind: type[Moment]) -> Moment | None:
    try:
        return kind.fromisoformat(given)
    except ValueError:
        return None
