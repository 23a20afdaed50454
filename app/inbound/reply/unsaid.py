"""What a mail says elsewhere than in its text: in its subject, and by its clock. Pure."""

from datetime import datetime, timedelta

from app.inbound.mail.message import Message
from app.inbound.reply import answers_a_subject, bare_subject, extract_reply, quotes_another
from app.reading.contract import Checkin, Reply, ReplyLine

_AHEAD = timedelta(days=1)
_BEHIND = timedelta(days=366)


def words_of_mail(message: Message, sent: Checkin) -> Reply:
    """What the person wrote in a mail that may answer `sent`: in its text, or where there is none in its subject."""
    return said_in_subject(extract_reply(message, sent.text, sent.html), message, sent)


def said_in_subject(reply: Reply, message: Message, sent: Checkin) -> Reply:
    """The subject as the reply, where a mail has no text and answers none: `List-Unsubscribe` writes so (RFC 2369).

    The subject of an answer, or of a mail handed on, is ours and nobody's words.
    """
    if reply.text or message.in_reply_to or not message.subject.strip() or _is_ours(message, sent):
        return reply
    return Reply((ReplyLine(message.subject.strip()),))


def _is_ours(message: Message, sent: Checkin) -> bool:
    if answers_a_subject(message.subject) or bare_subject(message.subject) == bare_subject(sent.subject):
        return True
    return quotes_another(message, sent.text)


def written_at(message: Message, received_at: datetime) -> datetime:
    """When the mail was written: its own date, unless that clock was a day ahead of the arrival or a year behind."""
    if message.date is None or not -_AHEAD <= received_at - message.date <= _BEHIND:
        return received_at
    return message.date
