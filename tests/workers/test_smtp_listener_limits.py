"""Too large is 552, not now is 451, and nothing that was acknowledged is lost."""

import smtplib
import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from app.db import Database
from app.inbound.receive import LARGEST_MAIL_BYTES
from tests.database import url_text
from tests.factories.kept import kept_mails
from tests.factories.listening import listening
from tests.factories.tenants import MadeTenant, make_tenant

MAIL = b"From: dan@example.org\r\nSubject: Re: May\r\n\r\n1.5h zoom with Kate\r\n"
DAN = "dan@example.org"
TOO_LARGE = b"5.3.4 The mail is larger than 35 MB; it was not taken"
TRY_AGAIN = b"4.3.0 We could not store your mail just now; nothing was taken. Please try again"


def conversation(port: int) -> smtplib.SMTP:
    client = smtplib.SMTP("127.0.0.1", port, timeout=60)
    client.ehlo()
    return client


def hand_in(client: smtplib.SMTP, made: MadeTenant, raw: bytes = MAIL) -> tuple[int, bytes]:
    client.mail(DAN)
    client.rcpt(made.programme_address)
    return client.data(raw)


@pytest.fixture
def owner(empty_database_url: str) -> Iterator[Engine]:
    """The owner's hand on that database."""
    engine = create_engine(empty_database_url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def run(owner: Engine, statement: str) -> None:
    with owner.connect() as connection:
        connection.execute(text(statement))


def test_a_size_over_35_mb_is_refused_before_a_byte_is_sent(database: Database) -> None:
    with listening(database) as port, conversation(port) as client:
        assert client.esmtp_features["size"] == str(LARGEST_MAIL_BYTES)
        assert client.mail(DAN, ["SIZE=36000000"]) == (552, TOO_LARGE)


def test_a_mail_that_grows_over_35_mb_is_refused_and_none_of_it_kept(database: Database) -> None:
    made = make_tenant(database)
    line = b"x" * 998 + b"\r\n"
    with listening(database) as port, conversation(port) as client:
        assert hand_in(client, made, line * (LARGEST_MAIL_BYTES // len(line) + 1)) == (552, TOO_LARGE)
        assert kept_mails(database, made.tenant_id) == []
        assert hand_in(client, made)[0] == 250


def test_a_line_without_an_end_is_refused_and_the_next_mail_is_taken(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port:
        with conversation(port) as client:
            answer = hand_in(client, made, b"Subject: x\r\n\r\n" + b"x" * 2_000_000 + b"\r\n")
            assert answer == (500, b"5.5.2 A line of the mail is longer than 1 MB; it was not taken")
        with conversation(port) as client:
            assert hand_in(client, made)[0] == 250
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [MAIL]


def test_a_conversation_that_is_cut_off_leaves_nothing(database: Database) -> None:
    made = make_tenant(database)
    with listening(database) as port:
        with socket.create_connection(("127.0.0.1", port)) as client:
            lines = (
                f"EHLO x\r\nMAIL FROM:<{DAN}>\r\nRCPT TO:<{made.programme_address}>\r\nDATA\r\nSubject: x\r\n\r\nhalf"
            )
            client.sendall(lines.encode())
            client.recv(4096)
        with conversation(port) as other:
            assert hand_in(other, made)[0] == 250
    assert [mail.content for mail in kept_mails(database, made.tenant_id)] == [MAIL]


def test_while_the_database_is_away_senders_are_asked_to_try_again(database_url: str) -> None:
    gone = Database(url_text(database_url, database="no_such_database"))
    with listening(gone) as port, conversation(port) as client:
        client.mail(DAN)
        assert client.rcpt("northfield@reply.localhost") == (451, TRY_AGAIN)
    gone.close()


def test_a_mail_that_cannot_be_stored_is_not_acknowledged_and_is_taken_when_it_can(
    own_database: Database, owner: Engine
) -> None:
    made = make_tenant(own_database)
    role = make_url(str(own_database.engine.url)).username
    with listening(own_database) as port, conversation(port) as client:
        assert hand_in(client, made)[0] == 250
        run(owner, f"REVOKE INSERT ON received_mail FROM {role}")
        assert hand_in(client, made, MAIL + b"more\r\n") == (451, TRY_AGAIN)
        assert len(kept_mails(own_database, made.tenant_id)) == 1
        run(owner, f"GRANT INSERT ON received_mail TO {role}")
        assert hand_in(client, made, MAIL + b"more\r\n")[0] == 250
    assert len(kept_mails(own_database, made.tenant_id)) == 2


def test_a_full_disk_is_told_as_try_again_and_what_was_taken_stays(own_database: Database, owner: Engine) -> None:
    """PostgreSQL's own error for it, 53100, raised where the bytes would be written."""
    made = make_tenant(own_database)
    full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'No space left on device'; END $$"  # noqa: E501 - one statement
    with listening(own_database) as port, conversation(port) as client:
        assert hand_in(client, made)[0] == 250
        run(owner, full)
        run(owner, "CREATE TRIGGER full_disk BEFORE INSERT ON raw_mail FOR EACH ROW EXECUTE FUNCTION full_disk()")
        assert hand_in(client, made, MAIL + b"more\r\n") == (451, TRY_AGAIN)
        run(owner, "DROP TRIGGER full_disk ON raw_mail")
        assert hand_in(client, made, MAIL + b"more\r\n")[0] == 250
    assert [mail.content for mail in kept_mails(own_database, made.tenant_id)] == [MAIL, MAIL + b"more\r\n"]


def test_a_mail_to_two_tenants_is_not_acknowledged_when_one_of_them_cannot_keep_it(
    own_database: Database, owner: Engine
) -> None:
    """Handed in again it is whole, and the tenant that had it has it once."""
    first, second = make_tenant(own_database), make_tenant(own_database)
    only_first = f"ALTER TABLE received_mail ADD CONSTRAINT only_first CHECK (tenant_id = '{first.tenant_id}')"
    with listening(own_database) as port, conversation(port) as client:
        run(owner, only_first)
        for code in (451, 250):
            client.mail(DAN)
            client.rcpt(first.programme_address)
            client.rcpt(second.programme_address)
            assert client.data(MAIL)[0] == code
            run(owner, "ALTER TABLE received_mail DROP CONSTRAINT IF EXISTS only_first")
    for tenant in (first, second):
        assert len(kept_mails(own_database, tenant.tenant_id)) == 1
