"""What a mail says elsewhere than in its text: in its subject, and by its clock. Pure."""

from datetime import datetime, timedelta

from app.inbound.message import Message
from app.reading.contract import Reply, ReplyLine

_AHEAD = timedelta(days=1)
_BEHIND = timedelta(days=366)


def said_in_subject(reply: Reply, message: Message) -> Reply:
    """The subject as the reply, where a mail has no text and answers none: `List-Unsubscribe` writes so (RFC 2369)."""
    if reply.text or message.in_reply_to or not message.subject.strip():
        return reply
    return Reply((ReplyLine(message.subject.strip()),))


def written_at(message: Message, received_at: datetime) -> datetime:
    """When the mail was written: its own date, unless that clock was a day ahead of the arrival or a year behind."""
    if message.date is None or not -_AHEAD <= received_at - message.date <= _BEHIND:
        return received_at
    return message.date
