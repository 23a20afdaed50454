"""To both sides: hours that were disputed are so no more (P8)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender


@dataclass(frozen=True, slots=True)
class DisputeSettledFields:
    """The entry as it stands, who confirmed it, and a coordinator's `reason` where they decided.

    `own` says that the reader logged it.
    """

    locale: str
    sender: Sender
    first_name: str
    entry: str
    claimant: str
    confirmed_by: str
    reason: str = ""
    own: bool = True


def dispute_settled(fields: DisputeSettledFields) -> Mail:
    """Tell how it was settled."""
    return render(MailKind.DISPUTE_SETTLED, fields.locale, fields)
