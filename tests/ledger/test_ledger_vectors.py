"""Golden vectors of formats v1 and v2: made by another programme from `docs/ledger-format.md`, never to change."""

import json
import unicodedata
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.ledger.canonical import canonical, digest
from app.ledger.chain import GENESIS, Head
from app.ledger.commitment import Opening
from app.ledger.drafts import Kind
from app.ledger.entry import committed
from app.ledger.format import checked_body

VECTORS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("vectors/*.json"))
}


@pytest.fixture(params=list(VECTORS))
def vector(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = VECTORS[request.param]
    return found


def test_the_body_is_written_as_in_the_vector(vector: dict[str, Any]) -> None:
    assert canonical(vector["input"]).decode() == vector["canonical_body"]
    assert digest(vector["canonical_body"].encode()).hex() == vector["body_hash"]


def test_the_body_has_the_shape_of_its_format(vector: dict[str, Any]) -> None:
    checked_body(json.loads(vector["canonical_body"]))


def test_the_entry_hash_is_that_of_the_vector(vector: dict[str, Any]) -> None:
    before = Head(vector["seq"] - 1, bytes.fromhex(vector["prev"]))
    after = before.next(UUID(vector["input"]["tenant"]), bytes.fromhex(vector["body_hash"]))
    assert (after.seq, after.hash.hex()) == (vector["seq"], vector["entry_hash"])
    assert digest(vector["canonical_link"].encode()).hex() == vector["entry_hash"]


def test_every_opening_opens_its_commitment(vector: dict[str, Any]) -> None:
    body = vector["input"]
    for row in vector["openings"]:
        opening = Opening(row["field"], bytes.fromhex(row["salt"]), row["text"])
        assert opening.commitment(UUID(body["tenant"]), UUID(body["entry"])) == row["commitment"]
        assert committed(body, row["field"]) == row["commitment"]


def test_the_vectors_form_one_chain_of_all_kinds() -> None:
    prev = GENESIS.hex()
    chained = [vector for name, vector in VECTORS.items() if not name.endswith("_nfd")]
    for vector in chained:
        assert vector["prev"] == prev
        prev = vector["entry_hash"]
    assert {vector["input"]["kind"] for vector in chained} == set(Kind)


def test_decomposed_french_gives_the_same_hashes_as_composed() -> None:
    composed, decomposed = VECTORS["5_french_nfc"], VECTORS["5_french_nfd"]
    assert composed["input"] != decomposed["input"]
    assert not unicodedata.is_normalized("NFC", decomposed["input"]["evidence"]["verdict"])
    assert composed["entry_hash"] == decomposed["entry_hash"]
