"""The coordinator sees which mails did not go out, and why, in their own language (I8, I12)."""

import pytest
from flask import Flask

from app.clock import system_clock
from app.db import Database
from app.outbound.letter.mail import MailKind
from app.outbound.sending import send_due
from app.outbound.ways_out.handover import Refused, Stage
from tests.factories.asking import REPLY_DOMAIN, unsubscribe
from tests.factories.posting import Sent, addressed, letter, put
from tests.factories.tenants import BEGAN, make_tenant
from tests.portal.pages import add_member, browser

REASONS = {
    "en-CA": ("Held back: this person wants no more mail.", "Not taken by the next mail server: 554 5.7.1 no spam"),
    "fr-CA": (
        "Retenu\u00a0: cette personne ne veut plus de courriels.",
        "Non accepté par le serveur de courriel suivant\u00a0: 554 5.7.1 no spam",
    ),
}


@pytest.mark.parametrize("locale", REASONS)
def test_each_mail_that_stayed_stands_there_with_its_reason(app: Flask, database: Database, locale: str) -> None:
    made, now = make_tenant(database), system_clock()
    kinds = (MailKind.RECEIPT, MailKind.REMINDER, MailKind.SAFEGUARDING_RECEIPT)
    put(database, made, now, *(addressed(made, kind, letter(kind)) for kind in kinds))
    unsubscribe(database, made.tenant_id, made.mentor_id, now)
    refusals = [Refused("554 5.7.1 no spam", Stage.CONTENT)] * 2
    send_due(database, made.tenant_id, Sent(*refusals), REPLY_DOMAIN, system_clock)
    page = browser(app, add_member(database, made, "coordinator", locale=locale)).get(f"/t/{made.slug}/check-ins").text
    assert [page.count(reason) for reason in REASONS[locale]] == [1, 1], "the safeguarding mail is named nowhere (C2)"


def test_what_went_out_and_what_is_long_ago_is_not_there(app: Flask, database: Database) -> None:
    made, now = make_tenant(database), system_clock()
    put(database, made, now, addressed(made, "one", letter(MailKind.RECEIPT)))
    send_due(database, made.tenant_id, Sent(), REPLY_DOMAIN, system_clock)
    long_ago = BEGAN
    put(database, made, long_ago, addressed(made, "two", letter(MailKind.REMINDER)))
    unsubscribe(database, made.tenant_id, made.mentor_id, long_ago)
    send_due(database, made.tenant_id, Sent(), REPLY_DOMAIN, lambda: long_ago)
    page = browser(app, add_member(database, made, "coordinator")).get(f"/t/{made.slug}/check-ins").text
    assert "Mails that did not go out" not in page
