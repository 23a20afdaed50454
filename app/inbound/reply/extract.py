"""The reply in a mail: what the person wrote, without what we sent, what stood there before and what machines add."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply.align import Alignment, Chain, Run, align, holds_whole_line
from app.inbound.reply.attributions import reads_as_attribution, split_shared
from app.inbound.reply.lines import MailLine, mail_lines, unwrapped
from app.inbound.reply.notices import is_notice, without_notices
from app.inbound.reply.only_quoted import quoted_words
from app.inbound.reply.quotes import Barrier, barrier_lines, find_barriers, unquoted
from app.inbound.reply.reconcile import Version, reconcile
from app.inbound.reply.sent_words import SentText, words_of
from app.inbound.reply.signatures import without_signature
from app.inbound.reply.typed import Span, is_label, says_something, spans_by_line, typed_on_line
from app.reading.contract import Reply, ReplyLine

_LONE_CHAIN = 5
"""A copy of fewer of our words than these, away from the quotation, is a person's own "Thank you"."""
_LONG_COPY = 12
_CELL_WORDS = 4
_NEAR = 4
"""An attribution stands at most so many lines above what it announces."""


@dataclass(frozen=True, slots=True)
class _Body:
    """One body of the mail, taken apart: its lines, where quoted mails begin, and what on each line is ours."""

    lines: Sequence[MailLine]
    barriers: Sequence[Barrier]
    alignment: Alignment
    spans: dict[int, Sequence[Span]]
    names: Sequence[str]
    rendered: bool
    """From HTML: its lines end where the person ended them, not at a mail program's margin."""


def extract_reply(message: Message, sent_text: str, sent_html: str | None) -> Reply:
    """What the person wrote in `message`, which answers the mail with the bodies `sent_text` and `sent_html`.

    Both may be empty: then only the general rules for quotes and signatures serve. Lines are in their order;
    empty lines between paragraphs are kept, none stands first or last.
    """
    sent = [SentText.of(text) for text in _sent_texts(sent_text, sent_html)]
    names = [name for name, _ in message.senders if name]
    plain = _version(message.text, sent, names, rendered=False)
    rich = _version(html_to_text(message.html), sent, names, rendered=True) if message.html else None
    return Reply(reconcile(plain, rich))


def extract_shown(message: Message) -> Reply:
    """What there is to show of a mail that answers nothing of ours: the reply, else the mail that it hands on.

    For people to look at, never for the reading: what is handed on are another person's words.
    """
    reply = extract_reply(message, "", None)
    if reply.text:
        return reply
    text = message.text if message.text and message.text.strip() else html_to_text(message.html or "")
    return Reply(tuple(_trimmed(without_signature(_trimmed(without_notices(quoted_words(text))), ()))))


def _sent_texts(sent_text: str, sent_html: str | None) -> list[str]:
    """What may be quoted: our text, and our HTML as a mail program without HTML would show it."""
    shown = html_to_text(sent_html) if sent_html else ""
    return [sent_text, shown] if shown.split() != sent_text.split() and shown else [sent_text]


def _version(text: str | None, sent: Sequence[SentText], names: Sequence[str], *, rendered: bool) -> Version | None:
    if text is None:
        return None
    body = _body(text, sent, names, rendered=rendered)
    return Version(tuple(_trimmed(_written(body))), Counter(word.key for word in body.alignment.words))


def _body(text: str, sent: Sequence[SentText], names: Sequence[str], *, rendered: bool) -> _Body:
    lines, ours = split_shared(mail_lines(text)), _our_lines(sent)
    barriers = [b for b in find_barriers(lines) if lines[b.first].text.strip() not in ours]
    closed = set(barrier_lines(barriers))
    links = [link for one in sent for link in one.links]
    words = words_of((line.text for line in lines), links)
    alignment = max((align(words, one, closed) for one in sent), key=lambda found: found.weight)
    return _Body(lines, barriers, alignment, dict(spans_by_line(alignment, _copies(alignment))), names, rendered)


def _our_lines(sent: Sequence[SentText]) -> set[str]:
    """What looks like the start of another mail may be a line of ours: a question quotes what it asks about."""
    return {line.text.strip() for one in sent for line in mail_lines("\n".join(one.lines)) if not line.blank}


def _copies(alignment: Alignment) -> list[Chain]:
    """The quotation, and what was copied out of it elsewhere: whole lines of ours, or long stretches."""
    others = [
        Chain(tuple(run for run in chain.runs if _is_copied(run, alignment)))
        for chain in alignment.chains
        if chain is not alignment.main
    ]
    main = [alignment.main] if alignment.main else []
    return main + [chain for chain in others if chain.weight >= _LONE_CHAIN]


def _is_copied(run: Run, alignment: Alignment) -> bool:
    return run.length >= _LONG_COPY or holds_whole_line(run, alignment.words, alignment.sent)


def _written(body: _Body) -> list[ReplyLine]:
    """Above our quoted text, inside it, below it."""
    if body.alignment.main is None:
        return _free(body, 0, len(body.lines))
    first, last = body.alignment.lines_of(body.alignment.main)
    below = _free(body, last + 1, len(body.lines))
    return [
        *_free(body, 0, _above_attribution(body, first)),
        *_inside(body, first, last),
        *_answering_cut(body, below),
    ]


def _above_attribution(body: _Body, first: int) -> int:
    """Where the person's words above our quoted text end: before a last line that says who wrote it."""
    told = [number for number in range(max(0, first - _NEAR), first) if not body.lines[number].blank]
    return told[-1] if told and reads_as_attribution(body.lines[told[-1]].text) else first


def _free(body: _Body, first: int, stop: int) -> list[ReplyLine]:
    """A stretch that is not our quoted text: the general rules, and forms that were copied out of it."""
    written = _Written()
    label: int | None = None
    for number in unquoted(body.lines, body.barriers, first, stop):
        text = body.lines[number].text
        if number in body.spans:
            typed = typed_on_line(text, body.spans[number], body.alignment.sent)
            written.add_answers(typed, _heading(body, number))
            label = number if not typed and _is_label_alone(body, number) else None
        elif label is not None and _is_cell(text):
            written.add_answers([ReplyLine(text.strip(), _our_line(body, label)[1])], _heading(body, label))
            label = None
        else:
            written.lines.append(ReplyLine(text))
            label = label if body.lines[number].blank else None
    told = without_notices(written.lines)
    whole = told if body.rendered else unwrapped(told)
    return without_signature(_trimmed(whole), body.names)


def _is_label_alone(body: _Body, number: int) -> bool:
    """Whether the line is a label of ours: where a table came out with a cell a line, its value follows."""
    return is_label(body.spans[number], body.alignment.sent) and _our_line(body, number)[1].endswith(":")


def _is_cell(text: str) -> bool:
    """Whether a line may be the value of the label above it: some words at most, with a figure or in words."""
    return says_something(text) and len(text.split()) <= _CELL_WORDS


def _inside(body: _Body, first: int, last: int) -> list[ReplyLine]:
    """Our quoted text: what was typed on our lines and between them, whatever marks stand before it."""
    written = _Written()
    closed = set(barrier_lines(body.barriers))
    above: int | None = None
    for number in range(first, last + 1):
        text = body.lines[number].text
        if number in body.spans:
            above = number
            written.add_answers(typed_on_line(text, body.spans[number], body.alignment.sent), _heading(body, number))
        elif above is not None and number not in closed and says_something(text) and not is_notice(text):
            written.add_answers([ReplyLine(text.strip(), _our_line(body, above)[1])], _heading(body, above))
    return written.lines if body.rendered else unwrapped(written.lines)


@dataclass(slots=True)
class _Written:
    """Lines so far, and the heading of ours that they stand under."""

    lines: list[ReplyLine] = field(default_factory=list)
    heading: str | None = None

    def add_answers(self, typed: Sequence[ReplyLine], heading: str | None) -> None:
        """Adds what was typed; first the heading, where our form comes once per partner."""
        if typed and heading is not None and heading != self.heading:
            self.heading = heading
            self.lines.append(ReplyLine(heading, heading))
        self.lines += typed


def _heading(body: _Body, number: int) -> str | None:
    return body.alignment.sent.heading(_our_line(body, number)[0])


def _our_line(body: _Body, number: int) -> tuple[int, str]:
    """The last line of ours on line `number` of the mail: its number in the sent text, and its text."""
    sent = body.alignment.sent
    line = sent.words[body.spans[number][-1].sent_at].line
    return line, sent.lines[line]


def _answering_cut(body: _Body, below: list[ReplyLine]) -> list[ReplyLine]:
    """Where a person cut our text off behind a question and wrote under it, the first paragraph answers that."""
    sent = body.alignment.sent
    if body.alignment.main is None or not below:
        return below
    end = body.alignment.main.runs[-1].sent_end
    asked = sent.lines[sent.words[end - 1].line]
    if end >= len(sent.words) or not asked.endswith(("?", ":", ")")):
        return below
    size = next((n for n, line in enumerate(below) if not line.text.strip()), len(below))
    return [ReplyLine(line.text, line.answers or asked) for line in below[:size]] + below[size:]


def _trimmed(lines: Sequence[ReplyLine]) -> list[ReplyLine]:
    """No empty line first or last, none twice in a row."""
    kept: list[ReplyLine] = []
    for line in lines:
        if line.text.strip() or (kept and kept[-1].text):
            kept.append(ReplyLine(line.text.strip(), line.answers))
    while kept and not kept[-1].text:
        kept.pop()
    return kept
