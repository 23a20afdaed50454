"""Kill -9 before, while and after a mail is stored, by each way in: nothing acknowledged is lost or counts twice."""

import hashlib
import hmac
import http.client
import json
import signal
import smtplib
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlencode

import psutil
import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from app.db import Database, new_id
from tests.factories.mailboxes import Mailbox, mailbox
from tests.factories.raw_talk import raw_talk
from tests.factories.tenants import MadeTenant, make_tenant
from tests.running import Product, free_port, running_product, wait_for
from workers.supervise.product import listener_missing, pages_missing

pytestmark = pytest.mark.slow

PASSWORD, KEY = "mentorpost:for-the-tests", "key-for-the-tests"
Way = Callable[["World", bytes], bool]


@dataclass
class World:
    """A running product, a mailbox that it polls, one tenant, and the owner's hand on the database."""

    product: Product
    lmtp_port: int
    box: Mailbox
    made: MadeTenant
    owner: Engine
    began: int

    def letter(self) -> bytes:
        """A mail that was never sent before."""
        head = f"From: dan@{self.made.slug}.example\r\nTo: {self.made.programme_address}\r\nSubject: May\r\n"
        return f"{head}Message-ID: <{new_id().hex}@mail.example>\r\n\r\nI have a question.\r\n".encode()

    def kept(self, raw: bytes) -> int:
        """How often a mail is stored."""
        query = (
            "SELECT count(*) FROM received_mail m JOIN raw_mail r USING (tenant_id) "
            "WHERE r.id = m.raw_mail_id AND position(:mark in r.content) > 0"
        )
        with self.owner.connect() as connection:
            return int(connection.execute(text(query), {"mark": mark_of(raw)}).scalar_one())

    def outcomes(self, raw: bytes) -> int:
        """How many current outcomes a mail has."""
        query = (
            "SELECT count(*) FROM mail_outcome o JOIN received_mail m ON m.id = o.received_mail_id "
            "JOIN raw_mail r ON r.id = m.raw_mail_id WHERE o.is_current AND position(:mark in r.content) > 0"
        )
        with self.owner.connect() as connection:
            return int(connection.execute(text(query), {"mark": mark_of(raw)}).scalar_one())


def mark_of(raw: bytes) -> bytes:
    """What of a mail no server on the way writes anew."""
    return raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with ExitStack() as stack:
        box, lmtp_port = stack.enter_context(mailbox()), free_port()
        product = stack.enter_context(
            running_product(
                SWEEP_SECONDS="2",
                LMTP_LISTEN=f"127.0.0.1:{lmtp_port}",
                IMAP_URL=box.url,
                IMAP_SECONDS="5",
                POSTMARK_INBOUND_AUTH=PASSWORD,
                MAILGUN_SIGNING_KEY=KEY,
            )
        )
        owner = create_engine(product.urls["DATABASE_OWNER_URL"], pool_pre_ping=True)
        database = Database(product.urls["DATABASE_URL"])
        yield World(product, lmtp_port, box, make_tenant(database), owner, int(time.time()))
        database.close()
        owner.dispose()


def by_smtp(world: World, raw: bytes) -> bool:
    """Whether the mail was acknowledged."""
    with smtplib.SMTP("127.0.0.1", world.product.smtp_port, timeout=20) as server:
        server.ehlo()
        server.mail("dan@example.org")
        server.rcpt(world.made.programme_address)
        return server.data(raw)[0] == 250


def by_lmtp(world: World, raw: bytes) -> bool:
    with smtplib.LMTP("127.0.0.1", world.lmtp_port, timeout=20) as server:
        server.ehlo()
        server.mail("dan@example.org")
        server.rcpt(world.made.programme_address)
        return server.data(raw)[0] == 250


def by_postmark(world: World, raw: bytes) -> bool:
    body = {"OriginalRecipient": world.made.programme_address, "MessageID": mark_of(raw).decode()}
    headers = {"Authorization": "Basic " + b64encode(PASSWORD.encode()).decode(), "Content-Type": "application/json"}
    return posted(world, "/in/postmark", json.dumps({**body, "RawEmail": raw.decode()}), headers)


def by_mailgun(world: World, raw: bytes) -> bool:
    """Each try of Mailgun's carries the same token."""
    token = hashlib.sha256(mark_of(raw)).hexdigest()[:50]
    timestamp = str(world.began)
    signature = hmac.new(KEY.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    form = {"recipient": world.made.programme_address, "sender": "dan@example.org", "body-mime": raw.decode()}
    signed = {**form, "timestamp": timestamp, "token": token, "signature": signature}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return posted(world, "/in/mailgun/mime", urlencode(signed), headers)


def posted(world: World, path: str, body: str, headers: dict[str, str]) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", world.product.http_port, timeout=20)
    try:
        connection.request("POST", path, body.encode(), headers)
        return connection.getresponse().status == 200
    finally:
        connection.close()


def by_imap(world: World, raw: bytes) -> bool:
    """A mailbox acknowledges nothing; what is in it has to come out of it, once."""
    if mark_of(raw) not in b"".join(world.box.mails() + world.box.mails("Mentorpost-kept")):
        world.box.put(raw)
    return mark_of(raw) in b"".join(world.box.mails("Mentorpost-kept"))


WAYS: dict[str, tuple[Way, str]] = {
    "smtp": (by_smtp, "workers.smtp_listener"),
    "lmtp": (by_lmtp, "workers.smtp_listener"),
    "postmark": (by_postmark, "workers.web:create_web"),
    "mailgun": (by_mailgun, "workers.web:create_web"),
    "imap": (by_imap, "workers.imap_poller"),
}


def processes(world: World, mark: str) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(world.product.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            found += [child] if mark in " ".join(child.cmdline()) else []
    return found


def kill(world: World, mark: str) -> None:
    """Kill -9, and wait until the supervisor has started it anew."""
    victims = processes(world, mark)
    assert victims
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.kill()
    before = {victim.pid for victim in victims}
    wait_for(lambda: [one for one in processes(world, mark) if one.pid not in before], f"{mark} again", 30)


def serves(world: World) -> bool:
    return pages_missing(world.product.http_port) is None and all(
        listener_missing(port) is None for port in (world.product.smtp_port, world.lmtp_port)
    )


def until_taken(world: World, way: Way, raw: bytes) -> None:
    """As a mail server or provider does: again and again, until it is acknowledged."""
    wait_for(lambda: is_acknowledged(world, way, raw), "the mail taken", 60)


def is_acknowledged(world: World, way: Way, raw: bytes) -> bool:
    try:
        return way(world, raw)
    except (OSError, smtplib.SMTPException, http.client.HTTPException):
        return False


def check(world: World, raw: bytes) -> None:
    """One mail, with one outcome."""
    wait_for(lambda: world.outcomes(raw), "the outcome", 60)
    assert (world.kept(raw), world.outcomes(raw)) == (1, 1)


@contextmanager
def blocked(world: World) -> Iterator[Connection]:
    """Nothing can be stored: what tries waits."""
    with world.owner.connect() as connection, connection.begin():
        connection.execute(text("LOCK TABLE received_mail IN SHARE MODE"))
        yield connection


def somebody_waits(world: World) -> bool:
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'received_mail'::regclass"
    with world.owner.connect() as connection:
        return bool(connection.execute(text(query)).scalar())


@pytest.mark.parametrize("name", WAYS)
def test_killed_while_it_stores_a_mail(world: World, name: str) -> None:
    """The insert waits, the process dies: nobody was told that we have it, and it comes again."""
    way, victim = WAYS[name]
    wait_for(lambda: serves(world), "all processes", 60)
    raw = world.letter()
    with ExitStack() as stack:
        with blocked(world):
            sender = stack.enter_context(sending(world, way, raw))
            wait_for(lambda: somebody_waits(world), "a mail that waits to be stored", 30)
            kill(world, victim)
        assert sender() is not True
    until_taken(world, way, raw)
    check(world, raw)


@pytest.mark.parametrize("name", WAYS)
def test_killed_after_the_commit_and_before_the_answer(world: World, name: str) -> None:
    """Redis hangs, so the hint keeps the process for a moment between commit and answer: there it dies."""
    way, victim = WAYS[name]
    wait_for(lambda: serves(world), "all processes", 60)
    raw = world.letter()
    (redis,) = processes(world, "redis-server")
    redis.suspend()
    try:
        with sending(world, way, raw) as sender:
            wait_for(lambda: world.kept(raw), "the commit", 30)
            for process in processes(world, victim):
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGKILL)
            assert sender() is not True
    finally:
        redis.resume()
    until_taken(world, way, raw)
    check(world, raw)


@pytest.mark.parametrize("name", WAYS)
def test_killed_after_the_answer(world: World, name: str) -> None:
    """Acknowledged is stored, whatever dies now, and the sweep finds it."""
    way, victim = WAYS[name]
    wait_for(lambda: serves(world), "all processes", 60)
    raw = world.letter()
    until_taken(world, way, raw)
    kill(world, victim)
    assert world.kept(raw) == 1
    check(world, raw)


@pytest.mark.parametrize("name", ["smtp", "lmtp", "imap"])
def test_killed_before_a_mail_is_whole(world: World, name: str) -> None:
    way, victim = WAYS[name]
    wait_for(lambda: serves(world), "all processes", 60)
    raw = world.letter()
    if name != "imap":
        port = world.product.smtp_port if name == "smtp" else world.lmtp_port
        with raw_talk(port) as client:
            client.say(b"LHLO relay.example" if name == "lmtp" else b"EHLO client.example")
            client.say(b"MAIL FROM:<dan@example.org>")
            client.say(f"RCPT TO:<{world.made.programme_address}>".encode())
            assert client.say(b"DATA").startswith(b"354")
            client.send(raw[:-20])
            kill(world, victim)
    else:
        kill(world, victim)
    assert world.kept(raw) == 0
    until_taken(world, way, raw)
    check(world, raw)


@contextmanager
def sending(world: World, way: Way, raw: bytes) -> Iterator[Callable[[], bool | None]]:
    """The mail being sent in a thread; what came of it once it is over: acknowledged, refused, or `None` cut off."""
    came: list[bool | None] = []

    def send() -> None:
        try:
            came.append(way(world, raw))
        except (OSError, smtplib.SMTPException, http.client.HTTPException):
            came.append(None)

    thread = threading.Thread(target=send)
    thread.start()

    def over() -> bool | None:
        thread.join(40)
        assert came
        return came[0]

    try:
        yield over
    finally:
        thread.join(40)
