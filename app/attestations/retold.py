"""A session as whoever disputes it tells it: what of it can be entered in place of what was logged (H3, P8)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from app.attestations.lines import Line
from app.attestations.outcomes import Said
from app.attestations.said_words import day_beside
from app.clock import minute_of_day
from app.language import clock_time, gettext_for, hours_words, month_name
from app.language import mark as _
from app.ledger.columns import Columns
from app.programmes.mode_words import UNSPECIFIED, mode_words

_DAY: Final = 24 * 60
_LONGEST: Final = 12 * 60
"""Minutes that two times of day may lie apart: beyond, one of them was misread or belongs to another session."""


@dataclass(frozen=True, slots=True)
class Retold:
    """The session that takes the place of the one on record; day and times local to the programme.

    `logged_in` is the month of the one on record, as `period` is its own, `YYYY-MM`.
    """

    mode: str
    minutes: int
    held_on: date | None
    starts: time | None
    ends: time | None
    period: str
    logged_in: str


class Hurdle(StrEnum):
    """Why nothing can be entered in place of what is disputed."""

    OVER = "over"
    ABSENT = "absent"
    NOT_SAID = "not_said"
    LENGTH = "length"


SENTENCES: Final[dict[Hurdle, str]] = {
    Hurdle.OVER: _(
        "The match has ended and takes no new entry, so the other account cannot take the place of this one. "
        "Let it stand, with what differs in your reason, or correct its hours."
    ),
    Hurdle.ABSENT: _(
        "Who was there is no part of an entry, so nothing can take its place. Where the others met all the same, let "
        "it stand and say in your reason who was there: both read it, and it stays in the record. Where nobody met, "
        "correct it to 0."
    ),
    Hurdle.NOT_SAID: _(
        "No other day, way or time of day is told that could take the place of this entry. Read the words above. "
        "Where it was with somebody else, correct it to 0 here and enter the right session on the page of whoever "
        "logged it. Where only who attended differs, let it stand and say in your reason who was there: both read it, "
        "and it stays in the record."
    ),
    Hurdle.LENGTH: _(
        "The times of day that are told do not fit the rest of this entry. Ask both, then correct it to 0 here and "
        "enter the right session on the page of whoever logged it."
    ),
}


def retold(line: Line) -> Retold | None:
    """The session with what was said of it instead; `None` where that can take no entry's place.

    Between two times of day lies its length. Where only another start is told the length stays, and the end is left
    open: whoever confirms is asked about it anew.
    """
    claim, said = line.live.claim, line.said
    minutes = _minutes(line)
    if line.is_over or not said.is_other_session or said.minutes == 0 or minutes is None:
        return None
    if not (said.mode or said.on or said.starts or claim.starts):
        return None  # an end alone fits any start
    held_on = said.on or claim.local_date
    return Retold(
        mode=said.mode or claim.mode or UNSPECIFIED,
        minutes=minutes,
        held_on=held_on,
        starts=said.starts or claim.starts,
        ends=_ends(claim, said, same_length=minutes == line.live.minutes),
        period=f"{held_on:%Y-%m}" if held_on else claim.period,
        logged_in=claim.period,
    )


def hurdle_of(line: Line) -> Hurdle | None:
    """Why the other account cannot take the entry's place; `None` where it can, or where only the length differs."""
    if retold(line) or line.said.minutes == 0:
        return None
    if line.said.absent:
        return Hurdle.ABSENT
    if line.said.is_other_session:
        return Hurdle.OVER if line.is_over else Hurdle.LENGTH
    return Hurdle.NOT_SAID if line.said.minutes is None else None


def hurdle_words(hurdle: Hurdle, locale: str) -> str:
    """What keeps it out, and what to do instead."""
    return gettext_for(locale).gettext(SENTENCES[hurdle])


def retold_words(told: Retold, locale: str) -> str:
    """`13 May, 3 pm, by phone, 1.5 h`; with the year where it is another than that of the entry on record."""
    parts = [
        day_beside(told.held_on, told.logged_in, locale) if told.held_on else month_name(told.period, locale),
        clock_time(told.starts, locale) if told.starts else "",
        mode_words(told.mode, locale) if told.mode != UNSPECIFIED else "",
        hours_words(told.minutes, locale),
    ]
    return ", ".join(part for part in parts if part)


def _minutes(line: Line) -> int | None:
    """The length: as it was said, or between the times; `None` where these are too far apart."""
    claim, said = line.live.claim, line.said
    if said.minutes:
        return said.minutes
    starts, ends = said.starts or claim.starts, said.ends
    if starts is None or ends is None:
        return line.live.minutes
    between = (minute_of_day(ends) - minute_of_day(starts)) % _DAY
    return between if 0 < between <= _LONGEST else None


def _ends(claim: Columns, said: Said, *, same_length: bool) -> time | None:
    if said.ends:
        return said.ends if said.starts or claim.starts else None
    return claim.ends if same_length and said.starts is None else None
