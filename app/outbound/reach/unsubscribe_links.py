"""The link in each mail to a participant that stops their mail with one click (I8, RFC 8058).

Its token has this one purpose and does not expire: whoever keeps an old mail may still stop the next one.
"""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import TenantScope
from app.outbound.models import UnsubscribeLink
from app.outbound.reply_address import key_hash, new_key

PATH: Final = "/unsubscribe/"
"""What stands before the token in the address of the page."""
_TOKEN: Final = re.compile(r"[a-z2-7]{26}")


@dataclass(frozen=True, slots=True)
class Unsubscriber:
    """Whose mail a link stops, and the programme whose mail it came in."""

    tenant_id: UUID
    person_id: UUID
    programme_id: UUID


def unsubscribe_token(scope: TenantScope, person_id: UUID, programme_id: UUID) -> str:
    """A new token of 128 random bits for one mail; we keep its SHA-256 only."""
    token = new_key()
    scope.session.add(
        UnsubscribeLink(
            key_hash=key_hash(token), tenant_id=scope.tenant_id, person_id=person_id, programme_id=programme_id
        )
    )
    return token


def unsubscriber_of(session: Session, token: str) -> Unsubscriber | None:
    """Whose mail the link with this token stops; `None` when there was never such a link."""
    found = session.get(UnsubscribeLink, key_hash(token)) if _TOKEN.fullmatch(token) else None
    return Unsubscriber(found.tenant_id, found.person_id, found.programme_id) if found else None


def unsubscribe_url(public_url: str, token: str) -> str:
    """The address of the page; `public_url` has no slash at its end."""
    return f"{public_url}{PATH}{token}"
