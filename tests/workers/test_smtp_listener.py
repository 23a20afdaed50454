"""The listener answers 250 only for what is stored, and says in words why it takes nothing (I9)."""

import smtplib
from collections.abc import Iterator

import pytest

from app.db import Database
from app.outbound.domains.proven_domains import claim_domain
from tests.factories.asking import REPLY_DOMAIN, ask, outbox
from tests.factories.kept import kept_mails
from tests.factories.listening import Woken, listening
from tests.factories.moments import local
from tests.factories.tenants import MadeTenant, make_tenant

MAIL = b"From: dan@example.org\r\nSubject: Re: May\r\n\r\n1.5h zoom with Kate\r\n"
DAN = "dan@example.org"


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def client(database: Database, woken: Woken) -> Iterator[smtplib.SMTP]:
    """A conversation with the listener, past its greeting."""
    with listening(database, woken) as port, smtplib.SMTP("127.0.0.1", port, "client.example", timeout=20) as opened:
        opened.ehlo()
        yield opened


def test_what_is_answered_250_is_stored_and_a_worker_is_woken(
    client: smtplib.SMTP, database: Database, made: MadeTenant, woken: Woken
) -> None:
    """Raw mail, digest and envelope are durable before 250; the answer says where."""
    client.mail(DAN)
    assert client.rcpt(made.programme_address)[0] == 250
    code, words = client.data(MAIL)
    (mail,) = kept_mails(database, made.tenant_id)
    assert (code, words.decode()) == (250, f"2.0.0 Kept as {made.tenant_id}/{mail.received_mail_id}")
    assert mail.content == MAIL
    assert mail.envelope["mail_from"] == DAN
    assert (mail.envelope["peer"], mail.envelope["relay"]) == ("", "127.0.0.1")
    assert woken.hints == [("inbound", made.tenant_id, mail.received_mail_id)]


def test_an_unknown_key_is_refused_with_a_sentence(client: smtplib.SMTP) -> None:
    """550 unknown key."""
    client.mail(DAN)
    code, words = client.rcpt(f"{'a' * 26}@{REPLY_DOMAIN}")
    assert code == 550
    assert words.decode() == (
        f"5.1.1 <{'a' * 26}@{REPLY_DOMAIN}>: no such address here. Please reply to the latest mail of your programme"
    )


def test_a_tenants_proven_domain_is_taken_for_that_tenants_addresses_alone(
    client: smtplib.SMTP, database: Database, made: MadeTenant
) -> None:
    """Somebody writes to the address that they see, rather than reply (U5)."""
    domain, other = f"mentoring.{made.slug}.org", make_tenant(database)
    with database.platform() as session:
        assert claim_domain(session, domain, made.tenant_id, local("2026-06-01 09:00"))
    client.mail(DAN)
    assert client.rcpt(f"{made.slug}@{domain}")[0] == 250
    code, words = client.rcpt(f"{other.slug}@{domain}")
    assert (code, words.decode().split()[0]) == (550, "5.7.1")
    assert client.data(MAIL)[0] == 250
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_another_domain_is_refused_with_the_one_we_take(client: smtplib.SMTP) -> None:
    """No open relay."""
    client.mail(DAN)
    code, words = client.rcpt("someone@example.net")
    assert (code, words.decode()) == (550, f"5.7.1 <someone@example.net>: we take mail for @{REPLY_DOMAIN} only")


def test_without_a_known_recipient_no_mail_is_taken(client: smtplib.SMTP) -> None:
    client.mail(DAN)
    client.rcpt(f"nobody-at-all@{REPLY_DOMAIN}")
    assert client.docmd("DATA")[0] >= 500


def test_one_unknown_recipient_does_not_keep_the_mail_from_the_others(
    client: smtplib.SMTP, database: Database, made: MadeTenant
) -> None:
    client.mail(DAN)
    assert client.rcpt(f"nobody-at-all@{REPLY_DOMAIN}")[0] == 550
    assert client.rcpt(made.programme_address)[0] == 250
    assert client.data(MAIL)[0] == 250
    assert len(kept_mails(database, made.tenant_id)) == 1


def test_a_mail_to_two_recipients_is_kept_for_both(
    client: smtplib.SMTP, database: Database, made: MadeTenant, woken: Woken
) -> None:
    ask(database, made.tenant_id, local("2026-06-01 09:00"))
    client.mail(DAN)
    for mail in outbox(database, made.tenant_id):
        assert client.rcpt(f"{mail.reply_key}@{REPLY_DOMAIN}")[0] == 250
    words = client.data(MAIL)[1].decode()
    kept = kept_mails(database, made.tenant_id)
    assert len(kept) == 2
    assert all(str(mail.received_mail_id) in words for mail in kept)
    assert len(woken.hints) == 2


def test_recipients_of_one_mail_are_forgotten_before_the_next(
    client: smtplib.SMTP, database: Database, made: MadeTenant
) -> None:
    """T1: nobody gets the mail of the conversation before."""
    other = make_tenant(database)
    for recipient, raw in ((made.programme_address, MAIL), (other.programme_address, MAIL + b"again\r\n")):
        client.mail(DAN)
        client.rcpt(recipient)
        client.data(raw)
    client.mail(DAN)
    client.rcpt(made.programme_address)
    client.rset()
    client.mail(DAN)
    assert client.docmd("DATA")[0] >= 500
    assert len(kept_mails(database, made.tenant_id)) == 1
    assert len(kept_mails(database, other.tenant_id)) == 1


def test_a_null_return_path_is_taken(client: smtplib.SMTP, database: Database, made: MadeTenant) -> None:
    """RFC 5321, 4.5.5: bounces come without one, and must be read to be ignored."""
    client.mail("<>")
    client.rcpt(made.programme_address)
    assert client.data(MAIL)[0] == 250
    assert [mail.envelope["mail_from"] for mail in kept_mails(database, made.tenant_id)] == ["<>"]


@pytest.mark.parametrize(
    "body",
    [
        b"caf\xe9 \xff\xfe\x00 1,5 h\r\n",
        "Rencontré Émilie, 1½ h ✓\r\n".encode(),
        b".\r\n..\r\n.hidden\r\n",
        b"x" * 500_000 + b"\r\n",
    ],
    ids=["latin-1 and zero bytes", "utf-8", "lines of dots", "a line of half a megabyte"],
)
def test_bytes_arrive_as_they_were_sent(
    client: smtplib.SMTP, database: Database, made: MadeTenant, body: bytes
) -> None:
    client.mail(DAN, ["BODY=8BITMIME"])
    client.rcpt(made.programme_address)
    assert client.data(b"Subject: x\r\n\r\n" + body)[0] == 250
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [b"Subject: x\r\n\r\n" + body]


def test_an_address_beyond_ascii_may_send(client: smtplib.SMTP, database: Database, made: MadeTenant) -> None:
    """SMTPUTF8 (RFC 6531)."""
    client.command_encoding = "utf-8"
    assert client.mail("élodie@exemple.québec", ["SMTPUTF8", "BODY=8BITMIME"])[0] == 250
    client.rcpt(made.programme_address)
    assert client.data("From: élodie@exemple.québec\r\n\r\n2 h\r\n".encode())[0] == 250
    assert [mail.envelope["mail_from"] for mail in kept_mails(database, made.tenant_id)] == ["élodie@exemple.québec"]


def test_a_mail_handed_over_again_is_the_same_mail(client: smtplib.SMTP, database: Database, made: MadeTenant) -> None:
    answers = []
    for _ in range(2):
        client.mail(DAN)
        client.rcpt(made.programme_address)
        answers.append(client.data(MAIL))
    assert answers[0] == answers[1]
    assert len(kept_mails(database, made.tenant_id)) == 1
