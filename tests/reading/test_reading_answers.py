"""Answers to attestations, confirmations, proposals and agreements (contract, decisions on the edges)."""

from datetime import date

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read

WROTE_DOWN = "For May with Kate Li we wrote down: 3 hours (1.5 in person, 1.5 email)."


@pytest.mark.parametrize("text", ["yes", "Yes that's right.", "Looks good, thank you", "Oui c'est exact, merci!", "👍"])
def test_a_yes_restates_nothing(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent=WROTE_DOWN)
    assert (reading.outcome, reading.answer, reading.hours) == (Outcome.RECORDED, "yes", None)


@pytest.mark.parametrize(
    "text",
    [
        "no, it was 2h",
        "Sorry, I meant 2",
        "Actually it was 2 hours",
        "Non, c'était 2 h",
        "Partly, it was 2 hours",
        "2 hours",
    ],
)
def test_another_figure_is_a_no_and_a_correction(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent=WROTE_DOWN)
    assert (reading.outcome, reading.answer, reading.correction) == (Outcome.RECORDED, "no", True)
    assert reading.hours is not None
    assert reading.hours.total == 2


def test_our_own_figure_said_again_is_a_yes(read: Read) -> None:
    reading = read("3 hours is right", kind="confirmation", sent=WROTE_DOWN)
    assert (reading.answer, reading.hours) == ("yes", None)


def test_the_same_total_in_other_modes_is_a_correction(read: Read) -> None:
    reading = read("It was 2 hours in person and 1 by email", kind="confirmation", sent=WROTE_DOWN)
    assert (reading.answer, reading.correction) == ("no", True)


@pytest.mark.parametrize(
    "text", ["2 hours, plus 1 by email", "I forgot, it was 2 hours", "Yes but it was all by phone", "Yes, 2 hours"]
)
def test_what_leaves_the_figures_open_is_asked_about(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent=WROTE_DOWN)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize("kind", ["confirmation", "attestation"])
def test_a_bare_no_asks_for_the_right_figures(read: Read, kind: str) -> None:
    reading = read("No, that is wrong", kind=kind, sent=WROTE_DOWN)
    assert (reading.outcome, reading.answer) == (Outcome.CLARIFY, "no")


def test_we_did_not_meet_at_all_is_a_dispute(read: Read) -> None:
    reading = read("We did not meet in May at all", kind="attestation", sent=WROTE_DOWN)
    assert (reading.outcome, reading.answer) == (Outcome.RECORDED, "no")


def test_a_stranger_goes_to_a_person(read: Read) -> None:
    reading = read("I have never met this person", kind="attestation", sent=WROTE_DOWN)
    assert (reading.outcome, reading.answer) == (Outcome.REVIEW, "no")


@pytest.mark.parametrize("text", ["partly", "I don't remember"])
def test_neither_yes_nor_no_is_asked_about(read: Read, text: str) -> None:
    assert read(text, kind="attestation", sent=WROTE_DOWN).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes, happy to!", "yes"),
        ("I would be delighted to take Kate on.", "yes"),
        ("No problem, I accept", "yes"),
        ("I'm afraid I have to decline this time, I already have two mentees.", "no"),
        ("Bonjour, non merci, je manque de temps cette année.", "no"),
        ("Oui, j'accepte avec plaisir.", "yes"),
    ],
)
def test_a_proposal_is_taken_or_refused(read: Read, text: str, answer: str) -> None:
    reading = read(text, kind="proposal")
    assert (reading.outcome, reading.answer, reading.hours) == (Outcome.RECORDED, answer, None)


def test_a_maybe_is_asked_about(read: Read) -> None:
    reading = read("maybe, let me think about it", kind="proposal")
    assert (reading.outcome, reading.answer) == (Outcome.CLARIFY, None)


def test_a_question_before_the_answer_goes_to_a_person(read: Read) -> None:
    reading = read("How many years of experience does she have?", kind="proposal")
    assert (reading.outcome, reading.answer) == (Outcome.REVIEW, None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I agree\n\nDan Roy", "yes"),
        ("I agree - Dan Roy, June 2, 2026", "yes"),
        ("Sorry, I do not agree and I will not sign.", "no"),
        ("Je suis d'accord", "yes"),
    ],
)
def test_an_agreement_is_signed_or_not(read: Read, text: str, answer: str) -> None:
    reading = read(text, kind="agreement")
    assert (reading.answer, reading.meetings) == (answer, ())


LISTED = (
    "Hello Dan,\n\nWe wrote down for May 2026:\n\n12 May, video: 1 hour\n\nIs it wrong? Reply with what is right.\n"
)


@pytest.mark.parametrize(
    "text",
    ["1 hour on zoom on 19 May about interviews", "Met Kate May 19 for 1h by Zoom", "Une heure sur Zoom le 19 mai"],
)
def test_as_much_time_on_another_day_is_no_yes_to_what_is_on_record(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation", sent=LISTED)
    assert (reading.answer, reading.correction) == (None, False)
    assert [meeting.date for meeting in reading.meetings] == [date(2026, 5, 19)]
    assert read(text, kind="attestation", sent=LISTED).outcome == "clarify"


@pytest.mark.parametrize("text", ["1 hour on zoom on 12 May, right", "1 hour on zoom about her resume"])
def test_the_time_on_record_said_again_is_a_yes(read: Read, text: str) -> None:
    assert read(text, kind="confirmation", sent=LISTED).answer == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I was wrong: it was 1 hour on zoom on 19 May.",
        "I meant 1 h on Zoom on May 19",
        "Correction : 1 heure sur Zoom le 19 mai",
    ],
)
@pytest.mark.parametrize("kind", ["confirmation", "attestation"])
def test_a_day_that_is_put_right_with_as_much_time_is_a_correction(read: Read, text: str, kind: str) -> None:
    reading = read(text, kind=kind, sent=LISTED)
    assert (reading.answer, reading.correction) == ("no", True)
    assert [(meeting.date, meeting.minutes) for meeting in reading.meetings] == [(date(2026, 5, 19), 60)]
