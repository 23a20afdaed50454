"""A clock that ran ahead when a root was made is no reason to make none ever after (X3)."""

from datetime import UTC, datetime, timedelta

from app.db import Database
from app.ledger.append import append
from app.ledger.roots.check import ledger_faults
from app.ledger.roots.document import read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import kept_entries, kept_head
from tests.factories.tenants import make_tenant
from tests.ledger.kept_ledger import claim_of, fill
from tests.signing.seals import seal

TRUE_TIME = datetime(2026, 6, 3, 0, 5, tzinfo=UTC)


def test_entries_from_before_a_root_of_the_future_get_a_root_and_are_told(database: Database) -> None:
    made = make_tenant(database, rules="oacett-cpd")
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        ahead = make_root(scope, seal, TRUE_TIME + timedelta(days=2))
        assert ahead is not None
        root = read_root(ahead.document)
    with database.tenant(made.tenant_id) as scope:
        append(scope, [claim_of(made, 20)], TRUE_TIME)
    with database.tenant(made.tenant_id) as scope:
        assert make_root(scope, seal, TRUE_TIME + timedelta(days=3)) is not None
        (told,) = ledger_faults(root, kept_entries(scope), kept_head(scope))
    assert "inserted" in told
