"""What the ledger recorded after a log was made: a log may be whole and yet no longer the last word (X3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.exports.log.schema import HourLog
from app.finding import Fact, Finding, Trouble
from app.language import mark as _
from app.ledger.canonical import instant_text
from app.ledger.drafts import Kind
from app.ledger.models import LedgerEntry

OVERTAKEN: Final = frozenset({Trouble.CORRECTED, Trouble.DISPUTED})
"""Findings by which a whole log is no longer the last word."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as a log shows it: its number in the ledger, and its minutes."""

    seq: int
    minutes: int


def later_entries(scope: TenantScope, person_id: UUID, seq: int) -> Sequence[LedgerEntry]:
    """The entries about a claimant after the place `seq`, in the order of the chain."""
    return scope.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id == person_id, LedgerEntry.seq > seq)
        .order_by(LedgerEntry.seq)
    ).all()


def since_then(scope: TenantScope, log: HourLog) -> list[Finding]:
    """What became of the log's claims since, from corrected to completed; and how much else there is."""
    claims = {UUID(claim.entry): Shown(claim.seq, claim.minutes) for claim in log.claims}
    later = later_entries(scope, UUID(log.member.id), log.head.seq)
    found = fates(later, claims)
    if later:
        words = _("Entries about the member recorded since this log was made: %(number)s.")
        found.append(Finding.of(Trouble.NOTE, words, number=len(later)))
    return found


def fates(later: Sequence[LedgerEntry], claims: Mapping[UUID, Shown]) -> list[Finding]:
    """What later entries say about the claims that a log shows, by the claims' ids."""
    shown, found = dict(claims), []
    for entry in later:
        if entry.target_id is None or entry.target_id not in shown:
            continue
        claim, now = shown[entry.target_id], entry.minutes or 0
        found.append(_fate(entry, claim, now))
        if entry.kind == Kind.CORRECTION:
            shown[entry.target_id] = Shown(claim.seq, now)
    return found


def _fate(entry: LedgerEntry, claim: Shown, now: int) -> Finding:
    trouble, words = _words(entry.kind, now)
    facts: dict[str, Fact] = {
        "claim": claim.seq,
        "day": _day(entry.recorded_at),
        "seq": entry.seq,
        "before": claim.minutes,
        "now": now,
    }
    return Finding(trouble, words, facts)


def _words(kind: str, now: int) -> tuple[Trouble, str]:
    if kind == Kind.DISPUTE:
        return Trouble.DISPUTED, _("entry %(claim)s: disputed since, on %(day)s (entry %(seq)s)")
    if kind == Kind.ATTESTATION:
        return Trouble.NOTE, _("entry %(claim)s: confirmed since, on %(day)s (entry %(seq)s)")
    if kind == Kind.COMPLETION:
        return Trouble.NOTE, _("entry %(claim)s: completed since, on %(day)s (entry %(seq)s)")
    if now == 0:
        return Trouble.CORRECTED, _("entry %(claim)s: withdrawn since, on %(day)s (entry %(seq)s)")
    return Trouble.CORRECTED, _(
        "entry %(claim)s: corrected since, on %(day)s, from %(before)s to %(now)s minutes (entry %(seq)s)"
    )


def _day(at: datetime) -> str:
    return instant_text(at)[:10]
