"""Statuses, answers, requests and harm, in plain words of both languages (rules 9 and 10 of the contract)."""

from decimal import Decimal

import pytest

from app.reading.contract import Outcome, Status
from tests.reading.answered_checkin import Read


@pytest.mark.parametrize(
    "text",
    [
        "Kate and I have stopped, she took a job in Perth.",
        "Kate and I have wrapped up; we said our goodbyes.",
        "We have come to the end of our mentorship.",
        "We wound things up last week.",
        "You can close this one.",
        "It can be closed.",
        "Kate et moi avons arrêté, elle a trouvé un emploi.",
        "Nous avons donc conclu le mentorat.",
        "Nous avons bouclé la boucle.",
        "Le mentorat est derrière nous, vous pouvez fermer.",
    ],
)
def test_who_has_stopped_has_ended(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.status, reading.outcome) == (Status.ENDED, Outcome.RECORDED)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We have not stopped, 2 hours by phone.", Status.CONTINUING),
        ("She has stopped smoking. 2 hours by phone.", Status.CONTINUING),
        ("We wrapped up her CV. 2 hours by phone.", Status.CONTINUING),
        ("We stopped by the office for an hour.", Status.CONTINUING),
        ("Kate and I have stopped for the summer.", Status.PAUSED),
        ("On a arrêté pour l'été.", Status.PAUSED),
    ],
)
def test_what_else_stops_is_no_end(read: Read, text: str, status: Status) -> None:
    assert read(text).status == status


def test_a_last_hour_is_an_hour(read: Read) -> None:
    reading = read("One last hour over coffee on the 21st. Please close the match.")
    assert reading.hours is not None
    assert (reading.hours.by_mode, reading.status) == ({"in_person": Decimal(1)}, Status.ENDED)


@pytest.mark.parametrize("text", ["We're still on", "Still in, still happy", "toujours partants", "Ça roule"])
def test_who_is_still_on_goes_on(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.status, reading.outcome) == (Status.CONTINUING, Outcome.RECORDED)


@pytest.mark.parametrize(
    "text", ["bang on", "That tallies, thanks", "No errors", "C'est conforme", "Pile-poil", "Nickel"]
)
def test_a_plain_word_agrees_with_what_we_noted(read: Read, text: str) -> None:
    assert (read(text, kind="confirmation").answer, read(text, kind="confirmation").hours) == ("yes", None)


@pytest.mark.parametrize("text", ["Not spot on", "Pas conforme", "Not quite just right"])
def test_what_is_not_quite_so_is_a_no(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation")
    assert (reading.answer, reading.outcome) == ("no", Outcome.CLARIFY)


@pytest.mark.parametrize(
    "text",
    [
        "Almost! The 2 hours were in reality 1 by phone and 1 in person.",
        "Presque! Les 2 heures étaient en fait 1 au téléphone et 1 en personne.",
    ],
)
def test_a_total_split_anew_is_the_sum_of_its_parts(read: Read, text: str) -> None:
    reading = read(text, kind="confirmation")
    assert reading.hours is not None
    assert reading.hours.by_mode == {"phone": Decimal(1), "in_person": Decimal(1)}


@pytest.mark.parametrize(
    "text",
    [
        "She said people with accents never get promoted.",
        "He laughed at my accent in front of the team.",
        "He told me a woman could never do this job.",
        "He keeps texting me at night that I am beautiful.",
        "He insists on coming to my house although I said no.",
        "I want no more contact with him.",
        "He asked for my bank card.",
        "Il m'envoie des messages à caractère sexuel.",
        "Il insiste pour me voir seule le soir.",
        "J'ai peur. Je ne veux plus le revoir.",
        "Il rit de mon accent devant les autres.",
        "Elle a dit que les femmes voilées ne seront jamais embauchées.",
        "Il me fait des avances.",
    ],
)
def test_harm_told_in_plain_words_goes_to_a_person(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.safeguarding, reading.outcome) == (True, Outcome.REVIEW)


@pytest.mark.parametrize(
    "text",
    [
        "She laughed about my jokes. 1 hour by Zoom.",
        "I'm afraid I have only 1 hour by phone.",
        "He insists on paying for coffee. 1 hour in person.",
        "J'ai peur de m'être trompée, c'était 1 heure au téléphone.",
        "Elle a peur de l'entrevue. 1 h au téléphone.",
        "On a ri de mon accent ensemble, 1 h au café.",
    ],
)
def test_what_only_sounds_alike_is_recorded(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.safeguarding, reading.outcome) == (False, Outcome.RECORDED)


def test_what_somebody_has_no_business_doing_is_not_no_time(read: Read) -> None:
    assert read("Il dit qu'une femme n'a rien à faire dans ce métier.").hours is None


@pytest.mark.parametrize(
    "text",
    [
        "Kindly send me the handbook.",
        "Please use my new number, 709-555-0148.",
        "I'd be grateful if someone could call me.",
        "Merci de noter mon nouveau numéro : 709-555-0148.",
        "Rappelez-moi svp.",
    ],
)
def test_a_request_alone_goes_to_a_person(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.wants_help, reading.outcome) == (True, Outcome.REVIEW)


@pytest.mark.parametrize(
    "text", ["1h30 on May 26. My new mobile is 07700 900142.", "1h30 le 26. Mon nouveau cellulaire: 514-555-0199."]
)
def test_a_new_number_is_no_mode(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.hours is not None
    assert reading.hours.by_mode == {"unspecified": Decimal("1.5")}
