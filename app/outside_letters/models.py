"""The letters of other organisations, with what became of each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Index, LargeBinary, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import TenantOwned, within_tenant


class OutsideLetter(TenantOwned):
    """One file that a member handed in, as it came, and what a coordinator made of it (H7).

    The ledger names it by `digest` (SHA-256 of `content`), and stays whole when it is erased.
    """

    __tablename__ = "outside_letter"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("received_mail_id", "received_mail", ondelete="SET NULL (received_mail_id)"),
        within_tenant("decided_by_id", "membership"),
        Index("ix_outside_letter_person", "tenant_id", "person_id", "received_at"),
        Index("ix_outside_letter_digest", "tenant_id", "digest"),
        Index(
            "uq_outside_letter_waiting",
            "tenant_id",
            "person_id",
            "digest",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    person_id: Mapped[UUID]
    programme_id: Mapped[UUID]
    received_mail_id: Mapped[UUID | None]  # the mail that brought it; none where it was handed in on the page
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    file_name: Mapped[str]  # as the sender called it: shown to people, never a path
    words: Mapped[str]  # what the member wrote with it
    received_at: Mapped[datetime]
    state: Mapped[str]  # `app.outside_letters.standing.Standing`
    organisation: Mapped[str]  # whose letter it is: as the member says, then as the coordinator read it
    reason: Mapped[str]  # why it was declined
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None]
    entry_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))  # the claims that stand on it
