"""One of several sessions that is put right or taken out later in the same mail."""

from datetime import date

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total

FIFTH, TWELFTH, NINETEENTH = date(2026, 5, 5), date(2026, 5, 12), date(2026, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "May 5: 1 hr\nMay 12: 1 hr\nMay 19: 1 hr\n(the 12th was actually 90 min)",
        "5 mai : 1 h\n12 mai : 1 h\n19 mai : 1 h\nEn fait, le 12 mai c'était 90 min",
    ],
)
def test_only_the_day_told_anew_is_put_right(read: Read, text: str) -> None:
    reading = read(text)
    lengths = sorted((meeting.date, meeting.minutes) for meeting in reading.meetings if meeting.date)
    assert (lengths, reading.correction) == ([(FIFTH, 60), (TWELFTH, 90), (NINETEENTH, 60)], True)


@pytest.mark.parametrize(
    "text",
    [
        "1h in person, 1h phone... hmm the phone one was really 30 min",
        "1 hour in person, 1 by phone. Edit: the phone one was 30 min.",
    ],
)
def test_the_session_of_one_way_is_put_right(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"in_person": 1, "phone": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "1 hour on the 5th and 1 hour on the 19th. Scratch the 19th.",
        "1 h le 5 et 1 h le 19. Oubliez le 19.",
    ],
)
def test_a_session_taken_out_does_not_count(read: Read, text: str) -> None:
    reading = read(text)
    assert (total(reading), [meeting.date for meeting in reading.meetings]) == (1, [FIFTH])


def test_a_session_with_somebody_else_never_counts(read: Read) -> None:
    reading = read("1 hour on the 5th and 1 hour on the 19th. Scratch the 19th, that was with another mentee.")
    assert reading.outcome == Outcome.CLARIFY or total(reading) == 1


def test_the_same_hours_in_the_way_put_right_are_not_added(read: Read) -> None:
    assert by_mode(read("3 hours phone. Oops, I mean video. 3 hours video.")) == {"video": 3}


@pytest.mark.parametrize(
    "text",
    [
        "I first thought 4 hours but having checked it's 3. All on Zoom.",
        "Je pensais 4 heures mais après vérification c'est 3, en visio",
    ],
)
def test_what_was_thought_first_is_never_recorded(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.CLARIFY or total(reading) == 3


@pytest.mark.parametrize(
    "text", ["En partie seulement : ce n'était pas 3 heures mais 2.", "C'est 2 heures et non pas 3."]
)
def test_what_it_was_not_is_never_recorded(read: Read, text: str) -> None:
    assert total(read(text)) == 2
