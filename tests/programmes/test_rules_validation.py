"""Rules are validated before they are kept (T3): each bad field is named, with what is wrong about it."""

from copy import deepcopy
from typing import Any

import pytest

from app.programmes.rules import InvalidRules, preset, validated


def body(path: str, value: object) -> dict[str, Any]:
    """The preset `aset` as data, with one field set to `value`."""
    rules = deepcopy(preset("aset").model_dump(mode="json"))
    *sections, field = path.split(".")
    place = rules
    for section in sections:
        place = place[section]
    place[field] = value
    return rules


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("timezone", "America/Edmontonia"),
        ("timezone", "/etc/passwd"),
        ("timezone", ""),
        ("duration.months", 0),
        ("duration.months", 61),
        ("duration.months", "half a year"),
        ("duration.renewal_months", -1),
        ("meetings.minimum", -1),
        ("meetings.maximum", 0),
        ("meetings.shortest_minutes", -5),
        ("minimum.needs", "neither"),
        ("minimum.within_months", 0),
        ("check_in.day", 0),
        ("check_in.day", 29),
        ("check_in.hour", 24),
        ("check_in.answer_within_days", -1),
        ("check_in.escalate_after_days", 400),
        ("hours.confirmed_by", "everybody"),
        ("hours.ask_above_minutes", -1),
        ("modes", []),
        ("languages", []),
        ("mail_budget.reminders", 11),
        ("mail_budget.others", -1),
        ("cpd", {"category": ""}),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_the_name_of_its_field(path: str, value: object) -> None:
    """T3, T4: the message names the field."""
    with pytest.raises(InvalidRules, match=rf"rules: (.*; )?{path}"):
        validated(body(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("modes", ["telepathy"]),
        ("languages", ["de"]),
        ("check_in.roles", ["sponsor"]),
        ("hours.claimed_by", ["nobody"]),
        ("holidays", ["the first of May"]),
        ("check_in.remind_after_days", [-1]),
    ],
)
def test_a_wrong_member_of_a_list_is_named_with_its_place(path: str, value: object) -> None:
    with pytest.raises(InvalidRules, match=rf"{path}\.0"):
        validated(body(path, value))


@pytest.mark.parametrize("path", ["colour", "check_in.weekday", "hours.confirmedby"])
def test_a_field_that_we_do_not_know_is_refused_rather_than_ignored(path: str) -> None:
    """A misspelt rule must not silently be no rule."""
    with pytest.raises(InvalidRules, match=path):
        validated(body(path, 1))


@pytest.mark.parametrize("field", ["preset", "timezone", "duration"])
def test_a_missing_field_is_named(field: str) -> None:
    rules = body(field, None)
    del rules[field]
    with pytest.raises(InvalidRules, match=f"{field}: Field required"):
        validated(rules)


def test_a_minimum_of_meetings_above_the_maximum_is_refused() -> None:
    rules = body("meetings", {"minimum": 7, "maximum": 6})
    with pytest.raises(InvalidRules, match=r"meetings: .*minimum 7 is above maximum 6"):
        validated(rules)


@pytest.mark.parametrize("days", [[7, 4], [4, 4]])
def test_reminders_must_follow_each_other(days: list[int]) -> None:
    with pytest.raises(InvalidRules, match=r"check_in: .*remind_after_days must rise"):
        validated(body("check_in.remind_after_days", days))


def test_the_flag_must_not_come_before_the_last_reminder() -> None:
    """I4: reminders first, then the coordinator."""
    with pytest.raises(InvalidRules, match="must not come before the last reminder"):
        validated(body("check_in.escalate_after_days", 6))


def test_every_fault_is_told_at_once() -> None:
    rules = body("timezone", "Nowhere") | {"modes": []}
    with pytest.raises(InvalidRules, match=r"timezone: .*; modes: "):
        validated(rules)


@pytest.mark.parametrize("found", [None, [], "aset", 7])
def test_what_is_no_object_is_refused(found: object) -> None:
    with pytest.raises(InvalidRules, match="rules: "):
        validated(found)
