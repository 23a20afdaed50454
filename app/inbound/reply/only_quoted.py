"""A mail that is nothing but another mail: forwarded without a word, or an empty answer.

Nothing in it is the sender's own, so nothing in it is ever read as a claim; but it is what there is to show.
"""

from collections.abc import Sequence

from app.inbound.reply.lines import MailLine, mail_lines, next_told
from app.inbound.reply.quotes import Barrier, find_barriers, unquoted
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
