"""To somebody from outside who is to audit hours: what they may see, until when, and the way in (X1)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render


@dataclass(frozen=True, slots=True)
class AuditInvitationFields:
    """Who invites whom to look at what: the lines of the `scope`, in the reader's language.

    `digest` is that of the list from which the auditor draws a sample, empty where nothing is drawn.
    """

    locale: str
    first_name: str
    organisation: str
    invited_by: str
    invited_by_email: str
    scope: tuple[str, ...]
    link: str
    digest: str = ""
    look: Look = PLAIN


def audit_invitation(fields: AuditInvitationFields) -> Mail:
    """The scope, the link, and that each look is noted."""
    return render(MailKind.AUDIT_INVITATION, fields.locale, fields)
