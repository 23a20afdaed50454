"""What people read in an hour log, derived from its entries alone: whoever checks a log derives it again."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from app.exports.log.schema import AnswerRow, ClaimRow, Identity, LoggedEntry, Member, Period, TotalsRow
from app.ledger.canonical import clock_text, date_text, instant_text
from app.ledger.columns import Columns
from app.ledger.drafts import Kind
from app.ledger.states import LiveClaim, states, totals


def claim_rows(entries: Sequence[LoggedEntry]) -> list[ClaimRow]:
    """One row for each claim among the entries, in their order."""
    by_id = {UUID(entry.body.entry): entry for entry in entries}
    return [_claim_row(live, by_id) for live in states([entry.columns for entry in entries])]


def totals_row(entries: Sequence[LoggedEntry]) -> TotalsRow:
    """The sums of the claims among the entries."""
    summed = totals(states([entry.columns for entry in entries]))
    by_state = {state.value: minutes for state, minutes in summed.by_state.items()}
    return TotalsRow.model_validate(
        {"minutes": summed.minutes, "by_mode": dict(summed.by_mode), "by_state": by_state}, strict=True
    )


def member_as_recorded(entries: Sequence[LoggedEntry]) -> Member | None:
    """The member's name and number as the latest claim recorded them; `None` when no opening tells."""
    for entry in reversed(entries):
        found = identity(entry, "claimant")
        if found is not None:
            return Member(id=entry.body.person, name=found.name, member_number=found.member_number)
    return None


def in_period(claim: Columns, since: date | None, until: date | None) -> bool:
    """Whether a claim belongs in a log of these days: by its date, or, without one, when its month meets them."""
    first, last = _days_of(claim)
    return (since is None or last >= since) and (until is None or first <= until)


def days(period: Period) -> tuple[date | None, date | None]:
    """The first and last day of a log's period, `None` where it has no bound."""
    since, until = (None if day is None else date.fromisoformat(day) for day in (period.since, period.until))
    return since, until


def within(entries: Iterable[Columns], since: date | None, until: date | None) -> set[UUID]:
    """The ids of the entries that belong in a log of these days; answers and corrections go with their claim."""
    everything = list(entries)
    claims = {live.claim.id for live in states(everything) if in_period(live.claim, since, until)}
    return {entry.id for entry in everything if (entry.target_id or entry.id) in claims}


def shown(kind: str, field: str) -> bool:
    """Whether a log opens this commitment: the words of those who answered a claim stay theirs (C1)."""
    return not (kind in (Kind.ATTESTATION, Kind.DISPUTE) and field == "words")


def unopened(entry: LoggedEntry) -> list[str]:
    """The fields that the entry commits to and a log may show, and that this log does not open."""
    commitments = entry.body.commitments
    fields = [name for name in ("claimant", "by", "words", "topics") if getattr(commitments, name) is not None]
    fields += [f"counterparts.{number}" for number in range(len(commitments.counterparts))]
    return [field for field in fields if shown(entry.body.kind, field) and opened(entry, field) is None]


def opened(entry: LoggedEntry, field: str) -> str | None:
    """The text behind a commitment, when the log opens it."""
    return next((opening.text for opening in entry.openings if opening.field == field), None)


def identity(entry: LoggedEntry, field: str) -> Identity | None:
    """The person behind a commitment, when the log opens it."""
    text = opened(entry, field)
    return None if text is None else Identity.model_validate_json(text)


def _name(entry: LoggedEntry, field: str) -> str | None:
    found = identity(entry, field)
    return None if found is None else found.name


def _days_of(claim: Columns) -> tuple[date, date]:
    if claim.local_date is not None:
        return claim.local_date, claim.local_date
    year, month = (int(part) for part in claim.period.split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _claim_row(live: LiveClaim, by_id: Mapping[UUID, LoggedEntry]) -> ClaimRow:
    claim, entry = live.claim, by_id[live.claim.id]
    return ClaimRow.model_validate(
        {
            "seq": entry.seq,
            "entry": str(claim.id),
            "role": claim.role,
            "partners": [_name(entry, f"counterparts.{number}") for number in range(len(claim.counterpart_ids))],
            "period": claim.period,
            "date": date_text(claim.local_date),
            "start": clock_text(claim.starts),
            "end": clock_text(claim.ends),
            "zone": claim.zone,
            "mode": claim.mode,
            "claimed_minutes": claim.minutes,
            "minutes": live.minutes,
            "state": live.state.value,
            "answer": None if live.answer is None else _answer_row(live.answer, by_id[live.answer.id]),
            "words": opened(entry, "words"),
            "topics": _topics(live, by_id),
        }
    )


def _topics(live: LiveClaim, by_id: Mapping[UUID, LoggedEntry]) -> str | None:
    """What the claim says was talked about, else the latest completion that does."""
    told = (opened(by_id[entry_id], "topics") for entry_id in (live.claim.id, *reversed(live.completions)))
    return next((topics for topics in told if topics is not None), None)


def _answer_row(answer: Columns, entry: LoggedEntry) -> AnswerRow:
    return AnswerRow.model_validate(
        {
            "seq": entry.seq,
            "kind": answer.kind,
            "name": _name(entry, "by"),
            "role": answer.by_role,
            "means": answer.means,
            "recorded_at": instant_text(answer.recorded_at),
        }
    )
