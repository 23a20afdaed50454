"""Opens what was sealed: the record inside a PDF, or a file with its seal beside it, and says whose seal it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import x509

from app.exports.checks.paper_file import PAPER
from app.exports.log.log_file import NotAnHourLog
from app.exports.sheets.sheet_seal import RECORD
from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.detached import check_detached
from app.signing.message import SignedMessage
from app.signing.pdf_check import check_sealed_pdf
from app.signing.stamp import Stamp

_HEADER_WITHIN: Final = 1024  # where readers look for the header of a PDF


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a whole seal covers, a sentence on who made it and when, and how long it may be
    believed by itself (UTC): as long as its certificate, or, where a trusted time stamp proves its moment, for ever.
    """

    content: bytes
    seal: Finding
    until: datetime | None

    def ended(self, now: datetime) -> Finding | None:
        """That nobody but the seal itself says that it was made while its certificate was good."""
        if self.until is None or now <= self.until:
            return None
        words = _(
            "seal: its certificate expired on %(day)s; that the seal was made before is its own word, and no time "
            "stamp says so"
        )
        return Finding.of(Trouble.EXPIRED, words, day=f"{self.until:%Y-%m-%d}")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF, or were one until somebody changed its beginning."""
    if data.startswith(b"{"):
        return data[1:5] == b"PDF-"
    return b"PDF-" in data[:_HEADER_WITHIN] or (data.startswith(b"%") and b"/ByteRange" in data)


def open_pdf(data: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()) -> Sealed:
    """The record inside a sealed hour log or paper; a time stamp in its seal is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when any byte is not as it was sealed, or the seal is none that the roots vouch for.
        NotAnHourLog: when a sealed PDF holds no record.

    """
    opened = check_sealed_pdf(data, roots, time_roots)
    record = opened.attached.get(RECORD) or opened.attached.get(PAPER)
    if record is None:
        words = _("a sealed PDF without %(record)s inside: not an hour log of Mentorpost")
        raise NotAnHourLog(Finding.of(Trouble.OTHER_FILE, words, record=RECORD))
    return _sealed(record, opened.message, opened.sealed_at)


def open_with_seal(
    data: bytes, der: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate] = ()
) -> Sealed:
    """A file whose seal lies beside it; a time stamp in the seal is held against `time_roots`, if any.

    Raises:
        BrokenSeal: when file or seal were changed, or the seal is none that the roots vouch for.

    """
    message = check_detached(data, der, roots, time_roots)
    assert message.signed_at is not None
    return _sealed(data, message, message.signed_at)


def _sealed(content: bytes, message: SignedMessage, at: datetime) -> Sealed:
    proven = message.stamp is not None and message.stamp.trusted
    return Sealed(content, seal_finding(message, at), None if proven else message.signer.not_valid_after)


def seal_finding(message: SignedMessage, at: datetime) -> Finding:
    """Who made a seal that holds, and when; and who says so besides, where it carries a time stamp."""
    who, until = message.signer.subject.human_friendly, message.signer.not_valid_after
    facts = {"moment": f"{at:%Y-%m-%dT%H:%M:%SZ}", "who": who, "day": f"{until:%Y-%m-%d}"}
    if message.stamp is None:
        words = _("sealed %(moment)s by %(who)s; its certificate is valid until %(day)s")
        return Finding(Trouble.NOTE, words, facts)
    words = _(
        "sealed %(moment)s by %(who)s; its certificate is valid until %(day)s; time stamp %(stamped)s by "
        "%(by)s%(vouched)s"
    )
    return Finding(Trouble.NOTE, words, {**facts, **_stamp_facts(message.stamp)})


def seal_sentence(message: SignedMessage, at: datetime) -> str:
    """The same in English."""
    return str(seal_finding(message, at))


def stamp_sentence(stamp: Stamp) -> str:
    """When a time stamp was made, by whom, and whether anybody vouches for that."""
    facts = _stamp_facts(stamp)
    return f"time stamp {facts['stamped']} by {facts['by']}{facts['vouched']}"


def _stamp_facts(stamp: Stamp) -> dict[str, str]:
    vouched = "" if stamp.trusted else " (held against no root: give its authority's with --tsa-ca)"
    return {"stamped": f"{stamp.at:%Y-%m-%dT%H:%M:%SZ}", "by": stamp.by, "vouched": vouched}
