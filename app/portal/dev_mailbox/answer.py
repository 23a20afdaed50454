"""An answer to a mail of ours as a mail program writes it: addressed, threaded, the original quoted below."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from app.language import clock_time, day_and_year, language_of
from app.outbound.ways_out.mailbox_folder import SentFile
from app.portal.dev_mailbox.samples import Sample

# Longer lines than 78 are allowed (RFC 5322), and Message-IDs must not be folded or encoded.
_POLICY = SMTP.clone(max_line_length=998)
_ANSWERED = re.compile(r"(?i)^\s*(re|fw|fwd|tr)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail of ours went to, and where its answer goes (Reply-To, else From)."""

    name: str
    address: str
    answer_to: str


def recipient_of(sent: SentFile) -> Recipient:
    """Whose answer this would be."""
    name, address = parseaddr(sent.header("To"))
    return Recipient(name, address, parseaddr(sent.header("Reply-To") or sent.header("From"))[1])


def answer(
    sent: SentFile, words: str, *, locale: str, message_id: str, at: datetime, sample: Sample | None = None
) -> EmailMessage:
    """The mail that goes to the listener; `at` is UTC.

    An automatic sample says so in its header (RFC 3834); only what a person would quote is quoted.
    """
    person = recipient_of(sent)
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(person.name, addr_spec=person.address)
    message["To"] = Address(addr_spec=person.answer_to)
    message["Subject"] = _subject(sent.header("Subject"), sample, locale)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    message["In-Reply-To"] = sent.header("Message-ID")
    message["References"] = sent.header("Message-ID")
    if sample and sample.automatic:
        message["Auto-Submitted"] = "auto-replied"
    quoting = sample is None or sample.quotes
    message.set_content(f"{words.rstrip()}\n\n{quote(sent, locale)}" if quoting else words, charset="utf-8")
    return message


def quote(sent: SentFile, locale: str) -> str:
    """What we sent, below the line by which mail programs introduce it."""
    lines = [f"> {line}".rstrip() for line in sent.text.splitlines()]
    return "\n".join((attribution(sent, locale), *lines, ""))


def attribution(sent: SentFile, locale: str) -> str:
    """`On 1 June 2026 at 3:00 pm, Priya Nair <...> wrote:`, in the language of the mail."""
    moment = (sent.sent_at or datetime.now(UTC)).astimezone(UTC)
    day, clock = day_and_year(moment.date(), locale), clock_time(moment.time(), locale)
    if language_of(locale) == "fr":
        return f"Le {day} à {clock}, {sent.header('From')} a écrit :"
    return f"On {day} at {clock}, {sent.header('From')} wrote:"


def _subject(asked: str, sample: Sample | None, locale: str) -> str:
    bare = _ANSWERED.sub("", asked)
    french = language_of(locale) == "fr"
    if sample and sample.automatic:
        return f"Réponse automatique : {bare}" if french else f"Automatic reply: {bare}"
    if sample and sample.forwards:
        return f"TR : {bare}" if french else f"Fwd: {bare}"
    return f"RE : {bare}" if french else f"Re: {bare}"
