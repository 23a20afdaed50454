"""The addresses of members that need a coordinator's eye, with why in words (I8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.language import gettext_for
from app.language import mark as _
from app.outbound.models import AddressState
from app.outbound.reach.failures import failure_words
from app.outbound.reach.standing import COMPLAINT, SILENT, State
from app.programmes.models import Person

COMPLAINED = _("A mail of ours was reported as unwanted from this address.")
STATES = {
    State.SOFT: _("Mail to this address failed of late; we go on trying."),
    State.REFUSED: _("Mail to this address was refused; the next one goes out all the same."),
    State.CHALLENGE: _("Mail to this address may wait unseen at its provider."),
    State.LEFT: _("Mail still goes there. Please find out where they are to be reached."),
    State.REPORTED: _("Mail still goes there. Please ask them whether it arrives."),
    State.DEAD: _("No mail goes to this address any more."),
    State.COMPLAINED: _("No mail goes to this address any more."),
}


@dataclass(frozen=True, slots=True)
class TroubledAddress:
    """A member's address that does not get our mail as it should; moments in UTC, `detail` as the server said it."""

    person_id: UUID
    name: str
    email: str
    state: State
    reason: str
    detail: str
    failures: int
    since: datetime
    last_at: datetime

    @property
    def silent(self) -> bool:
        """Whether no mail goes there."""
        return self.state in SILENT


def troubled_addresses(scope: TenantScope) -> list[TroubledAddress]:
    """Every member's address with a state, the oldest trouble first."""
    rows = scope.session.execute(
        select(AddressState, Person.id, Person.name)
        .join(Person, and_(Person.tenant_id == AddressState.tenant_id, Person.email == AddressState.email))
        .where(AddressState.tenant_id == scope.tenant_id)
        .order_by(AddressState.since, AddressState.id)
    ).all()
    return [_troubled(row, person_id, name) for row, person_id, name in rows]


def address_words(state: str, reason: str, locale: str) -> str:
    """What has become of an address and why, in one or two sentences."""
    gettext = gettext_for(locale).gettext
    why = gettext(COMPLAINED) if reason == COMPLAINT else failure_words(reason, locale)
    return f"{why} {gettext(STATES[State(state)])}"


def _troubled(row: AddressState, person_id: UUID, name: str) -> TroubledAddress:
    return TroubledAddress(
        person_id=person_id,
        name=name,
        email=row.email,
        state=State(row.state),
        reason=row.reason,
        detail=row.detail,
        failures=row.failures,
        since=row.since,
        last_at=row.last_at,
    )
