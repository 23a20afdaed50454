"""Deliver "explain": each example of the table of reasons in docs/reading.md is passed over for that reason."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.reading.explained import PassedReason
from tests.reading.answered_checkin import Read

_PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
_ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)
_ASKED = {
    "on_record": {"kind": "attestation", "sent": "Dan logged 2 hours with you in May. Is that right?"},
    "not_hours": {"kind": "agreement", "sent": "Do you agree to meet for 6 months? Reply yes or no."},
}
_FORM = "Hours in person:"


def rows() -> dict[str, str]:
    """The examples of each reason, as the page has them."""
    page = _PAGE.read_text(encoding="utf-8")
    table = page[page.index("| reason | examples |") :]
    return dict(_ROW.findall(table[: table.index("\n\n")]))


def examples() -> Iterator[tuple[str, str]]:
    """Each example with its reason; what stands before a colon that `in answer`, `below` or `written` opens is ours."""
    for reason, told in rows().items():
        for example in told.split("; "):
            yield reason, re.sub(r"^(?:in answer|below|written)[^:]*: ", "", example)


def test_every_reason_has_an_example() -> None:
    assert set(rows()) == {reason.value for reason in PassedReason}


@pytest.mark.parametrize(("reason", "example"), list(examples()))
def test_the_words_in_bold_are_passed_over_for_the_reason_of_the_row(read: Read, reason: str, example: str) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", example)
    text = example.replace("**", "")
    if reason == PassedReason.IN_FORM:
        reading = read([("2", _FORM), (text, None)], sent=_FORM)
    else:
        reading = read(text, **_ASKED.get(reason, {}))
    assert [(each.reason, each.text) for each in reading.explanation.passed_over] == [(reason, words) for words in bold]
