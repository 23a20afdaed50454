"""Compares the rows of a table, CSV or XLSX, with those that the record beside it gives: row by row, cell by cell.

The first cell of each row is the number of the claim's entry, by which rows are known.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.exports.checks.row_order import row_order
from app.finding import Fact, Finding, Trouble
from app.language import mark as _

Row = Sequence[str]
MOST_FINDINGS: Final = 20
"""A table in which more is wrong is told by its first findings."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a table should hold. `open_columns` are not compared: the record does not hold what stands there."""

    header: Row
    rows: Sequence[Row]
    open_columns: Collection[int] = ()


def table_faults(expected: Expected, found: Sequence[Row]) -> list[Finding]:
    """What differs, by the number of the entry and the name of the column; empty when nothing does."""
    if not found or list(found[0]) != list(expected.header):
        return [_changed(_("table: its header is not that of an hour log"))]
    return [fault for fault, _place in zip(_row_faults(expected, found[1:]), range(MOST_FINDINGS), strict=False)]


def _row_faults(expected: Expected, found: Sequence[Row]) -> Iterator[Finding]:
    wanted = {row[0]: row for row in expected.rows}
    yield from _order_faults(list(wanted), [row[0] if row else "" for row in found])
    for row in found:
        if row and row[0] in wanted:
            yield from _cell_faults(expected, wanted[row[0]], row)


def _order_faults(wanted: Sequence[str], numbers: Sequence[str]) -> Iterator[Finding]:
    order = row_order(wanted, numbers)
    for number in order.missing:
        yield Finding.of(Trouble.MISSING, _("table: the row of entry %(seq)s is missing"), seq=number)
    for at in order.added:
        words = _("table: line %(line)s was added, the record has no entry %(seq)s")
        yield Finding.of(Trouble.ADDED, words, line=at + 2, seq=numbers[at] or "?")
    for number in order.doubled:
        yield Finding.of(Trouble.ADDED, _("table: the row of entry %(seq)s stands there twice"), seq=number)
    for number, before in order.moved:
        words = _("table: reordered, the row of entry %(seq)s stands after that of entry %(before)s")
        yield Finding.of(Trouble.REORDERED, words, seq=number, before=before)


def _cell_faults(expected: Expected, wanted: Row, row: Row) -> Iterator[Finding]:
    if len(row) != len(wanted):
        yield _changed(_("table: the row of entry %(seq)s has more or fewer cells than it should"), seq=wanted[0])
        return
    for at, (should, does) in enumerate(zip(wanted, row, strict=True)):
        if should != does and not (at in expected.open_columns and should):
            words = _('table: the row of entry %(seq)s says "%(found)s" under %(column)s, the record "%(expected)s"')
            facts = {"seq": wanted[0], "column": expected.header[at], "found": does[:80], "expected": should[:80]}
            yield _changed(words, **facts)


def _changed(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.CHANGED, words, facts)
