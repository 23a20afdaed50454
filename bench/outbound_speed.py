"""How fast check-ins leave: opened, rendered and written to a real PostgreSQL, signed, sent by SMTP, each one noted.

    python -m bench.outbound_speed [--mails N] [--runs N]

Ours: `send_due` as a worker runs it, in one thread: claim, look up who may get mail, open return paths and unsubscribe
links, make the MIME message, sign it with RSA-2048, hand it on, commit that it went. The whole counts before that what
the scheduler does: find who is to be asked, open the check-ins, look up what each says, render it, write the outbox.

Beside it a bare loop that signs mails which are ready, hands them to the same sink over one connection, and commits a
row each. `fsync` is on. Limits of this project: the whole at least 60 a second, sending at most 4 times the bare loop.
On a machine that does other things besides, the ratios hold and the rates do not.
"""

import os
import smtplib
import statistics
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from uuid import UUID

import click
import psycopg
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from app.clock import system_clock
from app.db import Database, TenantScope, new_id
from app.matches.start import start_match
from app.outbound.announce import announce
from app.outbound.due import open_due_check_ins
from app.outbound.letter.dkim_keys import DkimKey
from app.outbound.letter.dkim_signature import signature_of
from app.outbound.letter.envelope import message_of
from app.outbound.letter.franking import Franking
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office
from app.outbound.sending import send_due
from app.outbound.ways_out.relay import Relay
from app.programmes.enrolment import claim_address, enrol, open_programme, set_rules
from app.programmes.rules import preset
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user
from bench.machine import load, machine, spread
from bench.smtp_sink import smtp_sink
from migrations.runner import migrate
from workers.embedded.throw_away import running_servers, temporary_data_dir

LEAST_A_SECOND = 60
MOST_TIMES = 4.0
REPLY_DOMAIN = "reply.bench.example"
BEGAN = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
KEY = DkimKey(REPLY_DOMAIN, "bench", generate_private_key(65537, 2048))
FRANKING = Franking(KEY, "s" * 48, "https://mentorpost.example")
_numbers = count()


class Figures(NamedTuple):
    """Seconds for all mails of one run."""

    bare: float
    ours: float
    announced: float

    @property
    def whole(self) -> float:
        """From who is due to the SMTP server."""
        return self.announced + self.ours


def tenant_with_check_ins(database: Database, mails: int) -> tuple[UUID, float]:
    """A tenant whose check-ins wait in the outbox, and how long opening and rendering them took, in seconds."""
    slug = f"bench-{next(_numbers)}"
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, BEGAN)
        user_id = register_user(session, f"priya@{slug}.example")
    with database.tenant(tenant_id) as scope:
        _fill(scope, slug, user_id, mails)
    began = perf_counter()
    with database.tenant(tenant_id) as scope:
        announce(scope, open_due_check_ins(scope, system_clock()), Office(REPLY_DOMAIN, system_clock))
    return tenant_id, perf_counter() - began


def _fill(scope: TenantScope, slug: str, user_id: UUID, mails: int) -> None:
    rules = preset("aset")
    asked = rules.check_in.model_copy(update={"roles": ("mentor",)})
    awake = rules.model_copy(update={"check_in": asked, "quiet_hours": None})  # the bench runs at night, too
    staff = appoint(
        scope,
        user_id,
        role="coordinator",
        name="Priya Nair",
        email=f"priya@{slug}.example",
        locale="en-CA",
        phone="780-555-0142",
    )
    name_organisation(scope, "Bench", safeguarding_id=staff)
    programme_id = open_programme(scope, slug="mentoring", name="Mentoring", locale="en-CA", coordinator_id=staff)
    claim_address(scope.session, slug, scope.tenant_id, programme_id)
    rules_id = set_rules(scope, programme_id, awake, BEGAN)
    for number in range(mails):
        mentor = enrol(scope, name=f"Dan Roy{number}", email=f"m{number}@{slug}.example", locale="en-CA")
        mentee = enrol(scope, name=f"Kate Li{number}", email=f"k{number}@{slug}.example", locale="en-CA")
        start_match(
            scope,
            programme_id=programme_id,
            rules_id=rules_id,
            people={mentor: "mentor", mentee: "mentee"},
            started_on=date(2026, 1, 5),
        )


def ready_mails(database: Database, tenant_id: UUID) -> list[tuple[str, bytes]]:
    """The same check-ins as bytes, for the bare loop."""
    with database.tenant(tenant_id) as scope:
        rows = scope.session.scalars(select(OutboundMail).where(OutboundMail.tenant_id == tenant_id)).all()
        return [(row.to_address, bytes(message_of(row, REPLY_DOMAIN, system_clock()))) for row in rows]


def bare_loop(url: str, port: int, mails: list[tuple[str, bytes]]) -> float:
    """Sign, hand on, commit a row; in seconds."""
    with psycopg.connect(url) as connection, smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo()
        began = perf_counter()
        for to, content in mails:
            signed = signature_of(content, KEY, system_clock()) + content
            smtp.sendmail(f"return-x@{REPLY_DOMAIN}", [to], signed)
            connection.execute("INSERT INTO bench_sent (id, at) VALUES (%s, now())", (new_id(),))
            connection.commit()
        return perf_counter() - began


def our_way(database: Database, tenant_id: UUID, port: int, mails: int) -> float:
    """Until the outbox is empty; in seconds."""
    relay, sent = Relay(f"smtp://127.0.0.1:{port}"), 0
    began = perf_counter()
    while sent < mails:
        sent += send_due(database, tenant_id, relay, REPLY_DOMAIN, system_clock, franking=FRANKING)
    took = perf_counter() - began
    relay.close()
    return took


def one_run(database: Database, owner_url: str, port: int, mails: int) -> Figures:
    """All ways over the same mails."""
    tenant_id, announced = tenant_with_check_ins(database, mails)
    bare = bare_loop(owner_url, port, ready_mails(database, tenant_id))
    ours = our_way(database, tenant_id, port, mails)
    return Figures(bare, ours, announced)


def rates(figures: list[Figures], mails: int, seconds: Callable[[Figures], float]) -> list[float]:
    """Mails a second in each run."""
    return [mails / seconds(one) for one in figures]


@click.command()
@click.option("--mails", default=600, show_default=True)
@click.option("--runs", default=5, show_default=True)
def main(mails: int, runs: int) -> None:
    """Print mails a second of both ways, and how many times the bare loop's time ours takes."""
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end; lines are written as ever
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(nowhere), cache_logger_on_first_use=True)
    print(machine())
    print(load())
    with temporary_data_dir() as data_dir, running_servers(data_dir) as servers, smtp_sink() as port:
        migrate(servers.owner_url, servers.database_url)
        database = Database(servers.database_url)
        owner = make_url(servers.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(owner) as connection:
            connection.execute("CREATE TABLE bench_sent (id uuid PRIMARY KEY, at timestamptz NOT NULL)")
        with database.platform() as session:
            fsync = session.scalar(text("SHOW fsync"))
        figures = [one_run(database, owner, port, mails) for _ in range(runs + 1)][1:]  # the first one warms up
        size = statistics.median(len(content) for _, content in ready_mails(database, _last_tenant(database)))
        database.close()
    print(f"{mails} check-ins of {size:.0f} bytes; fsync {fsync}; one sending thread, one connection")
    print(f"bare loop: sign, hand on, commit  {spread(rates(figures, mails, lambda one: one.bare), 'mails/s')}")
    opening = rates(figures, mails, lambda one: one.announced)
    print(f"ours, opening and rendering       {spread(opening, 'mails/s')}")
    print(f"ours, from the outbox             {spread(rates(figures, mails, lambda one: one.ours), 'mails/s')}")
    whole = rates(figures, mails, lambda one: one.whole)
    print(f"ours, the whole                   {spread(whole, 'mails/s')}   limit: at least {LEAST_A_SECOND}")
    times = spread([one.ours / one.bare for one in figures], "times")
    print(f"from the outbox, against bare     {times}   limit: at most {MOST_TIMES:g}")
    print(f"the whole, against bare           {spread([one.whole / one.bare for one in figures], 'times')}")


def _last_tenant(database: Database) -> UUID:
    with database.platform() as session:
        found: UUID = session.execute(text("SELECT id FROM tenant ORDER BY id DESC LIMIT 1")).scalar_one()
        return found


if __name__ == "__main__":
    main()
