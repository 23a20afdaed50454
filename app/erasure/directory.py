"""Platform tables: the keys that led to the person, and their login where no other organisation knows it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.db import TenantScope
from app.erasure.belongings import Belongings
from app.outbound.models import ReplyAddress, ReplyKey, ReturnPath, UnsubscribeLink
from app.tenants.models import LoginPlace, SignIn, User
from app.tenants.registration import email_hash


def forget_keys(scope: TenantScope, them: Belongings, sent: Sequence[UUID]) -> None:
    """No secret address, return path or link leads to them any more; before their addresses go."""
    theirs = select(ReplyAddress.id).where(
        ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.person_id == them.person_id
    )
    for statement in (
        delete(ReplyKey).where(ReplyKey.tenant_id == scope.tenant_id, ReplyKey.reply_address_id.in_(theirs)),
        delete(ReturnPath).where(ReturnPath.tenant_id == scope.tenant_id, ReturnPath.outbound_mail_id.in_(sent)),
        delete(UnsubscribeLink).where(
            UnsubscribeLink.tenant_id == scope.tenant_id, UnsubscribeLink.person_id == them.person_id
        ),
    ):
        scope.session.execute(statement.execution_options(synchronize_session=False))


def forget_login(scope: TenantScope, them: Belongings) -> None:
    """The organisation knows the login no more; where nobody else does either, it goes with all its requests."""
    session = scope.session
    session.execute(delete(SignIn).where(SignIn.email_hash.in_([email_hash(one) for one in them.addresses])))
    if them.user_id is None:
        return
    session.execute(
        delete(LoginPlace).where(LoginPlace.user_id == them.user_id, LoginPlace.tenant_id == scope.tenant_id)
    )
    if not _is_known(session, them.user_id):
        session.execute(delete(User).where(User.id == them.user_id))


def _is_known(session: Session, user_id: UUID) -> bool:
    return bool(session.scalar(select(exists().where(LoginPlace.user_id == user_id))))
