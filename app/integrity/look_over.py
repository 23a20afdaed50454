"""Looks a history over: every finder in turn, read top to bottom."""

from app.integrity.copied import copied
from app.integrity.flag import Flag, place
from app.integrity.history import History
from app.integrity.of_one_claim import future, late, outside
from app.integrity.of_one_person import long_days, long_months, overlaps, twice
from app.integrity.of_one_side import not_met, one_side_only, unheard
from app.integrity.of_two_matches import at_once
from app.integrity.of_two_sides import contradictions, months_differ

FINDERS = (
    overlaps,
    at_once,
    twice,
    long_days,
    long_months,
    contradictions,
    months_differ,
    not_met,
    one_side_only,
    unheard,
    copied,
    late,
    future,
    outside,
)


def look_over(history: History) -> tuple[Flag, ...]:
    """Everything that is worth a look, the latest recorded first. The hours themselves are never touched."""
    found = [flag for finder in FINDERS for flag in finder(history)]
    return tuple(sorted(found, key=lambda flag: (place(flag.claims[-1]), flag.kind), reverse=True))
