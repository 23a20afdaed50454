"""What stands in the ledger for the mentor of a post room, entry by entry."""

from sqlalchemy import select

from app.ledger.models import LedgerEntry, LedgerOpening
from app.ledger.states import LiveClaim
from app.ledger.totals import live_claims
from tests.factories.post_room import PostRoom


def claims(room: PostRoom) -> list[LiveClaim]:
    """Their claims that were not withdrawn, in the order of the chain."""
    with room.database.tenant(room.made.tenant_id) as scope:
        return [live for live in live_claims(scope, person_id=room.made.mentor_id) if live.minutes]


def topics(room: PostRoom) -> list[str]:
    """The topics that entries open, in the order of the chain."""
    with room.database.tenant(room.made.tenant_id) as scope:
        return list(
            scope.session.scalars(
                select(LedgerOpening.text)
                .join(LedgerEntry, LedgerEntry.id == LedgerOpening.entry_id)
                .where(LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.field == "topics")
                .order_by(LedgerEntry.seq)
            )
        )
