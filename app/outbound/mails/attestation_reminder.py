"""The reminder of hours that are not confirmed yet (H3): the same question, shorter."""

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.attestation import AttestationFields


def attestation_reminder(fields: AttestationFields) -> Mail:
    """Ask once more for what is open still."""
    return render(MailKind.ATTESTATION_REMINDER, fields.locale, fields)
