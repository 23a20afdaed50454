"""Rules of counting are validated like all rules, and what was stored before they grew holds still (T3, T4)."""

from typing import Any

import pytest

from app.cpd.statement import counting_rules
from app.programmes.cpd_rules import PACKS, CpdRules, cpd_pack
from app.programmes.rules import InvalidRules, preset, validated


def body(**cpd: Any) -> dict[str, Any]:
    whole = preset("aset").model_dump(mode="json")
    whole["cpd"] = {"categories": [{"key": "one", "name": "One"}], **cpd}
    return whole


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_survives_being_stored_as_json(name: str) -> None:
    rules = cpd_pack(name)
    assert CpdRules.model_validate(rules.model_dump(mode="json")) == rules
    assert rules.pack == name


def test_a_programme_takes_a_pack_by_its_name_alone() -> None:
    whole = preset("aset").model_dump(mode="json")
    whole["cpd"] = {"pack": "apega-like"}
    assert validated(whole).cpd == cpd_pack("apega-like")


@pytest.mark.parametrize("cycle", ["calendar_year", "anniversary", "fixed"])
def test_rules_of_the_first_form_hold_still(cycle: str) -> None:
    """T3: one category by its name, the unit by its name, the kind of cycle alone."""
    whole = preset("oacett-cpd").model_dump(mode="json")
    whole["cpd"] = {"category": "peer and professional interaction", "unit": "hour", "cycle": cycle}
    rules = counting_rules(validated(whole))
    assert rules is not None
    assert (rules.categories[0].name.fr, rules.unit.en, rules.cycle.kind) == (
        "peer and professional interaction",
        "h",
        cycle,
    )
    assert rules.minimum is not None
    assert (rules.minimum.minutes, rules.minimum.meetings, rules.minimum.gate) == (180, 3, False)


@pytest.mark.parametrize(
    ("cpd", "words"),
    [
        ({"categories": []}, "cpd.categories"),
        ({"pack": "nobody-like"}, "Field required|Input should|unknown|pack"),
        ({"cycle": {"kind": "fixed"}}, "either first or spans"),
        ({"cycle": {"kind": "anniversary", "years": 6}}, "cpd.cycle.years"),
        ({"cycle": {"kind": "fixed", "spans": [{"starts": "2026-02-01", "ends": "2026-01-01"}]}}, "before it starts"),
        (
            {
                "cycle": {
                    "kind": "fixed",
                    "spans": [
                        {"starts": "2026-01-01", "ends": "2026-12-31"},
                        {"starts": "2026-12-31", "ends": "2027-12-31"},
                    ],
                }
            },
            "overlapping",
        ),
        ({"caps": {"per_year": "-1"}}, "cpd.caps.per_year"),
        ({"caps": {"per_year": 7.5}}, "cpd.caps.per_year"),
        ({"caps": {"per_year": "7.555"}}, "cpd.caps.per_year"),
        ({"categories": [{"key": "one", "name": "One", "units_per_hour": "0"}]}, "count nothing"),
        ({"categories": [{"key": "one", "name": "One", "units_per_hour": "1/0"}]}, "units_per_hour"),
        ({"categories": [{"key": "one", "name": "One"}, {"key": "one", "name": "Two"}]}, "same key"),
        ({"minimum": {"units": "3", "gate": True}}, "gate"),
        ({"rounding": {"rule": "up"}}, "cpd.rounding.rule"),
        ({"rounding": {"rule": "down", "step": "0"}}, "step of 0"),
        ({"carry_over": {"into": "two"}}, "no category"),
        ({"carry_over": {"of": "over_minimum"}}, "the minimum has units"),
    ],
)
def test_what_cannot_be_counted_by_is_refused(cpd: dict[str, Any], words: str) -> None:
    whole = body(**cpd)
    if "pack" in cpd:
        whole["cpd"] = cpd
    with pytest.raises(InvalidRules, match=words):
        validated(whole)
