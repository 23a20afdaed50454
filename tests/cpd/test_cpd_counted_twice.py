"""The packs counted a second time, by the words of their bodies and in the plainest way, over edge dates (H4)."""

import calendar
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.cpd.counting import Question, count
from app.cpd.facts import Hours, Member, Tie
from app.cpd.rulebook import Rulebook
from app.ledger.states import State
from app.programmes.cpd_rules import cpd_pack

TIMES = 400
EDGES = (
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 2, 29),
    date(2024, 8, 31),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 12, 31),
)
OWN_DATES = (None, date(2024, 2, 29), date(2023, 6, 30), date(2022, 1, 1), date(2025, 5, 15), date(2024, 8, 31))
MEETINGS = ("in_person", "video", "phone", "other", "unspecified")
DAY = timedelta(days=1)
Units = dict[str, Fraction]


def some_hours(chance: random.Random) -> list[Hours]:
    """Up to 13 entries, many of them near one another."""
    around, found = chance.choice(EDGES), []
    for place in range(chance.randint(1, 13)):
        day = chance.choice(EDGES) if chance.random() < 0.2 else around + chance.randrange(500) * DAY
        found.append(
            Hours(
                entry=str(place),
                place=place,
                role=chance.choice(("mentor", "mentee")),
                mode=chance.choice((*MEETINGS, "email")),
                minutes=chance.choice((1, 10, 20, 37, 45, 59, 60, 61, 90, 180, 300, 1200)),
                period=f"{day:%Y-%m}",
                day=day,
                starts=None,
                partners=(chance.choice(("Kate", "Omar", "Boss")),),
                state=chance.choice((*[State.ATTESTED] * 6, State.RECORDED, State.CLAIMED, State.DISPUTED)),
                told_on=day + chance.choice((0, 0, 10, 40, 500)) * DAY,
                silent=chance.random() < 0.05,
                missing=("topics",) if chance.random() < 0.05 else (),
            )
        )
    return sorted(found, key=lambda one: (one.day, one.place))


def stands(one: Hours) -> bool:
    """Confirmed where that is asked, complete, and not with the boss."""
    return one.state in {State.ATTESTED, State.RECORDED} and not one.missing and one.partners != ("Boss",)


def on(one: Hours) -> date:
    assert one.day
    return one.day


def six_months_from(day: date) -> date:
    """The last day of six months: the day before the same day, or the end of a month that lacks it."""
    year, month = divmod(day.year * 12 + day.month + 5, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, last) if day.day > last else date(year, month + 1, day.day) - DAY


def by_oacett(hours: Sequence[Hours], own: date | None) -> Units:
    """All in reach of three hours or three meetings within six months of a cycle of three calendar years."""
    first = own.year if own else 2024
    good = [one for one in hours if stands(one) and not one.silent and (own is None or on(one).year >= first)]
    found: Units = {}
    for begin in map(on, good):
        cycle = (begin.year - first) // 3
        end = min(six_months_from(begin), date(first + 3 * cycle + 2, 12, 31))
        within = [one for one in good if begin <= on(one) <= end]
        met = {(one.day, one.partners) for one in within if one.mode in MEETINGS}
        if sum(one.minutes for one in within) >= 180 or len(met) >= 3:
            found |= {one.entry: Fraction(one.minutes, 60) for one in within}
    return found


def by_apega(hours: Sequence[Hours], own: date | None) -> Units:
    """An hour is a unit, at most 20 in a year that begins on the member's own date; mentors alone."""
    found: Units = {}
    filled: dict[int, Fraction] = {}
    for one in hours:
        if own is None or not stands(one) or one.role != "mentor" or on(one) < own:
            continue
        year = on(one).year - own.year - ((on(one).month, on(one).day) < (own.month, own.day))
        taken = min(Fraction(one.minutes, 60), 20 - filled.get(year, Fraction(0)))
        filled[year] = filled.get(year, Fraction(0)) + taken
        found[one.entry] = taken
    return found


def by_aset(hours: Sequence[Hours], own: date | None) -> Units:
    """Quarter units: a mentor's up to 15, a mentee's halves of meetings up to 10, 20 in all; 6 over caps go on."""
    found: Units = {}
    over = Fraction(0)
    for year in range(2023, 2030):
        left = {"all": 20 - min(over, Fraction(6)), "mentor": Fraction(15), "mentee": Fraction(10)}
        over = Fraction(0)
        for one in hours:
            if on(one).year != year or not stands(one) or (own and year < own.year):
                continue
            if one.told_on > date(year, 12, 31) + 31 * DAY:
                continue
            if one.role == "mentee" and one.mode not in {"in_person", "video", "phone"}:
                continue
            earned = Fraction(one.minutes * 4 // (60 if one.role == "mentor" else 120), 4)
            taken = min(earned, left[one.role], left["all"])
            left[one.role], left["all"], over = left[one.role] - taken, left["all"] - taken, over + earned - taken
            found[one.entry] = taken
    return found


@pytest.mark.parametrize(
    ("pack", "by_hand"), [("oacett-like", by_oacett), ("apega-like", by_apega), ("aset-like", by_aset)]
)
def test_a_pack_counts_what_its_body_says(pack: str, by_hand: Callable[[Sequence[Hours], date | None], Units]) -> None:
    rules = cpd_pack(pack)
    for number in range(TIMES):
        chance = random.Random(f"{pack} {number}")
        hours, own = some_hours(chance), chance.choice(OWN_DATES)
        asked = Question(Rulebook.of(rules), Member(own, frozenset({Tie("Boss")})), date(2026, 11, 22))
        counted = {one.hours.entry: one.units for cycle in count(asked, hours).cycles for one in cycle.entries}
        expected = {entry: units for entry, units in by_hand(hours, own).items() if units}
        assert {entry: units for entry, units in counted.items() if units} == expected, (number, own, hours)
