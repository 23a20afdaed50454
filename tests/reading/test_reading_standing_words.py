"""Where the match stands, in many wordings of English and French, and what only sounds like it (rule 9)."""

import pytest

from app.reading.contract import Status
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    "text",
    [
        "We wrapped things up three weeks ago.",
        "We called it quits",
        "We've gone our separate ways.",
        "I stepped down as mentor in May.",
        "On a mis fin à notre collaboration.",
        "Le tandem est clôturé.",
        "Nous avons bouclé notre parrainage.",
        "On a arrêté pour de bon.",
    ],
)
def test_an_end_is_read_in_many_words(read: Read, text: str) -> None:
    assert read(text).status == Status.ENDED


@pytest.mark.parametrize(
    "text",
    [
        "One more call, then we're done.",
        "A few more meetings and then we will stop.",
        "I will be bowing out at the end of the year.",
        "Our final session is booked for June 20.",
        "On compte arrêter à Noël.",
        "Nous terminerons au printemps.",
        "Je m'arrêterai en décembre.",
        "Encore trois séances et puis c'est fini.",
    ],
)
def test_an_end_still_to_come_is_read_in_many_words(read: Read, text: str) -> None:
    assert read(text).status == Status.ENDING


@pytest.mark.parametrize(
    "text",
    [
        "We have parked it until September.",
        "Putting our meetings on hold for the summer.",
        "The mentorship is on the back burner for now.",
        "We hit pause until the fall.",
        "On fait une petite pause jusqu'en septembre.",
        "On fait relâche pour l'été.",
        "Le jumelage est en veilleuse.",
        "On prend un break le temps de ses examens.",
    ],
)
def test_a_pause_is_read_in_many_words(read: Read, text: str) -> None:
    assert read(text).status == Status.PAUSED


@pytest.mark.parametrize(
    "text",
    [
        "We have not wrapped up.",
        "We're not done yet.",
        "It's far from over.",
        "I have no intention of stepping down.",
        "On n'a pas fini.",
        "Aucune intention d'arrêter!",
        "Nous ne comptons pas arrêter.",
    ],
)
def test_a_denied_end_goes_on(read: Read, text: str) -> None:
    assert read(text).status == Status.CONTINUING


@pytest.mark.parametrize(
    "text",
    [
        "The exam is over.",
        "We finished the last chapter.",
        "We wrapped up her resume.",
        "Her shop closed for good.",
        "She put her application aside.",
        "Her exams are not over yet.",
        "L'examen est terminé.",
        "Elle a clos son dossier.",
        "On n'a pas fini son CV.",
        "Il a mis un terme à son stage.",
    ],
)
def test_an_end_of_other_things_says_nothing_of_the_match(read: Read, text: str) -> None:
    assert read(text).status == Status.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "We met twice in May for an hour each, two more sessions and then we're finished.",
        "2 hours in May and two more sessions before we're done.",
        "On s'est vus 2 h en mai, encore deux rencontres et puis on arrête.",
    ],
)
def test_sessions_that_are_left_take_no_hours_away(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert (float(reading.hours.total), reading.status) == (2.0, Status.ENDING)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Our last meeting is June 26 and then we stop.", "2026-06-26"),
        ("Dernière rencontre le 24 juin et après on arrête.", "2026-06-24"),
        ("Seeing her on 8 June at 10am.", "2026-06-08"),
    ],
)
def test_the_last_session_still_to_come_is_the_next(read: Read, text: str, day: str) -> None:
    ahead = read(text).next_meeting
    assert ahead is not None
    assert str(ahead.date) == day


@pytest.mark.parametrize(
    "text",
    [
        "2h in person. She has not started her dissertation yet.",
        "1 h au téléphone, elle n'a pas encore commencé ses cours.",
    ],
)
def test_what_the_partner_has_not_started_is_not_the_match(read: Read, text: str) -> None:
    assert read(text).status == Status.CONTINUING
