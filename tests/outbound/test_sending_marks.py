"""What every mail gets on its way out: a signature that holds, a return path of its own, a link that stops it."""

import email
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import default

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from app.db import Database
from app.outbound.letter.dkim_keys import DkimKey, new_sealed_key, record_name, record_value
from app.outbound.letter.franking import Franking
from app.outbound.letter.mail import MailKind
from app.outbound.models import SendingDomain
from app.outbound.reach.unsubscribe_links import Unsubscriber, unsubscriber_of
from app.outbound.reply_address import destination_of
from app.outbound.sending import send_due
from app.outbound.ways_out.handover import Claimed, Unreachable
from app.outbound.ways_out.relay import Relay
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.moments import Watch, local
from tests.factories.posting import Sent, Sink, addressed, letter, mail_server, purpose, put
from tests.factories.tenants import MadeTenant, make_tenant

NOON = local("2026-06-10 12:00")
SECRET = "s" * 48
KEY = DkimKey(REPLY_DOMAIN, "mentorpost", generate_private_key(65537, 2048))
FRANKING = Franking(KEY, SECRET, "https://post.example")


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def send(database: Database, made: MadeTenant, franking: Franking = FRANKING, *problems: Exception) -> list[Claimed]:
    sent = Sent(*problems)
    send_due(database, made.tenant_id, sent, REPLY_DOMAIN, Watch(NOON), franking=franking)
    return sent.mails


def check_in(database: Database, made: MadeTenant, *, notice: bool = False) -> None:
    mail = letter(MailKind.CHECKIN, notice=notice)
    reply = None if notice else purpose(made, NOON)
    put(database, made, NOON, addressed(made, "one", mail, of_programme=True, reply=reply))


def parsed(claimed: Claimed) -> EmailMessage:
    message = email.message_from_bytes(claimed.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def holds(content: bytes, *records: tuple[str, str]) -> bool:
    zone = {f"{name}.".encode(): value.encode() for name, value in records}
    return bool(dkim.verify(content, dnsfunc=lambda name, **_: zone.get(name, b"")))


def own_domain(database: Database, made: MadeTenant, active_since: datetime | None = NOON) -> tuple[str, str]:
    """The tenant has a domain of its own; its DNS record."""
    domain = f"{made.slug}.example"
    key = new_sealed_key(SECRET, made.tenant_id, domain)
    with database.tenant(made.tenant_id) as scope:
        scope.session.add(
            SendingDomain(
                tenant_id=made.tenant_id,
                domain=domain,
                selector=key.selector,
                private_key=key.private_key,
                public_key=key.public_key,
                created_at=NOON,
                active_since=active_since,
            )
        )
    return record_name(key.selector, domain), record_value(key.public_key)


def test_mail_is_signed_for_the_reply_domain_where_the_tenant_has_none(database: Database, made: MadeTenant) -> None:
    check_in(database, made)
    (mail,) = send(database, made)
    assert parsed(mail)["From"] == f"Priya Nair <{made.programme_address}>"
    assert f"d={REPLY_DOMAIN};" in parsed(mail)["DKIM-Signature"]
    assert holds(mail.content, KEY.record)


def test_mail_goes_out_under_the_tenants_domain_and_is_signed_for_it(database: Database, made: MadeTenant) -> None:
    """U5: what stands in From is what signs, so that DMARC finds them aligned."""
    record = own_domain(database, made)
    check_in(database, made)
    (mail,) = send(database, made)
    assert parsed(mail)["From"] == f"Priya Nair <{made.slug}@{made.slug}.example>"
    assert f"d={made.slug}.example;" in parsed(mail)["DKIM-Signature"]
    assert holds(mail.content, record)
    assert mail.mail_from.endswith(f"@{REPLY_DOMAIN}"), "what comes back comes to us"
    assert str(parsed(mail)["Reply-To"]).endswith(f"@{REPLY_DOMAIN}>")


def test_a_mail_without_a_secret_address_is_then_answered_at_the_programmes_own(
    database: Database, made: MadeTenant
) -> None:
    """The tenant's mail server may know nothing of the address in From."""
    own_domain(database, made)
    put(database, made, NOON, addressed(made, "one", letter(MailKind.PASSED_ON), of_programme=True))
    (mail,) = send(database, made)
    assert parsed(mail)["Reply-To"] == f"Priya Nair <{made.programme_address}>"


@pytest.mark.parametrize("lacking", ["records", "secret", "other secret"])
def test_a_domain_that_is_not_ready_is_not_used(database: Database, made: MadeTenant, lacking: str) -> None:
    own_domain(database, made, None if lacking == "records" else NOON)
    check_in(database, made)
    secrets = {"secret": None, "other secret": "t" * 48}
    (mail,) = send(database, made, Franking(KEY, secrets.get(lacking, SECRET), None))
    assert parsed(mail)["From"] == f"Priya Nair <{made.programme_address}>"
    assert holds(mail.content, KEY.record)


def test_another_tenants_domain_is_never_used(database: Database, made: MadeTenant) -> None:
    """T1."""
    own_domain(database, make_tenant(database))
    check_in(database, made)
    (mail,) = send(database, made)
    assert f"d={REPLY_DOMAIN};" in parsed(mail)["DKIM-Signature"]


def test_each_mail_has_a_return_path_that_leads_to_it(database: Database, made: MadeTenant) -> None:
    check_in(database, made)
    (mail,) = send(database, made)
    assert re.fullmatch(rf"return-[a-z2-7]{{26}}@{re.escape(REPLY_DOMAIN)}", mail.mail_from)
    with database.platform() as session:
        found = destination_of(session, mail.mail_from, REPLY_DOMAIN)
    assert found is not None
    assert (found.tenant_id, found.outbound_mail_id) == (made.tenant_id, mail.mail_id)


def test_a_second_try_has_another_return_path_and_both_lead_to_the_mail(database: Database, made: MadeTenant) -> None:
    check_in(database, made)
    seen: list[str] = []

    def fail(claimed: Claimed) -> None:
        seen.append(claimed.mail_from)
        raise Unreachable("relay:25 could not be reached")

    for day in (0, 1):
        watch = Watch(NOON)
        watch.pass_by(days=day)
        send_due(database, made.tenant_id, fail, REPLY_DOMAIN, watch, franking=FRANKING)
    assert len(set(seen)) == 2
    with database.platform() as session:
        found = {destination_of(session, address, REPLY_DOMAIN) for address in seen}
    assert {one.outbound_mail_id for one in found if one} == {outbox(database, made.tenant_id)[0].id}


def test_a_notice_keeps_its_null_return_path(database: Database, made: MadeTenant) -> None:
    check_in(database, made, notice=True)
    (mail,) = send(database, made)
    assert mail.mail_from == ""


def test_a_participants_mail_can_be_stopped_with_one_click(database: Database, made: MadeTenant) -> None:
    """RFC 8058: both headers, and the signature covers them."""
    check_in(database, made)
    (mail,) = send(database, made)
    link = re.search(r"<https://post\.example/unsubscribe/([a-z2-7]{26})>, <mailto:", parsed(mail)["List-Unsubscribe"])
    assert link
    assert parsed(mail)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not holds(mail.content.replace(link[1].encode(), b"a" * 26), KEY.record)
    with database.platform() as session:
        assert unsubscriber_of(session, link[1]) == Unsubscriber(made.tenant_id, made.mentor_id, made.programme_id)


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://post.example", True), ("http://127.0.0.1:8000", True), ("http://post.example", False), (None, False)],
)
def test_a_link_is_given_only_where_nobody_can_listen(
    database: Database, made: MadeTenant, url: str | None, linked: bool
) -> None:
    check_in(database, made)
    (mail,) = send(database, made, Franking(KEY, SECRET, url))
    assert (parsed(mail)["List-Unsubscribe-Post"] is not None) is linked
    assert "<mailto:" in parsed(mail)["List-Unsubscribe"]


def test_staff_and_whoever_signs_in_have_no_link(database: Database, made: MadeTenant) -> None:
    put(database, made, NOON, replace(addressed(made, "one", letter(MailKind.SIGN_IN)), person_id=None))
    (mail,) = send(database, made)
    assert parsed(mail)["List-Unsubscribe"] is None


@pytest.fixture
def sink() -> Iterator[tuple[Sink, Relay]]:
    kept = Sink()
    with mail_server(kept) as port, closing(Relay(f"smtp://127.0.0.1:{port}")) as relay:
        yield kept, relay


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_the_signature_holds_for_what_the_next_server_got(
    database: Database, sink: tuple[Sink, Relay], locale: str
) -> None:
    """Dots, long lines and accents included: nothing on the line changes what was signed."""
    made = make_tenant(database, locale=locale)
    kept, relay = sink
    texts = [".\n..\nHello\n", "é" * 900 + "\n.\n", "x " * 3000 + "\n", "In-Person: (hrs) \n\t\n\n\n", "no end"]
    mails = [letter(MailKind.CHECKIN, text=text) for text in texts]
    put(database, made, NOON, *(addressed(made, str(n), mail) for n, mail in enumerate(mails)))
    assert send_due(database, made.tenant_id, relay, REPLY_DOMAIN, Watch(NOON), franking=FRANKING) == len(texts)
    contents = [envelope.content for envelope in kept.envelopes if isinstance(envelope.content, bytes)]
    assert [holds(content, KEY.record) for content in contents] == [True] * len(texts)
    assert all(b"\r\nReturn-Path" not in content for content in contents)
