"""The one precise question that an unclear answer gets (I3)."""

from dataclasses import dataclass

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """`question` is one sentence in the reader's language, `choices` words they may answer with (may be empty).

    `words` is what they wrote; it is quoted, a long text only at its beginning. `with_whom` are the partners, whom
    the subject names.
    """

    locale: str
    sender: Sender
    first_name: str
    question: str
    words: str
    choices: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()


def question(fields: QuestionFields, own: OwnWords = OURS) -> Mail:
    """Ask the one thing that keeps us from recording the answer."""
    return render(MailKind.QUESTION, fields.locale, fields, own=own)
