"""Is it a mail of ours that comes back to us? Then nobody wrote it, and an answer would go round for ever. Pure."""

from collections.abc import Mapping

from app.inbound.mail.message import Message
from app.outbound.reply_address import RETURN_PREFIX


def is_our_own(message: Message, envelope: Mapping[str, object], reply_domain: str) -> bool:
    """Whether a mail comes from an address of ours, has a Message-ID of ours, or went out with a return path of ours.

    A provider that forwards, or a rule that redirects, sends our own mail on to us like that.
    """
    domain = reply_domain.lower()
    senders = {address.rpartition("@")[2].lower() for _, address in message.senders}
    named = (message.message_id or "").rstrip(">").rpartition("@")[2].lower()
    local, _, sent_from = str(envelope.get("mail_from", "")).lower().strip("<>").rpartition("@")
    looped = any(domain in value.lower() for value in message.headers.get("x-loop", ()))
    return domain in senders or named == domain or looped or (sent_from == domain and local.startswith(RETURN_PREFIX))
