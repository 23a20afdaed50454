"""Our own cases of the keys beyond the scored ones, each in the contract's case format: all must be read exactly.

`asks` of a case is what its question has to name.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.inbound.parse import parse_mail
from app.reading.contract import Reading, context_from_json
from app.reading.stored import reading_from_json

FOLDER = Path(__file__).parent / "cases" / "beyond"
CASES = [json.loads(line) for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()]


def reading_of(case: Mapping[str, Any]) -> Reading:
    return parse_mail((FOLDER / case["mail"]).read_bytes(), context_from_json(case["context"]))


def fits(want: Any, got: Any) -> bool:
    """Whether all that is pinned is given: an object may hold more keys, a list as many items."""
    if isinstance(want, dict):
        return isinstance(got, dict) and all(key in got and fits(value, got[key]) for key, value in want.items())
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(fits, want, got))
    return bool(want == got)


def wrong_keys(case: Mapping[str, Any]) -> list[str]:
    """The pinned keys that the reading gives otherwise."""
    got = reading_of(case).to_json()
    wrong = [key for key, want in case["expected"].items() if not fits(want, got[key])]
    named = case.get("asks", "") in " ".join(map(str, _list(got["questions"])))
    return wrong if named else [*wrong, "asks"]


def _list(value: object) -> Sequence[object]:
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_case_is_read_exactly(case: Mapping[str, Any]) -> None:
    got = reading_of(case).to_json()
    shown = {key: got[key] for key in (*case["expected"], "questions")}
    assert wrong_keys(case) == [], f"{case['notes']}\n{json.dumps(shown, ensure_ascii=False, indent=1)}"


def test_the_cases_are_many_and_in_both_languages() -> None:
    french = sum(case["context"]["programme"]["locale"].startswith("fr") for case in CASES)
    assert len(CASES) >= 80
    assert french >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_kept_reading_comes_back_as_it_was(case: Mapping[str, Any]) -> None:
    reading = reading_of(case)
    assert reading_from_json(json.loads(json.dumps(reading.to_json()))) == reading


def test_the_table_of_keys() -> None:
    pinned = Counter(key for case in CASES for key in case["expected"])
    wrong = Counter(key for case in CASES for key in wrong_keys(case))
    print("\n".join(f"{key:<16} {pinned[key] - wrong[key]:>4} of {pinned[key]:>4}" for key in sorted(pinned)))
    assert wrong == Counter()
