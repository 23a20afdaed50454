"""One mail of every kind as people would get it, for the tests that hold of all mails."""

from dataclasses import replace

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.sender import Sender
from app.portal.gallery.cast import ENGLISH
from app.portal.gallery.samples import ROOTS_PAGE, SAMPLES, SIGN_IN_LINK

__all__ = ["LOCALES", "PRIYA", "ROOTS_PAGE", "SAMPLES", "SIGN_IN_LINK", "sample"]

LOCALES = ("en-CA", "fr-CA")
PRIYA = Sender("Northfield Mentoring", "Priya Nair", "780-555-0142")


def sample(kind: MailKind, locale: str, *, name: str = "Dan", words: str = "1.5h zoom\n\nall good <3 & more") -> Mail:
    """A mail of one kind; `name` and `words` are what a stranger could choose."""
    cast = replace(
        ENGLISH,
        locale=locale,
        sender=PRIYA,
        name=name,
        first_name=name,
        words=words,
        topics=(words[:80],),
        mentors=("Helen Sawchuk",),
    )
    return SAMPLES[kind](cast)
