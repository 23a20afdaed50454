"""The body of an entry (`docs/ledger-format.md`): one shape for all kinds; a completion is of format v2, the rest v1.

What a kind has no say in is `None`. Bodies hold ids, figures and commitments; names and words never stand in them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.ledger.canonical import clock_text, date_text, instant_text
from app.ledger.commitment import Opening, identity_text, seal
from app.ledger.drafts import (
    AttestationDraft,
    ClaimDraft,
    CompletionDraft,
    CorrectionDraft,
    DisputeDraft,
    Draft,
    Evidence,
    Kind,
)

_DOMAIN: Final = "mentorpost/ledger-body/v"
MOST_MINUTES: Final = 31 * 24 * 60
"""No month has more minutes; a larger figure is a mistake of the caller."""

Body = dict[str, Any]

_PERIOD = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS: Final[Mapping[type, Kind]] = {
    ClaimDraft: Kind.CLAIM,
    CorrectionDraft: Kind.CORRECTION,
    CompletionDraft: Kind.COMPLETION,
    AttestationDraft: Kind.ATTESTATION,
    DisputeDraft: Kind.DISPUTE,
}


@dataclass(frozen=True, slots=True)
class About:
    """What every entry is about, so that a member's entries are found and counted: taken over from its claim."""

    programme_id: UUID
    match_id: UUID
    person_id: UUID
    period: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a draft enters the ledger; `person_seq` counts the entries about one claimant from 1."""

    tenant_id: UUID
    entry_id: UUID
    person_seq: int
    recorded_at: datetime


def about_claim(draft: ClaimDraft) -> About:
    """What a new claim is about."""
    return About(draft.programme_id, draft.match_id, draft.claimant.person_id, draft.period)


def openings_of(draft: Draft) -> tuple[Opening, ...]:
    """The draft's names and words, each sealed with a fresh salt."""
    return tuple(seal(field, text) for field, text in _secrets_of(draft))


def body_of(draft: Draft, about: About, place: Place, openings: tuple[Opening, ...]) -> Body:
    """The body of the entry, ready to be written canonically.

    Raises:
        ValueError: when the draft's period, minutes or digest is not what the format allows.

    """
    _check(draft)
    hashes = {opening.field: opening.commitment(place.tenant_id, place.entry_id) for opening in openings}
    version = 2 if isinstance(draft, CompletionDraft) else 1
    return {
        "domain": f"{_DOMAIN}{version}",
        "v": version,
        "kind": _KINDS[type(draft)].value,
        "tenant": str(place.tenant_id),
        "entry": str(place.entry_id),
        "recorded_at": instant_text(place.recorded_at),
        "person": str(about.person_id),
        "person_seq": place.person_seq,
        "programme": str(about.programme_id),
        "match": str(about.match_id),
        "period": about.period,
        **_claim_part(draft),
        **_response_part(draft),
        "minutes": draft.minutes if isinstance(draft, ClaimDraft | CorrectionDraft) else None,
        "evidence": _evidence_part(draft.evidence),
        "commitments": {
            "claimant": hashes.get("claimant"),
            "counterparts": [hashes[field] for field in hashes if field.startswith("counterparts.")],
            "by": hashes.get("by"),
            "words": hashes.get("words"),
            "topics": hashes.get("topics"),
        },
    }


def committed(body: Body, field: str) -> str | None:
    """The commitment that stands in a body for an opening's field, or `None` when it holds none."""
    name, _, number = field.partition(".")
    found = body["commitments"].get(name)
    if not number:
        return found if isinstance(found, str) else None
    listed = isinstance(found, list) and number.isdecimal() and int(number) < len(found)
    return found[int(number)] if listed else None


def committed_fields(body: Body) -> tuple[str, ...]:
    """The fields that a body commits to, as their openings are called."""
    made = body["commitments"]
    counterparts = (f"counterparts.{number}" for number in range(len(made["counterparts"])))
    return (*(name for name, found in made.items() if isinstance(found, str)), *counterparts)


def _secrets_of(draft: Draft) -> Iterator[tuple[str, str]]:
    if isinstance(draft, ClaimDraft):
        yield "claimant", identity_text(draft.claimant)
        for number, party in enumerate(draft.counterparts):
            yield f"counterparts.{number}", identity_text(party)
    if isinstance(draft, ClaimDraft | CompletionDraft) and draft.topics is not None:
        yield "topics", draft.topics
    if isinstance(draft, AttestationDraft | DisputeDraft):
        yield "by", identity_text(draft.by)
    if draft.evidence.words is not None:
        yield "words", draft.evidence.words


def _claim_part(draft: Draft) -> Body:
    told: Body = dict.fromkeys(("role", "mode", "date", "start", "end", "zone", "rules", "confirmation"))
    if isinstance(draft, ClaimDraft | CompletionDraft):
        told |= {
            "mode": draft.mode,
            "date": date_text(draft.local_date),
            "start": clock_text(draft.starts),
            "end": clock_text(draft.ends),
        }
    if not isinstance(draft, ClaimDraft):
        return {**told, "counterparts": []}
    return {
        **told,
        "role": draft.role,
        "zone": draft.zone,
        "rules": {"id": str(draft.rules_id), "number": draft.rules_number},
        "confirmation": draft.confirmation.value,
        "counterparts": [str(party.person_id) for party in draft.counterparts],
    }


def _response_part(draft: Draft) -> Body:
    if isinstance(draft, ClaimDraft):
        return {"target": None, "by": None}
    if isinstance(draft, CorrectionDraft | CompletionDraft):
        return {"target": str(draft.target_id), "by": None}
    by = {"person": str(draft.by.person_id), "role": draft.role, "means": draft.means.value}
    return {"target": str(draft.target_id), "by": by}


def _evidence_part(evidence: Evidence) -> Body:
    return {
        "mail": None if evidence.received_mail_id is None else str(evidence.received_mail_id),
        "digest": evidence.mail_digest,
        "item": evidence.item,
        "policy": evidence.policy,
        "verdict": evidence.verdict,
        "entered_by": None if evidence.entered_by is None else str(evidence.entered_by),
    }


def _check(draft: Draft) -> None:
    if isinstance(draft, ClaimDraft) and not _PERIOD.fullmatch(draft.period):
        raise ValueError(f"a period is written YYYY-MM, got {draft.period!r}")
    if isinstance(draft, ClaimDraft | CorrectionDraft) and not 0 <= draft.minutes <= MOST_MINUTES:
        raise ValueError(f"minutes of one entry lie between 0 and {MOST_MINUTES}, got {draft.minutes}")
    found = draft.evidence.mail_digest
    if found is not None and not _DIGEST.fullmatch(found):
        raise ValueError(f"a mail's digest is 64 lower-case hexadecimal digits, got {found!r}")
