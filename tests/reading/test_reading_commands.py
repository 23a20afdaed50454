"""One word to the robot, and a wish for no more mail (the contract's `command` and `unsubscribe`)."""

import pytest

from app.reading.contract import Kind, Outcome, Status
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total

ATTESTED = "Kate Li logged 2 hours by phone with you in May 2026. Is this right?"


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "STOP!",
        "Stop\n\nDan",
        "Stop, thank you.",
        "Hi,\n\nstop\n\nThanks\nDan Roy",
        "Hello Priya,\n\nStop.\n\nThank you,\nHelen",
        "Arrêt\n\nDan",
        "stop merci",
        "Bonjour Maude,\n\nArrêtez svp\n\nMerci!",
        "no thanks, stop",
        "Please stop sending me these mails.",
    ],
)
def test_stop_unsubscribes_with_whatever_courtesy(read: Read, text: str) -> None:
    assert read(text).kind == Kind.UNSUBSCRIBE


@pytest.mark.parametrize(
    "text",
    [
        "Please stop sending me these mails. I met Kate for 2 hours.",
        "Stop. 2 hours.",
        "Stop\nIn person: 2",
        "Arrêtez de m'envoyer ces courriels. J'ai vu Kate 2 heures.",
    ],
)
def test_hours_beside_a_wish_for_no_more_mail_are_recorded_with_it(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.outcome, reading.command) == (Kind.REPLY, Outcome.RECORDED, "stop")
    assert total(reading) == 2


def test_an_end_of_the_match_beside_it_is_kept(read: Read) -> None:
    reading = read("Unsubscribe me. Our match has ended.")
    assert (reading.kind, reading.status, reading.command) == (Kind.REPLY, Status.ENDED, "stop")


def test_an_answer_beside_it_is_kept(read: Read) -> None:
    reading = read("Yes. Please stop sending me these mails.", kind="attestation", sent=ATTESTED)
    assert (reading.outcome, reading.answer, reading.command) == (Outcome.RECORDED, "yes", "stop")


@pytest.mark.parametrize("text", ["We should stop at the end of June", "1 hour by phone, then we had to stop"])
def test_stop_in_a_sentence_is_no_command(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.command) == (Kind.REPLY, None)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help", "help"),
        ("Aide svp", "help"),
        ("Record please\n\nDan Roy", "record"),
        ("relevé", "record"),
        ("Pause", "pause"),
        ("resume", "resume"),
        ("Reprendre, merci", "resume"),
    ],
)
def test_a_bare_word_is_a_command_that_a_person_sees(read: Read, text: str, command: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.outcome, reading.command) == (Kind.REPLY, Outcome.REVIEW, command)


def test_a_word_beside_hours_is_no_command(read: Read) -> None:
    reading = read("2 hours by phone. I reviewed her resume.")
    assert (reading.outcome, reading.command, total(reading)) == (Outcome.RECORDED, None, 2)


@pytest.mark.parametrize("text", ["ok", "👍", "okay", "OK, merci", "D'accord"])
def test_a_bare_ok_is_no_fact_even_where_we_asked_whether_it_goes_on(read: Read, text: str) -> None:
    reading = read(text, sent="How many hours in May? Does the match continue?")
    assert (reading.outcome, reading.status) == (Outcome.CLARIFY, Status.UNKNOWN)
