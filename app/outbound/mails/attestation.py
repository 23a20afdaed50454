"""The question whether hours that others logged are right (H3)."""

from dataclasses import dataclass
from datetime import date

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """One line of the list: `12 May, video, 1.5 h`, and what it was about, if told."""

    words: str
    topics: str = ""


@dataclass(frozen=True, slots=True)
class AttestationFields:
    """What somebody is asked to confirm, in the order of the numbers.

    `claimants` logged it. `due` is the local day to answer by, None when it is over. `silence_counts`: what nobody
    answers counts as confirmed then.
    """

    locale: str
    sender: Sender
    first_name: str
    claimants: tuple[str, ...]
    entries: tuple[AskedEntry, ...]
    due: date | None
    silence_counts: bool = False


def attestation(fields: AttestationFields) -> Mail:
    """Ask; yes is enough for all of it."""
    return render(MailKind.ATTESTATION, fields.locale, fields)
