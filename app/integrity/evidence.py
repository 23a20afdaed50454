"""The entries of a flag down to their mails: what was written, when it came, and who showed to have sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from app.db import TenantScope
from app.inbound.models import MailOutcome, ReceivedMail
from app.integrity.flag import Flag
from app.ledger.models import LedgerEntry
from app.ledger.openings import texts_of
from app.ledger.states import LiveClaim
from app.programmes.names import names_of


@dataclass(frozen=True, slots=True)
class MailBehind:
    """The mail an entry stands on: when it came (UTC), the person's own words, the verdict on its sender."""

    received_at: datetime
    words: str
    verdict: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class EntryBehind:
    """A claim with its number in the chain, its mail if there is one, and else the note of who entered it."""

    live: LiveClaim
    seq: int
    mail: MailBehind | None
    note: str


def names_in(scope: TenantScope, flags: tuple[Flag, ...]) -> dict[UUID, str]:
    """The names of everybody whom the flags are about."""
    ids = {live.claim.person_id for flag in flags for live in flag.claims}
    ids |= {person_id for flag in flags for live in flag.claims for person_id in live.claim.counterpart_ids}
    ids |= {flag.other_id for flag in flags if flag.other_id}
    return names_of(scope, ids)


def entries_behind(scope: TenantScope, flag: Flag) -> tuple[EntryBehind, ...]:
    """The claims of a flag, each with what it stands on; never a matter for the named person alone (C2)."""
    ids = [live.claim.id for live in flag.claims]
    mails = _mails(scope, {live.claim.received_mail_id for live in flag.claims if live.claim.received_mail_id})
    rows = scope.session.execute(
        select(LedgerEntry.id, LedgerEntry.seq).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.id.in_(ids))
    )
    numbers, notes = {row.id: row.seq for row in rows}, texts_of(scope, ids, "words")
    return tuple(_behind(live, numbers, mails, notes) for live in flag.claims)


def _behind(
    live: LiveClaim, numbers: Mapping[UUID, int], mails: Mapping[UUID, MailBehind], notes: Mapping[UUID, str]
) -> EntryBehind:
    claim = live.claim
    mail = mails.get(claim.received_mail_id) if claim.received_mail_id else None
    return EntryBehind(live, numbers[claim.id], mail, "" if mail else notes.get(claim.id, ""))


def _mails(scope: TenantScope, ids: set[UUID]) -> dict[UUID, MailBehind]:
    rows = scope.session.execute(
        select(ReceivedMail.id, ReceivedMail.received_at, MailOutcome.reading, MailOutcome.verdict)
        .join(
            MailOutcome,
            and_(MailOutcome.tenant_id == ReceivedMail.tenant_id, MailOutcome.received_mail_id == ReceivedMail.id),
        )
        .where(
            ReceivedMail.tenant_id == scope.tenant_id,
            ReceivedMail.id.in_(ids),
            MailOutcome.is_current,
            MailOutcome.restricted.is_(False),
        )
    )
    return {row.id: MailBehind(row.received_at, (row.reading or {}).get("reply_text", ""), row.verdict) for row in rows}
