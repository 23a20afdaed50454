"""Which hours of a month lack what their rules require, and the one question that asks for it (H6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope, new_id
from app.events import Wanting
from app.inbound.basis import Basis
from app.inbound.decision import Reason
from app.inbound.hours.completing import MOST_TIMES, partner_of
from app.inbound.known import Known
from app.inbound.models import Question
from app.ledger.incomplete import incomplete_claims
from app.ledger.required import ASKABLE, incomplete_words
from app.ledger.totals import live_claims


def ask_what_is_missing(scope: TenantScope, basis: Basis, period: str) -> tuple[UUID | None, tuple[Wanting, ...]]:
    """Keep the question about all that this person can still tell of the month; its id, and what it asks.

    What was asked for before, and once more, is only told; an answer completes it all the same.
    """
    times = _times_asked(scope, basis.known)
    found = [replace(each, is_asked=times[str(each.entry_id)] < MOST_TIMES) for each in _wanting(scope, basis, period)]
    wanting = tuple(sorted(found, key=lambda each: not each.is_asked))
    if not wanting:
        return None, ()
    row = _question(scope, basis, wanting)
    row.reading = {
        "entries": [str(each.entry_id) for each in wanting],
        "fields": {str(each.entry_id): list(each.fields) for each in wanting},
        "times": 1 + max(times[str(each.entry_id)] for each in wanting),
    }
    scope.session.add(row)
    scope.session.flush()
    return row.id, wanting


def _wanting(scope: TenantScope, basis: Basis, period: str) -> tuple[Wanting, ...]:
    known = basis.known
    claims = live_claims(scope, person_id=known.person_id, programme_id=known.programme_id, period=period)
    lacking = incomplete_claims(scope, claims)
    return tuple(
        Wanting(
            live.claim.id,
            live.claim.mode or "",
            live.minutes,
            fields,
            live.claim.local_date,
            partner_of(live.claim.match_id, known.matches),
        )
        for live in claims
        if (fields := tuple(field for field in lacking.get(live.claim.id, ()) if field in ASKABLE))
    )


def _times_asked(scope: TenantScope, known: Known) -> Counter[str]:
    """Entry id -> in how many mails we have asked about it."""
    rows = scope.session.scalars(
        select(Question.reading).where(
            Question.tenant_id == scope.tenant_id,
            Question.person_id == known.person_id,
            Question.programme_id == known.programme_id,
            Question.subject_matter == Reason.INCOMPLETE.value,
        )
    )
    return Counter(entry for reading in rows if reading for entry in reading.get("entries", ()))


def _question(scope: TenantScope, basis: Basis, wanting: Sequence[Wanting]) -> Question:
    return Question(
        tenant_id=scope.tenant_id,
        id=new_id(),
        received_mail_id=basis.mail.received_mail_id,
        person_id=basis.known.person_id,
        programme_id=basis.known.programme_id,
        check_in_id=basis.known.check_in_id,
        subject_matter=Reason.INCOMPLETE.value,
        wording=_in_short(wanting, basis.known.locale),
        asked_at=basis.at,
    )


def _in_short(wanting: Sequence[Wanting], locale: str) -> str:
    """The question as the coordinator's list of open questions shows it."""
    fields = tuple(field for field in ASKABLE if any(field in each.fields for each in wanting))
    return incomplete_words(fields, locale)
