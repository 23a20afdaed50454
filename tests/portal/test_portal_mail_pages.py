"""Where a mail names a page, it leads there: past the sign-in, to that page and no other (I8, I9)."""

import pytest
from flask import Flask

from app.db import Database
from app.events import AddressSilenced
from app.outbound.announce import announce
from app.outbound.letter.pages import address_page, own_addresses_page
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.tenants import make_tenant
from tests.portal.pages import NOON, add_member, browser

OURS = "https://mentors.example"


def test_the_coordinator_is_led_to_the_address_that_is_dead(app: Flask, database: Database) -> None:
    made = make_tenant(database)
    silenced = AddressSilenced(made.mentor_id, made.programme_id, made.mentor_email, "dead", "address_unknown", NOON)
    with database.tenant(made.tenant_id) as scope:
        announce(scope, [silenced], Office(REPLY_DOMAIN, lambda: NOON, OURS))
    mail: OutboundMail
    (mail,) = outbox(database, made.tenant_id, kind="dead_address")
    page = f"{OURS}/t/{made.slug}/people/{made.mentor_id}/address"
    assert f"\n\n{page}\n" in mail.text
    assert f'href="{page}"' in mail.html
    reader = browser(app, add_member(database, made, "coordinator"))
    assert reader.get(page.removeprefix(OURS)).status_code == 200


@pytest.mark.parametrize("which", ["address", "own"])
def test_each_page_is_one_of_ours(app: Flask, database: Database, which: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        page = address_page(scope, OURS, made.mentor_id) if which == "address" else own_addresses_page(scope, OURS)
    routes = app.url_map.bind("mentors.example")
    assert (
        routes.match(page.removeprefix(OURS))[0]
        == {
            "address": "coordinator.address",
            "own": "participant.addresses",
        }[which]
    )


def test_without_an_address_of_our_own_no_page_is_named(database: Database) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        assert own_addresses_page(scope, "") == ""
