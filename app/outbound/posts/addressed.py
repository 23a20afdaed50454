"""Putting a name and an address on a mail: to the participant in the coordinator's name, or to staff."""

from sqlalchemy import select

from app.db import TenantScope
from app.outbound.conversations import Thread
from app.outbound.letter.enclosed import Enclosed
from app.outbound.letter.mail import Mail
from app.outbound.outbox import Office, Post
from app.outbound.parties import Parties, ProgrammeParties
from app.outbound.reply_address import Purpose
from app.programmes.models import ProgrammeAddress
from app.tenants.models import Membership


def to_person(
    parties: Parties,
    mail: Mail,
    once: str,
    *,
    reply: Purpose | None = None,
    in_reply_to: str | None = None,
    thread: Thread | None = None,
    enclosed: Enclosed | None = None,
) -> Post:
    """A mail to the participant; it comes from their coordinator, at the programme's address (I11)."""
    return Post(
        mail=mail,
        to_name=parties.person.name,
        to_address=parties.person.email,
        from_name=parties.coordinator.name,
        from_address=parties.address,
        once=once,
        person_id=parties.person.id,
        programme_id=parties.programme.id,
        reply=reply,
        in_reply_to=in_reply_to,
        thread=thread,
        enclosed=enclosed,
    )


def to_coordinator(parties: ProgrammeParties, mail: Mail, once: str) -> Post:
    """A mail to the programme's coordinator, from the programme."""
    return to_staff(parties, parties.coordinator, mail, once)


def to_staff(parties: ProgrammeParties, staff: Membership, mail: Mail, once: str) -> Post:
    """A mail to a member of staff, from the programme."""
    return Post(
        mail=mail,
        to_name=staff.name,
        to_address=staff.email,
        from_name=parties.programme.name,
        from_address=parties.address,
        once=once,
        programme_id=parties.programme.id,
    )


def organisation_address(scope: TenantScope, office: Office) -> str:
    """A programme's own address, so that an answer reaches somebody; one of the service's while there is none."""
    local_part = scope.session.scalar(
        select(ProgrammeAddress.local_part)
        .where(ProgrammeAddress.tenant_id == scope.tenant_id)
        .order_by(ProgrammeAddress.programme_id)
        .limit(1)
    )
    return f"{local_part or 'mentorpost'}@{office.reply_domain}"
