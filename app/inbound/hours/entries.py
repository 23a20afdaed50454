"""From facts to drafts for the ledger, each with its evidence (H2). Pure."""

from collections.abc import Sequence

from app.inbound.basis import Basis
from app.inbound.decision import Recorded
from app.inbound.facts import Adjustment, CompletionItem, HourItem
from app.ledger.drafts import ClaimDraft, CompletionDraft, CorrectionDraft, Draft, Evidence, Party
from app.reading.contract import Reading

Change = Adjustment | HourItem | CompletionItem


def drafts_of(facts: Recorded, basis: Basis) -> list[Draft]:
    """One draft per adjustment and per claim, numbered within the mail so that it is entered once."""
    changes: Sequence[Change] = [*facts.adjustments, *facts.items, *facts.completions]
    return [
        _draft(change, facts.period, basis, _evidence(number, change, basis))
        for number, change in enumerate(changes, start=1)
    ]


def _draft(change: Change, period: str, basis: Basis, evidence: Evidence) -> Draft:
    match change:
        case HourItem():
            return _claim(change, period, basis, evidence)
        case CompletionItem(held_on=held_on, starts=starts, ends=ends, way=way):
            return CompletionDraft(change.entry_id, evidence, held_on, starts, ends, way, change.topics or None)
        case Adjustment():
            return CorrectionDraft(change.entry_id, change.minutes, evidence)


def _evidence(number: int, change: Change, basis: Basis) -> Evidence:
    return Evidence(
        policy=basis.verdict.policy,
        verdict="; ".join(part for part in (basis.verdict.summary, _settles(change)) if part),
        received_mail_id=basis.mail.received_mail_id,
        mail_digest=basis.digest.hex() if basis.digest else None,
        item=number if basis.mail.received_mail_id else None,
        words=_words(change, basis.reading) or None,
        entered_by=basis.entered_by or basis.verdict.writer.assistant_id,
    )


def _settles(change: Change) -> str:
    return "" if isinstance(change, CompletionItem) else change.settles


def _claim(item: HourItem, period: str, basis: Basis, evidence: Evidence) -> ClaimDraft:
    known = basis.known
    match = next(match for match in known.matches if match.match_id == item.match_id)
    return ClaimDraft(
        programme_id=known.programme_id,
        match_id=match.match_id,
        claimant=Party(known.person_id, known.name, known.member_number),
        role=match.role,
        period=item.period or period,
        mode=item.mode,
        minutes=item.minutes,
        zone=match.rules.timezone,
        rules_id=match.rules_id,
        rules_number=match.rules_number,
        confirmation=match.rules.hours.confirmed_by,
        counterparts=tuple(Party(p.person_id, p.name, p.member_number) for p in match.partners),
        evidence=evidence,
        local_date=item.held_on,
        starts=item.starts,
        ends=item.ends,
        topics=item.topics or "; ".join(basis.reading.topics) or None,
    )


def _words(change: Change, reading: Reading) -> str:
    """The exact words that the amount was read from, joined where it stands on several; never the rest (C1)."""
    if isinstance(change, CompletionItem):
        return " … ".join(piece.text for piece in reading.evidence if piece.field == f"answers.{change.entry_id}")
    if isinstance(change, Adjustment):
        own = [piece.text for piece in reading.evidence if piece.field == f"answers.{change.entry_id}"]
        if own:
            return " … ".join(own)
    mode = change.mode if isinstance(change, HourItem) else ""
    found = [piece.text for piece in reading.evidence if piece.field == f"hours.by_mode.{mode}"]
    found = found or [piece.text for piece in reading.evidence if piece.field.startswith(("hours", "meetings"))]
    if not found and not isinstance(change, CompletionItem) and change.settles:
        found = [piece.text for piece in reading.evidence if piece.field.startswith("answer")]
    return " … ".join(dict.fromkeys(found))
