"""Which version of the rules holds on which day (H4)."""

from datetime import date
from uuid import UUID

from app.cpd.rulebook import SetRules, eras
from app.programmes.cpd_rules import CpdRules, cpd_pack

FIRST, NEXT = date(2026, 11, 1), date(2026, 12, 1)


def set_on(day: date, number: int, rules: CpdRules | None) -> SetRules:
    return SetRules(UUID(int=number), number, day, rules)


def held(*history: SetRules) -> list[tuple[int, date | None, date | None]]:
    return [(one.number, one.since, one.until) for one in eras(UUID(int=9), history)]


APEGA, ASET, OACETT = cpd_pack("apega-like"), cpd_pack("aset-like"), cpd_pack("oacett-like")


def test_the_first_rules_hold_for_all_days_before_them_too() -> None:
    assert held(set_on(FIRST, 1, APEGA), set_on(NEXT, 2, ASET)) == [
        (1, None, date(2026, 11, 30)),
        (2, NEXT, None),
    ]


def test_rules_put_right_on_the_day_on_which_they_were_set_never_held() -> None:
    assert held(set_on(FIRST, 1, APEGA), set_on(FIRST, 2, ASET)) == [(2, None, None)]
    assert held(set_on(FIRST, 1, APEGA), set_on(NEXT, 2, OACETT), set_on(NEXT, 3, ASET)) == [
        (1, None, date(2026, 11, 30)),
        (3, NEXT, None),
    ]


def test_rules_set_back_to_nothing_on_the_same_day_count_nothing() -> None:
    assert held(set_on(FIRST, 1, APEGA), set_on(FIRST, 2, None)) == []


def test_rules_that_hold_since_a_day_before_the_first_were_set_leave_them_the_days_before() -> None:
    since = date(2026, 1, 1)
    right = APEGA.model_copy(update={"since": since, "rounding": ASET.rounding})
    assert held(set_on(FIRST, 1, OACETT), set_on(NEXT, 2, right)) == [(1, None, date(2025, 12, 31)), (2, since, None)]
