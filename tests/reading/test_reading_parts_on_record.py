"""A part of what we recorded is put right: the other parts stay, or we ask where they are not known."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total

RECEIPT = "For May with Kate Li we wrote down: 3 hours: 2 hours in person, 1 hour by phone. Is that right?"
OF_TWO = "For May we wrote down: 2 hours with Kate Li, 1 hour with Sam Okoye. Is that right?"
UNPARTED = "For May with Kate Li we wrote down: 3 hours. Is that right?"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Yes, but the phone bit lasted 30 min, not an hour", 2.5),
        ("Nearly. The phone call took 45 minutes.", 2.75),
        ("Phone should be half an hour", 2.5),
        ("In person was 1.5", 2.5),
        ("Presque : la partie au téléphone était de 30 minutes", 2.5),
        ("Le téléphone, c'était 45 min", 2.75),
    ],
)
def test_the_other_parts_on_record_stay(read: Read, text: str, hours: float) -> None:
    reading = read(text, kind="confirmation", sent=RECEIPT)
    assert (reading.answer, reading.correction, total(reading)) == ("no", True, hours)


@pytest.mark.parametrize("head", ["32cd8e937ef53cf6" * 4, "10b0cc25544b8235" * 4, "59fa0918c180271a" * 4])
def test_the_head_of_the_ledger_in_our_small_print_is_no_time_of_day(read: Read, head: str) -> None:
    reading = read("Sorry, the phone call was 30 min", kind="confirmation", sent=f"{RECEIPT}\n\nRecord 2:{head}\n")
    assert total(reading) == 2.5


@pytest.mark.parametrize(
    ("text", "hours"),
    [("No, it was 30 min by phone", 0.5), ("Non, 2 h au téléphone", 2), ("No: 2 on Zoom and 1.5 by phone", 3.5)],
)
def test_what_tells_of_the_whole_replaces_it(read: Read, text: str, hours: float) -> None:
    assert total(read(text, kind="confirmation", sent=RECEIPT)) == hours


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("The Zoom was 30 min", RECEIPT),
        ("Yes, but the call was 45 minutes", RECEIPT),
        ("In person should be 3, the phone is right", RECEIPT),
        ("Close - in person 1.5, phone 1", RECEIPT),
        ("The phone part was 30 min", UNPARTED),
        ("La partie au téléphone était de 30 minutes", UNPARTED),
    ],
)
def test_a_part_of_what_we_do_not_know_is_asked_about(read: Read, text: str, sent: str) -> None:
    assert read(text, kind="confirmation", sent=sent).outcome == Outcome.CLARIFY


def test_hours_with_one_partner_put_right_say_nothing_of_the_other(read: Read) -> None:
    """I4."""
    reading = read("Sam was 1.5 hours", kind="confirmation", sent=OF_TWO, partners=("Kate Li", "Sam Okoye"))
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Sam Okoye": 1.5}
