"""The roots kept here are held against the one that somebody kept elsewhere: they name one another (H2, X3)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session

from app.db import Database, TenantScope, new_id
from app.ledger.append import append
from app.ledger.roots.document import Predecessor, Root, read_root, root_bytes
from app.ledger.roots.kept import kept_faults, seal_faults
from app.ledger.roots.making import make_root
from app.signing.message import digest_of
from tests.database import url_text
from tests.factories.tenants import make_tenant
from tests.ledger.kept_ledger import claim_of
from tests.servers import TestServers
from tests.signing.seals import roots, seal

FIRST_NIGHT = datetime(2026, 6, 3, 0, 5, tzinfo=UTC)
DAYS = ("2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05")
GIVEN = 2
"""The third of four roots is the one that was kept elsewhere."""


@dataclass(frozen=True)
class Roots:
    """Four roots of one ledger; the third is held against those kept here."""

    tenant_id: UUID
    documents: tuple[bytes, ...]
    url: str

    @property
    def given(self) -> Root:
        """The one that somebody kept."""
        return read_root(self.documents[GIVEN])


@pytest.fixture(scope="module")
def four(database: Database, servers: TestServers, owner_url: str) -> Roots:
    made, documents = make_tenant(database, rules="oacett-cpd"), []
    for night in range(len(DAYS)):
        at = FIRST_NIGHT + timedelta(days=night)
        with database.tenant(made.tenant_id) as scope:
            append(scope, [claim_of(made)], at - timedelta(hours=5))
        with database.tenant(made.tenant_id) as scope:
            root = make_root(scope, seal, at)
            assert root is not None
            documents.append(root.document)
    superuser = url_text(servers.superuser_url or owner_url, database=str(database.engine.url.database))
    return Roots(made.tenant_id, tuple(documents), superuser)


@pytest.fixture
def change(four: Roots) -> Iterator[Callable[..., list[str]]]:
    """Do something to the kept roots, say what is told of it, and undo it."""
    engine = create_engine(four.url)

    def changed(statement: str, **values: Any) -> list[str]:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(statement), {"tenant": four.tenant_id, **values})
            found = told(four, connection)
            transaction.rollback()
        return found

    yield changed
    engine.dispose()


def told(four: Roots, connection: Connection) -> list[str]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        scope = TenantScope(session, four.tenant_id)
        return [*kept_faults(scope, four.given), *seal_faults(scope, roots())]


def made_anew(four: Roots, number: int, **changes: Any) -> bytes:
    """A root that reads well and says something else."""
    root = read_root(four.documents[number - 1])
    facts: dict[str, Any] = {"day": root.day, "at": root.made_at, "after": root.previous} | changes
    return root_bytes(root.tenant_id, root.head, [b"\0" * 8] * root.head.seq, **facts)


def test_untouched_roots_have_no_fault(change: Callable[..., list[str]]) -> None:
    assert change("SELECT 1") == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("column", ["number", "day", "seq", "hash", "digest", "made_at"])
def test_what_stands_beside_a_root_is_held_against_it(
    change: Callable[..., list[str]], number: int, column: str
) -> None:
    value = {"number": "90", "day": "'2020-01-01'", "seq": "77", "made_at": "'infinity'"}.get(
        column, r"'\x" + "00" * 32 + "'"
    )
    found = change(f"UPDATE ledger_root SET {column} = {value} WHERE tenant_id = :tenant AND number = {number}")
    assert f"what stands beside the root of {DAYS[number - 1]} differs from it: {column}" in found


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "root 1 is no longer kept here"),
        (2, "root 2 is no longer kept here"),
        (3, "the root of 2026-06-04 is no longer kept here"),
    ],
)
def test_a_root_that_was_deleted_is_missed(change: Callable[..., list[str]], number: int, sentence: str) -> None:
    assert change(f"DELETE FROM ledger_root WHERE tenant_id = :tenant AND number = {number}")[:1] == [sentence]


def test_all_roots_deleted_are_missed(change: Callable[..., list[str]]) -> None:
    assert change("TRUNCATE ledger_root CASCADE") == ["the root of 2026-06-04 is no longer kept here"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "another root 1 is kept here: .*"),
        (2, "another root 2 is kept here: .*"),
        (3, "another root of 2026-06-04 is kept here: .*"),
    ],
)
def test_another_root_in_its_place_is_told_though_all_beside_it_fits(
    change: Callable[..., list[str]], four: Roots, number: int, sentence: str
) -> None:
    other = made_anew(four, number)
    found = change(
        "UPDATE ledger_root SET document = :document, digest = :digest WHERE tenant_id = :tenant AND number = :number",
        document=other,
        digest=digest_of(other),
        number=number,
    )
    assert any(re.fullmatch(sentence, fault) for fault in found)
    assert any(fault.startswith(f"the seal kept with the root of {DAYS[number - 1]} does not hold") for fault in found)


def test_a_later_root_that_goes_on_from_another_is_told(change: Callable[..., list[str]], four: Roots) -> None:
    other = made_anew(four, 4, after=Predecessor(3, b"\1" * 32))
    found = change(
        "UPDATE ledger_root SET document = :document, digest = :digest WHERE tenant_id = :tenant AND number = 4",
        document=other,
        digest=digest_of(other),
    )
    assert "root 4 does not go on from root 3: it was made anew" in found


@pytest.mark.parametrize("bytes_", [r"'\x'", r"'\x7b7d'", "document || ' '"])
def test_bytes_that_are_no_root_any_more_are_told(change: Callable[..., list[str]], bytes_: str) -> None:
    found = change(f"UPDATE ledger_root SET document = {bytes_} WHERE tenant_id = :tenant AND number = 2")
    assert "the root of 2026-06-03 that is kept here is no root any more" in found


@pytest.mark.parametrize("bytes_", [r"'\x'", r"'\x3003'", "(SELECT seal FROM ledger_root WHERE number = 1 LIMIT 1)"])
def test_a_seal_that_is_not_the_roots_is_told(change: Callable[..., list[str]], bytes_: str) -> None:
    (fault,) = change(f"UPDATE ledger_root SET seal = {bytes_} WHERE tenant_id = :tenant AND number = 2")
    assert fault.startswith("the seal kept with the root of 2026-06-03 does not hold: ")


def test_a_time_stamp_of_nothing_is_told(change: Callable[..., list[str]]) -> None:
    (fault,) = change(
        "INSERT INTO root_stamp (tenant_id, id, root_id, answer, stamped_at) "
        r"SELECT tenant_id, :id, id, '\x3003', now() FROM ledger_root WHERE tenant_id = :tenant AND number = 1",
        id=new_id(),
    )
    assert fault.startswith("the time stamp kept with the root of 2026-06-02 does not hold: ")
