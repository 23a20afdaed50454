"""What one sentence leaves out and another one says (rules 3 and 4 of the contract)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


def test_a_count_and_a_length_in_two_sentences_are_sessions(read: Read) -> None:
    assert lengths(read("We met twice. An hour each time.")) == [60, 60]


@pytest.mark.parametrize("text", ["2 hours. All by phone.", "2 hours.\nIt was on the phone."])
def test_a_mode_in_its_own_sentence_is_of_the_hours(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"phone": 2}


@pytest.mark.parametrize(
    ("text", "words"),
    [("same as last month", "same as last month"), ("Comme le mois dernier", "Comme le mois dernier")],
)
def test_a_month_like_the_last_one_is_asked_about_in_its_own_words(read: Read, text: str, words: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.CLARIFY
    assert words in reading.questions[0]


def test_a_rate_is_asked_about_in_its_own_words(read: Read) -> None:
    assert "an hour a week all month" in read("an hour a week all month").questions[0]


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("Zoom on the 12th. Kate was away. We were on for an hour. A phone call on the 26th; ten minutes.", (60, 10)),
        ("Visio le 12. Kate était à Laval. Ça a duré une heure. Un appel le 26; dix minutes.", (60, 10)),
        ("I took Kate to lunch on the 8th. We were there from 11:30 to 1. I phoned her later, 20 minutes.", (90, 20)),
    ],
)
def test_each_length_goes_to_the_session_told_right_before_it(read: Read, text: str, by_mode: tuple[int, int]) -> None:
    assert tuple(meeting.minutes for meeting in read(text).meetings) == by_mode


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("The 5th: 1 h 30. The 19th: 1 h. The 5th in person, the 19th by phone.", {"in_person": 1.5, "phone": 1}),
        ("Le 5 : 1 h 30. Le 19 : 1 h. Le 5 en personne, le 19 au téléphone.", {"in_person": 1.5, "phone": 1}),
        ("75min+45min Zoom", {"video": 2}),
        ("Phone only: 15 + 20 + 25 minutes.", {"phone": 1}),
        ("Téléphone : 15 + 20 + 25 minutes.", {"phone": 1}),
        ("In person x2 (1h30 + 1h), phone x1 (30 min)", {"in_person": 2.5, "phone": 0.5}),
        ("We talked for 90 minutes. I also spent half an hour on emails.", {"unspecified": 1.5, "email": 0.5}),
    ],
)
def test_the_way_told_apart_from_a_length_is_its_way(read: Read, text: str, by_mode: dict[str, float]) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert {mode: float(hours) for mode, hours in reading.hours.by_mode.items()} == by_mode
