"""Mails to participants that did not go out, and why, for a coordinator to see (I8, I12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, select

from app.db import TenantScope
from app.language import gettext_for
from app.language import mark as _
from app.outbound.models import OutboundMail
from app.outbound.pacing.occasions import Occasion, kinds_of
from app.outbound.pacing.withholding import withheld_words
from app.programmes.models import Person

REFUSED: Final = _("Not taken by the next mail server: %(words)s")
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Unsent:
    """One mail that stayed here: to whom, which, since when (UTC)."""

    name: str
    subject: str
    since: datetime
    withheld: str | None
    error: str

    def why(self, locale: str) -> str:
        """The reason as a sentence."""
        if self.withheld:
            return withheld_words(self.withheld, locale)
        return gettext_for(locale).gettext(REFUSED) % {"words": self.error}


def unsent_mails(scope: TenantScope, since: datetime) -> list[Unsent]:
    """Those since a moment (UTC), the latest first; nothing that may tell of a safeguarding matter (C2)."""
    rows = scope.session.execute(
        select(
            Person.name, OutboundMail.subject, OutboundMail.failed_at, OutboundMail.withheld, OutboundMail.last_error
        )
        .join(Person, and_(Person.tenant_id == OutboundMail.tenant_id, Person.id == OutboundMail.person_id))
        .where(
            OutboundMail.tenant_id == scope.tenant_id,
            OutboundMail.failed_at >= since,
            OutboundMail.kind.not_in(kinds_of(Occasion.ALWAYS)),
        )
        .order_by(OutboundMail.failed_at.desc(), OutboundMail.id)
        .limit(_MOST)
    )
    return [Unsent(name, subject, at, withheld, error or "") for name, subject, at, withheld, error in rows if at]
