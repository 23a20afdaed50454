"""What only a person tells a mentoring programme: hours, an end, a command, a concern. Pure.

Machines' words hold none of it, so whoever sounds like a machine and tells something is a person.
"""

from datetime import UTC, datetime
from typing import Final

from app.inbound.mail.message import Message
from app.inbound.reply import extract_shown
from app.reading import read_reply
from app.reading.contract import Checkin, Context, Kind, Participant, Programme, Reading, Status

_NOBODY_S: Final = Context(
    programme=Programme("", ("in_person", "video", "phone", "email"), "en-CA", "UTC"),
    participant=Participant("", "", "mentor"),
    partners=(),
    checkin=Checkin(kind="none", period=None, sent_at=None, subject="", text="", html=None),
)
_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_CHANGES: Final = frozenset({Status.ENDING, Status.ENDED, Status.NOT_STARTED})
"""Who is away has paused, and goes on afterwards: a note of absence says that, too."""


def tells_own_news(message: Message) -> bool:
    """Whether the mail's own words tell something, whoever wrote them and whatever they answer."""
    return is_news(read_reply(extract_shown(message), _NOBODY_S, message.date or _SOME_DAY))


def is_news(reading: Reading) -> bool:
    """Whether something was read that is to be recorded, done, or looked at by the named person."""
    return reading.hours is not None or reading.command is not None or reading.status in _CHANGES or is_urgent(reading)


def is_urgent(reading: Reading) -> bool:
    """Whether a person must see it whoever wrote it: a concern (C2), or a wish for no more mail."""
    return reading.safeguarding or reading.kind is Kind.UNSUBSCRIBE or reading.command == "stop"
