"""The presets that come ready to use (T5), and what they promise of hours and check-ins."""

import pytest

from app.programmes.rules import PRESETS, Confirmation, InvalidRules, Rules, preset, validated


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_loads_and_says_its_own_name(name: str) -> None:
    assert preset(name).preset == name


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_survives_being_stored_as_json(name: str) -> None:
    rules = preset(name)
    assert validated(rules.model_dump(mode="json")) == rules


def test_aset_asks_monthly_in_five_modes_and_nobody_confirms() -> None:
    """T5, I12: an association's programme; attestation is not asked for."""
    rules = preset("aset")
    assert (rules.check_in.day, rules.check_in.answer_within_days) == (1, 7)
    assert rules.modes == ("in_person", "email", "video", "phone", "other")
    assert (rules.hours.claimed_by, rules.hours.confirmed_by) == (("mentor",), Confirmation.NOBODY)


def test_oacett_wants_three_hours_or_three_meetings_in_six_months_and_both_confirm() -> None:
    """T5, H3: three hours or three meetings over six months, confirmed by the partner."""
    rules = preset("oacett-cpd")
    minimum = rules.minimum
    assert (minimum.minutes, minimum.meetings, minimum.needs, minimum.within_months) == (180, 3, "either", 6)
    assert rules.hours.confirmed_by is Confirmation.PARTNER
    assert rules.hours.claimed_by == ("mentor", "mentee")
    assert rules.cpd is not None
    assert [category.name.en for category in rules.cpd.categories] == ["peer and professional interaction"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_reminds_no_more_often_than_its_mail_budget_allows(name: str) -> None:
    """I12: the check-in, two reminders, two others."""
    rules = preset(name)
    assert len(rules.check_in.remind_after_days) <= rules.mail_budget.reminders


def test_an_unknown_preset_is_named_with_those_there_are() -> None:
    with pytest.raises(InvalidRules, match="no preset is called 'buddies'; there are: aset, oacett-cpd"):
        preset("buddies")


def test_rules_cannot_be_changed_in_place() -> None:
    """T3: a change is a new version."""
    rules = preset("aset")
    with pytest.raises(ValueError, match="frozen"):
        rules.timezone = "UTC"  # type: ignore[misc]  # mypy refuses it, too
    assert isinstance(rules, Rules)
