"""Every column that can hold somebody's words has its place in the catalogue of erasing (C3)."""

import pytest
from sqlalchemy import ARRAY, Column, LargeBinary, String, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from app.erasure.catalogue import ERASED, HARMLESS, Apart, Deleted, columns_of
from app.erasure.rows import RULES
from app.models import Base

_HARMLESS = frozenset().union(*HARMLESS.values())
_TABLES = Base.metadata.tables


def _can_hold_words(column: Column[object]) -> bool:
    kind = column.type.item_type if isinstance(column.type, ARRAY) else column.type
    return isinstance(kind, String | Text | LargeBinary | JSONB) and not isinstance(kind, Uuid)


def _columns() -> list[str]:
    return sorted(
        f"{table.name}.{column.name}"
        for table in _TABLES.values()
        for column in table.columns
        if _can_hold_words(column) and not isinstance(ERASED.get(table.name), Deleted)
    )


def _erased() -> set[str]:
    return {f"{table}.{column}" for table in ERASED for column in columns_of(table)}


def test_every_column_that_can_hold_words_is_erased_or_nobodys() -> None:
    missing = [name for name in _columns() if name not in _erased() | _HARMLESS]
    assert missing == [], (
        f"{', '.join(missing)}: can it hold a person's words, name or address? If so, put it into ERASED in "
        "app/erasure/catalogue.py and say in RULES of app/erasure/rows.py which rows are a person's. "
        "If nobody's words can ever stand there, put it into HARMLESS with the reason."
    )


def test_no_column_is_both() -> None:
    assert _erased() & _HARMLESS == set()


def test_the_catalogue_names_no_column_that_is_gone() -> None:
    known = {f"{table.name}.{column.name}" for table in _TABLES.values() for column in table.columns}
    assert sorted((_erased() | _HARMLESS) - known) == []


def test_each_erased_table_has_its_rule_or_a_function_of_its_own() -> None:
    by_rule = {table for table, fate in ERASED.items() if not isinstance(fate, Apart)}
    assert by_rule == set(RULES), "say in RULES of app/erasure/rows.py which rows of the table are a person's"


@pytest.mark.parametrize("table", sorted(ERASED))
def test_what_is_emptied_can_be(table: str) -> None:
    """A column that may not be null is not set to null."""
    columns = _TABLES[table].columns
    values = {**getattr(ERASED[table], "own", {}), **getattr(ERASED[table], "said", {})}
    assert [name for name, value in values.items() if value is None and not columns[name].nullable] == []


def test_every_table_that_points_to_a_person_is_in_the_catalogue_or_holds_ids_only() -> None:
    """Rows of figures and days may stay under an id that means nothing any more; their words may not."""
    for table in _TABLES.values():
        words = [column.name for column in table.columns if _can_hold_words(column)]
        names = {f"{table.name}.{name}" for name in words}
        assert table.name in ERASED or names <= _HARMLESS, table.name
