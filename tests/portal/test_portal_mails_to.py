"""What became of each mail to a member stands beside the member's address, in words (I8)."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.clock import system_clock
from app.db import Database
from app.outbound.delivery.keep import keep_became
from app.outbound.delivery.told import Became
from app.outbound.letter.mail import MailKind
from app.outbound.models import OutboundMail
from app.outbound.reach.failures import Failure
from app.outbound.sending import send_due
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.posting import Sent, addressed, letter, put
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import add_member, browser

WORDS = {
    (Became.DELAYED, "en-CA"): "On its way: the mail server of this address has not taken it yet.",
    (Became.DELIVERED, "en-CA"): "Arrived: the mail server of this address took it.",
    (Became.FAILED, "en-CA"): "Came back. Nobody has this address at its provider.",
    (Became.COMPLAINED, "en-CA"): "Arrived, and was reported as unwanted.",
    (Became.FAILED, "fr-CA"): "Revenu sans être livré. Personne n’a cette adresse chez ce fournisseur.",
}


def page_of(app: Flask, database: Database, made: MadeTenant, locale: str = "en-CA") -> str:
    reader = browser(app, add_member(database, made, "coordinator", locale=locale))
    return reader.get(f"/t/{made.slug}/people/{made.mentor_id}/address").text


def receipt(database: Database, made: MadeTenant, *, sent: bool = True) -> None:
    put(database, made, system_clock(), addressed(made, "one", letter(MailKind.RECEIPT)))
    if sent:
        send_due(database, made.tenant_id, Sent(), REPLY_DOMAIN, system_clock)


@pytest.mark.parametrize(("became", "locale"), WORDS)
def test_what_others_told_of_a_mail(app: Flask, database: Database, became: Became, locale: str) -> None:
    made = make_tenant(database)
    receipt(database, made)
    with database.tenant(made.tenant_id) as scope:
        mail = scope.session.scalars(select(OutboundMail)).one()
        failure = Failure.ADDRESS_UNKNOWN if became is Became.FAILED else None
        keep_became(scope, mail.id, became, system_clock(), failure)
    assert WORDS[became, locale] in page_of(app, database, made, locale)


@pytest.mark.parametrize(("sent", "words"), [(True, "<br>Sent."), (False, "<br>Waits to be sent.")])
def test_what_we_know_ourselves_before_anybody_tells(app: Flask, database: Database, *, sent: bool, words: str) -> None:
    made = make_tenant(database)
    receipt(database, made, sent=sent)
    assert words in page_of(app, database, made)


def test_a_mail_of_care_is_not_there(app: Flask, database: Database) -> None:
    """Whoever may see that page may not know of a safeguarding matter (C2)."""
    made = make_tenant(database)
    put(database, made, system_clock(), addressed(made, "one", letter(MailKind.SAFEGUARDING_RECEIPT)))
    assert "The latest mails" not in page_of(app, database, made)
