"""Rule 10 of the contract and the edges: requests, reports, and what is no wish to be left alone."""

import pytest

from app.reading.contract import Kind, Outcome
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    "text",
    [
        "Tomas stopped answering my emails. I tried 3 times.",
        "Kate stopped replying. I emailed her 3 times.",
        "Ma mentorée ne répond plus à mes courriels",
    ],
)
def test_a_report_without_a_fact_goes_to_a_person_and_asks_for_no_hours(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.wants_help, reading.questions) == (Outcome.REVIEW, True, ())


@pytest.mark.parametrize("text", ["I'd like to quit the program", "We had to stop at 5", "no more news from here"])
def test_a_word_of_stopping_is_no_unsubscribe(read: Read, text: str) -> None:
    assert read(text).kind == Kind.REPLY


@pytest.mark.parametrize("text", ["please stop emailing me", "no more emails please", "stop these emails"])
def test_who_wants_no_more_mail_is_unsubscribed(read: Read, text: str) -> None:
    assert read(text).kind == Kind.UNSUBSCRIBE
