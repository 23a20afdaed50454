"""Hours that somebody else is asked about, and what they answer."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.attestations.models import AttestationItem
from app.inbound.decision import Outcome
from app.ledger.models import LedgerEntry
from app.ledger.states import LiveClaim
from app.ledger.totals import live_claims
from app.outbound.announce import announce
from app.outbound.models import OutboundMail
from tests.factories.moments import local
from tests.factories.post_room import PostRoom
from workers.jobs import DUE

TORONTO: Final = ZoneInfo("America/Toronto")
"""The zone of the preset `oacett-cpd`."""
NEXT_MORNING: Final = local("2026-06-03 09:00", TORONTO)
LOGGED: Final = "1.5h zoom with Kate on 12 May, 30 min by phone on 19 May and an hour in person on 26 May. all good"


def log_hours(room: PostRoom, words: str = LOGGED) -> None:
    """The mentor answers the check-in."""
    outcome = room.answer(room.check_in(room.made.mentor_email), words)
    assert outcome is Outcome.RECORDED, room.reason()


def come_due(room: PostRoom, at: datetime | None = None) -> None:
    """What the scheduler does, at a moment to which the watch is put."""
    room.watch.now = at or room.watch.now
    for find in DUE:
        with room.database.tenant(room.made.tenant_id) as scope:
            announce(scope, find(scope, room.watch()), room.services.office)


def asked(room: PostRoom, words: str = LOGGED) -> OutboundMail:
    """The mentor logs hours, and the mentee is asked the next morning."""
    log_hours(room, words)
    come_due(room, NEXT_MORNING)
    return room.latest("attestation", room.made.mentee_email)


def claims(room: PostRoom) -> list[LiveClaim]:
    """The mentor's, as they stand."""
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(live_claims(scope, person_id=room.made.mentor_id))


def stands(room: PostRoom) -> list[tuple[int, str]]:
    """Minutes and state of each of the mentor's claims, by day."""
    ordered = sorted(claims(room), key=lambda live: str(live.claim.local_date))
    return [(live.minutes, live.state.value) for live in ordered]


def entries(room: PostRoom, kind: str) -> list[LedgerEntry]:
    """The entries of a kind."""
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.kind == kind)
        rows = list(scope.session.scalars(query.order_by(LedgerEntry.seq)))
        scope.session.expunge_all()
        return rows


def items(room: PostRoom) -> list[AttestationItem]:
    """Everything that anybody is to confirm."""
    with room.database.tenant(room.made.tenant_id) as scope:
        query = select(AttestationItem).where(AttestationItem.tenant_id == scope.tenant_id)
        rows = list(scope.session.scalars(query.order_by(AttestationItem.id)))
        scope.session.expunge_all()
        return rows
