"""Whatever a superuser does to entries older than a root is told by it alone, entry by entry (H2, X3)."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.orm import Session

from app.db import Database, TenantScope
from app.ledger.append import append
from app.ledger.roots.check import ledger_faults
from app.ledger.roots.document import Root, read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import kept_entries, kept_head, stray_faults
from tests.database import url_text
from tests.factories.tenants import make_tenant
from tests.ledger import tampering, tampering_values
from tests.ledger.kept_ledger import claim_of, fill, mentee, mentor
from tests.ledger.tampering import Tampering, Way
from tests.servers import TestServers
from tests.signing.seals import seal

AFTER_MIDNIGHT = datetime(2026, 6, 3, 0, 5, tzinfo=UTC)
TIMES = 15
"""Of each way, with other entries and values: more than 200 in all."""


@dataclass(frozen=True)
class Rooted:
    """A ledger of some entries under a root, and a few after it."""

    tenant_id: UUID
    root: Root
    url: str


@pytest.fixture(scope="module")
def rooted(database: Database, servers: TestServers, owner_url: str) -> Rooted:
    made = make_tenant(database, rules="oacett-cpd")
    for _ in range(4):
        fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        root = make_root(scope, seal, AFTER_MIDNIGHT)
        assert root is not None
        document = root.document
    kate = replace(claim_of(made, 10), claimant=mentee(made), counterparts=(mentor(made),))
    with database.tenant(made.tenant_id) as scope:
        append(scope, [claim_of(made, 20), kate, claim_of(made, 30)], AFTER_MIDNIGHT)
    superuser = url_text(servers.superuser_url or owner_url, database=str(database.engine.url.database))
    return Rooted(made.tenant_id, read_root(document), superuser)


@pytest.fixture
def superuser(rooted: Rooted) -> Iterator[Connection]:
    engine = create_engine(rooted.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def told(rooted: Rooted, connection: Connection) -> list[str]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        scope = TenantScope(session, rooted.tenant_id)
        return ledger_faults(rooted.root, kept_entries(scope), kept_head(scope))


def tampered(rooted: Rooted, connection: Connection, way: Way, number: int) -> tuple[list[str], list[str]]:
    """What must and may be told after one alteration, and what is."""
    with connection.begin() as transaction:
        do = Tampering(connection, rooted.tenant_id, rooted.root.head.seq, random.Random(f"{way.__name__} {number}"))
        do.break_all_locks()
        expected, found = way(do), told(rooted, connection)
        transaction.rollback()
    return expected, found


def test_an_untouched_ledger_has_no_fault(rooted: Rooted, superuser: Connection) -> None:
    assert told(rooted, superuser) == []


def test_erased_words_are_no_fault(rooted: Rooted, superuser: Connection) -> None:
    do = Tampering(superuser, rooted.tenant_id, rooted.root.head.seq, random.Random(1))
    do.break_all_locks()
    mine = "FROM ledger_opening WHERE tenant_id = :tenant AND field IN ('words', 'claimant')"
    do.run(f"INSERT INTO erased_part SELECT entry_id, field, tenant_id, gen_random_uuid() {mine}")
    do.run(f"DELETE {mine}")
    assert told(rooted, superuser) == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (
            "ledger_opening (tenant_id, id, entry_id, field, salt, text) VALUES ({}, 'words', '\\x00', 'we never met')",
            "words are kept",
        ),
        ("erased_part (tenant_id, id, entry_id, name) VALUES ({}, 'words')", "an erasure is noted"),
    ],
)
def test_what_is_kept_or_noted_for_no_entry_is_told(rooted: Rooted, superuser: Connection, row: str, what: str) -> None:
    nobody = "00000000-0000-7000-8000-000000000001"
    do = Tampering(superuser, rooted.tenant_id, rooted.root.head.seq, random.Random(1))
    do.run("SET LOCAL session_replication_role = replica")
    do.run("INSERT INTO " + row.format(f":tenant, gen_random_uuid(), '{nobody}'"))
    with Session(superuser, join_transaction_mode="create_savepoint") as session:
        faults = list(stray_faults(TenantScope(session, rooted.tenant_id)))
    assert faults == [f"{what} for an entry that the ledger has not: {nobody}"]


@pytest.mark.parametrize("way", [*tampering.WAYS, *tampering_values.WAYS], ids=lambda way: way.__name__)
def test_each_alteration_is_told_by_the_right_message_and_nobody_else_is_accused(
    rooted: Rooted, superuser: Connection, way: Way
) -> None:
    for number in range(TIMES):
        (right, *besides), found = tampered(rooted, superuser, way, number)
        assert any(re.fullmatch(right, fault) for fault in found), (number, right, found)
        wrong = [fault for fault in found if not any(re.fullmatch(known, fault) for known in (right, *besides))]
        assert wrong == [], (number, right, found)
