"""The link that stops a person's mail: random, for this one purpose, kept as a hash (I8, RFC 8058)."""

import pytest

from app.db import Database
from app.outbound.models import UnsubscribeLink
from app.outbound.reach.unsubscribe_links import Unsubscriber, unsubscribe_token, unsubscribe_url, unsubscriber_of
from app.outbound.reply_address import key_hash
from tests.factories.tenants import make_tenant


def test_the_link_leads_to_whose_mail_it_stops_and_only_its_hash_is_kept(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        token = unsubscribe_token(scope, made.mentor_id, made.programme_id)
    with database.platform() as session:
        assert unsubscriber_of(session, token) == Unsubscriber(made.tenant_id, made.mentor_id, made.programme_id)
        assert session.get(UnsubscribeLink, key_hash(token)) is not None
    assert unsubscribe_url("https://post.example", token) == f"https://post.example/unsubscribe/{token}"


def test_every_mail_has_a_link_of_its_own(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert unsubscribe_token(scope, made.mentor_id, made.programme_id) != unsubscribe_token(
            scope, made.mentor_id, made.programme_id
        )


@pytest.mark.parametrize("token", ["", "a" * 26, "../" * 8, "A" * 26, "a" * 27, "é" * 26, "a" * 26 + "\n"])
def test_a_token_that_was_never_given_leads_nowhere(database: Database, token: str) -> None:
    with database.platform() as session:
        assert unsubscriber_of(session, token) is None
