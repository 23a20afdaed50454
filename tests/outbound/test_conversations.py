"""Threads (ADR 0010): a year of one match reads as one conversation, in every mail program and nobody else's."""

import email
import email.policy
from email.message import EmailMessage

import pytest

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from app.outbound.conversations import MOST_REFERENCES
from app.outbound.letter.envelope import message_of
from app.outbound.models import OutboundMail
from app.programmes.models import Person
from tests.factories.asking import REPLY_DOMAIN, ask, remind
from tests.factories.letters import quoted, written
from tests.factories.moments import local
from tests.factories.post_room import PostRoom, post_room
from tests.factories.tenants import add_match, add_person
from tests.outbound.mail_programs import bare, references, threads_by_references, threads_in_gmail

MONTHS = [(2026, month) for month in range(7, 13)] + [(2027, month) for month in range(1, 7)]
WORDS = ("1.5h zoom with Kate on the 12th", "A few hours", "Could you please call me, Priya?", "2 hours in person")


def test_a_year_of_one_match_is_one_thread_for_each_of_the_two(database: Database, bounded: Bounded) -> None:
    room = post_room(database, bounded, asked=local("2026-06-01 09:00"))
    theirs = _a_year(room)
    for address in (room.made.mentor_email, room.made.mentee_email):
        ours = [_wire(row) for row in room.sent(to=address)]
        mails = [*ours, *theirs.get(address, [])]
        assert threads_by_references(mails) == [_ids(mails)]
        assert threads_in_gmail(sorted(mails, key=lambda mail: mail["Date"].datetime)) == [_ids(mails)]
    mentors = room.sent(to=room.made.mentor_email)
    assert {row.kind for row in mentors} == {"checkin", "reminder", "receipt", "question", "passed_on"}
    assert len(mentors) > 30


def test_the_two_of_a_match_have_nothing_in_common(database: Database, bounded: Bounded) -> None:
    room = post_room(database, bounded)
    _answered(room, room.check_in(room.made.mentor_email), "1h zoom")
    mails = [_wire(row) for row in room.sent()]
    by_person = {
        mail["To"]: {name for other in mails if other["To"] == mail["To"] for name in references(other)}
        for mail in mails
    }
    assert not by_person[_to(mails, room.made.mentor_email)] & by_person[_to(mails, room.made.mentee_email)]


def test_references_keep_the_first_mail_and_the_latest(database: Database, bounded: Bounded) -> None:
    """RFC 5322 3.6.4: no header grows with the years."""
    room = post_room(database, bounded)
    _a_year(room)
    first, *_, last = room.sent(to=room.made.mentor_email)
    assert len(last.thread_ids.split()) == MOST_REFERENCES + 1
    assert last.thread_ids.split()[0] == first.message_id
    assert max(map(len, bytes(message_of(last, REPLY_DOMAIN, room.watch())).split(b"\r\n"))) <= 998


def test_a_check_in_of_another_month_is_no_answer_and_says_so(room: PostRoom) -> None:
    """RFC 3834: a program wrote it of its own accord."""
    _next_month(room, 2026, 7)
    later = _wire(room.check_in(room.made.mentor_email))
    first = room.sent("checkin", room.made.mentor_email)[0]
    assert later["In-Reply-To"] == first.message_id
    assert later["Auto-Submitted"] == "auto-generated"
    assert later["Subject"] == first.subject == "Your mentoring with Kate Li"


def test_an_answer_carries_re_and_follows_the_mail_it_answers(room: PostRoom) -> None:
    asked = room.check_in(room.made.mentor_email)
    reply = _answered(room, asked, "1.5h zoom with Kate")
    receipt = _wire(room.latest("receipt"))
    assert receipt["Subject"] == "Re: Your mentoring with Kate Li"
    assert receipt["In-Reply-To"] == reply["Message-ID"]
    assert references(receipt) == [asked.message_id, reply["Message-ID"]]
    assert receipt["Auto-Submitted"] == "auto-replied"


def test_the_subject_stays_though_the_partner_changes_their_name(room: PostRoom) -> None:
    """Gmail tears apart what has another subject."""
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Person, (scope.tenant_id, room.made.mentee_id)).name = "Kate Li-Roy"
    _next_month(room, 2026, 7)
    later = room.check_in(room.made.mentor_email)
    assert later.subject == "Your mentoring with Kate Li"
    assert "Kate Li-Roy" in later.text


def test_several_matches_share_one_conversation_until_they_change(room: PostRoom) -> None:
    """I1: one mail per person, all their matches in it; a new match makes a new thread."""
    alone = room.check_in(room.made.mentor_email)
    with room.database.tenant(room.made.tenant_id) as scope:
        sam = add_person(scope, "Sam Ode", f"sam@{room.made.slug}.example")
        add_match(scope, room.made.programme_id, room.made.rules_id, {room.made.mentor_id: "mentor", sam: "mentee"})
    _next_month(room, 2026, 7)
    _next_month(room, 2026, 8)
    july, august = room.sent("checkin", room.made.mentor_email)[1:]
    assert july.subject == august.subject == "Your mentoring with Kate Li and Sam Ode"
    assert july.conversation_id == august.conversation_id != alone.conversation_id
    assert july.thread_ids == ""


def test_an_answer_to_an_older_thread_stays_in_it(room: PostRoom) -> None:
    asked = room.check_in(room.made.mentor_email)
    with room.database.tenant(room.made.tenant_id) as scope:
        sam = add_person(scope, "Sam Ode", f"sam@{room.made.slug}.example")
        add_match(scope, room.made.programme_id, room.made.rules_id, {room.made.mentor_id: "mentor", sam: "mentee"})
    _answered(room, asked, "1.5h zoom with Kate")
    receipt = room.sent(to=room.made.mentor_email)[-1]
    assert receipt.conversation_id == asked.conversation_id
    assert receipt.subject == "Re: Your mentoring with Kate Li"


def test_a_thread_without_partners_is_called_after_the_programme(room: PostRoom) -> None:
    address = f"sam@{room.made.slug}.example"
    with room.database.tenant(room.made.tenant_id) as scope:
        add_person(scope, "Sam Ode", address)
    raw = written("I have a question about the rules", sender=address, to=room.made.programme_address)
    assert room.bring(raw, room.made.programme_address) is Outcome.REVIEW
    assert room.latest("passed_on").subject == f"Re: Your place in Mentoring {room.made.slug}"


def test_a_person_who_reads_another_language_gets_another_thread(room: PostRoom) -> None:
    with room.database.tenant(room.made.tenant_id) as scope:
        scope.session.get_one(Person, (scope.tenant_id, room.made.mentor_id)).locale = "fr-CA"
    _next_month(room, 2026, 7)
    assert room.check_in(room.made.mentor_email).subject == "Votre mentorat avec Kate Li"
    assert room.check_in(room.made.mentor_email).thread_ids == ""


def test_a_message_id_that_fills_a_line_is_not_repeated(room: PostRoom) -> None:
    asked = room.check_in(room.made.mentor_email)
    long = f"<{'x' * 600}@mail.example>"
    room.answer(asked, "1.5h zoom with Kate", message_id=long)
    _answered(room, room.latest("receipt"), "Sorry, it was 2h zoom")
    later = room.latest("receipt")
    assert long not in later.thread_ids
    assert asked.message_id in later.thread_ids


@pytest.mark.parametrize("subject", ["Re: Your mentoring", "RE : Your mentoring", "TR: Re: Your mentoring"])
def test_our_picture_of_gmail_knows_what_programs_put_before_subjects(subject: str) -> None:
    assert bare(subject) == "your mentoring"


def _a_year(room: PostRoom) -> dict[str, list[EmailMessage]]:
    """Twelve check-ins: answered, asked back, passed on, reminded; the mails of the people by their address."""
    theirs: dict[str, list[EmailMessage]] = {}
    for number, (year, month) in enumerate(MONTHS):
        _next_month(room, year, month)
        asked = room.check_in(room.made.mentor_email)
        if number % 3 == 2:
            room.watch.pass_by(days=4)
            remind(room.database, room.made.tenant_id, room.watch())
            asked = room.latest("reminder", room.made.mentor_email)
        said = theirs.setdefault(room.made.mentor_email, [])
        said.append(_answered(room, asked, WORDS[number % 4]))
        answer = room.sent(to=room.made.mentor_email)[-1]
        if answer.kind == "question":
            said.append(_answered(room, answer, "3 hours on zoom"))
    return theirs


def _next_month(room: PostRoom, year: int, month: int) -> None:
    room.watch.now = local(f"{year}-{month:02}-01 09:00")
    ask(room.database, room.made.tenant_id, room.watch())
    room.watch.pass_by(hours=2)


def _answered(room: PostRoom, to: OutboundMail, words: str) -> EmailMessage:
    """As mail programs do: with the References of what is answered, and ours quoted below."""
    name = f"<{room.watch():%Y%m%d}.{len(room.sent())}@mail.example>"
    raw = written(
        f"{words}\n\nOn Tuesday, Priya Nair wrote:\n{quoted(to.text)}\n",
        sender=to.to_address,
        to=room.key_of(to),
        subject=f"Re: {bare(to.subject)}",
        at=room.watch(),
        message_id=name,
        in_reply_to=to.message_id,
        references=f"{to.thread_ids} {to.message_id}".strip(),
    )
    room.watch.pass_by(minutes=5)
    room.bring(raw, room.key_of(to))
    return _parsed(raw)


def _wire(row: OutboundMail) -> EmailMessage:
    return _parsed(bytes(message_of(row, REPLY_DOMAIN, row.created_at)))


def _parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def _ids(mails: list[EmailMessage]) -> set[str]:
    return {mail["Message-ID"] for mail in mails}


def _to(mails: list[EmailMessage], address: str) -> str:
    return next(str(mail["To"]) for mail in mails if address in mail["To"])
