"""What became of a letter of another organisation (H7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutsideLettersKept:
    """A member handed letters in, which wait for a coordinator; `message_id` is that of the mail that brought them."""

    letter_ids: tuple[UUID, ...]
    person_id: UUID
    programme_id: UUID
    received_at: datetime
    words: str
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class OutsideLetterEntered:
    """Hours were entered on a letter; `head` is the ledger's after them as `SEQ:HASH`."""

    letter_id: UUID
    head: str


@dataclass(frozen=True, slots=True)
class OutsideLetterDeclined:
    """No hours are entered on a letter; the member is told why. `at` is when that was decided (UTC)."""

    letter_id: UUID
    at: datetime
