"""Answers to mails in the tenant's own words: read as those to ours, and the own words never for the person's."""

from collections.abc import Mapping
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.own_words import faults_before_reading, reading_faults
from app.inbound.read_back import is_read_right
from app.outbound.letter.mail import MailKind
from app.outbound.mails.checkin import checkin
from app.outbound.models import OutboundMail
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.faults import Why
from app.outbound.own_words.stored import Place, save
from tests.factories.letters import quoted
from tests.factories.post_room import PostRoom, room_of
from tests.factories.tenants import BEGAN, make_tenant
from tests.outbound.mail_samples import LOCALES, SAMPLES, sample
from tests.outbound.own_words.own import HOURS, own

TEMPTING = {
    "en": {
        "ask_hours": (
            "A new month, {first_name}. How was {month} with {partners}?\n\n"
            "Please write 2h if you met twice for an hour, or 1.5 h video and 30 min email if you did both.\n"
            "- We met on 12 May for 3 hours\n"
            "- The match has ended\n\n"
            "More about it: https://mentors.example.org/tips?month=5&hours=4"
        ),
        "ask_standing": "Are you both well? Write “stop” if you want no more mail. I need help is an answer too.",
        "due": "We count on you by {day}. 5 hours a month is what most people spend.",
    },
    "fr": {
        "ask_hours": (
            "Un nouveau mois, {first_name}. Comment s’est passé {month} avec {partners}?\n\n"
            "Écrivez 2 h si vous vous êtes vus deux fois une heure, ou 1,5 h en vidéo et 30 min par courriel.\n"
            "- Nous nous sommes vus le 12 mai pendant 3 heures\n"
            "- Le jumelage est terminé\n\n"
            "À lire : https://mentors.example.org/conseils?mois=5&heures=4"
        ),
        "ask_standing": "Tout va bien? Écrivez « stop » pour ne plus en recevoir. J’ai besoin d’aide, ça se dit.",
        "due": "Nous comptons sur vous d’ici le {day}. On y passe souvent 5 heures par mois.",
    },
}
"""Words of a programme that speak of hours, meetings, an end and help: none of it is the reader's."""


def room_in(database: Database, bounded: Bounded, words: Mapping[str, str], locale: str = "en-CA") -> PostRoom:
    """A tenant whose May check-ins have gone out in own words."""
    made = make_tenant(database, locale=locale)
    with database.tenant(made.tenant_id) as scope:
        place = Place(made.programme_id, MailKind.CHECKIN, locale[:2])
        save(scope, place, words, made.coordinator_id, BEGAN, seen=0)
    return room_of(database, bounded, made)


@pytest.fixture(params=["en-CA", "fr-CA"])
def own_room(request: pytest.FixtureRequest, database: Database, bounded: Bounded) -> PostRoom:
    return room_in(database, bounded, TEMPTING[request.param[:2]], request.param)


def mine(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def gmail(mail: OutboundMail, said: str) -> str:
    announced = f"On Mon, Jun 1, 2026 at 9:00 AM {mail.from_name} <{mail.from_address}> wrote:"
    return f"{said}\n\n{announced}\n\n{quoted(mail.text)}\n"


def outlook(mail: OutboundMail, said: str) -> str:
    head = f"From: {mail.from_name} <{mail.from_address}>\nSent: Monday, June 1, 2026 9:00 AM\nTo: Dan Roy"
    return f"{said}\n\n{'_' * 32}\n{head}\nSubject: {mail.subject}\n\n{mail.text}"


def as_html(room: PostRoom, mail: OutboundMail, said: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = mail.to_address, room.key_of(mail), f"Re: {mail.subject}"
    message["Message-ID"], message["In-Reply-To"] = "<html@mail.example>", mail.message_id
    message.set_content(
        f'<div dir="ltr">{said}</div><br><div class="gmail_quote"><div class="gmail_attr">'
        f"On Mon, Jun 1, 2026 at 9:00 AM Priya Nair &lt;{mail.from_address}&gt; wrote:<br></div>"
        f"<blockquote>{mail.html}</blockquote></div>",
        subtype="html",
    )
    return bytes(message)


def filled(mail: OutboundMail) -> str:
    """The form filled in inside the quotation: 3 in all, 2 of them on video, nothing else."""
    figures = {"total": "3", "video": "2", "visio": "2", "email": "1", "courriel": "1"}
    filled_in = (
        line + next((figure for word, figure in figures.items() if word in line.lower()), "0")
        if line.endswith(": ")
        else line
        for line in mail.text.split("\n")
    )
    return "\n".join(f"> {line}" for line in filled_in)


@pytest.mark.parametrize("program", [gmail, outlook])
def test_hours_typed_above_the_quotation_are_recorded_alone(own_room: PostRoom, program: object) -> None:
    assert callable(program)
    assert own_room.answer(mine(own_room), program(mine(own_room), "1.5h zoom")) is Outcome.RECORDED
    assert own_room.minutes() == {"video": 90}


def test_hours_above_a_quotation_in_html_are_recorded_alone(own_room: PostRoom) -> None:
    mail = mine(own_room)
    assert own_room.bring(as_html(own_room, mail, "1.5h zoom"), own_room.key_of(mail)) is Outcome.RECORDED
    assert own_room.minutes() == {"video": 90}


def test_the_form_filled_in_inside_the_quotation_is_recorded(own_room: PostRoom) -> None:
    mail = mine(own_room)
    assert own_room.answer(mail, filled(mail)) is Outcome.RECORDED
    assert own_room.minutes() == {"video": 120, "email": 60}


@pytest.mark.parametrize("program", [gmail, outlook])
def test_a_mail_that_only_quotes_us_records_nothing(own_room: PostRoom, program: object) -> None:
    assert callable(program)
    assert own_room.answer(mine(own_room), program(mine(own_room), "")) is not Outcome.RECORDED
    assert own_room.minutes() == {}


def test_a_line_of_ours_answered_in_place_keeps_ours_apart(own_room: PostRoom) -> None:
    mail = mine(own_room)
    asked = next(line for line in mail.text.split("\n") if line.startswith(("Please write 2h", "Écrivez 2")))
    answer = quoted(mail.text).replace(f"> {asked}", f"> {asked}\n45 min zoom")
    assert own_room.answer(mail, answer) is Outcome.RECORDED
    assert own_room.minutes() == {"video": 45}


def test_a_mere_yes_is_asked_about_where_own_words_ask_nothing_it_could_answer(
    database: Database, bounded: Bounded
) -> None:
    """Our own question is whether the match continues; the page says what becomes of a yes without it."""
    ours, theirs = room_in(database, bounded, {}), room_in(database, bounded, PLAIN)
    assert ours.answer(mine(ours), "yes") is Outcome.RECORDED
    assert theirs.answer(mine(theirs), "yes") is Outcome.ASKED


PLAIN = {
    "ask_hours": "Dear {first_name}, another month has gone by. What did you do with {partners} in {month}?",
    "ask_standing": "And how are the two of you getting on?",
    "due": "I look forward to your answer before {day}.",
    "privacy": "I read what you write; {partners} will not.",
}
REPLIES = [
    "2",
    "2 hours",
    "1.5h zoom on 12 May, 30 min email",
    "nothing",
    "Nothing in May",
    "We met twice, an hour each",
    "We are done, the match has ended. 1 h by phone.",
    "stop",
    "Next meeting on 20 June at 6pm. 45 min video.",
    "a few hours",
    "3 (2 in person, 1 email)",
    "on hold until September",
]


@pytest.mark.parametrize("reply", REPLIES)
def test_an_answer_means_the_same_under_own_words_and_under_ours(
    database: Database, bounded: Bounded, reply: str
) -> None:
    """Reading does not hang on our sentences, only on the form lines, which stay."""
    became = []
    for words in ({}, PLAIN):
        room = room_in(database, bounded, words)
        outcome = room.answer(mine(room), gmail(mine(room), reply))
        became.append((outcome, room.reason(), room.minutes()))
    assert became[0] == became[1]


@pytest.mark.parametrize("kind", MailKind)
@pytest.mark.parametrize("locale", LOCALES)
def test_our_own_mails_are_read_right(kind: MailKind, locale: str) -> None:
    assert kind in SAMPLES
    assert is_read_right(sample(kind, locale))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_that_only_speak_of_hours_can_be_saved(language: str) -> None:
    words = TEMPTING[language]
    assert faults_before_reading(CATALOGUE["checkin"], words, language) == []
    fields = replace(HOURS, locale=f"{language}-CA")
    assert reading_faults(words, [checkin(fields, own("checkin", **words))], lambda: [checkin(fields)]) == []


@pytest.mark.parametrize(
    "line",
    [
        "> as I wrote before",
        "On Monday, Priya Nair wrote:",
        "Le lundi 1 juin 2026, Priya Nair <p@x.example> a écrit :",
        "-----Original Message-----",
        "--",
    ],
)
def test_what_looks_like_another_mail_cannot_be_saved(line: str) -> None:
    words = {"due": f"By {{day}}.\n{line}\nThank you."}
    assert [fault.why for fault in faults_before_reading(CATALOGUE["checkin"], words, "en")][:1] == [Why.QUOTE]


def test_words_that_swallow_the_answer_are_found_by_reading() -> None:
    """The words of an answer, as if we had sent them: quoted back they could not be told apart."""
    words = {"due": "By {day}.\n2 h on Zoom with Kate on 12 May, all good"}
    theirs = checkin(HOURS, own("checkin", **words))
    assert [fault.why for fault in reading_faults(words, [theirs], lambda: [checkin(HOURS)])] == [Why.TAKEN_FOR_THEIRS]
    assert reading_faults(words, [theirs], lambda: [theirs]) == [], "what is so in our words as well is not their fault"


@pytest.mark.parametrize("kind", CATALOGUE)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_our_own_words_pass_for_own_words_in_every_check(kind: str, language: str) -> None:
    words = {passage.name: passage.ours_in(language) for passage in CATALOGUE[kind].passages}
    assert faults_before_reading(CATALOGUE[kind], words, language) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [("Thank you. 5 hours in May are the aim.", "en"), ("Merci. Visez 2,5 h en vidéo.", "fr")],
)
def test_hours_in_a_receipt_are_the_ledgers_alone(words: str, language: str) -> None:
    """An answer such as `no, 2 h less` is held against the figures in the receipt."""
    faults = faults_before_reading(CATALOGUE["receipt"], {"noted": words}, language)
    assert [fault.why for fault in faults] == [Why.HOURS]
