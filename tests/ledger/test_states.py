"""Where a claim stands follows from the entries after it (H2, H3, P8)."""

from datetime import date
from uuid import UUID

import pytest

from app.ledger.drafts import Means
from app.ledger.states import LiveClaim, State, states, totals
from app.programmes.rules import Confirmation
from tests.ledger.memory_ledger import (
    DAN,
    ELODIE,
    KATE,
    PRIYA,
    MemoryLedger,
    attestation,
    claim,
    correction,
    dispute,
    filled_ledger,
)


def ledger_with_claim(
    confirmation: Confirmation = Confirmation.PARTNER, *, partners: int = 1
) -> tuple[MemoryLedger, UUID]:
    ledger = MemoryLedger()
    return ledger, ledger.append(claim(confirmation=confirmation, with_=(KATE, ELODIE)[:partners]))


def only(ledger: MemoryLedger) -> LiveClaim:
    (live,) = states(ledger.columns())
    return live


def test_where_the_rules_ask_nobody_a_claim_is_recorded() -> None:
    ledger, _ = ledger_with_claim(Confirmation.NOBODY)
    assert only(ledger).state is State.RECORDED


@pytest.mark.parametrize("asked", [Confirmation.PARTNER, Confirmation.COORDINATOR, Confirmation.EITHER])
def test_where_the_rules_ask_someone_a_claim_waits(asked: Confirmation) -> None:
    ledger, _ = ledger_with_claim(asked)
    assert only(ledger).state is State.CLAIMED


@pytest.mark.parametrize(
    ("asked", "by_partner", "by_coordinator"),
    [
        (Confirmation.PARTNER, State.ATTESTED, State.CLAIMED),
        (Confirmation.COORDINATOR, State.CLAIMED, State.ATTESTED),
        (Confirmation.EITHER, State.ATTESTED, State.ATTESTED),
        (Confirmation.NOBODY, State.ATTESTED, State.ATTESTED),
    ],
)
def test_only_whom_the_rules_ask_can_confirm(asked: Confirmation, by_partner: State, by_coordinator: State) -> None:
    for party, role, expected in ((KATE, "mentee", by_partner), (PRIYA, "coordinator", by_coordinator)):
        ledger, claimed = ledger_with_claim(asked)
        ledger.append(attestation(claimed, party, role))
        assert only(ledger).state is expected


def test_nobody_confirms_their_own_hours() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed, DAN, "mentor"))
    assert only(ledger).state is State.CLAIMED


def test_someone_from_outside_the_match_confirms_nothing() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed, ELODIE, "mentee"))
    assert only(ledger).state is State.CLAIMED


def test_silence_confirms_when_it_was_entered_because_the_rules_count_it() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed, means=Means.SILENCE))
    live = only(ledger)
    assert live.state is State.ATTESTED
    assert live.answer is not None
    assert live.answer.means == "silence"


def test_a_dispute_stands_even_where_nobody_is_asked() -> None:
    ledger, claimed = ledger_with_claim(Confirmation.NOBODY)
    ledger.append(dispute(claimed))
    assert only(ledger).state is State.DISPUTED


def test_the_latest_answer_of_a_person_counts() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(dispute(claimed))
    ledger.append(attestation(claimed))
    assert only(ledger).state is State.ATTESTED
    ledger.append(dispute(claimed))
    assert only(ledger).state is State.DISPUTED


def test_one_partner_who_disputes_outweighs_another_who_confirms() -> None:
    ledger, claimed = ledger_with_claim(partners=2)
    ledger.append(dispute(claimed, KATE))
    ledger.append(attestation(claimed, ELODIE))
    assert only(ledger).state is State.DISPUTED


def test_a_coordinator_settles_what_was_disputed_before() -> None:
    ledger, claimed = ledger_with_claim(Confirmation.EITHER)
    ledger.append(dispute(claimed))
    ledger.append(attestation(claimed, PRIYA, "coordinator"))
    assert only(ledger).state is State.ATTESTED


def test_a_coordinator_who_sets_a_dispute_aside_suffices_even_where_the_partner_is_asked() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(dispute(claimed))
    ledger.append(attestation(claimed, PRIYA, "coordinator"))
    assert only(ledger).state is State.ATTESTED
    ledger.append(dispute(claimed))
    assert only(ledger).state is State.DISPUTED


def test_a_decision_about_one_figure_confirms_no_other() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(dispute(claimed))
    ledger.append(attestation(claimed, PRIYA, "coordinator"))
    ledger.append(correction(claimed, 60))
    ledger.append(attestation(claimed, PRIYA, "coordinator"))
    assert only(ledger).state is State.CLAIMED


def test_the_latest_correction_gives_the_minutes() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(correction(claimed, 60))
    ledger.append(correction(claimed, 75))
    live = only(ledger)
    assert (live.minutes, live.claim.minutes) == (75, 90)


def test_a_correction_of_the_minutes_sets_aside_what_was_confirmed_before() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed))
    ledger.append(correction(claimed, 60))
    assert only(ledger).state is State.CLAIMED
    ledger.append(attestation(claimed))
    assert only(ledger).state is State.ATTESTED


def test_a_correction_to_the_same_minutes_leaves_the_confirmation() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed))
    ledger.append(correction(claimed, 90))
    assert only(ledger).state is State.ATTESTED


def test_a_correction_to_nothing_withdraws_the_claim() -> None:
    ledger, claimed = ledger_with_claim()
    ledger.append(attestation(claimed))
    ledger.append(correction(claimed, 0))
    assert (only(ledger).state, only(ledger).minutes) == (State.WITHDRAWN, 0)


def test_a_claim_of_no_minutes_is_a_fact_and_not_withdrawn() -> None:
    ledger = MemoryLedger()
    ledger.append(claim(0, confirmation=Confirmation.NOBODY, on=date(2026, 5, 1)))
    assert only(ledger).state is State.RECORDED


def test_totals_by_mode_and_by_state_come_to_the_same_sum() -> None:
    summed = totals(states(filled_ledger().columns()))
    assert summed.minutes == 90 + 30 + 45 + 60 + 20
    assert summed.by_mode == {"video": 135, "phone": 60, "email": 50}
    assert summed.by_state == {State.ATTESTED: 90, State.CLAIMED: 30 + 60 + 20, State.DISPUTED: 45}


def test_nothing_claimed_comes_to_nothing() -> None:
    assert totals(()).minutes == 0
