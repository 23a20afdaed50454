"""What a body holds and what it must not (H2, C1; design: no names or words in hashed bodies)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from app.ledger.commitment import Opening, seal
from app.ledger.drafts import Draft
from app.ledger.entry import committed
from app.ledger.format import BodyV1, checked_body
from tests.ledger.memory_ledger import (
    DAN,
    ELODIE,
    KATE,
    TENANT,
    MemoryLedger,
    attestation,
    claim,
    completion,
    evidence,
    filled_ledger,
)


def test_every_kind_of_entry_has_the_shape_of_format_v1() -> None:
    kinds = {BodyV1.model_validate(json.loads(entry.body)).kind for entry in filled_ledger().entries}
    assert kinds == {"claim", "attestation", "dispute", "correction"}


def test_a_completion_has_the_shape_of_format_v2() -> None:
    ledger = MemoryLedger()
    ledger.append(completion(ledger.append(claim(on=None)), on=date(2026, 5, 12), topics="career plan"))
    body = checked_body(json.loads(ledger.entries[1].body))
    assert (body.v, body.domain, body.kind) == (2, "mentorpost/ledger-body/v2", "completion")
    assert (body.date, body.minutes, body.zone) == ("2026-05-12", None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 5},
        {"zone": "UTC"},
        {"target": None},
        {"date": None},
        {"kind": "claim"},
        {"v": 1},
        {"role": "mentor"},
    ],
)
def test_a_completion_holds_nothing_that_only_others_have(changed: dict[str, object]) -> None:
    ledger = MemoryLedger()
    ledger.append(completion(ledger.append(claim(on=None)), on=date(2026, 5, 12)))
    with pytest.raises(ValueError, match="BodyV"):
        checked_body(json.loads(ledger.entries[1].body) | changed)


def test_no_name_number_or_word_stands_in_a_body() -> None:
    ledger = MemoryLedger()
    entry_id = ledger.append(claim(with_=(KATE, ELODIE)))
    ledger.append(attestation(entry_id))
    bodies = "".join(entry.body for entry in ledger.entries)
    secrets = ["Dan", "Roy", "M-1", "Kate", "M-2", "Élodie", "zoom", "career plan", "that is right"]
    assert [secret for secret in secrets if secret in bodies] == []


def test_each_name_and_word_opens_its_commitment() -> None:
    ledger = MemoryLedger()
    entry_id = ledger.append(claim(with_=(KATE, ELODIE)))
    body = json.loads(ledger.entries[0].body)
    openings = {opening.field: opening for opening in ledger.openings[entry_id]}
    assert set(openings) == {"claimant", "counterparts.0", "counterparts.1", "topics", "words"}
    for field, opening in openings.items():
        assert opening.commitment(TENANT, entry_id) == committed(body, field)
    assert openings["counterparts.1"].text == '{"member_number":null,"name":"Élodie Bérubé"}'


def test_the_same_words_are_committed_to_differently_each_time() -> None:
    ledger = MemoryLedger()
    first, second = ledger.append(claim()), ledger.append(claim())
    assert {opening.salt for opening in ledger.openings[first]}.isdisjoint(
        opening.salt for opening in ledger.openings[second]
    )
    commitments = [json.loads(entry.body)["commitments"]["words"] for entry in ledger.entries]
    assert commitments[0] != commitments[1]


def test_a_commitment_holds_for_its_own_entry_and_field_only() -> None:
    opening = seal("words", "yes")
    here = opening.commitment(TENANT, DAN.person_id)
    assert here != opening.commitment(TENANT, KATE.person_id)
    assert here != Opening("topics", opening.salt, opening.text).commitment(TENANT, DAN.person_id)


def test_a_field_without_a_commitment_opens_nothing() -> None:
    body = json.loads(filled_ledger().entries[0].body)
    assert [committed(body, field) for field in ("by", "counterparts", "counterparts.9", "counterparts.x")] == [
        None
    ] * 4


def test_words_that_were_not_said_are_null_and_still_written() -> None:
    ledger = MemoryLedger()
    ledger.append(replace(claim(), evidence=evidence(words=None), topics=None))
    body = json.loads(ledger.entries[0].body)
    assert body["commitments"]["words"] is None
    assert body["commitments"]["topics"] is None


def test_answers_and_corrections_are_about_the_claimant_and_counted_with_the_claims() -> None:
    bodies = [json.loads(entry.body) for entry in filled_ledger().entries]
    dans = [body for body in bodies if body["person"] == str(DAN.person_id)]
    assert [(body["kind"], body["person_seq"]) for body in dans] == [
        ("claim", 1),
        ("claim", 2),
        ("attestation", 3),
        ("correction", 4),
        ("claim", 5),
        ("dispute", 6),
    ]
    assert {body["period"] for body in dans[:4]} == {"2026-05"}


@pytest.mark.parametrize(
    "draft",
    [
        replace(claim(), period="2026-13"),
        replace(claim(), period="2026-5"),
        replace(claim(), minutes=-1),
        replace(claim(), minutes=31 * 24 * 60 + 1),
        replace(claim(), evidence=replace(evidence(), mail_digest="ABC")),
    ],
    ids=["month 13", "one digit", "below zero", "more than a month", "no digest"],
)
def test_a_draft_that_format_v1_does_not_allow_is_refused(draft: Draft) -> None:
    with pytest.raises(ValueError, match="got"):
        MemoryLedger().append(draft)


def test_a_body_says_only_what_its_kind_may_say() -> None:
    entries = filled_ledger().entries
    claimed, attested = json.loads(entries[0].body), json.loads(entries[3].body)
    wrong = [
        claimed | {"mode": None},
        claimed | {"target": attested["target"]},
        attested | {"minutes": 5},
        attested | {"by": None},
        attested | {"extra": 1},
        claimed | {"minutes": 90.0},
        claimed | {"minutes": True},
        {key: value for key, value in claimed.items() if key != "date"},
    ]
    for body in wrong:
        with pytest.raises(ValueError, match="BodyV1"):
            BodyV1.model_validate(body)
