"""What is known of the addresses that a person writes from, and of the question about a held mail (I9)."""

from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.inbound.decision import Outcome
from app.inbound.identity.who_wrote import Vouched
from app.inbound.identity.writer import WritesAs
from app.inbound.known import KnownAddress, PendingCheck
from app.inbound.models import MailOutcome, RawMail, ReceivedMail, SenderCheck
from app.outbound.models import ReplyAddress
from app.programmes.addresses import counting_addresses
from app.programmes.models import PersonAddress

YES = "yes"
NO = "no"


def known_addresses(scope: TenantScope, person_id: UUID) -> tuple[KnownAddress, ...]:
    """The further addresses of the person that count."""
    return tuple(_known(row) for row in counting_addresses(scope, person_id))


def proving_address(scope: TenantScope, address: ReplyAddress | None) -> KnownAddress | None:
    """The address whose owner is asked at this reply address; `None` where it has ended, or nobody is asked."""
    if address is None or address.person_address_id is None:
        return None
    return _known(scope.session.get_one(PersonAddress, (scope.tenant_id, address.person_address_id)))


def pending_check(scope: TenantScope, address: ReplyAddress | None) -> PendingCheck | None:
    """The question about a held mail that this reply address belongs to, and how that mail stands now."""
    if address is None or address.sender_check_id is None:
        return None
    check = scope.session.get_one(SenderCheck, (scope.tenant_id, address.sender_check_id))
    current = scope.session.scalar(
        select(MailOutcome.outcome).where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == check.received_mail_id,
            MailOutcome.is_current,
        )
    )
    return PendingCheck(
        check_id=check.id,
        held_mail_id=check.received_mail_id,
        held=current == Outcome.HELD.value,
        recorded=current == Outcome.RECORDED.value,
        answer=check.answer,
    )


def vouched_for(scope: TenantScope, received_mail_id: UUID) -> Vouched | None:
    """That the enrolled address said of a mail held before that it was theirs."""
    check = scope.session.scalar(
        select(SenderCheck).where(
            SenderCheck.tenant_id == scope.tenant_id,
            SenderCheck.received_mail_id == received_mail_id,
            SenderCheck.answer == YES,
        )
    )
    if check is None or check.answered_by_id is None:
        return None
    digest = scope.session.execute(
        select(RawMail.digest)
        .join(ReceivedMail, (ReceivedMail.tenant_id == RawMail.tenant_id) & (ReceivedMail.raw_mail_id == RawMail.id))
        .where(ReceivedMail.tenant_id == scope.tenant_id, ReceivedMail.id == check.answered_by_id)
    ).scalar_one()
    held = scope.session.execute(
        select(MailOutcome.verdict)
        .where(
            MailOutcome.tenant_id == scope.tenant_id,
            MailOutcome.received_mail_id == received_mail_id,
            MailOutcome.outcome == Outcome.HELD.value,
        )
        .order_by(MailOutcome.id.desc())
        .limit(1)
    ).scalar_one()
    return Vouched(check.person_id, digest.hex(), held) if held else None


def _known(row: PersonAddress) -> KnownAddress:
    return KnownAddress(row.id, row.email, WritesAs(row.kind), row.name)
