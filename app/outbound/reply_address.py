"""Secret reply addresses (I9): made, spelt and recognised here.

A key is 128 random bits in base 32; the platform keeps its SHA-256 only. A programme also has an address of its
own, which takes what comes without a key.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import TenantScope, new_id
from app.outbound.domains.proven_domains import owner_of_domain
from app.outbound.models import ReplyAddress, ReplyKey, ReturnPath
from app.programmes.models import ProgrammeAddress

_KEY = re.compile(r"[a-z2-7]{26}")
RETURN_PREFIX = "return-"
"""What stands before the key in a return path."""
_OURS = re.compile(r"(\"?)([a-z0-9._-]{1,64})\1")
"""What may stand before the @ of an address of ours, in needless quotes, too; anything else is nobody's."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads: one person's reply address, a programme's own, or the return path of a mail of ours."""

    tenant_id: UUID
    reply_address_id: UUID | None
    programme_id: UUID | None
    outbound_mail_id: UUID | None = None

    @property
    def name(self) -> str:
        """The same for every spelling of the same recipient."""
        if self.reply_address_id:
            return f"key:{self.reply_address_id}"
        if self.outbound_mail_id:
            return f"return:{self.outbound_mail_id}"
        return f"programme:{self.programme_id}"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a reply will be about; `kind` is one of the reading contract's kinds of check-in.

    `sender_check_id` or `person_address_id` says what a "was this you?" is about, `attestation_list_id` which hours are
    to be confirmed, `audit_inquiry_id` which questions of an auditor are answered, `pair_proposal_id` to which pair
    somebody consents.
    """

    kind: str
    person_id: UUID
    programme_id: UUID
    expires_at: datetime
    check_in_id: UUID | None = None
    question_id: UUID | None = None
    period: str | None = None
    sender_check_id: UUID | None = None
    person_address_id: UUID | None = None
    attestation_list_id: UUID | None = None
    audit_inquiry_id: UUID | None = None
    pair_proposal_id: UUID | None = None


def new_key() -> str:
    """A fresh key, ready to stand before the @."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()


def key_hash(key: str) -> bytes:
    """What is stored of a key."""
    return hashlib.sha256(key.encode("ascii")).digest()


def open_address(scope: TenantScope, purpose: Purpose) -> tuple[ReplyAddress, str]:
    """A new reply address for one person and purpose, and its key; the key is kept nowhere else than its mail.

    Written with the next flush, which has to come before that of a mail that names it.
    """
    address = ReplyAddress(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=purpose.person_id,
        programme_id=purpose.programme_id,
        check_in_id=purpose.check_in_id,
        question_id=purpose.question_id,
        sender_check_id=purpose.sender_check_id,
        person_address_id=purpose.person_address_id,
        attestation_list_id=purpose.attestation_list_id,
        audit_inquiry_id=purpose.audit_inquiry_id,
        pair_proposal_id=purpose.pair_proposal_id,
        period=purpose.period,
        purpose=purpose.kind,
        expires_at=purpose.expires_at,
    )
    key = new_key()
    scope.session.add(address)
    scope.session.add(ReplyKey(key_hash=key_hash(key), tenant_id=scope.tenant_id, reply_address_id=address.id))
    return address, key


def open_return_path(scope: TenantScope, outbound_mail_id: UUID) -> str:
    """A new return path of one mail (VERP): what stands before its @. Whoever writes there has seen that mail."""
    key = new_key()
    scope.session.add(ReturnPath(key_hash=key_hash(key), tenant_id=scope.tenant_id, outbound_mail_id=outbound_mail_id))
    return f"{RETURN_PREFIX}{key}"


def destination_of(session: Session, recipient: str, reply_domain: str) -> Destination | None:
    """Whose address this is; `None` when it is nobody's. Letter case does not matter.

    Behind the @ stands our reply domain, or a domain that the tenant of the address has proven to be its own.
    """
    before, _, domain = recipient.strip().lower().rpartition("@")
    local = _OURS.fullmatch(before)
    if not local or not domain.isprintable():
        return None
    if domain == reply_domain.lower():
        return _led_to(session, local[2])
    owner = owner_of_domain(session, domain) if domain else None
    found = _led_to(session, local[2]) if owner else None
    return found if found and found.tenant_id == owner else None


def _led_to(session: Session, local: str) -> Destination | None:
    if _KEY.fullmatch(local) and (key := session.get(ReplyKey, key_hash(local))):
        return Destination(key.tenant_id, key.reply_address_id, None)
    if local.startswith(RETURN_PREFIX):
        return _returned_to(session, local.removeprefix(RETURN_PREFIX))
    own = session.scalar(select(ProgrammeAddress).where(ProgrammeAddress.local_part == local))
    return Destination(own.tenant_id, None, own.programme_id) if own else None


def mail_of_return_path(session: Session, address: str, tenant_id: UUID) -> UUID | None:
    """The mail of that tenant that went out with a return path, as it stands in a report; `None` where it is none."""
    found = _returned_to(session, address.strip().lower().partition("@")[0].removeprefix(RETURN_PREFIX))
    return found.outbound_mail_id if found and found.tenant_id == tenant_id else None


def _returned_to(session: Session, key: str) -> Destination | None:
    found = session.get(ReturnPath, key_hash(key)) if _KEY.fullmatch(key) else None
    return Destination(found.tenant_id, None, None, found.outbound_mail_id) if found else None
