"""The latest mails to one person and what became of each, for a coordinator to see (I8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.language import gettext_for
from app.language import mark as _
from app.outbound.delivery.told import Became
from app.outbound.models import OutboundMail
from app.outbound.pacing.occasions import Occasion, kinds_of
from app.outbound.reach.failures import failure_words
from app.outbound.shown.unsent import Unsent

WAITS: Final = _("Waits to be sent.")
SENT: Final = _("Sent.")
_BECAME: Final = {
    Became.DELAYED: _("On its way: the mail server of this address has not taken it yet."),
    Became.DELIVERED: _("Arrived: the mail server of this address took it."),
    Became.FAILED: _("Came back."),
    Became.COMPLAINED: _("Arrived, and was reported as unwanted."),
}
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class MailTo:
    """One mail to an address: what stands in its subject, what became of it, and since when (UTC)."""

    email: str
    subject: str
    since: datetime
    became: Became | None
    why: str | None
    is_sent: bool
    unsent: Unsent | None

    def words(self, locale: str) -> str:
        """What became of it, in a sentence or two; what others told of it goes before what we know ourselves."""
        gettext = gettext_for(locale).gettext
        if self.became:
            said = gettext(_BECAME[self.became])
            return f"{said} {failure_words(self.why, locale)}" if self.why else said
        if self.unsent:
            return self.unsent.why(locale)
        return gettext(SENT if self.is_sent else WAITS)


def mails_to(scope: TenantScope, person_id: UUID) -> list[MailTo]:
    """The latest ones, the latest first; nothing that may tell of a safeguarding matter (C2)."""
    rows = scope.session.scalars(
        select(OutboundMail)
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.person_id == person_id,
            OutboundMail.kind.not_in(kinds_of(Occasion.ALWAYS)),
        )
        .order_by(OutboundMail.id.desc())
        .limit(_MOST)
    )
    return [_mail_to(row) for row in rows]


def mails_by_once(scope: TenantScope, names: Collection[str]) -> dict[str, MailTo]:
    """What became of mails that go out once, by the name that each has for that (`Post.once`)."""
    rows = scope.session.scalars(
        select(OutboundMail).where(OutboundMail.tenant_id == scope.tenant_id, OutboundMail.dedupe_key.in_(list(names)))
    )
    return {row.dedupe_key: _mail_to(row) for row in rows}


def _mail_to(row: OutboundMail) -> MailTo:
    return MailTo(
        email=row.to_address,
        subject=row.subject,
        since=row.became_at or row.sent_at or row.failed_at or row.created_at,
        became=Became(row.became) if row.became else None,
        why=row.became_why,
        is_sent=row.sent_at is not None,
        unsent=_unsent(row, row.failed_at) if row.failed_at else None,
    )


def _unsent(row: OutboundMail, since: datetime) -> Unsent:
    return Unsent(row.to_name, row.subject, since, row.withheld, row.last_error or "")
