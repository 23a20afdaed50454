"""A coordinator hands on what a member wrote to them (I11): the member's words, on the coordinator's account."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select

from app.inbound.identity.authenticate import Verdict
from app.inbound.mail.forwarded import as_written, find_forward
from app.inbound.mail.message import Message
from app.inbound.services import Services
from app.inbound.stored import StoredMail
from app.tenants.models import Membership

COORDINATOR = "coordinator"
ACCOUNT = "forwarded by a coordinator from their enrolled address"


@dataclass(frozen=True, slots=True)
class Letter:
    """The mail to be read: as it came, or the one handed on in it, and the membership and address of whoever did."""

    message: Message
    handed_on_by: UUID | None = None
    handed_on_from: str = ""

    def vouched(self, verdict: Verdict) -> Verdict:
        """The verdict on the sender; of a mail handed on it names the writer, and says by whom it came."""
        if self.handed_on_by is None:
            return verdict
        ((_, writer),) = self.message.senders
        return replace(verdict, sender=writer, account=ACCOUNT)


def open_letter(services: Services, mail: StoredMail, message: Message) -> Letter:
    """What somebody wrote to a coordinator of the tenant, where that coordinator forwards it to a programme's address.

    From anybody else, or at a reply key, a forwarded mail is only a mail: it proves nothing of who wrote it.
    """
    addresses = {address.strip().lower() for _, address in message.senders}
    if mail.keyed or message.from_count > 1 or len(addresses) != 1:
        return Letter(message)
    sender = addresses.pop()
    coordinator = _coordinator(services, mail.tenant_id, sender)
    forward = services.bounded(find_forward, message) if coordinator else None
    if forward is None or forward.address == sender:
        return Letter(message)
    return Letter(as_written(message, forward), coordinator, sender)


def _coordinator(services: Services, tenant_id: UUID, sender: str) -> UUID | None:
    with services.database.tenant(tenant_id) as scope:
        return scope.session.scalar(
            select(Membership.id).where(
                Membership.tenant_id == scope.tenant_id,
                Membership.role == COORDINATOR,
                func.lower(Membership.email) == sender,
            )
        )
