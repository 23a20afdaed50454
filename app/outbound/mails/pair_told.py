"""To whoever told us of a pair: what we do about it, or what came of it (M8)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


class Stands(StrEnum):
    """Where it stands."""

    TO_APPROVE = "to_approve"
    ASKED = "asked"
    ASKED_BEFORE = "asked_before"
    MATCHED = "matched"
    DECLINED = "declined"
    SILENT = "silent"
    UNDELIVERED = "undelivered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PairToldFields:
    """`partner` is the other's name as the reader wrote it.

    While it is open, `mentor` and `mentee` are the two as we understood it, `since` the local day or none, `answer_by`
    the day until which we wait. `tells_hours`: their mail told of hours, too, and none of it was recorded.
    """

    locale: str
    sender: Sender
    first_name: str
    partner: str
    stands: Stands
    mentor: str = ""
    mentee: str = ""
    since: date | None = None
    answer_by: date | None = None
    tells_hours: bool = False


def pair_told(fields: PairToldFields) -> Mail:
    """What happened, and what the reader can do."""
    return render(MailKind.PAIR_TOLD, fields.locale, fields)
