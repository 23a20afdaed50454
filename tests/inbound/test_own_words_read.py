"""Answers to mails in the tenant's own words: read as those to ours, and the own words never for the person's."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.inbound.own_words import faults_before_reading, reading_faults
from app.inbound.read_back import is_read_right
from app.inbound.services import Services
from app.outbound.mail import MailKind
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.faults import Why
from app.outbound.own_words.stored import Place, save
from tests.factories.asking import REPLY_DOMAIN, ask
from tests.factories.letters import quoted, written
from tests.factories.listening import nobody
from tests.factories.moments import Watch
from tests.factories.post_room import ANSWERED_ON, ASKED_ON, PostRoom
from tests.factories.tenants import BEGAN, make_tenant
from tests.outbound.mail_samples import DUE, FORM, LOCALES, PRIYA, SAMPLES, sample
from tests.outbound.own_words.own import own

TEMPTING = {
    "en": {
        "ask_hours": (
            "A new month, {first_name}. How was {month} with {partners}?\n\n"
            "Please write 2h if you met twice for an hour, or 1.5 h video and 30 min email if you did both.\n"
            "- We met on 12 May for 3 hours\n"
            "- The match has ended\n\n"
            "More about it: https://mentors.example.org/tips?month=5&hours=4"
        ),
        "ask_standing": "Are you both well? Write “stop” if you want no more mails. I need help is a fine answer as well.",
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
        "ask_standing": "Tout va bien? Écrivez « stop » pour ne plus recevoir de courriels. J’ai besoin d’aide, ça se dit.",
        "due": "Nous comptons sur vous d’ici le {day}. On y passe souvent 5 heures par mois.",
    },
}
"""Words of a programme that speak of hours, meetings, an end and help: none of it is the reader's."""

LABELS = {"en": ("Total", "Video"), "fr": ("total", "Vidéo")}


def room_in(database: Database, bounded: Bounded, words: Mapping[str, str], locale: str = "en-CA") -> PostRoom:
    """A tenant whose May check-ins have gone out in own words."""
    made = make_tenant(database, locale=locale)
    with database.tenant(made.tenant_id) as scope:
        place = Place(made.programme_id, MailKind.CHECKIN, locale[:2])
        save(scope, place, words, made.coordinator_id, BEGAN, seen=0)
    ask(database, made.tenant_id, ASKED_ON)
    watch = Watch(ANSWERED_ON)
    return PostRoom(database, made, Services(database, Office(REPLY_DOMAIN, watch), bounded, nobody), watch)


@pytest.fixture(params=["en-CA", "fr-CA"])
def own_room(request: pytest.FixtureRequest, database: Database, bounded: Bounded) -> PostRoom:
    return room_in(database, bounded, TEMPTING[request.param[:2]], request.param)


def mine(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def gmail(mail: OutboundMail, said: str) -> str:
    return f"{said}\n\nOn Mon, Jun 1, 2026 at 9:00 AM {mail.from_name} <{mail.from_address}> wrote:\n\n{quoted(mail.text)}\n"


def outlook(mail: OutboundMail, said: str) -> str:
    head = f"From: {mail.from_name} <{mail.from_address}>\nSent: Monday, June 1, 2026 9:00 AM\nTo: Dan Roy"
    return f"{said}\n\n{'_' * 32}\n{head}\nSubject: {mail.subject}\n\n{mail.text}"


def as_html(room: PostRoom, mail: OutboundMail, said: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = mail.to_address, room.key_of(mail), f"Re: {mail.subject}"
    message["Message-ID"], message["In-Reply-To"] = "<html@mail.example>", mail.message_id
    message.set_content(
        f'<div dir="ltr">{said}</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Jun 1, 2026 at 9:00 AM '
        f"Priya Nair &lt;{mail.from_address}&gt; wrote:<br></div><blockquote>{mail.html}</blockquote></div>",
        subtype="html",
    )
    return bytes(message)


def filled(mail: OutboundMail) -> str:
    """The form filled in inside the quotation: 3 in all, 2 of them on video, nothing else."""
    figures = {"total": "3", "video": "2", "vidéo": "2", "email": "1", "courriel": "1"}
    lines = mail.text.split("\n")
    return "\n".join(
        f"> {line}{next((n for word, n in figures.items() if word in line.lower()), '0') if line.endswith(': ') else ''}"
        for line in lines
    )


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
    "yes",
    "all good",
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
    fields = CheckinFields(f"{language}-CA", PRIYA, "Dan", "2026-05", DUE, (FORM,))
    assert reading_faults(words, [checkin(fields, own("checkin", **words))]) == []


@pytest.mark.parametrize(
    "line",
    [
        "> as I wrote before",
        "On Monday, Priya Nair wrote:",
        "Le lundi 1 juin 2026, Priya Nair <p@x.example> a écrit :",
        "-----Original Message-----\nFrom: Priya <p@x.example>\nSent: Monday\nTo: you",
        "--",
    ],
)
def test_what_looks_like_another_mail_cannot_be_saved(line: str) -> None:
    words = {"due": f"By {{day}}.\n{line}\nThank you."}
    assert [fault.why for fault in faults_before_reading(CATALOGUE["checkin"], words, "en")][:1] == [Why.QUOTE]


def test_words_that_swallow_the_answer_are_found_by_reading(database: Database, bounded: Bounded) -> None:
    """The words of an answer, as if we had sent them: quoted back they could not be told apart."""
    fields = CheckinFields("en-CA", PRIYA, "Dan", "2026-05", DUE, (FORM,))
    words = {"due": "By {day}.\n2 h on Zoom with Kate on 12 May, all good"}
    assert [fault.why for fault in reading_faults(words, [checkin(fields, own("checkin", **words))])] == [
        Why.TAKEN_FOR_THEIRS
    ]
    room = room_in(database, bounded, {})
    assert written("x", sender=room.made.mentor_email, to="a@b.example")
