"""What later entries say of the claims in a log (X3): only what changes its figures overtakes it."""

from datetime import date

from app.exports.checks.since_then import OVERTAKEN, Shown, fates
from app.finding import Trouble
from app.ledger.models import LedgerEntry
from tests.ledger.memory_ledger import MemoryLedger, attestation, claim, completion, correction, dispute


def _troubles(*later: str) -> list[Trouble]:
    ledger = MemoryLedger()
    made = ledger.append(claim(60))
    for kind in later:
        match kind:
            case "completed":
                ledger.append(completion(made, on=date(2026, 5, 12)))
            case "confirmed":
                ledger.append(attestation(made))
            case "disputed":
                ledger.append(dispute(made))
            case "withdrawn":
                ledger.append(correction(made, 0))
    rows = [
        LedgerEntry(kind=one.kind, target_id=one.target_id, minutes=one.minutes, seq=seq, recorded_at=one.recorded_at)
        for seq, one in enumerate(ledger.columns(), start=1)
        if one.target_id
    ]
    return [found.trouble for found in fates(rows, {made: Shown(1, 60)})]


def test_a_completion_leaves_the_hours_as_they_were() -> None:
    (trouble,) = _troubles("completed")
    assert trouble is Trouble.NOTE
    assert trouble not in OVERTAKEN


def test_a_correction_and_a_dispute_do_not() -> None:
    assert _troubles("confirmed", "completed", "disputed", "withdrawn") == [
        Trouble.NOTE,
        Trouble.NOTE,
        Trouble.DISPUTED,
        Trouble.CORRECTED,
    ]
