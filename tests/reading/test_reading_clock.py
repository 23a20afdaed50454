"""Rule 7 of the contract: clock ranges."""

from datetime import time

import pytest

from app.reading.times.clock import Clock, clock_at
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence


def clocks(text: str) -> list[Clock]:
    sentence = one_sentence(text, Names({}, 0))
    found: list[Clock] = []
    index = 0
    while index < len(sentence.tokens):
        clock = clock_at(sentence, index)
        if clock:
            found.append(clock)
        index = clock.end if clock else index + 1
    return found


@pytest.mark.parametrize(
    ("text", "start", "until", "minutes"),
    [
        ("May 13 6-7pm", (18, 0), (19, 0), 60),
        ("6:00 pm - 7:30 pm", (18, 0), (19, 30), 90),
        ("sept 16, 11-1", (11, 0), (13, 0), 120),
        ("14:00-15:30", (14, 0), (15, 30), 90),
        ("from 5:30 to 6:15 pm", (17, 30), (18, 15), 45),
        ("11:30 am to 12:15 pm", (11, 30), (12, 15), 45),
        ("noon to 1pm", (12, 0), (13, 0), 60),
        ("11pm-1am", (23, 0), (1, 0), 120),
        ("de 18h30 à 19h15", (18, 30), (19, 15), 45),
        ("de midi à 13 h", (12, 0), (13, 0), 60),
        ("14h à 15h", (14, 0), (15, 0), 60),
    ],
)
def test_a_range_has_both_ends_and_its_length(
    text: str, start: tuple[int, int], until: tuple[int, int], minutes: int
) -> None:
    (clock,) = clocks(text)
    assert (clock.start, clock.until, clock.minutes) == (time(*start), time(*until), minutes)


@pytest.mark.parametrize("text", ["2-3 hours", "2 à 3 heures", "between 2 and 4 hours", "1-2", "3 to 4 calls"])
def test_a_range_of_lengths_is_no_time_of_day(text: str) -> None:
    assert [clock for clock in clocks(text) if clock.until] == []


def test_a_single_time_has_no_length() -> None:
    (clock,) = clocks("on June 20 at 6pm")
    assert (clock.start, clock.minutes) == (time(18), None)


def test_a_french_article_is_not_taken_for_at() -> None:
    assert clocks("a 2h call") == []
