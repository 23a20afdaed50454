"""Check-ins that are due, or that nobody answers."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CheckInOpened:
    """A month's question to one person is due (I1)."""

    check_in_id: UUID


@dataclass(frozen=True, slots=True)
class CheckInReminded:
    """No answer yet; the `number`-th reminder is due (I4)."""

    check_in_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class CheckInUnanswered:
    """The reminders brought nothing, or our question stayed open; a coordinator should know (I4)."""

    check_in_id: UUID
    question_open: bool
