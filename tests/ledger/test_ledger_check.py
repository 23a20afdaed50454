"""A changed, missing, moved or added entry is found and named (X3, design: the ledger)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.ledger.canonical import canonical, digest
from app.ledger.chain import GENESIS, Head, link_hash
from app.ledger.check import Stored, Wrong, check_chain
from tests.ledger.memory_ledger import TENANT, filled_ledger


def found(entries: list[Stored], head: Head | None = None, after: Head | None = None) -> list[tuple[int, Wrong]]:
    faults = check_chain(TENANT, entries, head or filled.head, after=after)
    return [(fault.seq, fault.wrong) for fault in faults]


filled = filled_ledger()


def changed_body(entry: Stored, old: str, new: str) -> Stored:
    assert old in entry.body
    return replace(entry, body=entry.body.replace(old, new))


def test_a_whole_ledger_has_no_fault() -> None:
    assert found(filled.entries) == []


def test_an_empty_ledger_is_whole() -> None:
    assert found([], Head.of_empty()) == []


def test_a_stretch_is_checked_from_the_head_before_it() -> None:
    third = filled.entries[2]
    assert found(filled.entries[3:], after=Head(third.seq, third.hash)) == []


def test_a_changed_figure_is_named_by_its_entry() -> None:
    entries = [*filled.entries]
    entries[2] = changed_body(entries[2], '"minutes":60', '"minutes":61')
    assert found(entries) == [(3, Wrong.CHANGED), (3, Wrong.COLUMNS)]


def test_a_changed_figure_with_its_own_hash_made_to_fit_breaks_the_link() -> None:
    entries = [*filled.entries]
    forged = changed_body(entries[2], '"minutes":60', '"minutes":61')
    body_hash = digest(forged.body.encode())
    columns = replace(forged.columns, minutes=61)
    entries[2] = replace(
        forged, body_hash=body_hash, columns=columns, hash=link_hash(TENANT, 3, forged.prev_hash, body_hash)
    )
    assert found(entries) == [(4, Wrong.CHANGED)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("minutes", 91),
        ("period", "2026-04"),
        ("local_date", date(2026, 5, 13)),
        ("counterpart_ids", ()),
        ("mode", None),
    ],
)
def test_a_column_that_differs_from_the_body_is_named(column: str, value: Any) -> None:
    entries = [*filled.entries]
    entries[0] = replace(entries[0], columns=replace(entries[0].columns, **{column: value}))
    (fault,) = check_chain(TENANT, entries, filled.head)
    assert (fault.seq, fault.wrong) == (1, Wrong.COLUMNS)
    assert str(fault) == f"entry 1: its columns differ from its body: {column}"


def test_a_missing_entry_is_named() -> None:
    assert found([entry for entry in filled.entries if entry.seq != 4]) == [(4, Wrong.MISSING)]


def test_missing_first_and_last_entries_are_named() -> None:
    assert found(filled.entries[1:]) == [(1, Wrong.MISSING)]
    assert found(filled.entries[:-2]) == [(7, Wrong.MISSING)]


def test_two_entries_in_each_others_place_are_told() -> None:
    entries = [*filled.entries]
    entries[1], entries[2] = entries[2], entries[1]
    assert (2, Wrong.REORDERED) in found(entries)


def test_two_entries_that_swapped_their_numbers_too_break_their_hashes() -> None:
    entries = [*filled.entries]
    entries[1], entries[2] = replace(entries[2], seq=2), replace(entries[1], seq=3)
    assert {(2, Wrong.CHANGED), (3, Wrong.CHANGED)} <= set(found(entries))


def test_an_entry_added_after_the_head_is_told() -> None:
    before = filled.entries[-2]
    assert found(filled.entries, Head(before.seq, before.hash)) == [(8, Wrong.REORDERED)]


def test_a_head_with_another_hash_is_told() -> None:
    assert found(filled.entries, Head(filled.head.seq, GENESIS)) == [(8, Wrong.CHANGED)]


def test_entries_of_another_tenant_do_not_fit() -> None:
    other = TENANT.__class__(int=TENANT.int + 1)
    assert len(check_chain(other, filled.entries, filled.head)) == len(filled.entries)


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "{", '{"v":1}', '"\ud800"', "[" * 100_000, "1" * 5000, "NaN", '{"v":1.0}'],
    ids=["empty", "null", "list", "broken", "short", "surrogate", "deep", "long number", "nan", "float"],
)
def test_a_body_of_any_text_is_told_and_never_breaks_the_check(body: str) -> None:
    entries = [replace(filled.entries[0], body=body), *filled.entries[1:]]
    assert found(entries) == [(1, Wrong.CHANGED), (1, Wrong.MALFORMED)]


def test_a_body_that_is_not_written_canonically_is_told() -> None:
    entry = filled.entries[0]
    spaced = entry.body.replace('"v":1', '"v": 1')
    entries = [replace(entry, body=spaced), *filled.entries[1:]]
    assert found(entries) == [(1, Wrong.CHANGED), (1, Wrong.MALFORMED)]


def test_every_link_follows_from_the_one_before() -> None:
    prev = GENESIS
    for entry in filled.entries:
        link = {"domain": "mentorpost/ledger-entry/v1", "tenant": str(TENANT), "seq": entry.seq}
        link |= {"prev": prev.hex(), "body": digest(entry.body.encode()).hex()}
        assert entry.hash == digest(canonical(link))
        prev = entry.hash
