"""The mail that brings a letter or a certificate (H5)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.papers.kinds import title_words


@dataclass(frozen=True, slots=True)
class PaperFields:
    """`paper` is one word of `app.papers.kinds.Kind`.

    `ask_page` is the mentor's page, where they may let their employer know their hours; empty where the letter tells
    them, and on other papers.
    """

    locale: str
    sender: Sender
    first_name: str
    paper: str
    ask_page: str = ""


def paper(fields: PaperFields) -> Mail:
    """Hand a sealed file over, and say what it is for."""
    return render(MailKind.PAPER, fields.locale, fields, title_of_paper=title_words(fields.paper, fields.locale))
