"""Rule 9 of the contract: where the match stands."""

from datetime import date

import pytest

from app.reading.contract import NextMeeting, Status
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


def test_a_first_meeting_to_come_is_no_session(read: Read) -> None:
    reading = read("We haven't met yet, first meeting June 10")
    assert (reading.status, reading.meetings) == (Status.NOT_STARTED, ())
    assert reading.next_meeting == NextMeeting(date(2026, 6, 10), None)


def test_a_first_meeting_that_took_place_is_one(read: Read) -> None:
    assert total(read("First meeting was 1 hour at my office, the second was 30 minutes on Teams.")) == 1.5


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kate is on mat leave until September", Status.PAUSED),
        ("This was our last meeting. 1 hour in person.", Status.ENDED),
        ("We will stop at the end of June. 1 hour by phone", Status.ENDING),
    ],
)
def test_the_match_stands_where_they_say(read: Read, text: str, status: Status) -> None:
    assert read(text).status == status
