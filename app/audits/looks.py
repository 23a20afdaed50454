"""Every look of an auditor: noted in the audit log, and shown to the organisation (X1, C4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.audits.models import Audit, AuditLook
from app.db import TenantScope, new_id
from app.language import gettext_for
from app.language import mark as _
from app.ledger.models import LedgerEntry
from app.programmes.models import Person
from app.tenants.audit import Action, note_action
from app.tenants.models import AuditEntry

LOOKS: Final[dict[Action, str]] = {
    Action.AUDIT_SAMPLE_SEEN: _("Looked at the list of members"),
    Action.AUDIT_MEMBER_SEEN: _("Looked at the hours of a member"),
    Action.AUDIT_ENTRY_SEEN: _("Opened an entry"),
    Action.AUDIT_MAIL_SEEN: _("Read the mail behind an entry"),
    Action.AUDIT_MAIL_DOWNLOADED: _("Downloaded the mail behind an entry"),
    Action.AUDIT_LETTER_DOWNLOADED: _("Downloaded the letter behind an entry"),
    Action.AUDIT_LOG_DOWNLOADED: _("Downloaded the hour log of a member"),
    Action.AUDIT_PARTIES_ASKED: _("Asked the parties of an entry"),
    Action.AUDIT_SEED_FIXED: _("Chose the seed of the sample"),
    Action.AUDIT_SAMPLE_DRAWN: _("Drew the sample"),
    Action.AUDIT_LIST_DOWNLOADED: _("Downloaded the list of the draw"),
    Action.AUDIT_REFUSED: _("Asked for something outside the audit, and saw nothing"),
}
"""What is noted, and how the organisation reads it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when (UTC), what, at whose hours if anybody's, and which entry by its number in the ledger."""

    at: datetime
    action: Action
    note: str
    member: str
    entry: int | None

    def words(self, locale: str) -> str:
        """What was done, in the reader's language."""
        return gettext_for(locale).gettext(LOOKS[self.action])


def note_look(
    scope: TenantScope,
    audit: Audit,
    action: Action,
    at: datetime,
    *,
    person_id: UUID | None = None,
    claim_id: UUID | None = None,
    note: str = "",
) -> None:
    """Note a look in the same transaction as what is shown; without the note nothing is shown."""
    entry_id = note_action(scope, audit.membership_id, action, at, subject=claim_id or person_id or audit.id, note=note)
    scope.session.add(
        AuditLook(
            tenant_id=scope.tenant_id,
            id=new_id(),
            audit_id=audit.id,
            audit_entry_id=entry_id,
            person_id=person_id,
            claim_id=claim_id,
        )
    )
    scope.session.flush()


def looks_of(scope: TenantScope, audit_id: UUID) -> list[Look]:
    """All that an auditor has looked at in an audit, the latest first."""
    rows = scope.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.note, Person.name, LedgerEntry.seq)
        .join(
            AuditLook,
            (AuditLook.tenant_id == AuditEntry.tenant_id) & (AuditLook.audit_entry_id == AuditEntry.id),
        )
        .outerjoin(Person, (Person.tenant_id == AuditLook.tenant_id) & (Person.id == AuditLook.person_id))
        .outerjoin(LedgerEntry, (LedgerEntry.tenant_id == AuditLook.tenant_id) & (LedgerEntry.id == AuditLook.claim_id))
        .where(AuditEntry.tenant_id == scope.tenant_id, AuditLook.audit_id == audit_id)
        .order_by(AuditLook.id.desc())
    )
    return [Look(row.at, Action(row.action), row.note, row.name or "", row.seq) for row in rows]
