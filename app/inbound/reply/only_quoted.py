"""A mail that is nothing but another mail: forwarded without a word, or an empty answer.

Nothing in it is the sender's own, so nothing in it is ever read as a claim; but it is what there is to show.
"""

from collections.abc import Sequence

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply.align import align
from app.inbound.reply.lines import MailLine, mail_lines, next_told
from app.inbound.reply.quotes import Barrier, find_barriers, unquoted
from app.inbound.reply.sent_words import SentText, words_of
from app.reading.contract import ReplyLine


def quoted_words(text: str) -> list[ReplyLine]:
    """The words of the first mail inside, up to the one inside that; marked lines, where there is nothing else."""
    lines = mail_lines(text)
    barriers = find_barriers(lines)
    first = _opening(lines, barriers)
    inner = unquoted(lines, [barrier for barrier in barriers if barrier.first > first], first, len(lines))
    if any(not lines[number].blank for number in inner):
        return [ReplyLine(lines[number].text) for number in inner]
    return [] if barriers else [ReplyLine(_marked(line)) for line in lines if not line.blank]


def quotes_another(message: Message, sent_text: str) -> bool:
    """Whether a mail holds another one: marked lines, what announces a quoted mail, or the text that we sent."""
    bodies = (message.text or "", html_to_text(message.html or ""))
    return any(_quotes(mail_lines(body), SentText.of(sent_text)) for body in bodies)


def _quotes(lines: Sequence[MailLine], sent: SentText) -> bool:
    if find_barriers(lines) or any(line.depth and not line.blank for line in lines):
        return True
    return bool(sent.words) and align(words_of(line.text for line in lines), sent, ()).main is not None


def _opening(lines: Sequence[MailLine], barriers: Sequence[Barrier]) -> int:
    """Where the words begin: behind the announcement, which may be a separator and a header block."""
    first = 0
    for barrier in barriers:
        if next_told(lines, first, barrier.first) < barrier.first:
            break
        first = barrier.last + 1
    return first


def _marked(line: MailLine) -> str:
    return "> " * line.depth + line.text
