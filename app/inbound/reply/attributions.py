"""Lines that announce a quotation: "On Monday at 9:00, Dan Roy <d@example.org> wrote:" in any language.

Mail programs write who, when, a verb and a colon, in an order that depends on the language, on one line or broken
over several. A person who tells what somebody wrote uses pronouns, and names no clock.
"""

import re
from collections.abc import Sequence
from typing import Final

from app.inbound.reply.lines import MailLine, next_told
from app.inbound.reply.vocabulary import folded, vocabulary

LONGEST_LINE: Final = 240
"""Longer lines are a person's paragraph, not a mail program's line."""
_LONGEST: Final = 480
_LINES: Final = 6
_SHORT_NAME: Final = 8
_LONGEST_NAME: Final = 4  # words
_BEHIND_ADDRESS: Final = 30
_VERB_WITHIN: Final = 200
_NEAR_START: Final = 28
_NEAR_END: Final = 40
_OPENING: Final = 32
_ENDING: Final = 8

_AT_SIGN: Final = r"[^\s<>()\[\]@]{1,80}@[^\s<>()\[\]@]{1,80}"
_BRACKETED: Final = re.compile(rf"[<(\[]\s?(?:mailto:)?(?:{_AT_SIGN}|mailto:.{{1,80}}@[^<>]{{1,80}})\s?[>)\]]")
_ADDRESS_LAST: Final = re.compile(rf"{_AT_SIGN}\W{{0,4}}$")
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}\s?[:.h\u6642\u65f6\uc2dc]\s?\d{2}(?!\d)")
_DATE: Final = re.compile(
    r"(?<!\d)(?:\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}|\d{1,2}[./-]\s?(?:\d{1,2}|[^\W\d_]{3,9}\.?)[./-]\s?\d{2,4})"
    r"|(?<!\d)(?:19|20)\d{2}(?!\d)|\d\s?\u5e74"
)
_ENDS: Final = re.compile(r"[:\uff1a]\W{0,4}$|-{2,}$")
_DASHED: Final = re.compile(r"^-{2,}.{1,200}[^-]-{2,}$")
_NAME: Final = re.compile(r"[^\W\d_]")
_MAY_OPEN: Final = re.compile(r"[\d@<:\uff1a]|--")


def attribution_end(lines: Sequence[MailLine], at: int) -> int | None:
    """The last line of the attribution that begins on line `at`; `None` where none begins there."""
    text = lines[at].text
    if len(text) > LONGEST_LINE or not _NAME.search(text):
        return None
    if not (_MAY_OPEN.search(text) or _opens(text) or _is_name_of(lines, at)):
        return None
    if is_attribution(text) or _stands_on_quote(lines, at):
        return at
    if _opens(text) or _says_when(text) or _is_name_of(lines, at):
        return _broken_over_lines(lines, at)
    return None


def is_attribution(text: str) -> bool:
    """Who wrote when, with a digit or an address in it: "On Friday we wrote:" is a person's own sentence."""
    text = text.strip()
    if len(text) > _LONGEST or not _ENDS.search(text[-_ENDING:]):
        return False
    simple = folded(text)
    verb_end = _verb_end(simple)
    if not verb_end:
        return _names_who_and_when(text)
    if _DASHED.match(text):
        return True
    if vocabulary().told.search(simple):
        return False
    return bool(_BRACKETED.search(text)) or _tells_when(text, simple, verb_end)


def reads_as_attribution(text: str) -> bool:
    """`On Monday, Priya wrote:` or `Priya wrote:` names no day or address: it is one only right above a quotation."""
    text = text.strip()
    if len(text) > LONGEST_LINE or not _ENDS.search(text[-_ENDING:]):
        return False
    simple = folded(text)
    last = _verb_end(simple)
    if not last or vocabulary().told.search(simple) or not _NAME.search(vocabulary().verb.sub("", simple)):
        return False
    return _opens(text) or (len(simple) - last <= _ENDING and len(simple.split()) <= _SHORT_NAME)


def split_shared(lines: Sequence[MailLine]) -> list[MailLine]:
    """The lines, each attribution on its own: some programs put it behind the person's last words, above the quote."""
    whole: list[MailLine] = []
    for number, line in enumerate(lines):
        at = _shared_from(line.text) if _stands_over_marks(lines, number) else None
        if at is None:
            whole.append(line)
        else:
            whole += [MailLine(line.depth, line.text[:at].rstrip()), MailLine(line.depth, line.text[at:])]
    return whole


def _stands_over_marks(lines: Sequence[MailLine], number: int) -> bool:
    behind = number + 1 if number + 1 < len(lines) and not lines[number + 1].blank else number + 2
    return behind < len(lines) and lines[behind].depth > lines[number].depth


def _shared_from(text: str) -> int | None:
    if len(text) > LONGEST_LINE or not _ENDS.search(text[-_ENDING:]) or _opens(text) or not text.isascii():
        return None
    return next(
        (
            found.start()
            for found in vocabulary().mid_opener.finditer(text.lower())
            if is_attribution(text[found.start() :])
        ),
        None,
    )


def _verb_end(simple: str) -> int:
    """Where the last verb of writing ends; 0 where there is none in the last stretch."""
    start = max(len(simple) - _VERB_WITHIN, 0)
    return max((verb.end() for verb in vocabulary().verb.finditer(simple, start)), default=0)


def _tells_when(text: str, simple: str, verb_end: int) -> bool:
    """A verb with the day: opened as attributions are, or with the clock and the name in front."""
    clock, date = _CLOCK.search(simple), _DATE.search(simple)
    if vocabulary().opener.match(simple):
        near = any(letter.isdigit() for letter in simple[:_NEAR_START]) and len(simple) - verb_end <= _NEAR_END
        return near or bool(clock or date)
    if vocabulary().day.match(simple):
        return bool(clock or date) or "@" in text
    if date and _names_then_says(text, simple) and len(simple) - verb_end <= _NEAR_END:
        return True
    return bool(clock and date) and bool(vocabulary().verb.search(vocabulary().weak.sub("", simple)))


def _names_then_says(text: str, simple: str) -> bool:
    """`Raoul Grenier a écrit le 2 février 2027 :`: a name of a few words, then the verb."""
    verb = vocabulary().verb.search(simple)
    if verb is None or not vocabulary().opener.match(simple[verb.end() :].strip()):
        return False
    words = len(simple[: verb.start()].split())
    return 0 < words <= _LONGEST_NAME and all(word[0].isupper() for word in text.split()[:words])


def _names_who_and_when(text: str) -> bool:
    """Who and when and a colon, in a language that we do not know, or one that needs no verb."""
    if not text.rstrip(" *_").endswith((":", "\uff1a")) or not _says_when(text):
        return False
    bare = text.rstrip(" *_:\uff1a")
    if _ADDRESS_LAST.search(bare):
        return True
    last = max((found.end() for found in _BRACKETED.finditer(bare)), default=None)
    return last is not None and len(bare) - last <= _BEHIND_ADDRESS and not bare[last:].strip().count(" ") > 1


def _says_when(text: str) -> bool:
    return bool(_CLOCK.search(text) or _DATE.search(text))


def _opens(text: str) -> bool:
    return bool(vocabulary().opener.match(folded(text[:_OPENING])))


def _is_name_of(lines: Sequence[MailLine], at: int) -> bool:
    """A paragraph that begins with a name, its address on the next line."""
    if (at and not lines[at - 1].blank) or at + 1 >= len(lines) or len(lines[at].text.split()) > _SHORT_NAME:
        return False
    return lines[at].text.endswith("<") or _BRACKETED.match(lines[at + 1].text) is not None


def _broken_over_lines(lines: Sequence[MailLine], at: int) -> int | None:
    """An attribution of several lines. An empty one may stand inside where its first line says when."""
    text = lines[at].text
    if _ENDS.search(text[-_ENDING:]):
        return None
    dated, named = _says_when(text), _is_name_of(lines, at)
    for number in range(at + 1, min(at + _LINES, len(lines))):
        line = lines[number]
        if line.blank and dated and number > at:
            continue
        if line.blank or len(line.text) > LONGEST_LINE or not _goes_on(lines[at], line):
            return None
        if _begins_another(line.text):
            return None
        if _is_one_alone(line.text) and not (named and number == at + 1):
            return None
        text = f"{text} {line.text.strip()}"
        if is_attribution(text):
            return number
    return None


def _begins_another(text: str) -> bool:
    """A line that divides two mails, or a header of the one below."""
    simple = folded(text)
    return bool(vocabulary().separator.match(simple) or vocabulary().from_label.match(simple))


def _goes_on(first: MailLine, line: MailLine) -> bool:
    """The same depth; or the `>` that closes an address was taken for a quote mark."""
    return line.depth == first.depth or (
        line.depth == first.depth + 1 and _ENDS.search(line.text[-_ENDING:]) is not None
    )


def _is_one_alone(text: str) -> bool:
    if _opens(text) and _says_when(text):
        return True
    return (
        bool(_ENDS.search(text[-_ENDING:]))
        and (_says_when(text) or _opens(text))
        and (is_attribution(text) or reads_as_attribution(text))
    )


def _stands_on_quote(lines: Sequence[MailLine], at: int) -> bool:
    """A line that says who wrote, or an address with a date or a colon, right above marked lines."""
    text = lines[at].text
    addressed = "@" in text and (text.rstrip().endswith(":") or (_says_when(text) and bool(_ADDRESS_LAST.search(text))))
    if not addressed and not reads_as_attribution(text):
        return False
    behind = next_told(lines, at + 1, len(lines))
    return behind < len(lines) and lines[behind].depth > lines[at].depth
