"""Words beside the claim: requests to record, what they will send, conditions, questions, plans (rules 6, 10, 11)."""

from datetime import date

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import lengths, total


@pytest.mark.parametrize(
    "text",
    [
        "Could you note that Kate and I had a Teams call on the 18th, 2 hours?",
        "Can you please add 2 hours by phone for May?",
        "Would you please record 2 hours, all by email?",
        "Please put me down for 2 hours",
        "Pouvez-vous noter 2 h en visio svp?",
        "Peux-tu inscrire 2h par téléphone pour mai?",
        "Merci de noter 2 heures d'appel le 12 mai",
    ],
)
def test_a_request_to_record_is_a_claim_and_no_call_for_help(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, total(reading), reading.wants_help) == (Outcome.RECORDED, 2, False)


def test_another_request_beside_hours_is_a_call_for_help(read: Read) -> None:
    reading = read("2 hours. Can you add my new address to the list?")
    assert (total(reading), reading.wants_help) == (2, True)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("These are my hours for April, I will send May's on the weekend: 2h by email", "2026-04"),
        ("Hours for April (May will follow): 2h email", "2026-04"),
        ("2h pour avril, je vous envoie mai bientôt", "2026-04"),
        ("I'm out of the office from tomorrow, so quickly: 2 hours by video in May. No date yet for June.", "2026-05"),
        ("Je serai absent jusqu'au 15 juin. 2 h en mai.", "2026-05"),
    ],
)
def test_what_they_will_send_or_be_away_for_is_no_session(read: Read, text: str, period: str) -> None:
    reading = read(text)
    assert (reading.outcome, total(reading), reading.period) == (Outcome.RECORDED, 2, period)


@pytest.mark.parametrize(
    "text",
    ["Two hours by phone, room 305 if you visit.", "Two hours by phone. Call me on 555-0142 in case you meet her."],
)
def test_a_session_in_a_condition_did_not_take_place(read: Read, text: str) -> None:
    reading = read(text)
    assert (total(reading), lengths(reading)) == (2, [])


def test_a_day_in_a_question_of_theirs_is_not_asked_about(read: Read) -> None:
    reading = read("Is the social still happening on June 20, and can we bring our kids (7 and 9)?")
    assert (reading.outcome, reading.hours, reading.wants_help) == (Outcome.REVIEW, None, True)


@pytest.mark.parametrize("text", ["The burrito is $7.50 now, can you believe it? 2 hours.", "maybe 2?"])
def test_a_courtesy_or_a_guess_asks_nothing_of_us(read: Read, text: str) -> None:
    assert not read(text).wants_help


@pytest.mark.parametrize(
    "text",
    [
        "We spoke for an hour on May 20. We talk again on June 17.",
        "1h au téléphone le 12. On se reparle le 17 juin.",
        "Rien pour l'instant, on se voit le 17 juin.",
        "1 hour on the 12th. Our next call is Wednesday, June 17.",
    ],
)
def test_a_day_told_in_the_present_is_still_to_come(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.next_meeting is not None
    assert reading.next_meeting.date == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [("we met Tuesday, 1 hour", 2), ("We talked Monday for an hour", 1), ("on s'est vus mardi, 1 h", 2)],
)
def test_a_weekday_behind_a_verb_is_the_latest_one(read: Read, text: str, day: int) -> None:
    assert [meeting.date for meeting in read(text).meetings] == [date(2026, 6, day)]


def test_a_session_after_a_topic_is_told(read: Read) -> None:
    assert lengths(read("Kate reviewed 3 chapters and we talked for 1 hour")) == [60]
    assert lengths(read("We talked about her thesis for an hour")) == [60]


def test_nothing_else_takes_no_session_back(read: Read) -> None:
    assert lengths(read("2 hours in person with Kate on May 17 (core shack visit), nothing else.")) == [120]


@pytest.mark.parametrize("text", ["12 mai 10 h", "12 mai, 18h, visio", "12/05 14h"])
def test_an_hour_right_behind_a_day_is_a_time_and_no_length(read: Read, text: str) -> None:
    assert (read(text).outcome, read(text).hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    "text",
    [
        "Met Kate on 12/05/2026, 10.00-11.30.",
        "Teams, 12 May from 14.00 to 15.30",
        "Call on the 12th 4.15-5.45 pm",
        "le 12 mai, 9.00-10.30 en visio",
    ],
)
def test_a_point_may_part_hours_and_minutes_of_the_clock(read: Read, text: str) -> None:
    assert lengths(read(text)) == [90]


def test_a_point_in_an_amount_is_no_time_of_day(read: Read) -> None:
    assert read("1.5-2.5 hours").outcome == Outcome.CLARIFY
    assert total(read("May 5: 1.50 hours")) == 1.5


def test_a_fraction_before_a_session_is_a_day(read: Read) -> None:
    reading = read("- 3/4 Zoom, 1 hour", period="2026-03", locale="en-US")
    assert [meeting.date for meeting in reading.meetings] == [date(2026, 3, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "We met an hour before her shift on the 6th.",
        "She called me two hours after the interview, we spoke for 15 minutes (phone).",
        "On s'est vus une heure après l'entrevue.",
        "Elle m'a appelé deux heures avant son examen.",
    ],
)
def test_how_long_before_something_else_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We talked for an hour after the workshop.", 1),
        ("We spent 2 hours before the exam on Zoom.", 2),
        ("2 hours after work by phone", 2),
        ("On a passé 2 heures après l'atelier à revoir son CV.", 2),
    ],
)
def test_a_length_told_with_when_it_was_stays_a_length(read: Read, text: str, hours: int) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.total == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Spent an hour with her at Starbucks; the bus took me another hour.", 1),
        ("Une heure avec elle au café; le métro m'a pris une autre heure.", 1),
        ("Zero for May, she works 12 hr days.", 0),
        ("2 h en mai. Il fait des journées de 12 heures.", 2),
    ],
)
def test_hours_of_travel_and_of_work_days_are_not_counted(read: Read, text: str, hours: int) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.total == hours


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("1 hour by phone because Zoom was down", {"phone": 1}),
        ("We talked for an hour on the phone as Teams was not working.", {"phone": 1}),
        ("3 hours since we also emailed", {"unspecified": 3}),
        ("Because Zoom was down we talked by phone, 2 hours.", {"phone": 2}),
        ("2 h au téléphone parce que Zoom ne marchait pas", {"phone": 2}),
        ("2 h au téléphone, car le courriel ne suffisait pas", {"phone": 2}),
    ],
)
def test_why_they_met_so_is_no_way_of_meeting(read: Read, text: str, by_mode: dict[str, int]) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.by_mode == by_mode
