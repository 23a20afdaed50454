"""A member writes `record` and gets their statement with the sealed hour log (H4)."""

import email
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from app.exports.checks.against_ledger import issued_at
from app.exports.checks.proof import faults
from app.exports.checks.sealed_file import open_pdf
from app.exports.log.log_file import open_log
from app.inbound.decision import Outcome
from app.inbound.shown.evidence import background_of
from app.outbound.letter.enclosures import Sealing
from app.outbound.letter.franking import Franking
from app.outbound.sending import send_due
from app.signing.authority import SEAL, AuthorityUnusable, development_authority
from app.signing.keystore import Seal, read_seal
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from tests.factories.posting import Sent


@cache
def seal() -> Seal:
    return read_seal(development_authority(Path(mkdtemp()) / "ca", local("2026-01-01 09:00")) / SEAL, None)


FRANKING = Franking(sealing=Sealing(lambda _: seal(), "https://post.example", background_of))


def ask(room: PostRoom, words: str = "record") -> Outcome | None:
    return room.answer(room.check_in(room.made.mentor_email), words)


def sent_mail(room: PostRoom, franking: Franking = FRANKING) -> EmailMessage:
    """The statement as it leaves the house."""
    sent = Sent()
    send_due(room.database, room.made.tenant_id, sent, REPLY_DOMAIN, room.watch, franking=franking)
    messages = [email.message_from_bytes(claimed.content, policy=default) for claimed in sent.mails]
    (found,) = (one for one in messages if "record" in str(one["Subject"]) or "relev" in str(one["Subject"]))
    assert isinstance(found, EmailMessage)
    return found


def test_record_is_answered_at_once_and_nobody_else_has_to_read_it(room: PostRoom) -> None:
    assert ask(room) is Outcome.RECORDED
    assert room.reason() == "record_sent"
    assert room.latest("statement").to_address == room.made.mentor_email
    assert not room.sent("coordinator_help")


def test_hours_that_count_and_what_is_missing_are_told_in_figures(cpd_room: PostRoom) -> None:
    """H4: qualifying hours, minimum reached or missing, and each entry that does not count with its reason."""
    cpd_room.answer(cpd_room.check_in(cpd_room.made.mentor_email), "2 hours by phone with Kate on May 12")
    assert ask(cpd_room) is Outcome.RECORDED
    text = cpd_room.latest("statement").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "In the cycle from 1 January 2024 to 31 December 2026:" in text
    assert "0 h count, of 2 h logged" in text
    assert "12 May 2026, 2 h: not confirmed yet" in text
    assert "Missing to the minimum: 3 h or 3 meetings. The minimum is 3 h or 3 meetings within 6 months." in text


def test_the_log_goes_with_the_letter_sealed_and_agrees_with_it(cpd_room: PostRoom) -> None:
    room = cpd_room
    room.answer(room.check_in(room.made.mentor_email), "2 hours by phone with Kate on May 12")
    ask(room)
    (enclosed,) = sent_mail(room).iter_attachments()
    assert enclosed.get_content_type() == "application/pdf"
    opened = open_log(open_pdf(enclosed.get_content(), seal().roots).content)
    assert (opened.faults, faults(opened.log), opened.log.totals.minutes) == ((), [], 120)
    with room.database.tenant(room.made.tenant_id) as scope:
        assert issued_at(scope, opened.log.digest) is not None


def test_the_log_is_that_of_the_moment_in_which_it_was_asked_for(room: PostRoom) -> None:
    """Hours that come in between do not stand in a log whose letter does not tell them."""
    room.answer(room.check_in(room.made.mentor_email), "2 hours by phone with Kate on May 12")
    ask(room)
    room.answer(room.check_in(room.made.mentor_email), "Another session: 1 hour by video with Kate on May 20")
    (enclosed,) = sent_mail(room).iter_attachments()
    log = open_log(open_pdf(enclosed.get_content(), seal().roots).content).log
    assert [claim.date for claim in log.claims] == ["2026-05-12"]


def test_without_the_seal_the_letter_waits_for_it(room: PostRoom) -> None:
    room.answer(room.check_in(room.made.mentor_email), "2 hours by phone with Kate on May 12")
    ask(room)

    def locked(_: object) -> Seal:
        raise AuthorityUnusable("the keystore is locked")

    sent = Sent()
    send_due(
        room.database,
        room.made.tenant_id,
        sent,
        REPLY_DOMAIN,
        room.watch,
        franking=Franking(sealing=Sealing(locked, "https://post.example")),
    )
    assert not any(b"statement" in mail.content for mail in sent.mails)
    waiting = room.latest("statement")
    assert (waiting.sent_at, waiting.failed_at, waiting.last_error) == (None, None, "the keystore is locked")


def test_whoever_has_no_hours_is_told_so_and_gets_no_empty_log(room: PostRoom) -> None:
    ask(room)
    assert "No hours are recorded for you yet." in room.latest("statement").text
    assert not list(sent_mail(room).iter_attachments())


def test_releve_is_answered_in_french(french_room: PostRoom) -> None:
    assert ask(french_room, "relevé") is Outcome.RECORDED
    assert "Aucune heure n’est encore inscrite pour vous." in french_room.latest("statement").text


def test_a_request_in_doubt_is_held_like_any_mail(room: PostRoom) -> None:
    """I9: nobody learns a member's hours by guessing an address."""
    outcome = room.answer(room.check_in(room.made.mentor_email), "record", sender="stranger@elsewhere.example")
    assert outcome is Outcome.HELD
    assert not room.sent("statement")


@pytest.mark.parametrize("words", ["record", "My record", "send me my record", "my hours"])
def test_some_ways_of_asking(room: PostRoom, words: str) -> None:
    assert ask(room, words) is Outcome.RECORDED
    assert len(room.sent("statement")) == 1
