"""The packs, proven by tables of worked examples that a person at the body can read and check by hand (H4)."""

import pytest

from app.programmes.cpd_rules import PACKS
from tests.cpd.cpd_tables import Example, Row, counted_tables, examples

EVERY = [example for pack in PACKS for example in examples(pack)]


@pytest.mark.parametrize("example", EVERY, ids=lambda example: f"{example.pack}: {example.title}")
def test_an_example_counts_as_its_tables_say(example: Example) -> None:
    entries, cycles = counted_tables(example)
    assert entries == list(example.entries)
    assert [_with_columns_of(example.cycles, cycle) for cycle in cycles] == list(example.cycles)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_at_least_twenty_examples_with_titles_of_their_own(pack: str) -> None:
    titles = [example.title for example in examples(pack)]
    assert len(set(titles)) == len(titles) >= 20


def _with_columns_of(rows: tuple[Row, ...], row: Row) -> Row:
    return {name: row[name] for name in rows[0]}
