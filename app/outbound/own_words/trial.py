"""A mail in own words to the coordinator who is trying them out."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.db import TenantScope, new_id
from app.language import gettext_for
from app.outbound.outbox import Office, Post, post
from app.tenants.audit import Action, note_action
from app.tenants.models import AuditEntry, Membership

TRIALS_A_DAY = 10


def send_trial(scope: TenantScope, written: Post, membership_id: UUID, office: Office) -> bool:
    """Put the mail into the outbox for the coordinator's own address; false after ten of them in 24 hours.

    Its subject says that it is a test. It opens no reply address, and it is no notice, so that it goes out each time.
    """
    now = office.clock()
    if _trials_since(scope, membership_id, now - timedelta(days=1)) >= TRIALS_A_DAY:
        return False
    staff = scope.session.get_one(Membership, (scope.tenant_id, membership_id))
    subject = gettext_for(written.mail.locale).gettext("Test: %(subject)s") % {"subject": written.mail.subject}
    trial = Post(
        mail=replace(written.mail, subject=subject, notice=False),
        to_name=staff.name,
        to_address=staff.email,
        from_name=written.from_name,
        from_address=written.from_address,
        programme_id=written.programme_id,
        once=f"trial:{new_id()}",
    )
    post(scope, [trial], office)
    note_action(scope, membership_id, Action.TEST_MAIL_SENT, now, note=written.mail.kind.value)
    return True


def _trials_since(scope: TenantScope, membership_id: UUID, since: datetime) -> int:
    count = select(func.count()).where(
        AuditEntry.tenant_id == scope.tenant_id,
        AuditEntry.membership_id == membership_id,
        AuditEntry.action == Action.TEST_MAIL_SENT.value,
        AuditEntry.at > since,
    )
    return scope.session.scalar(count) or 0
