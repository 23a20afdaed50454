"""Secret reply addresses: unguessable, kept as hashes, the same whatever the letter case (I9)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.db import Database, new_id
from app.outbound.reply_address import Destination, destination_of, key_hash, new_key
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.tenants import make_tenant


def test_a_key_is_128_bits_in_letters_that_survive_any_mail_program() -> None:
    keys = {new_key() for _ in range(500)}
    assert len(keys) == 500
    assert all(re.fullmatch(r"[a-z2-7]{26}", key) for key in keys)


def test_a_hash_does_not_tell_its_key() -> None:
    key = new_key()
    assert len(key_hash(key)) == 32
    assert key.encode() not in key_hash(key)


def test_a_destination_has_one_name_however_it_is_reached() -> None:
    tenant, address, programme = new_id(), new_id(), new_id()
    assert Destination(tenant, address, None).name == f"key:{address}"
    assert Destination(tenant, None, programme).name == f"programme:{programme}"


@given(st.text(max_size=80))
def test_no_invented_address_leads_anywhere(database: Database, text: str) -> None:
    """Whatever is written before the @, zero bytes and lone surrogates too."""
    with database.platform() as session:
        assert destination_of(session, f"{text}@{REPLY_DOMAIN}", REPLY_DOMAIN) is None
        assert destination_of(session, text, REPLY_DOMAIN) is None


@pytest.mark.parametrize("domain", ["caf\udce9.example", "\ud800.example", "x\x00y.example", "ex\u2028ample"])
def test_a_domain_that_nobody_can_have_is_nobodys(database: Database, domain: str) -> None:
    """It is refused, and not put off as if our records were away (RFC 5321, 4.2.2)."""
    with database.platform() as session:
        assert destination_of(session, f"mentoring@{domain}", REPLY_DOMAIN) is None


def test_an_address_in_needless_quotes_leads_where_it_does_without(database: Database) -> None:
    """RFC 5321, 4.1.2: both are the same mailbox."""
    made = make_tenant(database)
    local = made.programme_address.partition("@")[0]
    with database.platform() as session:
        plain = destination_of(session, f"{local}@{REPLY_DOMAIN}", REPLY_DOMAIN)
        assert plain is not None
        assert destination_of(session, f'"{local}"@{REPLY_DOMAIN}', REPLY_DOMAIN) == plain
        assert destination_of(session, f'"{local}@{REPLY_DOMAIN}', REPLY_DOMAIN) is None
