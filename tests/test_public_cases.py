"""The public cases of the parsing contract, scored by their own scorer: a gate that only moves up."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases" / "parsing"
EXACT_AT_LEAST = 0.97
REPLY_TEXT_AT_LEAST = 0.98
WRONG_RECORDS_AT_MOST = 1
NEEDLESS_QUESTIONS_AT_MOST = 0.02


@pytest.fixture(scope="module")
def score() -> dict[str, Any]:
    """The scorer's result over all cases."""
    command = [str(Path(sys.executable).with_name("mentorpost")), "parse", "--stream"]
    scorer = [sys.executable, str(CASES / "score.py"), "--cases", str(CASES), "--json", "--", *command]
    done = subprocess.run(scorer, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    print(table(result))
    return result


def table(result: dict[str, Any]) -> str:
    """The figures for a person, shown when a test fails and with `pytest -s`."""
    rows = [
        f"{name:<20} {counts['right']:>4} of {sum(counts.values()):>4}" for name, counts in result["fields"].items()
    ]
    ends = [f"{name:<20} {result[name]}" for name in ("exact", "wrong_records", "needless_questions", "crashes")]
    return "\n".join([*rows, *ends])


def recorded_cases() -> int:
    """How many cases expect `recorded`."""
    lines = (CASES / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [json.loads(line)["expected"] for line in lines]
    return sum(each.get("outcome") == "recorded" for each in expected)


def test_every_case_gets_a_reading(score: dict[str, Any]) -> None:
    assert score["cases"] == 251
    assert score["ids"]["crashes"] == []
    assert score["bad_lines"] == []


def test_enough_cases_are_read_exactly(score: dict[str, Any]) -> None:
    assert score["exact_rate"] >= EXACT_AT_LEAST


def test_wrong_records_are_rare(score: dict[str, Any]) -> None:
    assert score["wrong_records"] <= WRONG_RECORDS_AT_MOST, score["ids"]["wrong_records"]


def test_a_question_is_seldom_asked_of_what_can_be_recorded(score: dict[str, Any]) -> None:
    needless = score["ids"]["needless_questions"]
    assert len(needless) / recorded_cases() <= NEEDLESS_QUESTIONS_AT_MOST, needless


def test_every_kind_of_mail_is_told(score: dict[str, Any]) -> None:
    kinds = score["fields"]["kind"]
    assert kinds["right"] == sum(kinds.values())


def test_the_words_of_the_person_are_found_in_every_mail_program(score: dict[str, Any]) -> None:
    texts = score["fields"]["reply_text"]
    assert texts["right"] / sum(texts.values()) >= REPLY_TEXT_AT_LEAST
