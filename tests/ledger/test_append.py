"""The ledger on the real database: gapless, append-only, once for each item of a mail (H2)."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import create_engine, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from app.db import Database, TenantScope, new_id
from app.ledger.append import UnknownClaim, append
from app.ledger.chain import Head
from app.ledger.check import Stored, check_chain
from app.ledger.columns import Columns
from app.ledger.models import LedgerEntry, LedgerHead, LedgerOpening
from app.ledger.totals import State, live_claims, totals
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import claim_of, enter, fill, mentee
from tests.ledger.memory_ledger import AT, attestation, correction


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database, rules="oacett-cpd")


@pytest.fixture
def scope(database: Database, made: MadeTenant) -> Iterator[TenantScope]:
    with database.tenant(made.tenant_id) as opened:
        yield opened


def stored(scope: TenantScope) -> list[Stored]:
    rows = scope.session.scalars(
        select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id).order_by(LedgerEntry.seq)
    )
    return [Stored(row.seq, row.prev_hash, row.hash, row.body_hash, row.body, Columns.of_row(row)) for row in rows]


def head(scope: TenantScope) -> Head:
    row = scope.session.scalars(select(LedgerHead).where(LedgerHead.tenant_id == scope.tenant_id)).one()
    return Head(row.seq, row.hash)


def test_what_is_appended_forms_a_whole_chain(database: Database, made: MadeTenant) -> None:
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        assert head(scope).seq == 7
        assert check_chain(made.tenant_id, stored(scope), head(scope)) == ()


def test_an_entry_tells_the_head_that_its_receipt_prints(scope: TenantScope, made: MadeTenant) -> None:
    first, second = append(scope, [claim_of(made), claim_of(made, 15)], AT)
    assert (first.head.seq, second.head) == (1, head(scope))
    assert second.head.mark == f"2:{second.hash.hex()[:24]}"


def test_nothing_to_append_locks_and_writes_nothing(scope: TenantScope) -> None:
    assert append(scope, [], AT) == ()
    assert scope.session.scalar(select(func.count()).select_from(LedgerHead)) == 0


def test_two_tenants_have_chains_of_their_own(database: Database, made: MadeTenant) -> None:
    other = make_tenant(database)
    enter(database, made, claim_of(made))
    enter(database, other, claim_of(other))
    with database.tenant(other.tenant_id) as scope:
        assert head(scope).seq == 1


def test_what_is_rolled_back_leaves_no_gap(database: Database, made: MadeTenant) -> None:
    enter(database, made, claim_of(made))
    with suppress(UnknownClaim), database.tenant(made.tenant_id) as scope:
        append(scope, [claim_of(made), claim_of(made)], AT)
        append(scope, [correction(new_id(), 60)], AT)
    enter(database, made, claim_of(made))
    with database.tenant(made.tenant_id) as scope:
        assert [(entry.seq, entry.columns.person_seq) for entry in stored(scope)] == [(1, 1), (2, 2)]


def test_many_at_once_from_the_first_entry_on_leave_no_gap(database: Database, made: MadeTenant) -> None:
    together = threading.Barrier(4)

    def enter_some(_: int) -> None:
        together.wait()
        for _turn in range(10):
            enter(database, made, claim_of(made), claim_of(made))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter_some, range(4)))
    with database.tenant(made.tenant_id) as scope:
        entries = stored(scope)
        assert check_chain(made.tenant_id, entries, head(scope)) == ()
        assert [entry.columns.person_seq for entry in entries] == list(range(1, 81))


def test_an_item_of_a_mail_is_entered_once(database: Database, made: MadeTenant) -> None:
    mail = new_id()
    enter(database, made, claim_of(made, mail=mail), claim_of(made, mail=mail, item=1))
    with pytest.raises(IntegrityError, match="received_mail_id"):
        enter(database, made, claim_of(made, 15, mail=mail, item=1))
    with database.tenant(made.tenant_id) as scope:
        assert head(scope).seq == 2


def test_an_answer_to_a_claim_of_another_tenant_is_refused(database: Database, made: MadeTenant) -> None:
    other = make_tenant(database)
    (theirs,) = enter(database, other, claim_of(other))
    with pytest.raises(UnknownClaim, match=str(theirs)):
        enter(database, made, attestation(theirs, mentee(made)))


def test_only_a_claim_can_be_corrected(database: Database, made: MadeTenant) -> None:
    (claimed,) = enter(database, made, claim_of(made))
    (corrected,) = enter(database, made, correction(claimed, 60))
    with pytest.raises(UnknownClaim):
        enter(database, made, correction(corrected, 30))


def test_a_moment_without_a_zone_is_refused(scope: TenantScope, made: MadeTenant) -> None:
    with pytest.raises(ValueError, match="time zone"):
        append(scope, [claim_of(made)], datetime(2026, 6, 2))  # noqa: DTZ001


def test_words_that_no_database_can_hold_are_entered_all_the_same(database: Database, made: MadeTenant) -> None:
    draft = claim_of(made)
    odd = replace(draft, mode="vide\u0301o", evidence=replace(draft.evidence, words="1h\0 \ud800 e\u0301"))
    enter(database, made, odd)
    with database.tenant(made.tenant_id) as scope:
        assert check_chain(made.tenant_id, stored(scope), head(scope)) == ()
        words = scope.session.scalar(select(LedgerOpening.text).where(LedgerOpening.field == "words"))
        assert words == "1h\ufffd \ufffd é"


@pytest.mark.parametrize(
    "change", [update(LedgerEntry).values(minutes=1), delete(LedgerEntry)], ids=["update", "delete"]
)
def test_the_serving_role_cannot_change_or_delete_an_entry(
    database: Database, made: MadeTenant, change: object
) -> None:
    enter(database, made, claim_of(made))
    with pytest.raises(ProgrammingError, match="permission denied"), database.tenant(made.tenant_id) as scope:
        scope.session.execute(change)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET minutes = 1", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry CASCADE"]
)
def test_not_even_the_owner_changes_an_entry(
    database: Database, made: MadeTenant, migrated_urls: tuple[str, str], statement: str
) -> None:
    enter(database, made, claim_of(made))
    engine = create_engine(migrated_urls[0])
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_openings_can_be_destroyed_and_the_chain_stays_whole(database: Database, made: MadeTenant) -> None:
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        scope.session.execute(delete(LedgerOpening).where(LedgerOpening.tenant_id == scope.tenant_id))
    with database.tenant(made.tenant_id) as scope:
        assert scope.session.scalar(select(func.count()).select_from(LedgerOpening)) == 0
        assert check_chain(made.tenant_id, stored(scope), head(scope)) == ()


def test_live_claims_are_those_of_the_person_asked_for(database: Database, made: MadeTenant) -> None:
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        dans = live_claims(scope, person_id=made.mentor_id)
        kates = live_claims(scope, person_id=made.mentee_id)
    assert [(live.minutes, live.state) for live in dans] == [
        (90, State.ATTESTED),
        (30, State.CLAIMED),
        (45, State.DISPUTED),
    ]
    assert totals(kates).minutes == 10


def test_live_claims_narrow_to_a_month_a_match_and_a_programme(database: Database, made: MadeTenant) -> None:
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        may = live_claims(scope, person_id=made.mentor_id, period="2026-05")
        here = live_claims(scope, person_id=made.mentor_id, match_id=made.match_id, programme_id=made.programme_id)
        elsewhere = live_claims(scope, person_id=made.mentor_id, match_id=new_id())
    assert totals(may).by_state == {State.ATTESTED: 90, State.CLAIMED: 30}
    assert (len(here), elsewhere) == (3, ())


def test_no_tenant_sees_the_hours_of_another(database: Database, made: MadeTenant) -> None:
    fill(database, made)
    other = make_tenant(database)
    with database.tenant(other.tenant_id) as scope:
        assert live_claims(scope, person_id=made.mentor_id) == ()
