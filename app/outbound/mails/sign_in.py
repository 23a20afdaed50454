"""The link and the code by which somebody signs in (U2)."""

from dataclasses import dataclass

from app.outbound.letter.look import PLAIN, Look
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render

_HALF = 4


@dataclass(frozen=True, slots=True)
class SignInFields:
    """To whom, at which organisation, the whole address of the link, the digits of the code, and how long both hold."""

    locale: str
    first_name: str
    organisation: str
    link: str
    code: str
    minutes: int
    look: Look = PLAIN


def sign_in(fields: SignInFields) -> Mail:
    """A link for the browser that asked, and the same as a code to type."""
    return render(
        MailKind.SIGN_IN, fields.locale, fields, digits=f"{fields.code[:_HALF]}\N{NO-BREAK SPACE}{fields.code[_HALF:]}"
    )
