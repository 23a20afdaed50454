"""To which addresses no mail goes, and what moves an address there and back (I8).

Whoever notes a failure hands the events on to `announce`, in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from app import events
from app.db import TenantScope
from app.matches.people import programmes_of
from app.outbound.models import AddressState
from app.outbound.reach.failures import Failure
from app.outbound.reach.standing import SILENT, Standing, State, after_complaint, after_failure, stands_after_delivery
from app.programmes.models import Person

LONGEST_DETAIL: Final = 500


def suppressed(scope: TenantScope, emails: Iterable[str], *, answering: bool = False) -> set[str]:
    """Those of the addresses, in small letters, to which no mail goes.

    `answering`: the mail answers what its reader has just written to us; that one a complaint does not stop.
    """
    states = {State.DEAD} if answering else SILENT
    return set(
        scope.session.scalars(
            select(AddressState.email).where(
                AddressState.tenant_id == scope.tenant_id,
                AddressState.email.in_({_small(email) for email in emails}),
                AddressState.state.in_([state.value for state in states]),
            )
        )
    )


def note_failure(
    scope: TenantScope,
    email: str,
    failure: Failure,
    at: datetime,
    *,
    permanent: bool = True,
    detail: str = "",
    mail_id: UUID | None = None,
) -> list[events.Event]:
    """A mail to the address did not arrive (`at` in UTC); `permanent` is false for a status 4.x.x.

    `detail` is what the other server said, `mail_id` our mail, so that it counts once.
    """
    row = _locked(scope, email)
    after = after_failure(_standing(row), failure, at, mail_id, permanent=permanent)
    return _write(scope, row, email, after, detail)


def note_complaint(
    scope: TenantScope, email: str, at: datetime, *, detail: str = "", mail_id: UUID | None = None
) -> list[events.Event]:
    """The owner of the address reported a mail of ours as unwanted (RFC 5965)."""
    row = _locked(scope, email)
    return _write(scope, row, email, after_complaint(_standing(row), at, mail_id), detail)


def note_alive(scope: TenantScope, email: str, at: datetime, *, wrote: bool = False) -> bool:
    """A mail to the address was delivered at `at` (UTC), or its owner `wrote` to us; whether that changed its state.

    A delivery ends a row of failures before it. Only its owner's own words bring a dead address back, and a complaint
    is lifted by nothing but a person's hand.
    """
    row = _locked(scope, email)
    before = _standing(row)
    if row is None or before is None or before.state is State.COMPLAINED:
        return False
    if not wrote and stands_after_delivery(before, at):
        return False
    scope.session.delete(row)
    scope.session.flush()
    return True


def lift(scope: TenantScope, email: str) -> bool:
    """A coordinator wants mail to go there again; whether anything stood in the way."""
    row = _locked(scope, email)
    if row is None:
        return False
    scope.session.delete(row)
    scope.session.flush()
    return True


def _locked(scope: TenantScope, email: str) -> AddressState | None:
    """The state of an address; until the commit nobody else writes it, not even where there is none yet."""
    key = f"{scope.tenant_id}:{_small(email)}"
    scope.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    return scope.session.scalar(
        select(AddressState)
        .where(AddressState.tenant_id == scope.tenant_id, AddressState.email == _small(email))
        .execution_options(populate_existing=True)
    )


def _standing(row: AddressState | None) -> Standing | None:
    if row is None:
        return None
    return Standing(State(row.state), row.reason, row.failures, row.since, row.last_at, row.last_mail_id)


def _write(
    scope: TenantScope, row: AddressState | None, email: str, after: Standing, detail: str
) -> list[events.Event]:
    was_silent = row is not None and State(row.state) in SILENT
    if row is None:
        row = AddressState(tenant_id=scope.tenant_id, email=_small(email))
        scope.session.add(row)
    row.state, row.reason = after.state.value, after.reason
    row.failures, row.since, row.last_at, row.last_mail_id = (
        after.failures,
        after.since,
        after.last_at,
        after.last_mail_id,
    )
    row.detail = detail[:LONGEST_DETAIL] or row.detail or ""
    scope.session.flush()
    return [] if was_silent or after.state not in SILENT else _silenced(scope, _small(email), after)


def _silenced(scope: TenantScope, email: str, after: Standing) -> list[events.Event]:
    person_id = scope.session.scalar(
        select(Person.id).where(Person.tenant_id == scope.tenant_id, Person.email == email)
    )
    programme_id = next(iter(programmes_of(scope, person_id)), None) if person_id else None
    if person_id is None or programme_id is None:
        return []
    return [events.AddressSilenced(person_id, programme_id, email, after.state.value, after.reason, after.last_at)]


def _small(email: str) -> str:
    return email.strip().lower()
