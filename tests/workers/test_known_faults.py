"""A ledger that does not hold is read whole once a day, told of once, and goes on once it is mended (H2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app.ledger.models import LedgerFault
from tests.workers.root_house import AFTER_MIDNIGHT, DAY, House, change_a_body, faults_told, owner_does


@contextmanager
def reading(house: House) -> Iterator[list[str]]:
    """The statements by which openings are read: whoever reads a ledger whole reads them by batches."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "ledger_opening" in statement:
            seen.append(statement)

    engine = house.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def broken(house: House, empty_database_url: str) -> House:
    """A ledger whose first entry was changed; the job has found it."""
    change_a_body(house, empty_database_url)
    house.turn()
    return house


def kept(house: House) -> list[str]:
    with house.database.tenant(house.made.tenant_id) as scope:
        return [row.found for row in scope.session.query(LedgerFault)]


def test_what_was_found_is_repeated_and_nothing_is_read_while_nothing_changes(
    broken: House, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    with reading(broken) as read:
        broken.turn()
    assert read == []
    assert "ledger_does_not_hold" in "".join(capsys.readouterr())
    assert (len(faults_told(broken)), broken.days()) == (1, [])


def test_new_entries_are_no_reason_to_read_the_old_ones_again(broken: House) -> None:
    broken.enter(AFTER_MIDNIGHT)
    with reading(broken) as read:
        broken.turn()
    assert read == []


def test_it_is_read_again_once_a_day_and_told_once(broken: House) -> None:
    broken.watch.pass_by(days=1)
    with reading(broken) as read:
        broken.turn()
        first = len(read)
        broken.turn()
    assert first > 0
    assert len(read) == first
    assert len(faults_told(broken)) == 1


def test_a_ledger_that_was_mended_has_its_root_at_the_next_turn(broken: House, empty_database_url: str) -> None:
    change_a_body(broken, empty_database_url, before=95, after=90)
    broken.turn()
    assert (broken.days(), kept(broken)) == ([(DAY, 7)], [])


def test_the_same_fault_after_mending_is_told_again(broken: House, empty_database_url: str) -> None:
    change_a_body(broken, empty_database_url, before=95, after=90)
    broken.turn()
    change_a_body(broken, empty_database_url)
    broken.enter(AFTER_MIDNIGHT)
    broken.watch.pass_by(days=1)
    broken.turn()
    assert (broken.days(), len(faults_told(broken))) == ([(DAY, 7)], 2)


def test_an_entry_put_back_in_its_place_is_seen_at_once(house: House, empty_database_url: str) -> None:
    house.turn()
    house.enter(AFTER_MIDNIGHT)
    house.enter(AFTER_MIDNIGHT)
    for statement in (
        "CREATE TABLE kept_aside AS SELECT * FROM ledger_entry WHERE seq = 8",
        "DELETE FROM ledger_opening USING kept_aside WHERE entry_id = kept_aside.id",
        "DELETE FROM ledger_entry WHERE seq = 8",
    ):
        owner_does(empty_database_url, "ledger_entry", statement)
    house.watch.pass_by(days=1)
    house.turn()
    assert (house.days(), len(kept(house))) == ([(DAY, 7)], 1)
    owner_does(empty_database_url, "ledger_entry", "INSERT INTO ledger_entry SELECT * FROM kept_aside")
    house.turn()
    assert house.days() == [(DAY, 7), (date(2026, 6, 3), 9)]
    assert kept(house) == []


def test_a_ledger_cut_short_is_told_once_over_the_days(house: House, empty_database_url: str) -> None:
    """That is found without reading the entries, at every turn."""
    house.turn()
    for statement in ("DELETE FROM ledger_opening", "DELETE FROM ledger_entry WHERE seq = 7"):
        owner_does(empty_database_url, statement.split()[2], statement)
    for _day in range(3):
        house.watch.now += timedelta(days=1)
        house.turn()
        house.turn()
    assert len(faults_told(house)) == 1
