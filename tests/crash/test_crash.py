"""Kill -9 at random under a thousand mails: every mail answered 250 is stored and has exactly one outcome."""

import os
import random
import signal
import smtplib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime

import psutil
import pytest
from sqlalchemy import Engine, create_engine, text

from app.db import Database, new_id
from app.development_zone import open_zone
from app.matches.start import start_match
from app.programmes.enrolment import claim_address, enrol, open_programme, set_rules
from app.programmes.rules import preset
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user
from tests.running import Product, plain_text, read_mail, running_product, start, wait_for, wait_until_none

pytestmark = pytest.mark.slow

PAIRS = 340
MAILS = 1000
BEGAN = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
VICTIMS = ("workers", "smtp", "redis", "postgres", "scheduler")


@dataclass
class Acknowledged:
    """What the listener said 250 to, and what each mail should come to."""

    expected: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: str, outcome: str) -> None:
        place = answer.rsplit(" ", 1)[-1].split("/")[1]
        with self.lock:
            self.expected[place] = outcome


def test_nothing_acknowledged_is_lost_whatever_is_killed() -> None:
    """Kill workers, listener, scheduler, Redis and PostgreSQL at random, then the supervisor itself."""
    with running_product(SWEEP_SECONDS="2") as product:
        slug = make_crowd(Database(product.urls["DATABASE_URL"]))
        mails = answers_to(check_ins(product, slug), MAILS)
        acknowledged = Acknowledged()
        with killing_at_random(product):
            send_all(product, mails, acknowledged)
        product.process.kill()
        product.process.wait()
        again = start(product.data_dir, product.environment)
        product.process = again.process
        with looking(product) as engine:
            wait_until_none(lambda: undecided(engine, slug), "mails without an outcome")
            check_outcomes(engine, slug, acknowledged)
            check_ledger(engine, slug)
            wait_until_none(lambda: unsent(engine, slug), "receipts not sent")
            check_receipts(product, engine, slug)


def make_crowd(database: Database) -> str:
    """A tenant in which only mentors are asked, so that there is one check-in per pair."""
    slug = f"crowd-{new_id().hex[-8:]}"
    rules = preset("aset")
    asked = rules.check_in.model_copy(update={"roles": ("mentor",)})
    rules = rules.model_copy(update={"check_in": asked, "quiet_hours": None})  # the real clock may stand at night
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, BEGAN)
        user_id = register_user(session, f"priya@{slug}.example")
    with database.tenant(tenant_id) as scope:
        staff = appoint(
            scope,
            user_id,
            role="coordinator",
            name="Priya Nair",
            email=f"priya@{slug}.example",
            locale="en-CA",
            phone="780-555-0142",
        )
        name_organisation(scope, "Crowd", safeguarding_id=staff)
        programme_id = open_programme(scope, slug="mentoring", name="Crowd", locale="en-CA", coordinator_id=staff)
        claim_address(scope.session, slug, tenant_id, programme_id)
        rules_id = set_rules(scope, programme_id, rules, BEGAN)
        for number in range(PAIRS):
            mentor = enrol(scope, name=f"Dan Roy{number}", email=f"m{number}@{slug}.example", locale="en-CA")
            mentee = enrol(scope, name=f"Kate Li{number}", email=f"k{number}@{slug}.example", locale="en-CA")
            start_match(
                scope,
                programme_id=programme_id,
                rules_id=rules_id,
                people={mentor: "mentor", mentee: "mentee"},
                started_on=date(2026, 1, 5),
            )
    database.close()
    return slug


def check_ins(product: Product, slug: str) -> list[EmailMessage]:
    """The check-ins of the crowd, once the scheduler has found them due and the workers have sent them."""

    def found() -> list[EmailMessage]:
        mails = [read_mail(path) for path in (product.data_dir / "mailbox").glob("*.eml")]
        mine = [mail for mail in mails if f"@{slug}.example" in str(mail["to"])]
        return mine if len(mine) == PAIRS else []

    return wait_for(found, "the check-ins", 300)


def answers_to(mails: Sequence[EmailMessage], count: int) -> list[tuple[EmailMessage, str]]:
    """About as many mails as asked for: clear answers, vague ones, robots, strangers; one clear answer a person."""
    made = []
    for number, mail in enumerate(mails):
        made.append((answer(mail, f"{number % 5 + 1} hours by phone. All good."), "recorded"))
        made.append((robot(mail), "ignored"))
        made.append((answer(mail, "2 hours", sender="somebody@else.example"), "held"))
    random.Random(7).shuffle(made)
    return made[:count]


def answer(mail: EmailMessage, words: str, sender: str | None = None) -> EmailMessage:
    reply = EmailMessage()
    reply["From"] = sender or str(mail["to"])
    reply["To"] = str(mail["reply-to"])
    reply["Subject"] = f"Re: {mail['subject']}"
    reply["Date"] = format_datetime(datetime.now(UTC))
    reply["Message-ID"] = f"<{new_id().hex}@mail.example>"
    reply["In-Reply-To"] = str(mail["message-id"])
    quoted = "\n".join(f"> {line}" for line in plain_text(mail).splitlines())
    reply.set_content(f"{words}\n\nOn Monday, Priya Nair wrote:\n{quoted}\n")
    return reply


def robot(mail: EmailMessage) -> EmailMessage:
    reply = answer(mail, "I am out of the office until Monday.")
    reply["Auto-Submitted"] = "auto-replied"
    return reply


def send_all(product: Product, mails: Sequence[tuple[EmailMessage, str]], acknowledged: Acknowledged) -> None:
    """Send each mail until it is answered 250, as a mail server does."""
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(send_until_taken, product, *mail, acknowledged) for mail in mails]:
            done.result()


def send_until_taken(product: Product, mail: EmailMessage, outcome: str, acknowledged: Acknowledged) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            with smtplib.SMTP("127.0.0.1", product.smtp_port, timeout=20) as server:
                server.ehlo()
                server.mail(str(mail["from"]))
                if server.rcpt(str(mail["to"]).rsplit("<", 1)[-1].rstrip(">"))[0] == 250:
                    code, said = server.data(open_zone(product.data_dir).signed(bytes(mail)))
                    if code == 250:
                        acknowledged.note(said.decode(), outcome)
                        return
        except (OSError, smtplib.SMTPException):
            pass
        assert product.process.poll() is None, "the supervisor is gone"
        time.sleep(0.2)
    raise AssertionError("a mail was not taken within 3 minutes")


@contextmanager
def killing_at_random(product: Product) -> Iterator[None]:
    """Every second or so, kill -9 one of the processes, each at most once in eight seconds."""
    ended = threading.Event()
    kills = Counter[str]()
    thread = threading.Thread(target=_kill, args=(product, ended, kills))
    thread.start()
    try:
        yield
    finally:
        # Even when the mails are through early, each kind of process must have died at least once.
        wait_for(lambda: set(kills) == set(VICTIMS) or None, "every kind of process killed", 120)
        ended.set()
        thread.join()
        assert set(kills) == set(VICTIMS)


def _kill(product: Product, ended: threading.Event, kills: Counter[str]) -> None:
    chance = random.Random(11)
    last = dict.fromkeys(VICTIMS, 0.0)
    while not ended.wait(chance.uniform(0.4, 1.2)):
        ready = [name for name in VICTIMS if time.monotonic() - last[name] > 8]
        if not ready:
            continue
        name = chance.choice(ready)
        found = [child for child in psutil.Process(product.process.pid).children() if is_a(child, name)]
        for child in found:
            os.kill(child.pid, signal.SIGKILL)
            last[name] = time.monotonic()
            kills[name] += 1


def is_a(process: psutil.Process, name: str) -> bool:
    marks = {
        "workers": "workers.actors",
        "smtp": "workers.smtp_listener",
        "scheduler": "workers.schedule",
        "redis": "redis-server",
        "postgres": "postgres",
    }
    try:
        return marks[name] in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


@contextmanager
def looking(product: Product) -> Iterator[Engine]:
    """The database as its owner sees it, past row-level security."""
    engine = create_engine(product.urls["DATABASE_OWNER_URL"], pool_pre_ping=True)
    yield engine
    engine.dispose()


def rows(engine: Engine, query: str, slug: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        found = connection.execute(
            text(f"WITH t AS (SELECT id FROM tenant WHERE slug = :slug) {query}"), {"slug": slug}
        )
        return [tuple(row) for row in found]


def number(engine: Engine, query: str, slug: str) -> int:
    return int(str(rows(engine, query, slug)[0][0]))


def undecided(engine: Engine, slug: str) -> int:
    return number(
        engine,
        "SELECT count(*) FROM received_mail m, t WHERE m.tenant_id = t.id AND NOT EXISTS "
        "(SELECT 1 FROM mail_outcome o WHERE o.received_mail_id = m.id AND o.is_current)",
        slug,
    )


def unsent(engine: Engine, slug: str) -> int:
    return number(engine, "SELECT count(*) FROM outbound_mail o, t WHERE o.tenant_id = t.id AND sent_at IS NULL", slug)


def check_outcomes(engine: Engine, slug: str, acknowledged: Acknowledged) -> None:
    """Every acknowledged mail is there, with one outcome, the right one; its bytes are stored."""
    found = rows(
        engine,
        "SELECT m.id, o.outcome FROM received_mail m JOIN t ON m.tenant_id = t.id "
        "JOIN raw_mail r ON r.id = m.raw_mail_id JOIN mail_outcome o ON o.received_mail_id = m.id AND o.is_current",
        slug,
    )
    outcomes = {str(mail_id): outcome for mail_id, outcome in found}
    assert len(outcomes) == len(found)
    assert {mail_id: outcomes.get(mail_id) for mail_id in acknowledged.expected} == acknowledged.expected


def check_ledger(engine: Engine, slug: str) -> None:
    """One entry for each recorded mail, in a chain without a gap."""
    recorded = number(
        engine,
        "SELECT count(*) FROM mail_outcome o, t WHERE o.tenant_id = t.id AND outcome = 'recorded' AND is_current",
        slug,
    )
    chain = rows(
        engine, "SELECT seq, prev_hash, hash FROM ledger_entry e, t WHERE e.tenant_id = t.id ORDER BY seq", slug
    )
    assert [row[0] for row in chain] == list(range(1, recorded + 1))
    assert [row[1] for row in chain][1:] == [row[2] for row in chain][:-1]


def check_receipts(product: Product, engine: Engine, slug: str) -> None:
    """One receipt for each recorded mail; a mail sent twice carries the same Message-ID and is one file."""
    written = number(
        engine, "SELECT count(*) FROM outbound_mail o, t WHERE o.tenant_id = t.id AND kind = 'receipt'", slug
    )
    recorded = number(
        engine, "SELECT count(*) FROM mail_outcome o, t WHERE o.tenant_id = t.id AND outcome = 'recorded'", slug
    )
    assert written == recorded
    mails = [mail for mail in product.mailbox() if f"@{slug}.example" in str(mail["to"])]
    assert len({str(mail["message-id"]) for mail in mails}) == len(mails)
