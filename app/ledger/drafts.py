"""What is to be entered in the ledger, before it has a place in the chain."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.programmes.rules import Confirmation

BY_LETTER: Final = "by_letter"
"""The policy in the evidence of what stands on a letter of another organisation (H7); its digest is the letter's."""


class Kind(StrEnum):
    """What an entry says."""

    CLAIM = "claim"
    ATTESTATION = "attestation"
    DISPUTE = "dispute"
    CORRECTION = "correction"
    COMPLETION = "completion"


class Means(StrEnum):
    """How someone confirmed or disputed.

    By a mail, on a page after signing in, by silence where the rules count it, or through a coordinator.
    """

    MAIL = "mail"
    PAGE = "page"
    SILENCE = "silence"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Party:
    """A person as known at the time. The name and number are committed to, never written into a body."""

    person_id: UUID
    name: str
    member_number: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an entry stands on (H2, I11).

    `mail_digest` is the SHA-256 of the raw mail, or of the letter where that is the evidence, in lower-case
    hexadecimal, `item` numbers the entries of one mail (the pair is unique, so that a mail read twice is entered once),
    `policy` and `verdict` say how the sender was checked, `words` are the exact words the fact was read from,
    `entered_by` the member of staff who entered it.
    """

    policy: str
    verdict: str
    received_mail_id: UUID | None = None
    mail_digest: str | None = None
    item: int | None = None
    words: str | None = None
    entered_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """Minutes of one mode that one person claims for one match and month (H1, H2).

    `period` is `YYYY-MM` and date and times are local to `zone`, an IANA name; `rules_number` is the version's
    number in its programme.
    """

    programme_id: UUID
    match_id: UUID
    claimant: Party
    role: str
    period: str
    mode: str
    minutes: int
    zone: str
    rules_id: UUID
    rules_number: int
    confirmation: Confirmation
    counterparts: tuple[Party, ...]
    evidence: Evidence
    local_date: date | None = None
    starts: time | None = None
    ends: time | None = None
    topics: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """New minutes for an earlier claim; 0 withdraws it (H2). The latest correction counts."""

    target_id: UUID
    minutes: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CompletionDraft:
    """What an earlier claim left unsaid (H6): it fills in, and changes nothing that was said.

    Date and times are local to the zone of the claim.
    """

    target_id: UUID
    evidence: Evidence
    local_date: date | None = None
    starts: time | None = None
    ends: time | None = None
    mode: str | None = None
    topics: str | None = None


@dataclass(frozen=True, slots=True)
class AttestationDraft:
    """Someone confirms an earlier claim (H3)."""

    target_id: UUID
    by: Party
    role: str
    means: Means
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DisputeDraft:
    """Someone says that an earlier claim is not right (P8)."""

    target_id: UUID
    by: Party
    role: str
    means: Means
    evidence: Evidence


Draft = ClaimDraft | CorrectionDraft | CompletionDraft | AttestationDraft | DisputeDraft
