"""Mails as people's programs write them."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid


def written(
    words: str,
    *,
    sender: str,
    to: str,
    subject: str = "Re: May check-in",
    at: datetime | None = None,
    message_id: str | None = None,
    in_reply_to: str | None = None,
    **headers: str,
) -> bytes:
    """A plain mail; further headers by name, with underscores for dashes."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = message_id or make_msgid(domain="mail.example")
    if at:
        message["Date"] = format_datetime(at)
    if in_reply_to:
        message["In-Reply-To"] = in_reply_to
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    return bytes(message)


def quoted(text: str) -> str:
    """Our mail under the reply, as mail programs quote it."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
