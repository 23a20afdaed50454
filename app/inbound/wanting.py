"""Which hours of a month lack what their rules require, and the one question that asks for it (H6)."""

from uuid import UUID

from app.db import TenantScope, new_id
from app.events import Wanting
from app.inbound.basis import Basis
from app.inbound.decision import Reason
from app.inbound.models import Question
from app.ledger.incomplete import incomplete_claims
from app.ledger.required import ASKABLE, incomplete_words
from app.ledger.totals import live_claims


def ask_what_is_missing(scope: TenantScope, basis: Basis, period: str) -> tuple[UUID | None, tuple[Wanting, ...]]:
    """Keep the question about all that this person can still tell of the month; its id, and what it asks."""
    known = basis.known
    claims = live_claims(scope, person_id=known.person_id, programme_id=known.programme_id, period=period)
    lacking = incomplete_claims(scope, claims)
    wanting = tuple(
        Wanting(live.claim.id, live.claim.match_id, live.claim.mode or "", live.minutes, fields)
        for live in claims
        if (fields := tuple(field for field in lacking.get(live.claim.id, ()) if field in ASKABLE))
    )
    if not wanting:
        return None, ()
    row = Question(
        tenant_id=scope.tenant_id,
        id=new_id(),
        received_mail_id=basis.mail.received_mail_id,
        person_id=known.person_id,
        programme_id=known.programme_id,
        check_in_id=known.check_in_id,
        subject_matter=Reason.INCOMPLETE.value,
        wording=_in_short(wanting, known.locale),
        reading={"entries": [str(each.entry_id) for each in wanting]},
        asked_at=basis.at,
    )
    scope.session.add(row)
    scope.session.flush()
    return row.id, wanting


def _in_short(wanting: tuple[Wanting, ...], locale: str) -> str:
    """The question as the coordinator's list of open questions shows it."""
    fields = tuple(field for field in ASKABLE if any(field in each.fields for each in wanting))
    return incomplete_words(fields, locale)
