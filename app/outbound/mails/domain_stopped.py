"""The word to a coordinator that a sending domain of theirs is no longer in use (U5)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render


@dataclass(frozen=True, slots=True)
class DomainStoppedFields:
    """Which domain, under which one mail goes out meanwhile, and what was found: sentences in the reader's language."""

    locale: str
    first_name: str
    programme: str
    domain: str
    our_domain: str
    found: tuple[str, ...]
    look: Look = PLAIN


def domain_stopped(fields: DomainStoppedFields) -> Mail:
    """Tell a coordinator once, each time that a domain stops: what has changed, what not, and what to do."""
    return render(MailKind.DOMAIN_STOPPED, fields.locale, fields)
