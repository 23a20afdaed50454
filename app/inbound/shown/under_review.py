"""A waiting mail as a coordinator looks at it: who wrote what, and what would be recorded (I3, I9)."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.parser import BytesHeaderParser
from uuid import UUID

from sqlalchemy import func, select

from app.db import TenantScope
from app.inbound.by_hand import known_person
from app.inbound.decision import Outcome, Recorded
from app.inbound.identity.checks_seen import CheckSeen, checks_seen
from app.inbound.known import Known
from app.inbound.models import MailOutcome, RawMail, ReceivedMail
from app.inbound.shown.suggested import suggested
from app.inbound.stored import current_outcome
from app.matches.people import programmes_of
from app.outbound.models import ReplyAddress
from app.programmes.models import Person
from app.reading.contract import Reading
from app.reading.stored import reading_from_json

WAITS = (Outcome.HELD.value, Outcome.REVIEW.value)
_HEADER_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class UnderReview:
    """The mail, its outcome as seen, its reading, and everything known of the person it would be recorded for."""

    seen: MailOutcome
    sender: str
    subject: str
    received_at: datetime
    reading: Reading | None
    known: Known | None
    check: CheckSeen | None = None  # whether the member was asked about it


def look_at(
    scope: TenantScope, received_mail_id: UUID, now: datetime, *, person_id: UUID | None = None
) -> UnderReview | None:
    """A mail that waits, read as `person_id`'s where nobody knows whose it is.

    `None` when there is no such mail, it does not wait, or it is a safeguarding matter (C2).
    """
    mail = scope.session.get(ReceivedMail, (scope.tenant_id, received_mail_id))
    seen = current_outcome(scope, received_mail_id) if mail else None
    if mail is None or seen is None or seen.restricted or seen.outcome not in WAITS:
        return None
    sender = (seen.verdict or {}).get("sender") or mail.envelope.get("mail_from", "")
    return UnderReview(
        seen=seen,
        sender=str(sender),
        subject=_subject(scope, mail),
        received_at=mail.received_at,
        reading=reading_from_json(seen.reading) if seen.reading else None,
        known=_known(scope, mail, seen.person_id or person_id, now),
        check=checks_seen(scope, [mail.id])[mail.id],
    )


def suggestion(review: UnderReview) -> Recorded | None:
    """What the reading would record if nobody had to look; nothing where nobody knows whose mail it is."""
    return suggested(review.reading, review.known) if review.known else None


def _known(scope: TenantScope, mail: ReceivedMail, person_id: UUID | None, now: datetime) -> Known | None:
    if person_id is None or scope.session.get(Person, (scope.tenant_id, person_id)) is None:
        return None
    programme_id = mail.programme_id or scope.session.scalar(
        select(ReplyAddress.programme_id).where(
            ReplyAddress.tenant_id == scope.tenant_id, ReplyAddress.id == mail.reply_address_id
        )
    )
    programme_id = programme_id or next(iter(programmes_of(scope, person_id)), None)
    return known_person(scope, person_id, programme_id, now, mail=mail) if programme_id else None


def _subject(scope: TenantScope, mail: ReceivedMail) -> str:
    """The subject line, from the mail's first bytes alone: the whole of it is never taken apart for a page."""
    head = scope.session.scalar(
        select(func.substring(RawMail.content, 1, _HEADER_BYTES)).where(
            RawMail.tenant_id == scope.tenant_id, RawMail.id == mail.raw_mail_id
        )
    )
    try:
        subject = BytesHeaderParser(policy=policy.default).parsebytes(bytes(head or b""))["subject"]
        return " ".join(str(subject or "").split())
    except (MessageError, ValueError, LookupError, IndexError, AttributeError):
        return ""  # a header that the standard library cannot read: the page goes without
