"""Rules 12 and 15 of the contract: what a sentence takes back is never recorded."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't think 3 hours is right, it was more like 2", 2),
        ("It wasn't 3 hours. It was 2 hours by phone.", 2),
        ("Not 3, 2.", 2),
        ("I did not spend 3 hours, only 2", 2),
        ("Je n'ai pas passé 3 heures, seulement 2", 2),
        ("not 2 hours but 3", 3),
        ("No more time this month than 1 hour", 1),
        ("Our 1 hour meeting on May 12, cancelled. 2 hours by phone", 2),
        ("May 5 call 30 min, May 12 call 1h (cancelled)", 0.5),
        ("2h with Kate. I also spent 5 hours on my own project", 2),
        ("2 hrs (was 3)", 2),
        ("I wrote 3 hours, it was 2", 2),
        ("J'ai écrit 3 h, c'était 2 h", 2),
        ("2 hours planned but 1 done", 1),
        ("We planned 2 hours but only did 1", 1),
        ("J'avais prévu 3h mais finalement 2h en personne", 2),
        ("I know the goal is 4 hours but we only got to 2", 2),
    ],
)
def test_the_amount_that_is_taken_back_gives_way_to_the_one_that_stands(read: Read, text: str, expected: float) -> None:
    assert total(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We didn't meet for the full 2 hours",
        "On n'a pas pu se voir pendant 2 heures, seulement 1",
        "Had a 2 hour meeting booked but she didn't show",
        "only 1 of the 2 hours",
        "3 of 10 hours done",
        "3 hours including 1 hour of travel",
        "2 heures dont 30 min de route",
        "I owe you 2 hours",
        "3 hours in May, 2 with Kate and 1 with someone else",
    ],
)
def test_what_does_not_say_how_long_is_never_hours(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome != Outcome.RECORDED
    assert reading.hours is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I spent 2 hours driving there and 1 hour meeting in person", {"in_person": 1}),
        ("2 hours, she was 30 minutes late", {"unspecified": 2}),
        ("I have 15 years of experience and gave 2 hours", {"unspecified": 2}),
        ("The minimum is 3 hours and we did 2 by phone", {"phone": 2}),
        ("She is available 24/7. 2 hours by phone", {"phone": 2}),
        ("2 hours by phone plus a few emails", {"phone": 2}),
        ("1,5 heure au café, plus quelques courriels", {"in_person": 1.5}),
    ],
)
def test_other_hours_and_counts_leave_ours_alone(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


@pytest.mark.parametrize(
    "text", ["2+ hours", "2 hours+", "2 hours plus", ">2h", "2 heures max", "an hour here and there"]
)
def test_an_amount_with_an_open_end_is_vague(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "3h, of which 1h was with another colleague",
        "3h dont 1h avec un autre collègue",
        "call of 30 minutes, cancelled",
        "I did not spend 3 hours",
        "I owe him 2 hours",
    ],
)
def test_hours_of_others_and_of_what_did_not_happen_are_never_ours(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize("text", ["3h, of which 1h was prep", "3 hours including 1 of prep"])
def test_a_share_of_an_amount_is_not_added_to_it(read: Read, text: str) -> None:
    assert total(read(text)) == 3


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I reviewed her resume for 2 hours", 2),
        ("Two hours of calls and I reviewed two reports (1 hour)", 3),
        ("We discussed her plan for half an hour on Zoom", 0.5),
        ("On a parlé de son CV pendant une heure et demie", 1.5),
        ("We discussed the requirement for 40 hours of practice, 1 hour by phone", 1),
    ],
)
def test_a_length_behind_what_was_worked_on_counts_and_a_subject_does_not(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours
