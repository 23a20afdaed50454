"""The mail that lets somebody sign in: to staff as to participants, in the organisation's name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.events import SignInAsked
from app.outbound.letter.letterhead import look_of
from app.outbound.mails.sign_in import SignInFields, sign_in
from app.outbound.outbox import Office, Post
from app.outbound.posts.addressed import organisation_address
from app.programmes.models import Person
from app.tenants.access import memberships_of
from app.tenants.models import Membership, Organisation
from app.tenants.sign_in import LIFE

_MINUTES = int(LIFE.total_seconds() // 60)


def sign_in_mail(scope: TenantScope, event: SignInAsked, office: Office) -> list[Post]:
    """One mail to the address that the organisation knows, which is the one that was typed in."""
    reader = _reader(scope, event.user_id, office.clock())
    if reader is None:
        return []
    organisation = scope.session.execute(
        select(Organisation.name).where(Organisation.tenant_id == scope.tenant_id)
    ).scalar_one()
    mail = sign_in(
        SignInFields(
            locale=reader.locale,
            first_name=reader.name.split(maxsplit=1)[0],
            organisation=organisation,
            link=event.link,
            code=event.code,
            minutes=_MINUTES,
            look=look_of(scope),
        )
    )
    return [
        Post(
            mail=mail,
            to_name=reader.name,
            to_address=reader.email,
            from_name=organisation,
            from_address=organisation_address(scope, office),
            once=f"sign_in:{event.sign_in_id}",
        )
    ]


def _reader(scope: TenantScope, user_id: UUID, now: datetime) -> Membership | Person | None:
    staff = memberships_of(scope, user_id, now)
    if staff:
        return staff[0]
    query = select(Person).where(Person.tenant_id == scope.tenant_id, Person.user_id == user_id).limit(1)
    return scope.session.scalar(query)
