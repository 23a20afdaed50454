"""Rule 15 of the contract: times at which somebody can be reached, and days that only bound a time, are no sessions."""

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    "aside",
    [
        "You can reach me on my cell between 2 and 4pm.",
        "Call me between 2 and 4 if you need more.",
        "I am free from 2-4pm on Thursday if you have questions.",
        "I teach from 9 to 12 that day.",
        "My office hours are 9 to 5.",
        "Je suis joignable de 9h à 17h.",
        "Rappelez-moi entre 14h et 16h.",
        "Je suis au bureau de 9h à 17h.",
        "Heures d'ouverture : 8h30 à 16h30.",
    ],
)
def test_when_somebody_can_be_reached_is_no_session(read: Read, aside: str) -> None:
    reading = read(f"2 hours on Zoom. {aside}")
    assert total(reading) == 2
    assert reading.meetings == ()


@pytest.mark.parametrize(
    "text",
    [
        "We met during my office hours from 2 to 3pm on May 12",
        "met at the open house from 2 to 3pm on May 12",
        "She was available so we met from 2 to 3pm on May 12",
    ],
)
def test_a_session_in_such_hours_stays_a_session(read: Read, text: str) -> None:
    assert [meeting.minutes for meeting in read(text).meetings] == [60]


@pytest.mark.parametrize(
    "aside",
    [
        "I have been on site since the 5th.",
        "Je suis au chantier depuis le 5 mai.",
        "I was in the office until May 15.",
        "Our team moved to the 3rd floor.",
        "Nous avons déménagé au 3e étage du bureau.",
    ],
)
def test_a_day_that_bounds_a_time_and_a_number_of_a_floor_are_no_day_of_a_session(read: Read, aside: str) -> None:
    reading = read(f"{aside} We met on May 14 for 3 hours.")
    assert [str(meeting.date) for meeting in reading.meetings] == ["2026-05-14"]
