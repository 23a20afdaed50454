"""Kill -9 of everything at once, database included: mail goes out all the same, once, or twice under one Message-ID."""

import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

import psutil
import pytest
from sqlalchemy import Engine, create_engine, text, update

from app.clock import system_clock
from app.db import Database, new_id
from app.development_zone import open_zone
from app.outbound.models import OutboundMail
from app.programmes.enrolment import set_rules
from app.programmes.rules import preset
from tests.crash.holding_server import STEPS, HoldingSink, holding_server
from tests.factories.asking import ask, outbox
from tests.factories.posting import addressed, put
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant
from tests.running import Product, plain_text, running_product, start, wait_for

pytestmark = pytest.mark.slow

MAILS, AT_MAIL = 6, 3
NOT_NOTED = "taken and not noted"
BEFORE = {"recipient named": 2, "content announced": 2, "content taken": 3, NOT_NOTED: 3}
TWICE = {"content taken": 1, NOT_NOTED: 1}
PATIENCE_SECONDS = 180
"""For a busy machine."""


def domain_of(made: MadeTenant) -> str:
    """Where the mails of this test go; the scheduler asks the same people elsewhere, and waits for their morning."""
    return f"mail.{made.slug}.example"


def receipts_of(database: Database, made: MadeTenant) -> list[OutboundMail]:
    """The mails of this test, as its outbox holds them."""
    return outbox(database, made.tenant_id, kind="receipt")


def kill_everything(product: Product) -> None:
    """The supervisor first, so that it restarts nothing, then all that it had started."""
    supervisor = psutil.Process(product.process.pid)
    victims = [supervisor, *supervisor.children(recursive=True)]
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.kill()
    product.process.wait()
    psutil.wait_procs(victims, timeout=20)


def start_again(product: Product) -> None:
    product.process = start(product.data_dir, product.environment).process


@contextmanager
def opened(product: Product) -> Iterator[Database]:
    """The database of a running product."""
    database = Database(product.urls["DATABASE_URL"])
    try:
        yield database
    finally:
        database.close()


@contextmanager
def owned(product: Product) -> Iterator[Engine]:
    """The same as its owner."""
    engine = create_engine(product.urls["DATABASE_OWNER_URL"])
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def locked(engine: Engine, table: str) -> Iterator[None]:
    """Nobody can write to the table; whoever tries waits."""
    with engine.connect() as connection:
        connection.execute(text(f"LOCK TABLE {table} IN SHARE MODE"))
        yield
        with suppress(Exception):  # the server may have been killed meanwhile
            connection.rollback()


def somebody_waits(engine: Engine, table: str) -> bool:
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = CAST(:table AS regclass)")
    with engine.connect() as connection:
        return bool(connection.execute(query, {"table": table}).scalar())


def killed_while_sending(product: Product, sink: HoldingSink, step: str) -> MadeTenant:
    """A tenant has mails in its outbox; when the third comes to that step, everything dies."""
    with opened(product) as database:
        made = make_tenant(database)
        sink.hold("content taken" if step == NOT_NOTED else step, domain_of(made), AT_MAIL)
        posts = (addressed(made, str(n), to=f"p{n}@{domain_of(made)}") for n in range(MAILS))
        put(database, made, system_clock(), *posts)
    assert sink.reached.wait(120), step
    if step == NOT_NOTED:
        with owned(product) as engine, locked(engine, "outbound_mail"):
            sink.let_go()
            wait_for(lambda: somebody_waits(engine, "outbound_mail"), "a mail that waits to be noted", 120)
            time.sleep(1)  # whoever came first, ours has come by now
            kill_everything(product)
    else:
        kill_everything(product)
        sink.let_go()
    assert len(sink.ids(domain_of(made))) == BEFORE[step]
    return made


def let_leases_end(database: Database, made: MadeTenant) -> None:
    """The two minutes for which the dead had claimed its mails, over at once."""
    with database.tenant(made.tenant_id) as scope:
        unsent = update(OutboundMail).where(OutboundMail.tenant_id == made.tenant_id, OutboundMail.sent_at.is_(None))
        scope.session.execute(unsent.values(next_attempt_at=system_clock()))


def test_whatever_it_was_at_each_mail_goes_out_and_one_at_most_twice() -> None:
    sink, tenants = HoldingSink(), dict[str, MadeTenant]()
    relay = holding_server(sink)
    with relay as port, running_product(SWEEP_SECONDS="2", MAIL_URL=f"smtp://127.0.0.1:{port}") as product:
        for step in (*STEPS, NOT_NOTED):
            tenants[step] = killed_while_sending(product, sink, step)
            start_again(product)
        with opened(product) as database:
            for step, made in tenants.items():
                let_leases_end(database, made)
                wait_for(lambda made=made: all_sent(database, made), f"the mails of {step}", PATIENCE_SECONDS)  # type: ignore[misc]
                check(sink.ids(domain_of(made)), receipts_of(database, made), step)
        everybodys = [message_id for _, message_id in sink.mails]
        assert len(everybodys) - len(set(everybodys)) <= len(tenants), "one mail a kill, whosever it was"


def all_sent(database: Database, made: MadeTenant) -> bool:
    return all(row.sent_at for row in receipts_of(database, made))


def check(arrived: list[str], rows: list[OutboundMail], step: str) -> None:
    """Every mail came, and none of them twice but the one that the step allows, under its one Message-ID."""
    written = {row.message_id for row in rows}
    assert len(written) == MAILS
    assert written <= set(arrived), step
    assert len(arrived) - len(set(arrived)) == TWICE.get(step, 0), step
    assert all(row.sent_at and row.failed_at is None for row in rows), step


def test_killed_between_a_yes_and_the_reading_of_the_mail_that_it_was_about() -> None:
    """What was held is recorded once."""
    with running_product(SWEEP_SECONDS="2") as product:
        made = asked(product)
        question = product.mail_to(made.mentor_email)
        hand_in(product, answer(question, "2 hours by phone.", "somebody@else.example"))
        doubt = product.mail_to(made.mentor_email, after=1)
        with owned(product) as engine, locked(engine, "ledger_entry"):
            hand_in(product, answer(doubt, "Yes", made.mentor_email))
            wait_for(lambda: somebody_waits(engine, "ledger_entry"), "the held mail, read anew", 120)
            assert outcomes(engine, made) == ["recorded"], "the yes alone"
            kill_everything(product)
        start_again(product)
        with owned(product) as engine:
            wait_for(lambda: len(outcomes(engine, made)) == 2, "the held mail, read after all", PATIENCE_SECONDS)
            assert outcomes(engine, made) == ["recorded", "recorded"]
            assert entries(engine, made) == [120]
        receipts = product.mail_to(made.mentor_email, after=2)
        assert "2" in plain_text(receipts)
        with opened(product) as database:
            assert len(outbox(database, made.tenant_id, kind="receipt")) == 1


def asked(product: Product) -> MadeTenant:
    """A tenant whose mentor was asked about the last month."""
    with opened(product) as database:
        made = make_tenant(database)
        awake = preset("aset").model_copy(update={"quiet_hours": None, "holidays": ()})
        with database.tenant(made.tenant_id) as scope:
            set_rules(scope, made.programme_id, awake, BEGAN)
        ask(database, made.tenant_id, system_clock())
    return made


def answer(mail: EmailMessage, words: str, sender: str) -> EmailMessage:
    reply = EmailMessage()
    reply["From"], reply["To"] = sender, str(mail["reply-to"])
    reply["Subject"] = f"Re: {mail['subject']}"
    reply["Date"] = format_datetime(system_clock())
    reply["Message-ID"] = f"<{new_id().hex}@mail.example>"
    reply["In-Reply-To"] = str(mail["message-id"])
    reply.set_content(f"{words}\n")
    return reply


def hand_in(product: Product, mail: EmailMessage) -> None:
    """As the sender's own server does, signed."""
    with smtplib.SMTP("127.0.0.1", product.smtp_port, timeout=20) as server:
        signed = open_zone(product.data_dir).signed(bytes(mail))
        server.sendmail(str(mail["from"]), [parseaddr(str(mail["to"]))[1]], signed)


def outcomes(engine: Engine, made: MadeTenant) -> list[str]:
    query = text("SELECT outcome FROM mail_outcome WHERE tenant_id = :tenant AND is_current ORDER BY outcome")
    with engine.connect() as connection:
        return list(connection.execute(query, {"tenant": made.tenant_id}).scalars())


def entries(engine: Engine, made: MadeTenant) -> list[int]:
    query = text("SELECT minutes FROM ledger_entry WHERE tenant_id = :tenant ORDER BY seq")
    with engine.connect() as connection:
        return list(connection.execute(query, {"tenant": made.tenant_id}).scalars())
