"""Automatic replies of people who have left, in their programs' words (I8): told apart from mere absence."""

import pytest

from app.inbound.decision import Outcome
from app.inbound.machines.left import says_left
from app.outbound.shown.addresses import TroubledAddress, troubled_addresses
from tests.factories.post_room import PostRoom


@pytest.mark.parametrize(
    "words",
    [
        "Anton Weiss is no longer with the company. Please write to office@example.com.",
        "Thank you for your email. I no longer work at Lakeshore. Please contact Jane.",
        "Please note that Kate Li is no longer employed by the City of Red Deer.",
        "As of May 29, I have left the organization.",
        "I’ve left Acme Corp. For urgent matters write to info@acme.example.",
        "Jane has left Stantec to pursue other opportunities.",
        "I am not working at TransAlta any longer.",
        "I will be leaving the company on June 30. My last day at work is June 26.",
        "My last day with the firm was Friday.",
        "I have retired from the University of Alberta.",
        "I am now retired. You can reach me at my new address: dan@home.example",
        "Following my resignation this mailbox is no longer monitored.",
        "This email address is no longer in use. My new email address is dan@new.example",
        "This account will be deactivated on June 30.",
        "I have moved on from my role here.",
        "I've accepted a new position with another employer.",
        "I changed jobs in May.",
        "Je ne travaille plus chez Hydro-Québec. Veuillez écrire à info@exemple.ca.",
        "Luc Gagnon n’est plus à l’emploi de la Ville de Laval.",
        "Je ne fais plus partie de l'équipe.",
        "Madame Tremblay a quitté l’entreprise. Veuillez communiquer avec son successeur.",
        "J’ai quitté mes fonctions le 29 mai.",
        "Émilie a quitté Bombardier.",
        "J'ai pris ma retraite. Bonne continuation!",
        "Je suis maintenant à la retraite.",
        "Cette adresse courriel n’est plus utilisée. Ma nouvelle adresse est luc@maison.example",
        "Je n'occupe plus ce poste depuis le 1er juin.",
        "Mon dernier jour de travail était le 29 mai.",
    ],
)
def test_who_has_left_is_known(words: str) -> None:
    assert says_left(f"Automatic reply\n\n{words}")


@pytest.mark.parametrize(
    "words",
    [
        "I am out of the office until June 7 with limited access to email.",
        "I have left the office for the day and will read this tomorrow.",
        "I left early today and am no longer at my desk.",
        "I have left on vacation and am back on June 15.",
        "I have left for Calgary and return on Monday.",
        "I am on parental leave until January 4, 2027. Please contact my manager.",
        "I no longer check email on weekends.",
        "Thank you for your message. I am in meetings all day.",
        "I work part time and am not in the office on Fridays.",
        "We have moved: our new office is on Jasper Avenue.",
        "I have not left yet, but my replies may be slow.",
        "Je suis absent du bureau du 29 mai au 12 juin.",
        "Je suis en congé de maternité jusqu'au 4 janvier 2027.",
        "J’ai quitté le bureau pour la journée. De retour demain.",
        "Je ne suis pas au bureau le vendredi.",
        "Merci de votre courriel. Je répondrai à mon retour.",
        "Nos bureaux sont fermés jusqu'au mardi 9 juin.",
    ],
)
def test_who_is_away_has_not_left(words: str) -> None:
    assert not says_left(f"Automatic reply\n\n{words}")


GONE = "Dan Roy is no longer with the company.\n\nPlease write to office@acme.example."


def _troubled(room: PostRoom) -> list[TroubledAddress]:
    with room.database.tenant(room.made.tenant_id) as scope:
        return troubled_addresses(scope)


def _replied(room: PostRoom, words: str) -> Outcome | None:
    return room.answer(room.check_in(room.made.mentor_email), words, Auto_Submitted="auto-replied")


def test_a_coordinator_reads_what_the_automatic_reply_says(room: PostRoom) -> None:
    """It stays automatic mail: nothing is recorded, nobody is answered, mail goes on."""
    before = len(room.sent())
    assert _replied(room, GONE) is Outcome.IGNORED
    assert room.reason() == "auto_reply"
    (one,) = _troubled(room)
    assert (one.email, one.state, one.reason, one.silent) == (room.made.mentor_email, "left", "left", False)
    assert "no longer with the company.\n\nPlease write to office@acme.example." in one.detail
    assert len(room.sent()) == before


def test_who_is_away_needs_no_coordinator(room: PostRoom) -> None:
    _replied(room, "I am away until June 20.")
    assert _troubled(room) == []


def test_what_arrives_and_a_later_absence_do_not_bring_them_back(room: PostRoom) -> None:
    _replied(room, GONE)
    room.watch.pass_by(days=2)
    _replied(room, "I am out of the office.")
    assert [one.state for one in _troubled(room)] == ["left"]


def test_who_writes_themselves_has_not_left(room: PostRoom) -> None:
    _replied(room, GONE)
    room.watch.pass_by(days=2)
    assert room.answer(room.check_in(room.made.mentor_email), "1.5h zoom with Kate") is Outcome.RECORDED
    assert _troubled(room) == []
