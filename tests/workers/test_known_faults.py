"""A ledger that does not hold is read whole once a day, told of once, and goes on once it is mended (H2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, event, text

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


@contextmanager
def standing_aside(owner_url: str) -> Iterator[None]:
    """While the triggers that guard entries are off, as only the owner of the tables can have it."""
    owner_does(owner_url, "ledger_head", "ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    yield
    owner_does(owner_url, "ledger_head", "ALTER TABLE ledger_entry ENABLE TRIGGER USER")


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


def test_a_head_set_back_is_seen_beside_a_known_fault_and_so_is_its_mending(
    broken: House, empty_database_url: str
) -> None:
    to = "UPDATE ledger_head SET seq = :seq, hash = (SELECT hash FROM ledger_entry WHERE seq = :seq)"
    owner_does(empty_database_url, "ledger_head", to, seq=5)
    broken.turn()
    assert len(faults_told(broken)) == 2
    owner_does(empty_database_url, "ledger_head", to, seq=7)
    change_a_body(broken, empty_database_url, before=95, after=90)
    broken.turn()
    assert (broken.days(), kept(broken)) == ([(DAY, 7)], [])


def test_a_ledger_cut_short_again_after_it_was_put_right_is_told_again(house: House, empty_database_url: str) -> None:
    def do(table: str, statement: str) -> None:
        owner_does(empty_database_url, table, statement)

    def cut() -> None:
        do("ledger_opening", "DELETE FROM ledger_opening USING aside WHERE entry_id = aside.id")
        do("ledger_entry", "DELETE FROM ledger_entry WHERE seq = 7")
        house.watch.pass_by(days=1)
        house.turn()

    house.turn()
    do("ledger_entry", "CREATE TABLE aside AS SELECT * FROM ledger_entry WHERE seq = 7")
    do(
        "ledger_opening",
        "CREATE TABLE words_aside AS SELECT o.* FROM ledger_opening o JOIN aside a ON a.id = o.entry_id",
    )
    cut()
    do("ledger_entry", "INSERT INTO ledger_entry SELECT * FROM aside")
    do("ledger_opening", "INSERT INTO ledger_opening SELECT * FROM words_aside")
    house.turn()
    assert kept(house) == []
    cut()
    assert len(faults_told(house)) == 2


def test_more_faults_than_are_put_into_words_are_told_apart_from_others(house: House, empty_database_url: str) -> None:
    def change(*numbers: int) -> None:
        for number in numbers:
            owner_does(
                empty_database_url,
                "ledger_entry",
                "UPDATE ledger_entry SET body = replace(body, '\"kind\"', ' \"kind\"') WHERE seq = :number",
                number=number,
            )
        house.turn()

    for _ in range(6):
        house.enter(AFTER_MIDNIGHT)
    house.watch.pass_by(days=1)
    change(1, 3, 5, 7, 9)
    change(11, 12)
    assert len(faults_told(house)) == 2
    (found,) = kept(house)
    assert "more (" in found


def test_a_moment_moved_ahead_keeps_no_entry_from_its_root_unseen(house: House, empty_database_url: str) -> None:
    house.turn()
    house.enter(AFTER_MIDNIGHT)
    owner_does(empty_database_url, "ledger_entry", "UPDATE ledger_entry SET recorded_at = '2099-01-01' WHERE seq = 8")
    house.watch.pass_by(days=1)
    house.turn()
    assert kept(house) == ["the moment beside entry 8 is not the one in its body"]
    assert len(faults_told(house)) == 1


def test_no_root_is_made_of_entries_that_were_changed_while_they_were_read(
    house: House, empty_database_url: str
) -> None:
    """X3: else the root would hold for nothing, and no other could follow it."""
    original, changed = "(SELECT sha256(convert_to(body, 'UTF8')))", list[str]()

    def change(value: str) -> None:
        owner_does(empty_database_url, "ledger_entry", f"UPDATE ledger_entry SET body_hash = {value} WHERE seq = 1")

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().startswith("SELECT ledger_entry.body_hash") and not changed:
            changed.append(statement)
            untouched = create_engine(empty_database_url)
            with untouched.begin() as connection:
                connection.execute(text("UPDATE ledger_entry SET body_hash = sha256('other') WHERE seq = 1"))
            untouched.dispose()

    with standing_aside(empty_database_url):
        event.listen(house.database.engine, "before_cursor_execute", note)
        house.turn()
        event.remove(house.database.engine, "before_cursor_execute", note)
    assert (house.days(), kept(house)) == ([], ["it was changed while it was read"])
    change(original)
    house.turn()
    assert (house.days(), kept(house)) == ([(DAY, 7)], [])
