"""Quiet hours as a rule: a night of the programme's choosing, or none; older rules get the usual one (I12)."""

from datetime import time

import pytest

from app.programmes.rules import InvalidRules, QuietHours, preset, validated


def body(quiet: object) -> dict[str, object]:
    return {**preset("aset").model_dump(mode="json"), "quiet_hours": quiet}


def test_rules_that_say_nothing_have_the_usual_night() -> None:
    rules = preset("aset").model_dump(mode="json")
    del rules["quiet_hours"]
    assert validated(rules).quiet_hours == QuietHours(begins=time(21), ends=time(8))


def test_a_programme_may_have_another_night_or_none() -> None:
    assert validated(body({"begins": "22:30", "ends": "06:00"})).quiet_hours == QuietHours(
        begins=time(22, 30), ends=time(6)
    )
    assert validated(body(None)).quiet_hours is None


@pytest.mark.parametrize(
    "wrong", [{"begins": "8:00", "ends": "8:00"}, {"begins": "21"}, {"begins": "21:00Z", "ends": "08:00"}, "nights"]
)
def test_what_is_no_night_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidRules, match="quiet_hours"):
        validated(body(wrong))
