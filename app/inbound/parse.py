"""From the bytes of a mail to what it means: the pure steps, in order."""

from app.inbound.machines.automatic import classify
from app.inbound.mail.message import read_message
from app.inbound.reply.unsaid import words_of_mail
from app.reading import read_reply
from app.reading.contract import Context, Kind, Outcome, Reading
from app.reading.explained import Rule


def parse_mail(raw: bytes, context: Context) -> Reading:
    """Reads one mail against what the system knew when it sent the check-in.

    Mail that a machine wrote is `ignored`, with nothing read from it. Raises `UnreadableMail`.
    """
    message = read_message(raw)
    kind = classify(message)
    if kind is not Kind.REPLY:
        return automatic_reading(kind, context)
    return read_reply(words_of_mail(message, context.checkin), context, message.date)


def automatic_reading(kind: Kind, context: Context) -> Reading:
    """The reading of mail that no person wrote."""
    reading = Reading(kind=kind, outcome=Outcome.IGNORED, reply_text="", period=context.checkin.period)
    return reading.because(Rule.MACHINE)
