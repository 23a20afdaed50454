"""Mails of others that tell of an erased person and waited when they were erased: emptied once decided (C3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope, new_id
from app.erasure.belongings import Belongings, phrases_of_everybody
from app.erasure.closed_mails import close_mails
from app.erasure.models import ErasureLeft
from app.erasure.raw_mails import ToldOf, that_wait
from app.erasure.rows import RULES
from app.erasure.sent import hold_back, not_gone_out
from app.erasure.traces import Identity, patterns
from app.erasure.wiping import Traces, wiped
from app.inbound.emptied import empty_bytes
from app.inbound.learning.ordinary import key
from app.inbound.models import MailOutcome, ReceivedMail

LONGEST: Final = timedelta(days=30)
"""So long a mail may wait to be decided; then it is put aside and emptied undecided."""
_NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail that was left: its places of arrival, and who wrote it."""

    received: frozenset[UUID]
    writers: frozenset[UUID]


def note_left(scope: TenantScope, left: Mapping[UUID, ToldOf], now: datetime) -> None:
    """Remember which mails are still to be emptied, and by what each tells of the person."""
    scope.session.add_all(
        ErasureLeft(
            tenant_id=scope.tenant_id,
            id=new_id(),
            raw_mail_id=raw_id,
            told={"names": list(told.names), "turns": list(told.turns)},
            noted_at=now,
        )
        for raw_id, told in left.items()
    )
    scope.session.flush()


def finish_erasing(scope: TenantScope, now: datetime) -> Sequence[UUID]:
    """Empty what was decided since, and what was made of it; the ids of the mails of ours that were emptied.

    A mail of ours that tells of it and has not gone out yet, a receipt for one, goes out first.
    """
    rows = scope.session.scalars(
        select(ErasureLeft).where(ErasureLeft.tenant_id == scope.tenant_id).order_by(ErasureLeft.id)
    ).all()
    if not rows:
        return ()
    waiting = that_wait(scope, {row.raw_mail_id for row in rows})
    taken = {key(phrase) for phrase in phrases_of_everybody(scope)}
    sent: list[UUID] = []
    for row in rows:
        overdue = now - row.noted_at >= LONGEST
        if overdue or row.raw_mail_id not in waiting:
            sent += _finished(scope, row, taken, now, overdue=overdue)
    return sent


def _finished(
    scope: TenantScope, row: ErasureLeft, taken: Collection[str], now: datetime, *, overdue: bool
) -> Sequence[UUID]:
    """Names that are `taken` are not searched for: whoever came since may bear the same."""
    mail = _mail(scope, row.raw_mail_id)
    theirs = [phrase for phrase in row.told["names"] if key(phrase) not in taken]
    traces = Traces(patterns(theirs), patterns(row.told["turns"]), mail.writers)
    if not overdue and not_gone_out(scope, traces):
        return ()
    close_mails(scope, mail.received, now)
    empty_bytes(scope, {row.raw_mail_id})
    changed = {name: wiped(scope, _nobody(), traces, name) for name in RULES}
    hold_back(scope, changed["outbound_mail"], now)
    scope.session.delete(row)
    scope.session.flush()
    return changed["outbound_mail"]


def _mail(scope: TenantScope, raw_id: UUID) -> _Mail:
    found = scope.session.execute(
        select(ReceivedMail.id, MailOutcome.person_id)
        .outerjoin(
            MailOutcome,
            (MailOutcome.tenant_id == ReceivedMail.tenant_id) & (MailOutcome.received_mail_id == ReceivedMail.id),
        )
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.raw_mail_id == raw_id)
    ).all()
    return _Mail(frozenset(one.id for one in found), frozenset(one.person_id for one in found if one.person_id))


def _nobody() -> Belongings:
    """Whose rows went when they were erased."""
    none: frozenset[UUID] = frozenset()
    return Belongings(
        person_id=_NOBODY,
        user_id=None,
        addresses=frozenset(),
        mails=none,
        claims=none,
        circle=none,
        subjects=none,
        causes=frozenset(),
        identity=Identity((), (), ()),
        turns=frozenset(),
    )
