"""Time that one sentence tells twice, in all and by what it was spent on, counts once (contract, rule 4)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An hour and a half by phone on May 14: 30 min on her CV, 1 hour on the interview.", {"phone": 1.5}),
        ("2 hours: 1 hour on her resume, 1 hour on her goals", {"unspecified": 2}),
        ("1 h sur Teams le 12 (20 min sur le CV, 40 min sur l'entrevue)", {"video": 1}),
        ("2 h le 14 : 1 h en visio, 1 h au téléphone", {"video": 1, "phone": 1}),
        ("3 hours by phone, that's 6 half hour calls", {"phone": 3}),
        ("1 hour on Zoom, i.e. two 30 minute calls", {"video": 1}),
        ("on s'est vus 2 fois, 1 heure le 5 et 2 heures le 19", {"unspecified": 3}),
        ("2 h au téléphone, soit 4 appels de 30 minutes", {"phone": 2}),
        ("1 hours on 5 of may and 2 hours on 19 of may, the two by zoom", {"video": 3}),
    ],
)
def test_time_told_again_counts_once(read: Read, text: str, expected: dict[str, float]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert by_mode(reading) == expected


@pytest.mark.parametrize(
    "text",
    [
        "90 minutes on May 14: 30 min on her resume, 30 min on goals",
        "We met from the 4th to the 6th at a trade show, 2 hours each day.",
        "Du 4 au 8 mai, 1 h chaque jour",
        "4 séances d'une heure sauf la dernière",
    ],
)
def test_what_may_be_told_twice_or_left_out_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 séances d'une heure sauf la dernière, 30 minutes. En visio.", [30, 60, 60, 60]),
        ("4 one hour calls except the last one, 30 minutes", [30, 60, 60, 60]),
        ("3 calls of 45 min, except for the first one (1 hour)", [60, 45, 45]),
    ],
)
def test_one_session_may_be_of_another_length(read: Read, text: str, expected: list[int]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert lengths(reading) == expected
