"""What is taken is stored: bytes, digest and envelope, once for each recipient (I9, T1)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import DBAPIError

from app.db import Database
from app.inbound.receive import Envelope, find_destination, receive
from app.outbound.reply_address import Destination
from tests.factories.asking import REPLY_DOMAIN, ask, outbox
from tests.factories.kept import kept_mails
from tests.factories.moments import local
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant

RAW = b"From: dan@example.org\r\nSubject: Re: May\r\n\r\n1.5h zoom with Kate\r\n"
SEEN = Envelope("203.0.113.9", "mx.example.org", "dan@example.org", ("x@reply.localhost",))


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def own_address(made: MadeTenant) -> Destination:
    return Destination(made.tenant_id, None, made.programme_id)


def key_addresses(database: Database, made: MadeTenant) -> list[Destination]:
    ask(database, made.tenant_id, local("2026-06-01 09:00"))
    found = [
        find_destination(database, f"{mail.reply_key}@{REPLY_DOMAIN}", REPLY_DOMAIN)
        for mail in outbox(database, made.tenant_id)
    ]
    return [destination for destination in found if destination]


def test_the_bytes_their_digest_and_the_envelope_are_kept(database: Database, made: MadeTenant) -> None:
    """I9: the evidence of who brought the mail."""
    (kept,) = receive(database, RAW, SEEN, [own_address(made)], lambda: BEGAN)
    (mail,) = kept_mails(database, made.tenant_id)
    assert (mail.received_mail_id, mail.content, mail.digest) == (
        kept.received_mail_id,
        RAW,
        hashlib.sha256(RAW).digest(),
    )
    assert mail.envelope == {
        "peer": "203.0.113.9",
        "helo": "mx.example.org",
        "mail_from": "dan@example.org",
        "rcpt_to": ["x@reply.localhost"],
        "way": "smtp",
    }


def test_the_same_bytes_twice_are_one_mail(database: Database, made: MadeTenant) -> None:
    """A sender that missed our 250 tries again."""
    (first,) = receive(database, RAW, SEEN, [own_address(made)], lambda: BEGAN)
    (second,) = receive(database, RAW, SEEN, [own_address(made)], lambda: BEGAN)
    assert first.received_mail_id == second.received_mail_id
    assert (first.seen_before, second.seen_before) == (False, True)
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_one_byte_more_is_another_mail(database: Database, made: MadeTenant) -> None:
    for raw in (RAW, RAW + b" "):
        receive(database, raw, SEEN, [own_address(made)], lambda: BEGAN)
    assert len(kept_mails(database, made.tenant_id)) == 2


def test_a_mail_to_two_people_is_two_mails_with_the_bytes_kept_once(database: Database, made: MadeTenant) -> None:
    destinations = key_addresses(database, made)
    kept = receive(database, RAW, SEEN, destinations, lambda: BEGAN)
    assert len({mail.received_mail_id for mail in kept}) == 2
    assert {mail.recipient for mail in kept_mails(database, made.tenant_id)} == {one.name for one in destinations}


def test_the_same_recipient_twice_is_one_mail(database: Database, made: MadeTenant) -> None:
    assert len(receive(database, RAW, SEEN, [own_address(made)] * 3, lambda: BEGAN)) == 1


def test_a_mail_to_two_tenants_is_kept_by_each_and_seen_by_neither_of_the_other(
    database: Database, made: MadeTenant
) -> None:
    """T1."""
    other = make_tenant(database)
    kept = receive(database, RAW, SEEN, [own_address(made), own_address(other)], lambda: BEGAN)
    assert [mail.tenant_id for mail in kept] == [made.tenant_id, other.tenant_id]
    for tenant, mail in zip((made, other), kept, strict=True):
        (row,) = kept_mails(database, tenant.tenant_id)
        assert row.received_mail_id == mail.received_mail_id


def test_a_programme_of_another_tenant_is_no_destination_in_this_one(database: Database, made: MadeTenant) -> None:
    """T1: the keys of the schema include the tenant."""
    other = make_tenant(database)
    crossed = Destination(made.tenant_id, None, other.programme_id)
    with pytest.raises(DBAPIError):
        receive(database, RAW, SEEN, [crossed], lambda: BEGAN)
    assert kept_mails(database, made.tenant_id) == []


def test_the_same_mail_on_six_connections_at_once_is_one_mail(database: Database, made: MadeTenant) -> None:
    together = Barrier(6)

    def run() -> bool:
        together.wait()
        (kept,) = receive(database, RAW, SEEN, [own_address(made)], lambda: BEGAN)
        return kept.seen_before

    with ThreadPoolExecutor(6) as pool:
        seen = [future.result() for future in [pool.submit(run) for _ in range(6)]]
    assert sorted(seen) == [False, True, True, True, True, True]
    assert len(kept_mails(database, made.tenant_id)) == 1


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", bytes(range(256)) * 40, b"x" * 3_000_000])
def test_bytes_are_kept_as_they_are(database: Database, made: MadeTenant, raw: bytes) -> None:
    receive(database, raw, SEEN, [own_address(made)], lambda: BEGAN)
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [raw]


def test_an_address_is_found_in_any_case_and_nothing_else_is(database: Database, made: MadeTenant) -> None:
    """I9: the key is resolved at RCPT."""
    ask(database, made.tenant_id, local("2026-06-01 09:00"))
    key = outbox(database, made.tenant_id)[0].reply_key
    assert key is not None
    for spelt in (f"{key}@{REPLY_DOMAIN}", f" {key.upper()}@Reply.Localhost "):
        found = find_destination(database, spelt, REPLY_DOMAIN)
        assert found is not None
        assert (found.tenant_id, found.programme_id) == (made.tenant_id, None)
    assert find_destination(database, made.programme_address.upper(), REPLY_DOMAIN) == own_address(made)
    for wrong in (
        f"{key}@elsewhere.example",
        f"{key[:-1]}@{REPLY_DOMAIN}",
        f"{'a' * 26}@{REPLY_DOMAIN}",
        f"x{key}@{REPLY_DOMAIN}",
        f"@{REPLY_DOMAIN}",
        key,
        "",
        "élan@reply.localhost",
        f"{'z' * 5000}@{REPLY_DOMAIN}",
    ):
        assert find_destination(database, wrong, REPLY_DOMAIN) is None


def test_an_envelope_of_bytes_that_no_text_holds_is_spelt_out(database: Database, made: MadeTenant) -> None:
    """A zero byte in a greeting must not have the mail refused for ever."""
    strange = Envelope("::1", "mx\x00.example", "dan\udcff@example.org", ("x\x00@reply.localhost",))
    receive(database, RAW, strange, [own_address(made)], lambda: BEGAN)
    (mail,) = kept_mails(database, made.tenant_id)
    assert mail.envelope == {
        "peer": "::1",
        "helo": "mx\\x00.example",
        "mail_from": "dan\\udcff@example.org",
        "rcpt_to": ["x\\x00@reply.localhost"],
        "way": "smtp",
    }
