"""How fast one tenant's chain grows: several writers at once, each entry a transaction of its own, and no gap.

    python -m bench.ledger_appends [--writers N] [--seconds N] [--runs N]

Ours: `app.ledger.append.append` of one claim with its four commitments, from as many processes as there are writers, on
a real PostgreSQL with `fsync` on; the head stays locked until the commit, so no two entries are made at once. Then all
entries are held against the chain: none is missing, and each goes on from the one before.

Beside it a bare loop in the same processes that locks the same row, inserts a row of the same size, and commits.
Limits of this project: at least 100 a second, at most 5 times the bare loop's time.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing.pool import Pool
from threading import Barrier
from time import perf_counter
from uuid import UUID

import click
import psycopg
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from app.db import Database, TenantScope, new_id
from app.ledger.append import append
from app.ledger.check import check_chain
from app.ledger.drafts import ClaimDraft, Evidence, Party
from app.ledger.models import LedgerHead
from app.ledger.roots.stored import kept_entries, kept_head
from app.matches.start import start_match
from app.programmes.enrolment import enrol, open_programme, set_rules
from app.programmes.rules import Confirmation, preset
from app.tenants.registration import appoint, name_organisation, register_tenant, register_user
from bench.machine import load, machine, spread
from migrations.runner import migrate
from workers.embedded.throw_away import running_servers, temporary_data_dir

LEAST_A_SECOND = 100
MOST_TIMES = 5.0
AT = datetime(2026, 6, 2, 14, 12, tzinfo=UTC)
BEGAN = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
_ROW_BYTES = 1500


@dataclass(frozen=True)
class Ledger:
    """Where the writers write, and for whom they enter hours."""

    url: str
    bare_url: str
    tenant_id: UUID
    draft: ClaimDraft


def prepared(database: Database, url: str, owner: str) -> Ledger:
    """A tenant of its own, with one entry, so that its head is there."""
    slug = f"b{new_id().hex[-12:]}"
    with database.platform() as session:
        tenant_id = register_tenant(session, slug, BEGAN)
        user = register_user(session, f"c@{slug}.example")
    with database.tenant(tenant_id) as scope:
        staff = appoint(scope, user, role="coordinator", name="Priya Nair", email=f"c@{slug}.example", locale="en-CA")
        name_organisation(scope, slug, safeguarding_id=staff)
        draft = _draft(scope, slug, staff)
        append(scope, [draft], AT)
    return Ledger(url, owner, tenant_id, draft)


def _draft(scope: TenantScope, slug: str, staff: UUID) -> ClaimDraft:
    programme = open_programme(scope, slug="m", name=slug, locale="en-CA", coordinator_id=staff)
    rules = set_rules(scope, programme, preset("aset"), BEGAN)
    dan, kate = (enrol(scope, name=name, email=f"{name}@{slug}.example", locale="en-CA") for name in ("Dan", "Kate"))
    match = start_match(
        scope,
        programme_id=programme,
        rules_id=rules,
        people={dan: "mentor", kate: "mentee"},
        started_on=date(2026, 1, 5),
    )
    return ClaimDraft(
        programme_id=programme,
        match_id=match,
        claimant=Party(dan, "Dan", None),
        role="mentor",
        period="2026-05",
        mode="video",
        minutes=90,
        zone="America/Edmonton",
        rules_id=rules,
        rules_number=1,
        confirmation=Confirmation.PARTNER,
        counterparts=(Party(kate, "Kate", None),),
        evidence=Evidence(policy="normal", verdict="DKIM pass, aligned", words="1.5h zoom with Kate on the 12th"),
        topics="career plan",
    )


Writer = Callable[[Ledger, Barrier, float], int]


def ours(ledger: Ledger, together: Barrier, seconds: float) -> int:
    """One writer; how many entries it made."""
    database = Database(ledger.url, pool_size=1)

    def one() -> None:
        with database.tenant(ledger.tenant_id) as scope:
            append(scope, [ledger.draft], AT)

    one()
    made = _repeated(one, together, seconds)
    database.close()
    return made


def bare(ledger: Ledger, together: Barrier, seconds: float) -> int:
    """One writer of the bare loop."""
    connection = psycopg.connect(ledger.bare_url)
    row = b"x" * _ROW_BYTES

    def one() -> None:
        with connection.transaction():
            connection.execute("SELECT seq FROM bench_head FOR UPDATE")
            connection.execute("INSERT INTO bench_entry SELECT seq + 1, %s FROM bench_head", [row])
            connection.execute("UPDATE bench_head SET seq = seq + 1")

    one()
    made = _repeated(one, together, seconds)
    connection.close()
    return made


def _repeated(one: Callable[[], None], together: Barrier, seconds: float) -> int:
    together.wait()
    until, made = perf_counter() + seconds, 0
    while perf_counter() < until:
        one()
        made += 1
    return made


@dataclass(frozen=True)
class Writers:
    """Processes that wait for one another before each run."""

    pool: Pool
    together: Barrier
    count: int

    def rate(self, writer: Writer, ledger: Ledger, seconds: float) -> float:
        """Entries a second of all together."""
        turn = partial(writer, ledger, self.together)
        return sum(self.pool.map(turn, [seconds] * self.count, chunksize=1)) / seconds


@contextmanager
def writing(count: int) -> Iterator[Writers]:
    """So many processes, as workers on several hosts would be."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(count) as pool:
        yield Writers(pool, manager.Barrier(count), count)


def gaps(database: Database, ledger: Ledger) -> tuple[int, int]:
    """How many entries there are, and how many faults the chain has."""
    with database.tenant(ledger.tenant_id) as scope:
        entries = [kept.stored for kept in kept_entries(scope)]
        head = kept_head(scope)
        assert head is not None
        return len(entries), len(check_chain(ledger.tenant_id, entries, head))


@click.command()
@click.option("--writers", default=8, show_default=True)
@click.option("--seconds", default=5.0, show_default=True, help="How long each run writes.")
@click.option("--runs", default=3, show_default=True)
def main(writers: int, seconds: float, runs: int) -> None:
    """Print entries a second of both ways, and whether the chain is whole."""
    print(machine())
    print(load())
    with temporary_data_dir() as data_dir, running_servers(data_dir) as servers:
        migrate(servers.owner_url, servers.database_url)
        database = Database(servers.database_url)
        owner = make_url(servers.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(owner) as connection:
            connection.execute("CREATE TABLE bench_head (seq bigint NOT NULL)")
            connection.execute("INSERT INTO bench_head VALUES (0)")
            connection.execute("CREATE TABLE bench_entry (seq bigint PRIMARY KEY, body bytea NOT NULL)")
        with database.platform() as session:
            fsync = session.scalar(text("SHOW fsync"))
        figures, whole = [], True
        with writing(writers) as all_writers:
            for _ in range(runs):
                ledger = prepared(database, servers.database_url, owner)
                figures.append(tuple(all_writers.rate(writer, ledger, seconds) for writer in (bare, ours)))
                count, faults = gaps(database, ledger)
                whole = whole and not faults and count == _head(database, ledger)
        database.close()
    print(f"{writers} writers in processes of their own; fsync {fsync}; {seconds:g} s a run")
    print(f"bare loop: lock, insert, commit  {spread([one for one, _ in figures], 'entries/s')}")
    made, times = [one for _, one in figures], [one / other for one, other in figures]
    print(f"ours                             {spread(made, 'entries/s')}   limit: at least {LEAST_A_SECOND}")
    print(f"ours against the bare loop       {spread(times, 'times')}   limit: at most {MOST_TIMES:g}")
    print(f"the chain: {'whole, no gap' if whole else 'NOT whole'}")


def _head(database: Database, ledger: Ledger) -> int:
    with database.tenant(ledger.tenant_id) as scope:
        return scope.session.execute(
            select(LedgerHead.seq).where(LedgerHead.tenant_id == ledger.tenant_id)
        ).scalar_one()


if __name__ == "__main__":
    main()
