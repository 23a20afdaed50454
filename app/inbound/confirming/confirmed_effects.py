"""What an answer about listed hours does: entries of the ledger, and whoever has to know of them (H3, P8)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app import events
from app.attestations.answering import Answers, Witness, answer
from app.attestations.outcomes import Effect
from app.db import TenantScope
from app.inbound.answered import answered, known_of
from app.inbound.confirming.confirmed import periods_of
from app.inbound.decision import Confirmed
from app.inbound.known import Known
from app.inbound.open_questions import settle_questions
from app.inbound.stored import Found
from app.ledger.drafts import Evidence, Means, Party
from app.ledger.models import LedgerEntry
from app.reading.contract import Status

ENDS = (Status.ENDING, Status.ENDED)


def about_hours(
    scope: TenantScope, found: Found, decision: Confirmed, outcome_id: UUID, now: datetime
) -> list[events.Event]:
    """Enter what they say and tell of it. The ledger comes last, because its head stays locked until the commit."""
    known = known_of(found)
    assert known.listed is not None
    assert found.reading is not None
    settle_questions(scope, known, now)
    result = answer(scope, decision.verdicts, _witness(found, known), lambda *said: _evidence(found, *said), now)
    mail = answered(found, known, outcome_id, periods_of(known.listed.items)[-1])
    told = events.HoursAnswered(
        mail=mail,
        list_id=known.listed.list_id,
        effects=tuple((one.verdict.item_id, one.effect.value) for one in result.settled),
        question=decision.question,
        head=result.head,
        entered_by=_hand(found),
        answered_by=found.verdict.writer.assistant_id if found.verdict else None,
    )
    happened: list[events.Event] = [told, *what_follows(result, known.person_id)]
    if found.reading.wants_help:
        happened.append(events.HelpRequested(mail))
    if found.reading.status in ENDS:
        happened.append(events.EndSaid(mail))
    return happened


def what_follows(result: Answers, by_id: UUID) -> list[events.Event]:
    """Whom else it concerns: those whose hours are disputed, and those whose hours are disputed no more."""
    by_target = {entry.target_id: entry for entry in result.entries}
    disputed = [one for one in result.settled if one.effect is Effect.DISPUTED]
    settled = [
        events.DisputeSettled(one.verdict.item_id, by_target[one.claim_id].id)
        for one in result.settled
        if one.effect is Effect.CONFIRMED and one.ended_dispute
    ]
    entries = [(one.verdict.item_id, by_target[one.claim_id]) for one in disputed]
    return [*_disputes(entries, by_id), *settled]


def _disputes(entries: Sequence[tuple[UUID, LedgerEntry]], by_id: UUID) -> list[events.HoursDisputed]:
    apart = defaultdict[tuple[UUID, UUID], list[tuple[UUID, LedgerEntry]]](list)
    for item_id, entry in entries:
        apart[entry.person_id, entry.programme_id].append((item_id, entry))
    return [
        events.HoursDisputed(
            item_ids=tuple(item_id for item_id, _ in theirs),
            claimant_id=claimant_id,
            programme_id=programme_id,
            by_id=by_id,
            entry_ids=tuple(entry.id for _, entry in theirs),
        )
        for (claimant_id, programme_id), theirs in apart.items()
    ]


def _witness(found: Found, known: Known) -> Witness:
    means = Means.COORDINATOR if _hand(found) else Means.MAIL
    return Witness(Party(known.person_id, known.name, known.member_number), means)


def _evidence(found: Found, number: int, words: str) -> Evidence:
    assert found.verdict is not None
    return Evidence(
        policy=found.verdict.policy,
        verdict=found.verdict.summary,
        received_mail_id=found.mail.received_mail_id,
        mail_digest=found.mail.digest.hex(),
        item=number,
        words=words or None,
        entered_by=_hand(found) or found.verdict.writer.assistant_id,
    )


def _hand(found: Found) -> UUID | None:
    """The membership of a coordinator through whom the answer came (I11)."""
    return found.decided_by or found.handed_on_by
