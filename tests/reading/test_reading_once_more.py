"""A further session told by a word alone: `another on the 12th`, `again on the 20th`, `as above`."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("45 minutes at the library on the 4th and again on the 18th.", {"in_person": 1.5}),
        ("Half an hour by phone on May 4, one more on May 25.", {"phone": 1}),
        ("One hour on May 5, another on May 12 and another on the 19th, all on Zoom.", {"video": 3}),
        ("1 h zoom on the 6th. We did it again on the 20th.", {"video": 2}),
        ("May 4, 30 min, Zoom\nMay 18, as above", {"video": 1}),
        ("Une heure au téléphone le 4, une autre le 18.", {"phone": 2}),
        ("30 min en visio le 7 et encore une le 21.", {"video": 1}),
        ("Une heure le 5, une autre le 12, une demi-heure le 26, toutes au téléphone.", {"phone": 2.5}),
        ("Le 5 mai, 45 min au café\nLe 19 mai, voir plus haut", {"in_person": 1.5}),
    ],
)
def test_a_session_more_is_as_long_as_the_one_before(read: Read, text: str, expected: dict[str, float]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert by_mode(reading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Met for 30 min on the 5th and again on the 20th for an hour", [30, 60]),
        ("We met on the 5th and again on the 20th, an hour each.", [60, 60]),
        ("We met on the 5th and again on the 20th, 2 hours in all.", [None, None]),
        ("One hour on the 5th, another on the 12th, 2 hours total", [60, 60]),
        ("Une heure au café le 6, même chose le 20 mais 1 h 30 cette fois.", [60, 90]),
        ("An hour on the 5th, same on the 12th, 30 min.", [60, 30]),
        ("We met on the 6th for an hour and will meet again on June 20.", [60]),
    ],
)
def test_a_length_of_its_own_goes_before(read: Read, text: str, expected: list[int | None]) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert lengths(reading) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1h on the 5th, 30 min on the 12th, again on the 19th",
        "The 5th: one hour by Zoom; the 19th: ditto; the 26th: half of that.",
        "Zoomed for 40 minutes on the 6th. Did it again on the 20th for 50.",
        "Une heure le 5, 30 minutes le 12, une autre le 19.",
    ],
)
def test_a_session_more_that_may_be_of_any_length_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY
