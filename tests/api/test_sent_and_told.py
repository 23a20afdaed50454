"""A mail as it really goes out: its link stops it, and a provider's word on it finds it (I8, RFC 8058)."""

import base64
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.config import Settings
from app.db import Database
from app.outbound.letter.franking import Franking, franking_of
from app.outbound.models import AddressState
from app.outbound.sending import send_due
from app.outbound.ways_out.handover import Claimed
from app.programmes.models import Person
from tests.api.conftest import POSTMARK
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.moments import Watch
from tests.factories.tenants import MadeTenant
from tests.outbound.delivery.posted import postmark_bounce
from tests.outbound.test_sending_marks import check_in, parsed
from tests.portal.pages import NOON, browser, settings

FRANKING = Franking(None, "s" * 48, "https://post.example", "postmark")


def sent(database: Database, made: MadeTenant, franking: Franking = FRANKING) -> Claimed:
    """A check-in that was handed to the next server at noon."""
    mails: list[Claimed] = []
    check_in(database, made)
    watch = Watch(NOON)
    watch.pass_by(days=1)
    send_due(database, made.tenant_id, mails.append, REPLY_DOMAIN, watch, franking=franking)
    (mail,) = mails
    return mail


def test_the_link_in_a_sent_mail_stops_the_next_one(app: Flask, database: Database, made: MadeTenant) -> None:
    message = parsed(sent(database, made))
    link = re.search(r"<https://post\.example(/unsubscribe/[^>]+)>", str(message["List-Unsubscribe"]))
    assert link
    body = str(message["List-Unsubscribe-Post"])
    answer = browser(app).post(link[1], data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    with database.tenant(made.tenant_id) as scope:
        assert scope.session.get_one(Person, (made.tenant_id, made.mentor_id)).unsubscribed_at == NOON


def test_through_postmark_a_mail_carries_what_its_webhook_hands_back(
    client: FlaskClient, database: Database, made: MadeTenant
) -> None:
    """Postmark gives it another Message-ID and another return path."""
    mail = sent(database, made)
    mark = str(parsed(mail)["X-PM-Metadata-mail"])
    assert mail.mail_from == f"{mark}@{REPLY_DOMAIN}"
    told = postmark_bounce(
        "HardBounce", Email=made.mentor_email, Metadata={"mail": mark}, ID=made.mentor_id.int % 10**9
    )
    basic = {"Authorization": f"Basic {base64.b64encode(POSTMARK.encode()).decode()}"}
    assert client.post("/delivery/postmark", json=told, headers=basic).status_code == 200
    with database.tenant(made.tenant_id) as scope:
        state = select(AddressState.state).where(AddressState.tenant_id == made.tenant_id)
        assert scope.session.scalars(state).all() == ["dead"]


def test_through_anybody_else_it_carries_nothing_of_the_kind(database: Database, made: MadeTenant) -> None:
    mail = sent(database, made, Franking(None, "s" * 48, "https://post.example"))
    assert parsed(mail)["X-PM-Metadata-mail"] is None


@pytest.mark.parametrize(
    ("mail_url", "carrier"),
    [
        ("smtp://token:token@smtp.postmarkapp.com:587", "postmark"),
        ("smtp://token:token@smtp-broadcasts.postmarkapp.com:587", "postmark"),
        ("smtp://relay.example.org:587", None),
        ("smtp://notpostmarkapp.com:587", None),
        (None, None),
    ],
)
def test_the_address_of_the_next_server_tells_who_carries_it(mail_url: str | None, carrier: str | None) -> None:
    found: Settings = settings(mail_url=mail_url)
    assert franking_of(found).carrier == carrier
