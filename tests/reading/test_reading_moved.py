"""Rules 5 and 6 of the contract: a session that was moved or replaced is one, on its new day, in its new way."""

from datetime import date

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("We traded the lunch on the 12th for a one-hour Zoom on the 15th.", "video"),
        ("The coffee of May 12 was replaced by a one hour call by phone on May 15", "phone"),
        ("The meeting of the 12th was pushed to the 15th, 1 hour in person.", "in_person"),
        ("We met on the 15th rather than the 12th, 1 hour on Skype", "video"),
        ("In place of the 12th we met on the 15th, 1 hour, phone", "phone"),
        ("Meeting rescheduled from May 12 to May 15, 1 hour in person", "in_person"),
        ("Le dîner du 12 est devenu une visio d'une heure le 15", "video"),
        ("Remplacé le café du 12 par un appel téléphonique d'une heure le 15.", "phone"),
        ("La séance du 12 a été reportée au 15, 1h en personne", "in_person"),
        ("Rencontre devancée du 15 mai au 12 mai, 1h au bureau", "in_person"),
        ("À la place du 12, on s'est vus le 15, 1 h, Zoom", "video"),
    ],
)
def test_a_moved_session_is_one_session_in_its_new_way(read: Read, text: str, mode: str) -> None:
    reading = read(text)
    new = 12 if "devancée" in text else 15
    assert [meeting.date for meeting in reading.meetings] == [date(2026, 5, new)]
    assert by_mode(reading) == {mode: 1}


def test_a_session_moved_ahead_is_the_next_meeting(read: Read) -> None:
    reading = read("We had 2 hours in person on May 12. Our call of May 26 was moved to June 9.")
    assert total(reading) == 2
    assert reading.next_meeting is not None
    assert reading.next_meeting.date == date(2026, 6, 9)


@pytest.mark.parametrize(
    "text",
    [
        "every Tuesday in May except the 12th, 30 min by phone",
        "Each Monday but the 18th, half an hour on the phone",
        "Weekly in May (not the 14th), 30 min on Zoom",
        "Tous les mardis de mai sauf le 12, 30 min au téléphone",
        "Chaque lundi à l'exception du 18, 1 h au bureau",
        "Tous les vendredis, hormis le 8, 45 min en visio",
    ],
)
def test_a_day_that_was_none_of_every_week_is_not_recorded(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome.value == "clarify"
    assert reading.hours is None
    assert reading.meetings == ()


def test_emails_that_were_swapped_took_the_place_of_nothing(read: Read) -> None:
    reading = read("We swapped emails on the 12th for an hour and met at the cafe on the 15th for an hour")
    assert by_mode(reading) == {"email": 1, "in_person": 1}
