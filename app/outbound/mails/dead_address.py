"""The word to the coordinator that mail to somebody has stopped: it does not arrive, or is not wanted (I8)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class DeadAddressFields:
    """Whose address gets no more mail, and why: `reason` is a sentence in the coordinator's language.

    `complained` says that its owner reported a mail of ours as unwanted; `page` is where the address is corrected.
    """

    locale: str
    first_name: str
    programme: str
    participant: str
    participant_email: str
    partners: tuple[str, ...]
    reason: str
    complained: bool
    look: Look = PLAIN
    page: str = ""


def dead_address(fields: DeadAddressFields, own: OwnWords = OURS) -> Mail:
    """Tell the coordinator once: who is out of reach, why, and what helps."""
    return render(MailKind.DEAD_ADDRESS, fields.locale, fields, own=own)
