"""What members write in the words of automatic replies is theirs: recorded, or seen by a coordinator (I3)."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.inbound.machines.automatic import Machine, machine_behind
from app.inbound.mail.message import Message
from app.outbound.models import OutboundMail
from app.outbound.shown.addresses import troubled_addresses
from app.programmes.models import Absence
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

OPENINGS = (
    "Your message was received yesterday, sorry for the delay.",
    "We have received your message.",
    "Thank you for your e-mail.",
    "I have limited access to email, I'm on holiday.",
    "I am out of the office until June 15 and will reply when I return.",
    "Nous avons bien reçu votre message.",
    "Votre courriel a bien été reçu.",
    "Je suis en congé jusqu'au 15 juin avec un accès limité à mes courriels.",
    "Merci pour votre courriel, je répondrai à mon retour.",
)
NEWS = (
    "It goes well with Kate.",
    "We have had a good month.",
    "All is well here.",
    "She is doing great.",
    "I broke my leg.",
    "Who do I contact in an emergency?",
    "Please call me.",
    "It is urgent that someone calls Kate.",
    "Ça se passe très bien avec Kate.",
    "Ça va bien.",
    "Elle progresse beaucoup.",
    "Pouvez-vous prévenir Kate ? C'est urgent.",
    "Appelez-moi, s'il vous plaît.",
)
DEPARTED = (
    "Kate no longer works at the company. Please contact HR.",
    "Kate has left Acme. For urgent matters please write to her manager.",
    "Kate is on maternity leave until January. Please contact her at home for urgent things.",
    "Kate is on sick leave until June 20. Please contact the front desk.",
    "Kate ne travaille plus chez nous. Veuillez contacter les RH.",
    "Kate est en congé de maternité. Veuillez communiquer avec sa gestionnaire.",
)
MOVED = (
    "I am no longer working with Acme. Please use dan.roy@home.example for urgent matters.",
    "I am no longer with the company. Please write to me at dan.roy@home.example.",
    "Je ne travaille plus chez Acme. Veuillez m'écrire à dan.roy@maison.example.",
)


def mail(text: str, subject: str = "Re: May check-in") -> Message:
    return Message(senders=(("Dan Roy", "dan@example.org"),), from_count=1, subject=subject, text=text)


@pytest.mark.parametrize(("opening", "news"), list(product(OPENINGS, NEWS)))
def test_one_sentence_of_their_own_makes_it_a_person_s(opening: str, news: str) -> None:
    assert machine_behind(mail(f"{opening} {news}")) is None
    assert machine_behind(mail(f"Hello,\n\n{news}\n{opening}\n\nDan")) is None


@pytest.mark.parametrize("words", [*DEPARTED, *MOVED])
def test_who_tells_of_another_s_absence_or_of_a_new_address_is_a_person(words: str) -> None:
    assert machine_behind(mail(words)) is None


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Read: May check-in", "Your message was read with pleasure. Kate and I are fine."),
        ("Lu : Suivi de mai", "Votre message a été lu avec plaisir. Tout va bien avec Kate."),
        ("Re: x", "I followed the link below to confirm but it did not open. Your message was held until I clicked?"),
        ("Re: x", "Votre message était bloqué. J'ai cliqué sur le lien pour valider, mais il n'a pas fonctionné."),
        ("Re: x", "Hi Priya, I'm on vacation this week, I'll reply when I get back on Monday. Dan"),
    ],
)
def test_who_tells_what_became_of_a_mail_is_a_person(subject: str, words: str) -> None:
    assert machine_behind(mail(words, subject)) is None


IN_ENGLISH = """Hello,

I am out of the office from June 1 to June 12 with limited access to email.
For urgent matters, please contact Jane Doe at jane@firm.example or 555-0100.

Kind regards,
Dan Roy
Engineer
"""
IN_FRENCH = """Bonjour,

Je suis absent du bureau du 29 mai au 12 juin inclusivement. En cas d'urgence, veuillez communiquer avec Anne au
514 555-0150.

Cordialement,
Dan Roy
"""


@pytest.mark.parametrize(
    "words",
    [
        IN_ENGLISH,
        IN_FRENCH,
        "Thank you for your message. I'm on annual leave, returning June 8. Your e-mail will be read upon my return.",
        "Absent jusqu'au 24 juin, je vous répondrai à mon retour. Message envoyé automatiquement.",
        "Dan Roy is no longer with the company. Please contact the front desk.",
    ],
)
def test_a_template_as_a_whole_stays_a_robot_s(words: str) -> None:
    assert machine_behind(mail(words, "Out of office")) is Machine.AUTO_REPLY


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


@pytest.mark.parametrize(
    "words",
    [
        "Your message was received yesterday, sorry for the delay. All is well with Kate.",
        "I have limited access to email, I'm on holiday. It goes well with Kate.",
        "Nous avons bien reçu votre message. Ça se passe très bien avec Kate.",
    ],
)
def test_how_it_goes_is_recorded_beside_the_words_of_robots(room: PostRoom, words: str) -> None:
    assert room.answer(mentors(room), words) in {Outcome.RECORDED, Outcome.ASKED}


@pytest.mark.parametrize(
    "words",
    [
        "I'm out of the office with a broken leg. It's urgent that someone calls Kate.",
        "I am on sick leave. Please call me, it is urgent.",
        "Je suis en arrêt de travail, absente jusqu'au 30 juin. Pouvez-vous prévenir Kate ? C'est urgent.",
        DEPARTED[0],
        DEPARTED[2],
        DEPARTED[4],
        *MOVED[:2],
    ],
)
def test_a_coordinator_sees_what_a_member_writes_in_need(room: PostRoom, words: str) -> None:
    assert room.answer(mentors(room), words) is Outcome.REVIEW
    assert room.reason() == "request"


def test_in_doubt_a_coordinator_reads_it_and_nobody_is_answered(room: PostRoom) -> None:
    """RFC 3834: a robot without a mark might have written it. The return date counts (I4)."""
    words = "I am out of the office until June 15. Happy spring to all my friends. I will reply when I return."
    assert room.answer(mentors(room), words) is Outcome.REVIEW
    assert [one.kind for one in room.sent(to=room.made.mentor_email)] == ["checkin"]
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(Absence.until).where(Absence.tenant_id == scope.tenant_id)
        assert scope.session.scalars(query).all() == [date(2026, 6, 15)]


def test_whose_partner_is_named_has_written_themselves(room: PostRoom) -> None:
    """No robot knows the match."""
    words = "I am out of the office until June 15. For urgent matters please contact Kate."
    assert room.answer(mentors(room), words) is Outcome.REVIEW


def test_under_a_machine_s_heading_who_has_left_is_told_by_a_machine(room: PostRoom) -> None:
    """I8."""
    words = "Dan Roy has left the company. Please contact Jane Doe at jane@firm.example."
    sent = mentors(room)
    raw = written(
        words, sender=sent.to_address, to=room.key_of(sent), subject="Automatic reply: May check-in", at=room.watch()
    )
    assert room.bring(raw, room.key_of(sent)) is Outcome.IGNORED
    assert (room.reason(), room.minutes()) == ("auto_reply", {})
    with room.database.tenant(room.made.tenant_id) as scope:
        assert [one.state for one in troubled_addresses(scope)] == ["left"]
