"""Mail by IMAP: stored first and moved then, whatever dies in between; nothing is deleted, and nobody waits for one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from sqlalchemy import create_engine, text

from app.clock import system_clock
from app.config import SettingsError
from app.db import Database
from tests.database import url_text
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.kept import kept_mails
from tests.factories.listening import Woken
from tests.factories.mailboxes import Mailbox, mailbox
from tests.factories.tenants import MadeTenant, make_tenant
from tests.running import free_port, wait_for
from workers.imap_poller import Poller
from workers.polling.account import account_of
from workers.polling.inbox import Inbox, Waiting, opened
from workers.polling.taking import Desk, take_all

UNMATCHED, KEPT = "Mentorpost-unmatched", "Mentorpost-kept"


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as started:
        yield started


@pytest.fixture
def box(server: Mailbox) -> Mailbox:
    server.empty()
    return server


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def desk(database: Database, box: Mailbox, woken: Woken) -> Desk:
    return Desk(box.account, database, REPLY_DOMAIN, woken, system_clock)


def letter(made: MadeTenant, words: bytes = b"1.5 h", headers: str = "") -> bytes:
    head = f"Return-Path: <dan@example.org>\r\nDelivered-To: {made.programme_address}\r\n{headers}"
    return head.encode() + b"From: dan@example.org\r\nSubject: Re: May\r\n\r\n" + words + b"\r\n"


def take(desk: Desk) -> int:
    with opened(desk.account) as inbox:
        return take_all(desk, inbox)


def test_a_mail_is_stored_byte_for_byte_and_then_moved(
    desk: Desk, box: Mailbox, made: MadeTenant, woken: Woken
) -> None:
    raw = letter(made, b"Rencontr\xe9 Kate\r\n.\r\nbare\nline")
    box.put(raw)
    assert take(desk) == 1
    (mail,) = kept_mails(desk.database, made.tenant_id)
    assert mail.content == raw
    assert (box.mails(), box.mails(KEPT)) == ([], [raw])
    assert woken.hints == [("inbound", made.tenant_id, mail.received_mail_id)]


def test_the_envelope_claims_no_peer(desk: Desk, box: Mailbox, made: MadeTenant) -> None:
    """I9: nobody of ours has seen who brought it, so SPF has nothing to go by."""
    box.put(letter(made))
    take(desk)
    (mail,) = kept_mails(desk.database, made.tenant_id)
    assert (mail.envelope["way"], mail.envelope["peer"], mail.envelope["helo"]) == ("imap", "", "")
    assert mail.envelope["mail_from"] == "dan@example.org"


def test_a_bounce_keeps_its_null_return_path(desk: Desk, box: Mailbox, made: MadeTenant) -> None:
    box.put(letter(made).replace(b"<dan@example.org>", b"<>", 1))
    take(desk)
    assert [mail.envelope["mail_from"] for mail in kept_mails(desk.database, made.tenant_id)] == ["<>"]


@pytest.mark.parametrize(
    "header",
    [
        "X-Original-To: {}",
        "Envelope-To: {}",
        "To: Programme <{}>",
        "Cc: somebody@example.org, {}",
        "To: =?utf-8?Q?Programme_d=E2=80=99_=C3=A9t=C3=A9?= <{}>",
        "Received: from mx.example.org by mail.example.net with ESMTPS id 7 for <{}>; Mon, 1 Jun 2026 09:00:00 -0600",
    ],
)
def test_the_headers_say_for_whom_it_is(desk: Desk, box: Mailbox, made: MadeTenant, header: str) -> None:
    box.put((header.format(made.programme_address.upper()) + "\r\nFrom: dan@example.org\r\n\r\n1 h\r\n").encode())
    take(desk)
    assert len(kept_mails(desk.database, made.tenant_id)) == 1


def test_a_mail_to_two_of_ours_is_kept_for_both(desk: Desk, box: Mailbox, made: MadeTenant) -> None:
    other = make_tenant(desk.database)
    box.put(letter(made, headers=f"Cc: {other.programme_address}\r\n"))
    take(desk)
    assert [len(kept_mails(desk.database, tenant.tenant_id)) for tenant in (made, other)] == [1, 1]


def test_a_mail_to_nobody_of_ours_is_put_aside_and_told_of(desk: Desk, box: Mailbox) -> None:
    raw = b"To: stranger@example.org\r\nSubject: private words\r\n\r\nnot for you\r\n"
    box.put(raw)
    with structlog.testing.capture_logs() as logged:
        take(desk)
    assert (box.mails(), box.mails(UNMATCHED)) == ([], [raw])
    assert [line["event"] for line in logged] == ["imap_unmatched"]
    assert "private" not in str(logged)


def test_a_mail_that_was_stored_but_not_moved_has_no_second_effect(
    desk: Desk, box: Mailbox, made: MadeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process died between the commit and the move."""

    def dies(_inbox: Inbox, _mail: Waiting, _folder: str, _flags: str) -> bool:
        raise SystemExit

    box.put(letter(made))
    with monkeypatch.context() as patched:
        patched.setattr(Inbox, "file", dies)
        with pytest.raises(SystemExit):
            take(desk)
    assert len(box.mails()) == 1
    assert take(desk) == 1
    assert len(kept_mails(desk.database, made.tenant_id)) == 1
    assert (box.mails(), len(box.mails(KEPT))) == ([], 1)


@contextmanager
def unable(*words: str) -> Iterator[None]:
    """A server that cannot do something: it does not say that it can."""
    known = Inbox.__init__

    def begin(inbox: Inbox, *arguments: object) -> None:
        known(inbox, *arguments)  # type: ignore[arg-type]
        inbox._can -= set(words)

    Inbox.__init__ = begin  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Inbox.__init__ = known  # type: ignore[method-assign]


def test_where_nothing_can_be_moved_a_mail_is_marked_and_known_from_then_on(
    desk: Desk, box: Mailbox, made: MadeTenant
) -> None:
    with unable("MOVE"):
        box.put(letter(made))
        assert [take(desk), take(desk)] == [1, 0]
        assert "\\\\Seen" in box.flags()[0]
        box.put(letter(made, b"2 h"))
        assert take(desk) == 1
    assert len(kept_mails(desk.database, made.tenant_id)) == 2
    assert len(box.mails()) == 2


def test_a_mail_that_somebody_has_read_meanwhile_is_taken_all_the_same(
    desk: Desk, box: Mailbox, made: MadeTenant
) -> None:
    box.put(letter(made))
    with opened(desk.account) as inbox:
        (mail,) = inbox.waiting()
        inbox._client.uid("STORE", mail.uid, "+FLAGS", r"(\Seen)")
    assert take(desk) == 1


def test_a_mail_that_cannot_be_stored_keeps_no_other_one_and_comes_again(
    own_database: Database, empty_database_url: str, box: Mailbox, woken: Woken
) -> None:
    made = make_tenant(own_database)
    desk = Desk(box.account, own_database, REPLY_DOMAIN, woken, system_clock)
    owner = create_engine(empty_database_url, isolation_level="AUTOCOMMIT")
    for words in (b"poison", b"2 h"):
        box.put(letter(made, words))
    with owner.connect() as connection, structlog.testing.capture_logs() as logged:
        rule = "CHECK (position('poison'::bytea in content) = 0)"
        connection.execute(text(f"ALTER TABLE raw_mail ADD CONSTRAINT no_poison {rule}"))
        assert [take(desk), take(desk)] == [1, 0]
        assert [line["event"] for line in logged].count("imap_mail_not_stored") == 1
        connection.execute(text("ALTER TABLE raw_mail DROP CONSTRAINT no_poison"))
    owner.dispose()
    assert take(desk) == 1
    assert len(kept_mails(own_database, made.tenant_id)) == 2


@contextmanager
def polling(desk: Desk) -> Iterator[Poller]:
    """The poller in a thread; it looks again after half a second at most."""
    poller = Poller(desk, 0.5)
    thread = threading.Thread(target=poller.run)
    thread.start()
    try:
        yield poller
    finally:
        poller.ended.set()
        thread.join(30)
        assert not thread.is_alive()


@pytest.mark.parametrize("cannot", [(), ("IDLE",)], ids=["told by the server", "by looking"])
def test_a_mail_that_comes_later_is_taken(desk: Desk, box: Mailbox, made: MadeTenant, cannot: tuple[str, ...]) -> None:
    with unable(*cannot), polling(desk):
        for number in (b"1 h", b"2 h"):
            before = len(kept_mails(desk.database, made.tenant_id))
            box.put(letter(made, number))
            wait_for(lambda: len(kept_mails(desk.database, made.tenant_id)) > before, "the mail", 20)  # noqa: B023


def test_a_server_that_was_away_is_found_again_and_the_log_says_so_once(
    database: Database, made: MadeTenant, woken: Woken
) -> None:
    port = free_port()
    account = account_of(f"imap://demouser:demo%3Apass%2Fword@127.0.0.1:{port}/INBOX")
    desk = Desk(account, database, REPLY_DOMAIN, woken, system_clock)
    with structlog.testing.capture_logs() as logged, polling(desk):
        wait_for(lambda: logged, "the outage in the log", 10)
        with mailbox(port) as box:
            box.put(letter(made))
            wait_for(lambda: kept_mails(database, made.tenant_id), "the mail", 40)
            wait_for(lambda: any(line["event"] == "imap_back" for line in logged), "the end in the log", 10)
    events = [line["event"] for line in logged]
    assert events.index("imap_away") < events.index("imap_back")
    assert events[: events.index("imap_back")].count("imap_away") == 1
    assert "pass/word" not in str(logged)


def test_while_the_database_is_away_everything_stays_in_the_mailbox(
    database_url: str, database: Database, box: Mailbox, made: MadeTenant, woken: Woken
) -> None:
    gone = Database(url_text(database_url, database="no_such_database"))
    desk = Desk(box.account, gone, REPLY_DOMAIN, woken, system_clock)
    box.put(letter(made))
    with polling(desk) as poller:
        wait_for(lambda: poller.pause > 2, "a round that failed", 20)
        assert len(box.mails()) == 1
        gone.engine.dispose()
        gone.engine = database.engine
        wait_for(lambda: kept_mails(database, made.tenant_id), "the mail", 40)


@pytest.mark.parametrize(
    ("url", "is_encrypted", "port", "folder"),
    [
        ("imaps://dan%40example.org:secret@imap.example.org", True, 993, "INBOX"),
        ("imap://dan%40example.org:secret@imap.example.org/INBOX/Replies", False, 143, "INBOX/Replies"),
        ("imaps://dan%40example.org:secret@imap.example.org:1993/R%C3%A9ponses", True, 1993, "Réponses"),
    ],
)
def test_an_address_names_the_account(url: str, is_encrypted: bool, port: int, folder: str) -> None:
    account = account_of(url)
    assert (account.user, account.password, account.host) == ("dan@example.org", "secret", "imap.example.org")
    assert (account.is_encrypted, account.port, account.folder) == (is_encrypted, port, folder)
    assert "secret" not in repr(account) + account.name


@pytest.mark.parametrize(
    "url", ["imap.example.org", "https://a:b@c", "imaps://host", "imaps://user@host", "imaps://a:b@c:x"]
)
def test_any_other_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="IMAP_URL: not an address of the form") as refused:
        account_of(url)
    assert url not in str(refused.value)
