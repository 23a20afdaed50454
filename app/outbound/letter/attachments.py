"""Files that go along with a mail: kept beside its row until it has gone, and then no longer."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from app.db import TenantScope
from app.outbound.letter.mail import Attachment
from app.outbound.models import OutboundAttachment


def keep_attachments(scope: TenantScope, mail_id: UUID, attachments: Sequence[Attachment]) -> None:
    """Put the files beside the row of their mail."""
    scope.session.add_all(
        OutboundAttachment(
            tenant_id=scope.tenant_id,
            outbound_mail_id=mail_id,
            place=place,
            name=attachment.name,
            media_type=attachment.media_type,
            content=attachment.content,
        )
        for place, attachment in enumerate(attachments)
    )
    scope.session.flush()


def attachments_of(scope: TenantScope, mail_id: UUID) -> tuple[Attachment, ...]:
    """The files of a mail that has not gone yet, in their order."""
    rows = scope.session.execute(
        select(OutboundAttachment.name, OutboundAttachment.media_type, OutboundAttachment.content)
        .where(OutboundAttachment.tenant_id == scope.tenant_id, OutboundAttachment.outbound_mail_id == mail_id)
        .order_by(OutboundAttachment.place)
    )
    return tuple(Attachment(row.name, row.media_type, row.content) for row in rows)


def let_go(scope: TenantScope, mail_id: UUID) -> None:
    """The mail has gone, or never will: nobody needs its files here any more."""
    scope.session.execute(
        delete(OutboundAttachment).where(
            OutboundAttachment.tenant_id == scope.tenant_id, OutboundAttachment.outbound_mail_id == mail_id
        )
    )
