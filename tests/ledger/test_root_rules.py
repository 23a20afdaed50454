"""The rules by which hours count stand under the root as well: altered, taken out or set afterwards, it is told."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.db import Database, TenantScope
from app.ledger.canonical import canonical
from app.ledger.roots.document import FIRST_DOMAIN, Root, read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.rules import rules_faults
from app.programmes.enrolment import open_programme, set_rules
from app.programmes.rules import preset
from tests.database import url_text
from tests.factories.tenants import BEGAN, MadeTenant, make_tenant
from tests.ledger.kept_ledger import fill
from tests.servers import TestServers
from tests.signing.seals import seal

DAY_AFTER = datetime(2026, 6, 3, 0, 5, tzinfo=UTC)
OF_HERS = "tenant_id = :tenant AND programme_id = :programme"


@dataclass(frozen=True)
class Ruled:
    """A tenant with two programmes, the first with two versions of its rules, under a root."""

    made: MadeTenant
    other_programme: UUID
    document: bytes
    url: str

    @property
    def root(self) -> Root:
        """The root that somebody kept."""
        return read_root(self.document)


@pytest.fixture(scope="module")
def ruled(database: Database, servers: TestServers, owner_url: str) -> Ruled:
    made = make_tenant(database, rules="oacett-cpd")
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        set_rules(scope, made.programme_id, preset("aset"), BEGAN + timedelta(days=9))
        other = open_programme(
            scope, slug="peers", name="Peer circle", locale="en-CA", coordinator_id=made.coordinator_id
        )
        set_rules(scope, other, preset("aset"), BEGAN)
        set_rules(scope, other, preset("aset"), DAY_AFTER)
    with database.tenant(made.tenant_id) as scope:
        root = make_root(scope, seal, DAY_AFTER)
        assert root is not None
        document = root.document
    superuser = url_text(servers.superuser_url or owner_url, database=str(database.engine.url.database))
    return Ruled(made, other, document, superuser)


@pytest.fixture
def change(ruled: Ruled) -> Iterator[Callable[..., list[str]]]:
    """Do something to the rules, say what is told of it, and undo it."""
    engine = create_engine(ruled.url)

    def changed(statement: str, root: Root | None = None, **values: Any) -> list[str]:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            given = {"tenant": ruled.made.tenant_id, "programme": ruled.made.programme_id, **values}
            connection.execute(text(statement), given)
            with Session(connection, join_transaction_mode="create_savepoint") as session:
                found = list(rules_faults(TenantScope(session, ruled.made.tenant_id), root or ruled.root))
            transaction.rollback()
        return found

    yield changed
    engine.dispose()


def version(ruled: Ruled, number: int, programme: UUID | None = None) -> str:
    return f"version {number} of the rules of programme {programme or ruled.made.programme_id}"


def test_a_root_knows_every_version_that_was_set_until_its_day_was_over(ruled: Ruled) -> None:
    known = ruled.root.rules
    assert known is not None
    mine, others = ruled.made.programme_id, ruled.other_programme
    assert {(one.programme_id, one.number) for one in known} == {(mine, 1), (mine, 2), (others, 1)}
    assert ruled.made.rules_id in {one.id for one in known}


def test_rules_that_nobody_touched_have_no_fault(change: Callable[..., list[str]]) -> None:
    assert change("SELECT 1") == []


@pytest.mark.parametrize(
    "to",
    [
        "body = jsonb_set(body, '{timezone}', '\"UTC\"')",
        "body = body - 'hours'",
        "body = body || '{\"more\": 1}'",
        "body = body || '{\"more\": 0.5}'",
        "body = '[]'",
        "body = 'null'",
        "created_at = created_at + interval '1 microsecond'",
        "created_at = 'infinity'",
        "created_at = '-infinity'",
        "version = 7",
    ],
)
def test_a_version_that_was_changed_is_told(ruled: Ruled, change: Callable[..., list[str]], to: str) -> None:
    found = change(f"UPDATE programme_rules SET {to} WHERE {OF_HERS} AND version = 1")
    assert found == [f"{version(ruled, 1)} was changed after the root of 2026-06-02 was made"]


def test_a_version_that_was_given_to_another_programme_is_told(ruled: Ruled, change: Callable[..., list[str]]) -> None:
    moved = f"UPDATE programme_rules SET programme_id = :other, version = 9 WHERE {OF_HERS} AND version = 2"
    found = change(moved, other=ruled.other_programme)
    assert found == [f"{version(ruled, 2)} was changed after the root of 2026-06-02 was made"]


def test_two_versions_that_changed_places_are_told(ruled: Ruled, change: Callable[..., list[str]]) -> None:
    changed_places = (
        "UPDATE programme_rules mine SET body = other.body FROM programme_rules other"
        " WHERE other.tenant_id = :tenant AND other.programme_id = :programme AND other.version = 3 - mine.version"
        " AND mine.tenant_id = :tenant AND mine.programme_id = :programme"
    )
    assert change(changed_places) == [
        f"{version(ruled, number)} was changed after the root of 2026-06-02 was made" for number in (1, 2)
    ]


def test_a_version_that_was_taken_out_is_missed(ruled: Ruled, change: Callable[..., list[str]]) -> None:
    assert change(f"DELETE FROM programme_rules WHERE {OF_HERS} AND version = 1") == [f"{version(ruled, 1)} is missing"]


def test_a_version_that_was_put_in_for_an_earlier_day_is_told(ruled: Ruled, change: Callable[..., list[str]]) -> None:
    put_in = (
        "INSERT INTO programme_rules (tenant_id, id, programme_id, version, body, created_at)"
        f" SELECT tenant_id, gen_random_uuid(), programme_id, 3, body, '2026-06-01T10:00Z' FROM programme_rules"
        f" WHERE {OF_HERS} AND version = 1"
    )
    set_at = "it says that it was set 2026-06-01T10:00:00Z, before the root"
    assert change(put_in) == [f"{version(ruled, 3)} was inserted: {set_at}, and the root does not know it"]


def test_a_version_that_bears_another_id_is_missed_and_the_new_one_told(
    ruled: Ruled, change: Callable[..., list[str]]
) -> None:
    found = change(f"UPDATE programme_rules SET id = gen_random_uuid() WHERE {OF_HERS} AND version = 1")
    assert [fault.partition(":")[0] for fault in found] == [
        f"{version(ruled, 1)} is missing",
        f"{version(ruled, 1)} was inserted",
    ]


def test_a_version_that_stands_twice_is_told(ruled: Ruled, change: Callable[..., list[str]]) -> None:
    """As whoever drops the keys can do it."""
    twice = (
        "ALTER TABLE programme_rules DROP CONSTRAINT pk_programme_rules CASCADE;"
        "INSERT INTO programme_rules (tenant_id, id, programme_id, version, body, created_at)"
        " SELECT tenant_id, id, programme_id, 8, body, created_at FROM programme_rules"
        f" WHERE tenant_id = '{ruled.made.tenant_id}' AND id = '{ruled.made.rules_id}'"
    )
    assert change(twice) == [f"{version(ruled, 1)} was changed after the root of 2026-06-02 was made"]


def test_rules_that_are_set_later_are_no_fault(change: Callable[..., list[str]]) -> None:
    later = (
        "INSERT INTO programme_rules (tenant_id, id, programme_id, version, body, created_at)"
        f" SELECT tenant_id, gen_random_uuid(), programme_id, 3, body, '2026-06-03T10:00Z' FROM programme_rules"
        f" WHERE {OF_HERS} AND version = 1"
    )
    assert change(later) == []


def test_a_root_of_the_first_format_is_read_and_says_nothing_of_rules(
    ruled: Ruled, change: Callable[..., list[str]]
) -> None:
    """H2: what was mailed before still proves the entries."""
    value = {key: what for key, what in json.loads(ruled.document).items() if key != "rules"}
    first = read_root(canonical(value | {"domain": FIRST_DOMAIN, "v": 1}) + b"\n")
    assert (first.rules, first.head) == (None, ruled.root.head)
    assert change(f"DELETE FROM programme_rules WHERE {OF_HERS}", root=first) == []
