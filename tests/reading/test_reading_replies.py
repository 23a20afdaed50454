"""Rules 6 and 8 to 14 of the contract: days, zero, status, help, outcome, corrections, periods."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reading.contract import Kind, NextMeeting, Outcome, Reply, ReplyLine, Status
from app.reading.read import read_reply
from tests.reading.answered_checkin import Read, context


def total(reading: object) -> float | None:
    hours = getattr(reading, "hours", None)
    return None if hours is None else float(hours.total)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "Nothing this month",
        "No meetings this month",
        "We didn't manage to meet in May.",
        "Rien ce mois-ci",
        "Zéro",
    ],
)
def test_nothing_is_zero_hours(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, total(reading), reading.meetings) == (Outcome.RECORDED, 0, ())


def test_no_meetings_but_emails_leaves_the_emails_open(read: Read) -> None:
    assert read("lots of emails, no meetings").outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The mentorship is ongoing.", Status.CONTINUING),
        ("Everything is fine, no next meeting yet", Status.CONTINUING),
        ("2 hours by phone", Status.CONTINUING),
        ("We have agreed to stop at the end of July.", Status.ENDING),
        ("We have completed our mentorship, please close the match.", Status.ENDED),
        ("We put it on hold until my baby is born", Status.PAUSED),
        ("We have not met yet.", Status.NOT_STARTED),
        ("Le mentorat est terminé.", Status.ENDED),
        ("Nous allons arrêter à la fin de juin.", Status.ENDING),
        ("Notre mentorat est en pause.", Status.PAUSED),
        ("Nous ne nous sommes pas encore rencontrés.", Status.NOT_STARTED),
        ("Le mentorat se poursuit.", Status.CONTINUING),
    ],
)
def test_the_status_is_read_from_the_words(read: Read, text: str, status: Status) -> None:
    assert (read(text).status, read(text).outcome) == (status, Outcome.RECORDED)


def test_not_met_yet_this_month_is_no_word_on_the_match(read: Read) -> None:
    assert read("We haven't met yet this month.").status == Status.CONTINUING


def test_a_plain_yes_answers_whether_it_goes_on(read: Read) -> None:
    assert read("Yes", sent="Is your mentoring with Kate still going on?").status == Status.CONTINUING


@pytest.mark.parametrize(
    "text",
    [
        "I have written to Kate 4 times and she does not answer.",
        "Could I be matched with somebody in accounting?",
        "Do I count travel time as mentoring hours?",
        "Je n'arrive pas à joindre Kate. Pouvez-vous m'aider?",
    ],
)
def test_only_a_request_goes_to_a_person(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.wants_help, reading.hours) == (Outcome.REVIEW, True, None)


def test_hours_and_a_request_are_recorded_with_the_request(read: Read) -> None:
    reading = read("2 hours by phone. Could you send me the worksheet?")
    assert (reading.outcome, reading.wants_help, total(reading)) == (Outcome.RECORDED, True, 2)


@pytest.mark.parametrize(
    "text",
    [
        "1 hour in person. He touched my leg.",
        "1 hour by phone. She does not want to live any more.",
        "1 hour by phone. Il m'a menacée.",
        "1 hour by phone. He used my bank card without asking me.",
        "1 hour by phone. My mentor said people from my country should not be engineers.",
    ],
)
def test_harm_goes_to_a_person_and_the_facts_are_still_read(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.safeguarding, total(reading)) == (Outcome.REVIEW, True, 1)


@pytest.mark.parametrize(
    "text",
    ["1 hour by phone. We talked about a harassment policy training.", "killing it! 1 hour by phone"],
)
def test_a_topic_is_no_harm(read: Read, text: str) -> None:
    assert (read(text).outcome, read(text).safeguarding) == (Outcome.RECORDED, False)


@pytest.mark.parametrize(
    "text",
    [
        "3 hours in person. Oops sorry, I meant 2 hours, not 3",
        "2 hours. Oh wait, it was 2 hours, not 3",
        "3 h. Je voulais dire 2 h.",
    ],
)
def test_a_later_sentence_corrects_an_earlier_one(read: Read, text: str) -> None:
    assert (total(read(text)), read(text).correction) == (2, True)


def test_an_apology_for_being_late_corrects_nothing(read: Read) -> None:
    reading = read("Sorry I'm late with this! 2 hours, by phone.")
    assert (total(reading), reading.correction) == (2, False)


def test_a_correction_keeps_the_mode_that_was_said(read: Read) -> None:
    hours = read("2 hours in person - no sorry, 1.5 hours").hours
    assert hours is not None
    assert hours.by_mode == {"in_person": 1.5}


@pytest.mark.parametrize(
    ("text", "period"),
    [("2 hours by phone", "2026-05"), ("For April: 2 hours by phone.", "2026-04"), ("Pour avril : 1 h", "2026-04")],
)
def test_the_period_is_the_check_ins_unless_another_is_said(read: Read, text: str, period: str) -> None:
    assert read(text).period == period


@pytest.mark.parametrize(
    "text",
    [
        "April: 2 hours. May: 3 hours.",
        "2 hours (April and May combined)",
        "April 28, 1 hour call. May 12, 1 hour call",
    ],
)
def test_hours_of_two_months_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


def test_a_late_log_keeps_its_own_day(read: Read) -> None:
    reading = read("One I forgot: March 20, 2026, one hour in person.")
    assert (reading.period, reading.meetings[0].date) == ("2026-05", date(2026, 3, 20))


def test_without_a_check_in_the_session_gives_the_month(read: Read) -> None:
    reading = read("We had a phone call on June 2, 1 hour.", kind="none", period=None, sent="")
    assert reading.period == "2026-06"


def test_a_day_to_come_is_the_next_meeting(read: Read) -> None:
    reading = read("2 hours in May. Next meeting June 20 at 6pm on zoom")
    assert reading.next_meeting == NextMeeting(date(2026, 6, 20), time(18))
    assert reading.meetings == ()


def test_an_ambiguous_day_is_asked_about_with_both_readings(read: Read) -> None:
    september = datetime(2026, 10, 2, tzinfo=UTC)
    reading = read("05/06/2026 - phone call, 1 hour", period="2026-09", on=september)
    assert reading.outcome == Outcome.CLARIFY
    assert "5 June 2026" in reading.questions[0]
    assert "6 May 2026" in reading.questions[0]


@pytest.mark.parametrize("text", ["", "Thanks for the reminder!", "Please see attached."])
def test_nothing_to_go_by_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, len(reading.questions)) == (Outcome.CLARIFY, 1)


@pytest.mark.parametrize("text", ["STOP", "unsubscribe", "désabonnement", "Please take me off this mailing list."])
def test_unsubscribe_on_its_own_is_its_own_kind(read: Read, text: str) -> None:
    assert read(text).kind == Kind.UNSUBSCRIBE


def test_hours_beside_unsubscribe_are_not_lost(read: Read) -> None:
    reading = read("2 hours on Zoom. Please unsubscribe me.")
    assert (reading.kind, total(reading)) == (Kind.REPLY, 2)


def test_questions_are_in_the_language_of_the_programme(read: Read) -> None:
    assert read("a few hours", locale="fr-CA").questions[0].startswith("Combien")
    assert read("quelques heures", locale="en-GB").questions[0].startswith("How many")


def test_a_mail_without_a_date_is_read_against_the_check_in(read: Read) -> None:
    assert read("We met yesterday for an hour", on=None).meetings[0].date == date(2026, 5, 31)


def test_a_huge_reply_goes_to_a_person(read: Read) -> None:
    assert read("2 hours by phone\n" + "lorem ipsum dolor\n" * 5000).outcome == Outcome.REVIEW


@pytest.mark.parametrize("text", ["1, ", "x:", "phone: ", "May 6 and ", "1 hour by phone and ", "he ", ".", "a "])
def test_the_same_words_over_and_over_come_to_an_end_and_go_to_a_person(read: Read, text: str) -> None:
    assert read(text * (20_000 // len(text))).outcome == Outcome.REVIEW


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_reading_of_the_contracts_shape(text: str) -> None:
    reply = Reply(tuple(ReplyLine(line) for line in text.splitlines()))
    reading = read_reply(reply, context(), datetime(2026, 6, 3, tzinfo=UTC))
    assert reading.to_json()["reply_text"] == reply.text
    assert (reading.outcome == Outcome.CLARIFY) == bool(reading.questions)


def test_more_figures_than_a_person_writes_are_read_by_a_person(read: Read) -> None:
    assert read("1, " * 700).outcome == Outcome.REVIEW


def test_a_line_that_ends_in_the_middle_of_a_phrase_goes_on_in_the_next(read: Read) -> None:
    reading = read("2 hours in person on\nMay 6, and on the 13th for 45\nminutes by phone")
    assert [(str(each.date), each.minutes) for each in reading.meetings] == [("2026-05-06", 120), ("2026-05-13", 45)]
