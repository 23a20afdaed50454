"""Deliver "explain": which words were passed over and by which rule, and which rule made the outcome."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading import read_reply
from app.reading.contract import Outcome, Reading, Reply, ReplyLine
from app.reading.explained import UNEXPLAINED, PassedReason, Rule
from app.reading.stored import reading_from_json, reading_to_json
from tests.reading.answered_checkin import Read, context

_ATTESTED = {"kind": "attestation", "sent": "Dan logged 2 hours with you in May. Is that right?"}
_SIGNED = {"kind": "agreement", "sent": "Do you agree to meet for 6 months? Reply yes or no."}


@pytest.mark.parametrize(
    ("text", "about", "words", "reason"),
    [
        ("2 hours by phone, not 3", {}, "3", PassedReason.DENIED),
        ("Nous n'avons pas pu nous voir", {}, "avons pas pu nous voir", PassedReason.DENIED),
        ("I wrote 3 hours, it was 2", {}, "3 hours", PassedReason.FORMER),
        ("The call was cancelled. 1 hour by email", {}, "The call was cancelled", PassedReason.MISSED),
        ("I tried 3 times, no answer", {}, "I tried 3 times", PassedReason.ATTEMPTED),
        ("2 hours. Sorry, I meant 3", {}, "2 hours", PassedReason.CORRECTED),
        ("1 hour on the 5th. Correction: the 6th", {}, "1 hour on the 5th", PassedReason.CORRECTED_IN_PART),
        ("We were supposed to do 2 hours but did 1", {}, "2 hours", PassedReason.PLANNED),
        ("1 hour by phone. Next call June 20 for 2 hours", {}, "2 hours", PassedReason.COMING),
        ("1 hour by phone, and a 30 minute drive", {}, "30 minute", PassedReason.SOMETHING_ELSE),
        ("2 hours. Call me at 780-555-0199", {}, "780-555-0199", PassedReason.FIGURE),
        ("2 hours, and lunch was $45", {}, "$45", PassedReason.FIGURE),
        ("1 h en personne. Nous avons parlé de son examen de 3 heures", {}, "3 heures", PassedReason.TOPIC),
        ("We met for 1 hour. Is 2 hours enough?", {}, "2 hours", PassedReason.QUESTION),
        ("A few hours", {}, "A few hours", PassedReason.OPEN),
        ("de 2 à 3 heures", {}, "de 2 à 3 heures", PassedReason.OPEN),
        ("20 minutes a week, so 80 minutes in all", {}, "20 minutes a week", PassedReason.RATE),
        ("3 hours including 1 hour of preparation", {}, "1 hour", PassedReason.SHARE),
        ("3 hours: 2 on Zoom and 1 in person", {}, "3 hours", PassedReason.TOTAL),
        ("Yes, the 2 hours are right", _ATTESTED, "2 hours", PassedReason.ON_RECORD),
        ("I agree. We met for 2 hours in May", _SIGNED, "2 hours", PassedReason.NOT_HOURS),
        ("We are done, closing it. We are still meeting.", {}, "still meeting", PassedReason.OUTWEIGHED),
        ("1 hour. Room 305 if you want to meet", {}, "Room 305 if you want to meet", PassedReason.CONDITION),
    ],
)
def test_words_that_do_not_count_are_named_with_the_rule_that_dropped_them(
    read: Read, text: str, about: dict[str, str], words: str, reason: PassedReason
) -> None:
    passed = {(each.reason, each.text) for each in read(text, **about).explanation.passed_over}
    assert (reason, words) in passed


def test_hours_of_a_form_explain_why_the_words_beside_it_are_not_added(read: Read) -> None:
    reading = read([("2", "Hours in person:"), ("We met on May 5 for 2 hours.", None)], sent="Hours in person:")
    assert PassedReason.IN_FORM in {each.reason for each in reading.explanation.passed_over}


@pytest.mark.parametrize(
    ("text", "about", "rule"),
    [
        ("2 hours by phone", {}, Rule.FACTS),
        ("I agree", _SIGNED, Rule.ANSWER),
        ("a few hours", {}, Rule.UNCLEAR),
        ("He threatened me", {}, Rule.SAFEGUARDING),
        ("x " * 6000, {}, Rule.TOO_LONG),
        ("record", {}, Rule.COMMAND),
        ("unsubscribe", {}, Rule.STOP),
        ("I have never met this person", _ATTESTED, Rule.STRANGER),
        ("Could you send me the guide?", {}, Rule.HELP),
    ],
)
def test_the_rule_of_the_outcome_is_named(read: Read, text: str, about: dict[str, str], rule: Rule) -> None:
    assert read(text, **about).explanation.rule == rule


def test_what_is_unclear_is_named_beside_the_question(read: Read) -> None:
    reading = read("a few hours")
    assert reading.outcome == Outcome.CLARIFY
    assert reading.explanation.unclear == "amount_vague"


def test_the_contracts_object_stays_as_it_is(read: Read) -> None:
    reading = read("2 hours, not 3")
    assert "explanation" not in reading.to_json()
    assert reading == replace(reading, explanation=UNEXPLAINED)


def test_an_explanation_is_stored_with_its_reading_and_comes_back(read: Read) -> None:
    reading = read("2 hours, not 3. Call me at 780-555-0199")
    back = reading_from_json(reading_to_json(reading))
    assert back.explanation == reading.explanation
    assert len(back.explanation.passed_over) == 2


_ENGLISH = (
    "2 hours",
    "3",
    "not",
    "45 min",
    "on the 5th",
    "we met",
    "sorry",
    ",",
    "?",
    "cancelled",
    "$50",
    "a few",
    "June",
)
_FRENCH = ("deux heures", "pas", "1h30", "par téléphone", "de 2 à 3", "le 12 mai", "en tout", "la rencontre", "annulée")
_WORDS = st.sampled_from((*_ENGLISH, *_FRENCH))


def _read(text: str) -> Reading:
    return read_reply(Reply((ReplyLine(text),)), context(), datetime(2026, 6, 3, 16, tzinfo=UTC))


@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_everything_passed_over_stands_in_the_reply_where_it_is_said_to(text: str) -> None:
    reading = _read(text)
    for each in reading.explanation.passed_over:
        assert reading.reply_text[each.at :].startswith(each.text)


@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_every_reply_of_a_person_has_a_rule_for_its_outcome(text: str) -> None:
    reading = _read(text)
    assert reading.explanation.rule is not None
    assert bool(reading.explanation.unclear) == bool(reading.questions)
