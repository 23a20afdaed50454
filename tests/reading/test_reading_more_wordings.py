"""Amounts, nothing, answers and care in further wordings of English and French (rules 2 to 12)."""

from decimal import Decimal

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    "text", ["trois-quatre heures", "deux, trois heures", "two-three hours", "une-deux h en visio"]
)
def test_two_numbers_in_a_row_are_open(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("vingt-deux heures", "22"),
        ("two three-hour sessions", "6"),
        ("two three hour calls", "6"),
        ("one two hour meeting", "2"),
        ("My prep took 1 hour, and we met for 1 hour", "2"),
        ("La préparation a pris 1 heure, et on s'est vus 1 heure", "2"),
        ("One by phone and half an hour by email", "1.5"),
        ("1.5 by phone and half an hour on zoom", "2"),
        ("1 over coffee, 2 by zoom", "3"),
        ("May 5 / 12, an hour each", "2"),
        ("2 this time, zoom", "2"),
        ("3h this time around", "3"),
        ("1h on the 12th and 2h on the 26th, both times at my office", "3"),
        ("1 h le 5 et 2 h le 19, chaque fois au bureau", "3"),
    ],
)
def test_what_stands_side_by_side_is_added_once(read: Read, text: str, hours: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.total == Decimal(hours)


@pytest.mark.parametrize("text", ["3h, 2 of em on zoom, 1 over lunch", "3h, 2 of those on zoom, 1 irl"])
def test_parts_of_a_total_keep_their_modes(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert {mode: float(part) for mode, part in reading.hours.by_mode.items()} == {"video": 2, "in_person": 1}


@pytest.mark.parametrize(
    "text",
    [
        "May 5 / 12",
        "My last mail said 2 hours by phone, this one adds 1 hour by email",
        "Mon dernier courriel disait 2 heures au téléphone, celui-ci ajoute 1 heure par courriel",
        "I attached the zip for May",
    ],
)
def test_what_cannot_be_added_up_is_asked(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text", ["Zilch this month", "nada in May", "que dalle en mai", "On s'est ni vus ni parlé", "never once in May"]
)
def test_nothing_in_plain_words_is_zero(read: Read, text: str) -> None:
    hours = read(text).hours
    assert hours is not None
    assert hours.total == 0


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        ("proposal", "think I'll pass, thanks", "no"),
        ("proposal", "I'll pass it on to Kate", None),
        ("proposal", "No thanks, could I swap?", "no"),
        ("proposal", "non merci, avez-vous quelqu'un en vérification?", "no"),
        ("proposal", "Yes, but could I have someone else?", None),
        ("proposal", "j'en suis", "yes"),
        ("proposal", "je n'embarque pas", "no"),
        ("proposal", "ne comptez pas sur moi", "no"),
        ("proposal", "je ne suis pas partante", "no"),
        ("proposal", "I am on board", "yes"),
        ("agreement", "I'm not signing this", "no"),
        ("agreement", "je signe pas ça", "no"),
        ("attestation", "Yes, wasn't it 3 hours?", None),
    ],
)
def test_an_answer_is_read_in_many_words(read: Read, kind: str, text: str, answer: str | None) -> None:
    assert read(text, kind=kind).answer == answer


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("No, we never met in May", Outcome.RECORDED),
        ("jamais en mai", Outcome.RECORDED),
        ("I never met this person in May", Outcome.REVIEW),
        ("No, we never met", Outcome.REVIEW),
    ],
)
def test_never_in_a_month_is_a_dispute_and_no_stranger(read: Read, text: str, outcome: Outcome) -> None:
    assert read(text, kind="attestation").outcome == outcome


@pytest.mark.parametrize(
    "text",
    [
        "2h by phone but it's not a good match, he wants a plumber",
        "0. She won't pick up",
        "90 min in person, plz send the worksheet",
    ],
)
def test_trouble_and_requests_beside_hours_ask_for_help(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.wants_help) == (Outcome.RECORDED, True)


def test_who_wants_to_be_done_with_life_is_read_by_a_person(read: Read) -> None:
    assert read("1 h au téléphone. Elle parle d'en finir avec ses jours.").safeguarding
    assert not read("1 h au téléphone, on veut en finir avec la paperasse.").safeguarding
