"""What providers hand over twice is one thing, for as long as they may."""

from datetime import UTC, datetime, timedelta

import pytest

from app.db import Database, new_id
from app.inbound.receive import Envelope, receive
from app.inbound.ways_in.provider_events import REMEMBERED, done_before, event_hash, forget, note_done, spend
from app.outbound.reply_address import Destination
from tests.factories.kept import kept_mails
from tests.factories.tenants import make_tenant

NOON = datetime(2026, 6, 9, 18, 30, tzinfo=UTC)


def test_a_token_vouches_for_what_it_first_came_with(database: Database) -> None:
    token = event_hash("mailgun-token", new_id().hex)
    with database.platform() as session:
        assert [spend(session, token, digest, NOON) for digest in (b"a", b"a", b"b", b"a")] == [True, True, False, True]


def test_what_is_done_is_remembered_for_a_month(database: Database) -> None:
    event = event_hash("imap-done", new_id().hex)
    with database.platform() as session:
        note_done(session, event, NOON)
        note_done(session, event, NOON)
        forget(session, NOON + REMEMBERED - timedelta(seconds=1))
        assert done_before(session, [event, b"another"]) == {event}
        forget(session, NOON + REMEMBERED + timedelta(seconds=1))
        assert done_before(session, [event]) == set()


def test_names_are_told_apart_however_they_are_cut() -> None:
    assert event_hash("ab", "c") != event_hash("a", "bc")


def test_the_same_delivery_for_another_recipient_is_another_mail(database: Database) -> None:
    """Amazon names a mail once, for all its recipients."""
    first, second = make_tenant(database), make_tenant(database)
    seen = Envelope("", "", "dan@example.org", (), way="ses", delivery_id=new_id().hex)
    places = [Destination(made.tenant_id, None, made.programme_id) for made in (first, second)]
    for raw in (b"one", b"one, with another header"):
        receive(database, raw, seen, places, lambda: NOON)
    assert [len(kept_mails(database, made.tenant_id)) for made in (first, second)] == [1, 1]


def test_a_delivery_that_failed_half_way_is_taken_when_it_comes_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is remembered in the transaction that keeps the mail, so both stand or neither."""
    made = make_tenant(database)
    seen = Envelope("", "", "dan@example.org", (), way="postmark", delivery_id=new_id().hex)
    place = Destination(made.tenant_id, None, made.programme_id)

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("app.inbound.receive.note_kept", fails)
        with pytest.raises(OSError, match="full"):
            receive(database, b"one", seen, [place], lambda: NOON)
    assert kept_mails(database, made.tenant_id) == []
    (kept,) = receive(database, b"one", seen, [place], lambda: NOON)
    assert not kept.seen_before
