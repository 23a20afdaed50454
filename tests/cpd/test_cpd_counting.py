"""What holds of every account, whatever the entries: nothing is counted twice, lost, or over a cap."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.cpd.account import Account
from app.cpd.counting import Question, count
from app.cpd.facts import Hours, Member, Tie
from app.cpd.reasons import Why
from app.cpd.rulebook import Rulebook
from app.ledger.states import State
from app.programmes.cpd_rules import PACKS, CpdRules, cpd_pack

TODAY = date(2028, 6, 30)
MEMBER = Member(date(2024, 2, 29), frozenset({Tie("Omar")}))


def counted(rules: CpdRules, member: Member, hours: Iterable[Hours]) -> Account:
    return count(Question(Rulebook.of(rules), member, TODAY), hours)


def some_hours(seed: int) -> list[Hours]:
    """Sixty entries of five years, of every kind."""
    draw = random.Random(seed)
    return [_one(draw, place) for place in range(60)]


def _one(draw: random.Random, place: int) -> Hours:
    day = date(2023, 1, 1) + timedelta(days=draw.randrange(5 * 365))
    return Hours(
        entry=str(place),
        place=place,
        role=draw.choice(("mentor", "mentee", "facilitator")),
        mode=draw.choice(("in_person", "video", "phone", "email", "other", "unspecified")),
        minutes=draw.choice((0, 1, 14, 20, 45, 60, 90, 600, 1500)),
        period=day.isoformat()[:7],
        day=draw.choice((day, day, day, None)),
        starts=None,
        partners=draw.choice((("Kate",), ("Omar",), ("Omar", "Kate"), ())),
        state=draw.choice((State.ATTESTED, State.RECORDED, State.CLAIMED, State.DISPUTED)),
        told_on=day + timedelta(days=draw.randrange(90)),
    )


def every_entry(account: Account) -> list[str]:
    return sorted(
        [one.hours.entry for one in account.outside]
        + [one.hours.entry for cycle in account.cycles for one in cycle.entries]
    )


CASES = [(pack, seed) for pack in PACKS for seed in range(12)]


@pytest.mark.parametrize(("pack", "seed"), CASES)
def test_every_entry_stands_once_with_a_reason(pack: str, seed: int) -> None:
    hours = some_hours(seed)
    account = counted(cpd_pack(pack), MEMBER, hours)
    assert every_entry(account) == sorted(one.entry for one in hours)
    assert all(one.reasons for cycle in account.cycles for one in cycle.entries)


@pytest.mark.parametrize(("pack", "seed"), CASES)
def test_no_more_counts_than_was_logged_and_none_is_over_a_cap(pack: str, seed: int) -> None:
    rules = cpd_pack(pack)
    for cycle in counted(rules, MEMBER, some_hours(seed)).cycles:
        assert all(0 <= one.minutes <= one.hours.minutes for one in cycle.entries)
        assert rules.caps.per_cycle is None or cycle.units <= Fraction(rules.caps.per_cycle)
        for category, account in zip(rules.categories, cycle.categories, strict=True):
            assert category.caps.per_cycle is None or account.units <= Fraction(category.caps.per_cycle)


@pytest.mark.parametrize(("pack", "seed"), CASES)
def test_the_order_in_which_entries_come_changes_nothing(pack: str, seed: int) -> None:
    hours = some_hours(seed)
    shuffled = random.Random(seed + 1).sample(hours, len(hours))
    rules = cpd_pack(pack)
    assert counted(rules, MEMBER, shuffled) == counted(rules, MEMBER, hours)


@pytest.mark.parametrize(("pack", "seed"), CASES)
def test_units_of_a_category_are_the_sum_of_its_entries(pack: str, seed: int) -> None:
    """Exact fractions: nothing is lost between an entry and the sum."""
    for cycle in counted(cpd_pack(pack), MEMBER, some_hours(seed)).cycles:
        for category in cycle.categories:
            entries = [one.units for one in cycle.entries if one.category == category.key]
            assert sum(entries, Fraction(0)) == category.units


@pytest.mark.parametrize(("pack", "seed"), CASES)
def test_an_entry_that_does_not_count_changes_nothing_for_the_others(pack: str, seed: int) -> None:
    rules, hours = cpd_pack(pack), some_hours(seed)
    disputed = [replace(one, state=State.DISPUTED) if one.place % 5 == 0 else one for one in hours]
    with_them, without = (
        counted(rules, MEMBER, some) for some in (disputed, [one for one in disputed if one.place % 5])
    )
    figures = [
        [(cycle.cycle, cycle.units, cycle.minutes) for cycle in account.cycles if cycle.units]
        for account in (with_them, without)
    ]
    assert figures[0] == figures[1]


def test_an_entry_of_no_minutes_counts_as_nothing_and_says_nothing_wrong() -> None:
    nothing = replace(some_hours(0)[0], minutes=0, role="mentor", mode="video", state=State.ATTESTED, partners=())
    account = counted(cpd_pack("apega-like"), Member(date(2020, 1, 1)), [nothing])
    ((entry,),) = (cycle.entries for cycle in account.cycles if cycle.entries)
    assert (entry.minutes, [reason.why for reason in entry.reasons]) == (0, [Why.COUNTED])


@pytest.mark.parametrize("caps", ["whole", "category"])
def test_no_rounding_brings_back_what_a_cap_of_a_year_cut_off(caps: str) -> None:
    """Ten hours under 7.5 a year are 7.5, though the nearest whole unit is 8."""
    rules = cpd_pack("apega-like")
    (category, *others) = rules.categories
    year = rules.caps.model_copy(update={"per_year": "7.5", "per_cycle": None})
    none = rules.caps.model_copy(update={"per_year": None, "per_cycle": None})
    rules = rules.model_copy(
        update={
            "minimum": None,
            "caps": year if caps == "whole" else none,
            "categories": (category.model_copy(update={"caps": year if caps == "category" else none}), *others),
            "rounding": rules.rounding.model_copy(update={"of": "cycle", "step": "1", "rule": "nearest"}),
        }
    )
    role = {"minutes": 600, "role": "mentor", "mode": "video", "state": State.ATTESTED, "partners": ()}
    account = counted(rules, Member(date(2020, 1, 1)), [replace(some_hours(0)[0], **role)])  # type: ignore[arg-type]
    (cycle,) = (one for one in account.cycles if one.entries)
    assert cycle.units == Fraction("7.5")
