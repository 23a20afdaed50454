"""Everything in a mail's bytes that tells who sent it, made ready to be checked. Pure, and run bounded."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.inbound.sender.chain import Chain, prepare_chain
from app.inbound.sender.fields import Fields, split_mail, unfolded
from app.inbound.sender.mailbox import one_address
from app.inbound.sender.signature import Signature, prepare
from app.relaxed_form import relaxed_body, relaxed_field

MOST_SIGNATURES = 10
"""More, and only the topmost are looked at."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a mail shows of its sender.

    `address` is that of the only From header, in its one spelling, or `None` where there is no such thing;
    `from_count` how many From headers there are; `crooked` see `Fields`. `fingerprint` is the same for each copy of a
    mail, whatever was written above it or signed into it on the way: body and Date. `dated` is that Date. `sent_again`:
    somebody else has brought it on its way once more (Resent-From: RFC 5322, section 3.6.6).
    """

    address: str | None
    from_count: int
    crooked: bool
    fingerprint: str
    dated: datetime | None = None
    signatures: tuple[Signature, ...] = ()
    chain: Chain | None = None
    sent_again: bool = False


def marks_of(raw: bytes) -> Marks:
    """Read the marks of a mail."""
    mail = split_mail(raw)
    senders = mail.values(b"from")
    signatures = [field for field in mail.fields if field[0].lower() == b"dkim-signature"]
    address = one_address(unfolded(senders[0])) if len(senders) == 1 else None
    return Marks(
        address=address,
        from_count=len(senders),
        crooked=mail.crooked,
        fingerprint=_fingerprint(mail),
        dated=_dated(mail),
        signatures=tuple(prepare(mail, field) for field in signatures[:MOST_SIGNATURES]),
        chain=prepare_chain(mail),
        sent_again=any(one_address(unfolded(value)) != address for value in mail.values(b"resent-from")),
    )


def _fingerprint(mail: Fields) -> str:
    dates = b"".join(relaxed_field((b"date", value)) for value in mail.values(b"date")[:1])
    return hashlib.sha256(mail.hashed_body(relaxed_body)[1] + dates).hexdigest()


def _dated(mail: Fields) -> datetime | None:
    """The moment in the one Date header; without a zone it counts as UTC."""
    dates = mail.values(b"date")
    try:
        said = parsedate_to_datetime(unfolded(dates[0])) if len(dates) == 1 else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return said.replace(tzinfo=UTC) if said and said.tzinfo is None else said
