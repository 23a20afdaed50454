"""What holds of every account, drawn at large: no cap is passed, order changes nothing, sums are sums (H4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.cpd.account import Account, CycleAccount
from app.cpd.counting import Question, count
from app.cpd.facts import Hours, Member
from app.cpd.minimum import in_reaching_stretch, standing
from app.cpd.rulebook import Rulebook
from app.cpd.spans import Cycle, last_of
from app.ledger.states import State
from app.programmes.cpd_rules import PACKS, CpdMinimum, CpdRules, cpd_pack

BEGAN = date(2024, 1, 1)
TODAY = date(2026, 11, 21)
PROGRAMMES = (UUID(int=1), UUID(int=2))
NONE = Fraction(0)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    """An hour of one of two programmes within three years, now and then without its day."""
    day = BEGAN + timedelta(days=draw(st.integers(0, 1095)))
    return Hours(
        entry="",
        place=0,
        role=draw(st.sampled_from(("mentor", "mentee", "facilitator"))),
        mode=draw(st.sampled_from(("video", "email", "unspecified"))),
        minutes=draw(st.sampled_from((1, 25, 60, 400, 1300))),
        period=f"{day:%Y-%m}",
        day=day if draw(st.integers(0, 3)) else None,
        starts=None,
        partners=draw(st.sampled_from((("Kate",), ("Ada",)))),
        state=draw(st.sampled_from((State.ATTESTED, State.ATTESTED, State.CLAIMED))),
        told_on=day,
        programme=draw(st.sampled_from(PROGRAMMES)),
    )


@st.composite
def entries(draw: st.DrawFn) -> tuple[Hours, ...]:
    found = draw(st.lists(some_hours(), min_size=1, max_size=25))
    return tuple(replace(one, entry=str(number), place=number) for number, one in enumerate(found))


def recorded_as(hours: Sequence[Hours], order: Sequence[int]) -> list[Hours]:
    return [replace(hours[number], place=place) for place, number in enumerate(order)]


def account(rules: CpdRules, member: Member, hours: Sequence[Hours]) -> Account:
    versions = tuple(version for one in PROGRAMMES for version in Rulebook.of(rules, one).versions)
    return count(Question(Rulebook(versions), member, TODAY), hours)


def most_in_a_year(cycle: CycleAccount, key: str) -> Fraction:
    """The most that the units of a category can come to in a year, on whichever days they were."""
    found = [NONE] * len(cycle.cycle.years())
    for one in cycle.entries:
        if one.category == key:
            for year in {cycle.cycle.year_of(day) for day in one.hours.days if cycle.cycle.holds(day)}:
                found[year] += one.units
    return max(found)


members = st.dates(date(2015, 1, 1), date(2024, 1, 1)).map(Member)
packs = st.sampled_from(PACKS).map(cpd_pack)


@given(packs, members, entries())
def test_no_total_is_over_a_cap_whichever_day_it_was(rules: CpdRules, member: Member, hours: tuple[Hours, ...]) -> None:
    for cycle in account(rules, member, hours).cycles:
        assert rules.caps.per_cycle is None or cycle.units <= Fraction(rules.caps.per_cycle)
        for category, told in zip(rules.categories, cycle.categories, strict=True):
            caps = category.caps
            assert caps.per_cycle is None or told.units <= Fraction(caps.per_cycle)
            assert caps.per_year is None or most_in_a_year(cycle, category.key) <= Fraction(caps.per_year)


@given(packs, members, entries(), st.data())
def test_the_order_of_recording_changes_no_total(
    rules: CpdRules, member: Member, hours: tuple[Hours, ...], data: st.DataObject
) -> None:
    """Neither does the programme in which an hour was logged."""
    order = data.draw(st.permutations(range(len(hours))))
    moved = [replace(one, programme=PROGRAMMES[0]) for one in recorded_as(hours, order)]
    told, again = (account(rules, member, some) for some in (hours, moved))
    assert [(one.cycle, one.units) for one in told.cycles] == [(one.cycle, one.units) for one in again.cycles]


@given(packs, members, entries())
def test_what_counts_of_each_entry_sums_up_to_the_total(
    rules: CpdRules, member: Member, hours: tuple[Hours, ...]
) -> None:
    told = account(rules, member, hours)
    for cycle in told.cycles:
        carried = sum((category.carried for category in cycle.categories), NONE)
        assert sum((one.units for one in cycle.entries), carried) == cycle.units
        assert sum(category.minutes for category in cycle.categories) == cycle.minutes
    counted = [one.hours.entry for cycle in told.cycles for one in cycle.entries]
    assert sorted(counted + [one.hours.entry for one in told.outside]) == sorted(one.entry for one in hours)


@given(packs, members, entries())
def test_rules_set_today_change_no_cycle_that_is_over(
    rules: CpdRules, member: Member, hours: tuple[Hours, ...]
) -> None:
    stricter = rules.model_copy(update={"caps": rules.caps.model_copy(update={"per_cycle": "1"}), "minimum": None})
    versions = tuple(
        replace(version, rules=each, since=since, until=until)
        for each, since, until in ((rules, None, TODAY - timedelta(days=1)), (stricter, TODAY, None))
        for one in PROGRAMMES
        for version in Rulebook.of(rules, one).versions
    )
    before = account(rules, member, hours)
    after = count(Question(Rulebook(versions), member, TODAY), hours)
    over = [[one for one in told.cycles if one.cycle.ends < TODAY] for told in (before, after)]
    assert over[0] == over[1]


@given(hours=entries(), months=st.integers(1, 14), either=st.booleans())
def test_a_stretch_is_what_its_definition_says(*, hours: tuple[Hours, ...], months: int, either: bool) -> None:
    """Each stretch begins with an entry and is looked at whole; the ways of reaching it are compared with that."""
    minimum = CpdMinimum(minutes=460, meetings=3, needs="either" if either else "both", within_months=months)
    cycle = Cycle(BEGAN, date(2026, 12, 31))
    stretches = [within(hours, one.days[0], min(last_of(one.days[0], months), cycle.ends)) for one in hours]
    reaching = [stretch for stretch in stretches if reached(minimum, stretch)]
    assert in_reaching_stretch(minimum, cycle, hours) == {one.entry for stretch in reaching for one in stretch}
    assert standing(minimum, cycle, hours, NONE).reached == bool(reaching)


def within(hours: Sequence[Hours], first: date, last: date) -> list[Hours]:
    return [one for one in hours if first <= one.days[0] and one.days[1] <= last]


def reached(minimum: CpdMinimum, stretch: Sequence[Hours]) -> bool:
    enough = sum(one.minutes for one in stretch) >= (minimum.minutes or 0)
    met = {(one.partners, one.day) for one in stretch if one.day and one.mode != "email"}
    both = (enough, len(met) >= (minimum.meetings or 0))
    return any(both) if minimum.needs == "either" else all(both)
