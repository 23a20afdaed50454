"""What machines' mails do, from the bytes to the state of an address: bounces, complaints, absences, loops (I8, I9)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.inbound.decision import Outcome
from app.outbound.models import AddressState, OutboundMail
from app.outbound.reach.suppression import suppressed
from app.outbound.reply_address import RETURN_PREFIX, open_return_path
from app.programmes.models import Absence
from tests.factories.asking import REPLY_DOMAIN, outbox, remind
from tests.factories.letters import written
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from tests.factories.reports import abuse_report, delivery_report


def mentors(room: PostRoom) -> OutboundMail:
    return room.check_in(room.made.mentor_email)


def return_path(room: PostRoom, sent: OutboundMail) -> str:
    with room.database.tenant(room.made.tenant_id) as scope:
        return f"{open_return_path(scope, sent.id)}@{REPLY_DOMAIN}"


def states(room: PostRoom) -> dict[str, tuple[str, str]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(AddressState).where(AddressState.tenant_id == scope.tenant_id))
        return {row.email: (row.state, row.reason) for row in rows}


def test_a_bounce_at_the_return_path_makes_the_address_dead_and_tells_the_coordinator(room: PostRoom) -> None:
    sent = mentors(room)
    path = return_path(room, sent)
    assert room.bring(delivery_report(sent, to=path), path) is Outcome.IGNORED
    assert room.reason() == "bounce"
    assert states(room) == {room.made.mentor_email: ("dead", "address_unknown")}
    (told,) = room.sent("dead_address")
    assert told.to_address == f"priya@{room.made.slug}.example"
    assert f"does not arrive at {room.made.mentor_email}" in told.text


@pytest.mark.parametrize("by", ["our message-id", "the reply key"])
def test_a_bounce_without_our_return_path_is_a_rumour_and_mail_goes_on(room: PostRoom, by: str) -> None:
    """I9: whoever has seen the mail could have written it, so it silences nobody; the coordinator reads of it."""
    sent = mentors(room)
    to = room.key_of(sent) if by == "the reply key" else room.made.programme_address
    lost = "<lost@example.net>" if by == "the reply key" else None
    room.bring(delivery_report(sent, to=to, message_id=lost), to)
    assert states(room) == {room.made.mentor_email: ("reported", "reported")}
    assert room.sent("dead_address") == []
    with room.database.tenant(room.made.tenant_id) as scope:
        assert suppressed(scope, [room.made.mentor_email]) == set()


def test_a_report_from_the_address_itself_never_silences_it(room: PostRoom) -> None:
    """Some mail programs answer to the return path: what they quote there reads like a report."""
    sent = mentors(room)
    path = return_path(room, sent)
    raw = delivery_report(sent, to=path).replace(b"MAILER-DAEMON@mx.example.net", sent.to_address.encode())
    room.bring(raw, path)
    assert states(room) == {room.made.mentor_email: ("reported", "reported")}


@pytest.mark.parametrize(
    "words",
    [
        "Your message could not be delivered to my old address (user unknown). Mine is {me}. 2 hours with Kate.",
        "Your mail to Kate was rejected: no such user, she says. 2 hours with her in May.\n\nDan Roy\n{me}",
        "I am on holiday. Please contact Joe if it is urgent. 2 hours with Kate.",
        "Votre courriel n'a pas été livré à temps. 2 h avec Kate en mai.",
    ],
)
def test_a_person_who_writes_like_a_machine_is_recorded_and_stays_alive(room: PostRoom, words: str) -> None:
    sent = mentors(room)
    assert room.answer(sent, words.format(me=sent.to_address)) is Outcome.RECORDED
    assert (sum(room.minutes().values()), states(room)) == (120, {})


def test_a_person_s_words_about_a_lost_mail_are_asked_about_and_not_taken_for_a_report(room: PostRoom) -> None:
    """Nobody's own address reports that mail to it fails."""
    words = "Your message could not be delivered to my old mailbox at dan@old.example."
    assert room.answer(mentors(room), words) in {Outcome.ASKED, Outcome.REVIEW}
    assert states(room) == {}


def test_a_concern_in_an_automatic_reply_reaches_the_named_person_and_is_not_answered(room: PostRoom) -> None:
    """C2; RFC 3834."""
    assert out_of_office(room, "I am on sick leave. Kate's father hit me.") is Outcome.REVIEW
    assert room.reason() == "safeguarding"
    assert {mail.kind for mail in room.sent()} == {"checkin", "safeguarding_notice"}


def test_a_wish_for_no_more_mail_in_an_automatic_reply_is_seen_by_a_coordinator(room: PostRoom) -> None:
    assert out_of_office(room, "I am on leave. Please unsubscribe me from these mails.") is Outcome.REVIEW
    assert room.reason() == "request"
    assert "passed_on" not in {mail.kind for mail in room.sent()}


def test_hours_beside_an_absence_are_recorded_and_the_absence_is_kept(room: PostRoom) -> None:
    """I4."""
    words = "I am on vacation until June 20. 2 hours with Kate in May."
    assert room.answer(mentors(room), words) is Outcome.RECORDED
    assert (room.minutes(), absences(room)) == ({"unspecified": 120}, [(date(2026, 6, 2), date(2026, 6, 20))])


def test_somebody_else_s_absence_is_not_the_writer_s(room: PostRoom) -> None:
    room.answer(mentors(room), "Kate is on vacation until June 20. 2 hours with Kate in May.")
    assert absences(room) == []


def test_an_absence_is_kept_only_from_the_address_that_we_wrote_to(room: PostRoom) -> None:
    """I9: whoever knows a reply key cannot send somebody on leave."""
    sent = mentors(room)
    words = "I am out of the office until June 30."
    room.answer(sent, words, sender="eve@elsewhere.example", Auto_Submitted="auto-replied")
    assert (room.reason(), absences(room)) == ("auto_reply", [])


def test_a_forged_bounce_changes_nothing(room: PostRoom) -> None:
    """I9: without our return path, our key or our Message-ID it is only a claim."""
    raw = delivery_report(mentors(room), to=room.made.programme_address, message_id="<guessed@example.net>")
    assert room.bring(raw, room.made.programme_address) is Outcome.IGNORED
    assert states(room) == {}


def test_a_bounce_harms_the_recipient_of_that_mail_alone(room: PostRoom) -> None:
    """Whoever holds a key of their own cannot silence somebody else with it."""
    sent = mentors(room)
    path = return_path(room, sent)
    room.bring(delivery_report(sent, to=path, recipient=room.made.mentee_email), path)
    assert states(room) == {room.made.mentor_email: ("soft", "undeliverable")}


@pytest.mark.parametrize(
    ("told", "reason", "state"),
    [
        (("delayed", "4.4.1", "connection timed out"), "delayed", None),
        (("delivered", "2.1.5", "250 OK"), "delivered", None),
        (("failed", "4.4.7", "delivery time expired"), "bounce", ("soft", "expired")),
        (("failed", "5.2.2", "552 mailbox full"), "bounce", ("soft", "mailbox_full")),
        (
            ("failed", "5.7.26", "550 5.7.26 unauthenticated mail, see DMARC"),
            "bounce",
            ("refused", "not_authenticated"),
        ),
        (("failed", "5.7.1", "554 5.7.1 message rejected as spam"), "bounce", ("refused", "spam")),
    ],
)
def test_only_what_failed_for_good_silences_an_address(
    room: PostRoom, told: tuple[str, str, str], reason: str, state: tuple[str, str] | None
) -> None:
    sent, (action, status, said) = mentors(room), told
    path = return_path(room, sent)
    room.bring(delivery_report(sent, to=path, action=action, status=status, said=said), path)
    assert room.reason() == reason
    assert states(room) == ({room.made.mentor_email: state} if state else {})
    with room.database.tenant(room.made.tenant_id) as scope:
        assert suppressed(scope, [room.made.mentor_email]) == set()


def test_the_same_report_by_two_ways_counts_once(room: PostRoom) -> None:
    sent = mentors(room)
    path = return_path(room, sent)
    for way in (path, room.made.programme_address):
        room.bring(delivery_report(sent, to=way, status="5.0.0", said="550 no"), way)
    assert states(room) == {room.made.mentor_email: ("soft", "undeliverable")}


def test_a_complaint_ends_the_mails_of_whoever_made_it(room: PostRoom) -> None:
    """I8."""
    sent = mentors(room)
    raw = abuse_report(sent, to=room.made.programme_address, return_path=return_path(room, sent))
    assert room.bring(raw, room.made.programme_address) is Outcome.IGNORED
    assert (room.reason(), states(room)) == ("complaint", {room.made.mentor_email: ("complained", "complaint")})
    assert [mail.kind for mail in room.sent(to=f"priya@{room.made.slug}.example")] == ["dead_address"]


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure"])
def test_a_report_in_which_nobody_complains_ends_nothing(room: PostRoom, kind: str) -> None:
    room.bring(abuse_report(mentors(room), to=room.made.programme_address, kind=kind), room.made.programme_address)
    assert (room.reason(), states(room)) == ("feedback", {})


def test_who_writes_from_a_dead_address_is_alive(room: PostRoom) -> None:
    sent = mentors(room)
    path = return_path(room, sent)
    room.bring(delivery_report(sent, to=path), path)
    assert room.answer(sent, "1.5h zoom with Kate") is Outcome.RECORDED
    assert states(room) == {}


def test_somebody_else_s_mail_revives_nobody(room: PostRoom) -> None:
    """I9: a held mail proves nothing."""
    sent = mentors(room)
    path = return_path(room, sent)
    room.bring(delivery_report(sent, to=path), path)
    assert room.answer(sent, "1.5h zoom with Kate", sender="eve@elsewhere.example") is Outcome.HELD
    assert states(room) == {room.made.mentor_email: ("dead", "address_unknown")}


def test_a_person_s_answer_to_the_return_path_is_an_answer_to_that_mail(room: PostRoom) -> None:
    """Some mail programs answer there; nothing is lost."""
    sent = mentors(room)
    path = return_path(room, sent)
    raw = written("1.5h zoom with Kate", sender=sent.to_address, to=path, at=room.watch())
    assert room.bring(raw, path) is Outcome.RECORDED
    assert room.minutes() == {"video": 90}


def test_a_stranger_at_the_return_path_of_a_coordinator_s_mail_is_held(room: PostRoom) -> None:
    room.answer(mentors(room), "please call me, I need help from the coordinator")
    told = room.latest("coordinator_help")
    path = return_path(room, told)
    raw = written("Thank you, I will.", sender=told.to_address, to=path, at=room.watch())
    assert room.bring(raw, path) is Outcome.HELD


def test_a_provider_that_wants_a_confirmation_is_told_to_the_coordinator(room: PostRoom) -> None:
    sent = mentors(room)
    words = "Your message is being held. Click https://wall.example/c/1 to confirm that you are a person."
    raw = written(
        words, sender=sent.to_address, to=room.key_of(sent), subject="Please confirm your message", at=room.watch()
    )
    assert room.bring(raw, room.key_of(sent)) is Outcome.IGNORED
    assert (room.reason(), states(room)) == ("challenge", {room.made.mentor_email: ("challenge", "challenge")})


def test_our_own_mail_come_back_is_a_loop_and_is_not_answered(room: PostRoom) -> None:
    """RFC 3834."""
    sent = mentors(room)
    own = written(
        sent.text, sender=sent.from_address, to=room.made.programme_address, message_id=sent.message_id, at=room.watch()
    )
    redirected = written(sent.text, sender=sent.to_address, to=room.key_of(sent), message_id=sent.message_id)
    (returned,) = room.take(
        written(sent.text, sender=sent.to_address, to=room.key_of(sent)),
        room.key_of(sent),
        mail_from=f"{RETURN_PREFIX}{'a' * 26}@{REPLY_DOMAIN}",
    )
    assert room.bring(own, room.made.programme_address) is Outcome.IGNORED
    assert room.bring(redirected, room.key_of(sent)) is Outcome.IGNORED
    assert room.process(returned) is Outcome.IGNORED
    assert {outcome.reason for outcome in room.outcomes()} == {"loop"}
    assert {mail.kind for mail in room.sent()} == {"checkin"}


def absences(room: PostRoom) -> list[tuple[date, date]]:
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(select(Absence).where(Absence.tenant_id == scope.tenant_id))
        return [(row.noted_on, row.until) for row in rows]


def out_of_office(room: PostRoom, words: str, **headers: str) -> Outcome | None:
    return room.answer(mentors(room), words, Auto_Submitted="auto-replied", **headers)


def test_the_return_date_is_kept_and_reminders_wait_until_the_day_after(room: PostRoom) -> None:
    """I4: back on the 12th. What fell due meanwhile goes out on the 13th; the days away do not count for the rest."""
    out_of_office(room, "I am away and will be back on June 12.")
    assert absences(room) == [(date(2026, 6, 2), date(2026, 6, 11))]
    for day in range(3, 23):
        remind(room.database, room.made.tenant_id, local(f"2026-06-{day:02} 09:00"))
    assert days_of(room, "reminder", room.made.mentor_email) == [13, 19]
    assert days_of(room, "reminder", room.made.mentee_email) == [5, 8]
    assert days_of(room, "no_answer", f"priya@{room.made.slug}.example") == [11, 22]


def days_of(room: PostRoom, kind: str, to: str) -> list[int]:
    """On which days of June a mail of a kind was written to an address."""
    zone = local("2026-06-01 09:00").tzinfo
    return [mail.created_at.astimezone(zone).day for mail in room.sent(kind, to)]


def test_an_absence_of_months_keeps_nobody_waiting_for_ever(room: PostRoom) -> None:
    out_of_office(room, "I am on maternity leave until January 4, 2027.")
    room.watch.now = local("2026-08-20 09:00")
    remind(room.database, room.made.tenant_id, room.watch())
    flags = outbox(room.database, room.made.tenant_id, kind="no_answer")
    assert len(flags) == 2


def test_an_absence_in_a_stranger_s_words_is_not_kept(room: PostRoom) -> None:
    """I9: at the programme's address, without our Message-ID, anybody could have written it."""
    raw = written(
        "I am away until June 20.",
        sender=room.made.mentor_email,
        to=room.made.programme_address,
        subject="Out of office",
        at=room.watch(),
        Auto_Submitted="auto-replied",
    )
    assert room.bring(raw, room.made.programme_address) is Outcome.IGNORED
    assert absences(room) == []


def test_an_absence_without_a_day_keeps_nobody_waiting(room: PostRoom) -> None:
    out_of_office(room, "I am away on a job site until 06/12/2026.")
    assert absences(room) == []


def test_an_out_of_office_note_shows_that_mail_arrives(room: PostRoom) -> None:
    sent = mentors(room)
    path = return_path(room, sent)
    room.bring(delivery_report(sent, to=path, status="4.4.1", said="connection timed out"), path)
    room.watch.now += timedelta(hours=1)
    out_of_office(room, "I am away.")
    assert states(room) == {}
