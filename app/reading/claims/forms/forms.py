"""The form of a check-in: its printed label lines, and the figures that came back in them.

One vocabulary serves both, so that what goes out is what is read.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from app.reading.contract import ReplyLine
from app.reading.times.amounts import amount_at
from app.reading.times.counts import is_count_of_messages
from app.reading.times.dates import days_at
from app.reading.words.figures import number_at
from app.reading.words.labels import About, Label, label_line, label_of
from app.reading.words.lexicon import Tag, wording
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import one_of, small_words
from app.reading.words.tokens import fold

_HOUR = 60
_HOURS_OF = re.compile(rf"(?:{one_of('hours_in_a_question')})\b[^?]{{1,60}}:$")
_EMPTY_MARKS = frozenset("-_.[](){}/?~,:x")
_ARROW = re.compile(
    r"^\s*(?:<?[-\u2013\u2014=]+>+|<[-\u2013\u2014=]+|>{2,}|[\u2190-\u21ff\u2794-\u27be\u25b6\u25ba\u00bb#\u2248]+)\s*"
)
_MINUTES_ONLY = re.compile(r":([0-5]\d)\s*(?:" + one_of("hour_units", "minute_units") + r")?\.?\s*")
_LOOSE_MINUTES = re.compile(r"\w\s+:[0-5]\d\s*$")  # "Phone :20": hours or minutes?
_FIGURE_APART = re.compile(r"\d{1,2}(?:[.,]\d+)?\s+[-\u2013\u2014]\s+[^\W\d]")
_ALL_OF_IT = re.compile(r"\s*100\s?%\s*")
_LINKS = frozenset({",", ";", "&", "+"})
_AFTER_YES = frozenset({",", "-", ":", "("})
_UNCOUNTED = ("vague_quantity", "vague_times", "affirmed", "bound", "fraction")
_NOT_APPLICABLE = small_words("not_applicable")


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled or blank line of a form.

    `mode` is None on a total line. `minutes` is None where the line is blank or `vague` (then the words that are).
    `comment` is what stands after the figure. `affirmed`: a vague line that only says that there was some.
    `doubted`: the line itself, where only a question mark was filled in. `line` is the place of its line in
    the reply, `printed` whether our mail printed its label, once.
    """

    mode: str | None
    minutes: Fraction | None
    words: str
    vague: str = ""
    comment: str = ""
    partner: int | None = None
    affirmed: bool = False
    doubted: str = ""
    line: int | None = None
    printed: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: neither minutes nor vague words."""
        return self.minutes is None and not self.vague


def form_lines(language: str, modes: tuple[str, ...], period: str) -> tuple[str, ...]:
    """The label lines that a check-in prints to be filled in: the total, then one a mode.

    `language` is a locale or language tag, `period` is `YYYY-MM`. Each line ends with a blank after its colon.
    """
    words = wording(language)
    month = words.months[int(period[5:7]) - 1]
    labels = [words.labels["total"].format(month=month)]
    return tuple(labels + [words.labels[mode] for mode in modes if mode in words.labels])


def prints_total(sent: str, names: Names) -> bool:
    """Whether our mail printed a line for the total; only then is such a line the form's."""
    return _prints(sent, names, {About.TOTAL})


def prints_form(sent: str, names: Names) -> bool:
    """Whether our mail printed lines for hours, in all or by mode."""
    return _prints(sent, names, {About.TOTAL, About.MODE})


def _prints(sent: str, names: Names, abouts: set[About]) -> bool:
    lines = (label_line(line, names) for line in sent.splitlines())
    return any(line is not None and line.label.about in abouts for line in lines)


def entry_of(line: ReplyLine, names: Names, partner: int | None, *, with_total: bool) -> Entry | None:
    """The line as a line of the form; None where it is something else. `partner`: whose heading it stands under."""
    label, rest = _label_and_value(line, names)
    if label is None and line.answers is not None:
        return _of_unknown_label(line, line.answers)
    if label is None or label.about not in {About.TOTAL, About.MODE}:
        return None
    if label.about == About.TOTAL and not with_total:
        return None
    whose = label.partner if label.partner is not None else partner
    mode = label.value if label.about == About.MODE else None
    if _LOOSE_MINUTES.search(line.text) and not label.in_minutes:
        return Entry(mode, None, rest, vague=rest, partner=whose)
    return None if _begins_with_day(rest) else _entry(mode, rest, label, whose)


def _begins_with_day(rest: str) -> bool:
    """`In person: 12th and 19th, 1h each`; not `2 - May 5 (1 hr), May 19 (1 hr)`."""
    if _FIGURE_APART.match(rest):
        return False
    sentence = one_sentence(rest, Names({}, 0))
    return bool(sentence.tokens) and bool(days_at(sentence, 0))


def _of_unknown_label(line: ReplyLine, asked: str) -> Entry | None:
    """A figure typed behind a line of ours that asks for hours of a sort we have no word for: its sort stays open."""
    label, text = fold(asked).strip(), fold(line.text).strip()
    if not _HOURS_OF.match(label) or not text.startswith(label):
        return None
    rest = line.text.strip()[len(label) :].strip()
    sentence = one_sentence(rest, Names({}, 0))
    start = _value_start(sentence)
    number = number_at(sentence, start) if start is not None else None
    return Entry(None, None, rest, vague=rest) if number is not None and number.value else None


def _label_and_value(line: ReplyLine, names: Names) -> tuple[Label | None, str]:
    split = label_line(line.text, names)
    if split:
        return split.label, split.rest
    asked = label_line(line.answers, names) if line.answers else None
    if asked is None or line.answers is None:
        return None, ""
    text, label = fold(line.text).strip(), fold(line.answers).strip()
    rest = line.text.strip()[len(label) :] if label and text.startswith(label) else line.text
    return asked.label, rest.strip()


def _entry(mode: str | None, rest: str, label: Label, partner: int | None) -> Entry | None:
    rest = _ARROW.sub("", rest)
    only = _MINUTES_ONLY.fullmatch(rest)
    sentence = one_sentence(rest, Names({}, 0))
    start = _value_start(sentence)
    if only or start is None:
        asked = rest if _is_question_mark(rest) else ""
        return Entry(mode, Fraction(int(only[1])) if only else None, rest, partner=partner, doubted=asked)
    said = _said_in_words(sentence, start)
    if said is not None:
        return Entry(mode, said, sentence.words(start, len(sentence.tokens) if said else start + 1), partner=partner)
    doubted = _is_in_doubt(sentence) or _is_guessed_anew(sentence)
    amount = None if doubted else amount_at(sentence, start)
    if amount is None:
        vague = doubted or any(sentence.tag(start, category) for category in _UNCOUNTED)
        affirmed = not doubted and sentence.tag(start, "affirmed") is not None
        return Entry(mode, None, rest, vague=rest.strip(), partner=partner, affirmed=affirmed) if vague else None
    words = sentence.words(amount.first, amount.end)
    comment = sentence.source[sentence.tokens[amount.end - 1].end :].strip()
    plain = number_at(sentence, start)
    open_amount = amount.minutes is None and not (plain and amount.bare and label.in_minutes)
    affirmed = bool(_ALL_OF_IT.fullmatch(rest))
    if open_amount or affirmed or _is_range(sentence, amount.end) or _is_put_in_doubt(sentence, amount.end, comment):
        return Entry(mode, None, words, vague=rest.strip(), partner=partner, affirmed=affirmed)
    if _is_count(sentence, amount.end):
        unsized = amount.bare and not any(sentence.tag(at, "unit") for at in range(amount.end, len(sentence.tokens)))
        return Entry(mode, None, words, vague=rest.strip(), partner=partner) if unsized else None
    minutes = plain.value if plain and amount.bare and label.in_minutes else amount.minutes
    return Entry(mode, minutes, words, comment=comment, partner=partner)


def _is_question_mark(rest: str) -> bool:
    """`?`, `[ ?? ]`: nothing else stands there."""
    return "?" in rest and not any(letter.isalnum() for letter in rest)


def _is_put_in_doubt(sentence: Sentence, end: int, comment: str) -> bool:
    """`2?`, `1.5 -> 2`, `3 last month, 2 this month`: another figure, or a mark, behind the first."""
    arrow = _ARROW.match(comment)
    changed = arrow is not None and comment[arrow.end() :][:1].isdigit()
    apart = not days_at(sentence, end) and _is_plain_figure(sentence, end)  # "2 3"
    return comment.startswith("?") or changed or apart or _has_figure_linked(sentence, end)


def _has_figure_linked(sentence: Sentence, start: int) -> bool:
    """`, 2 this month` outside brackets; not `, 4 emails`, `, 2 calls`, `, May 5 and 12`, nor one that has a unit."""
    depth, at = 0, start
    while at < len(sentence.tokens):
        days = days_at(sentence, at)
        depth += {"(": 1, ")": -1}.get(sentence.mark(at), 0)
        linked = sentence.mark(at - 1) in _LINKS or sentence.tag_before(at, "and") is not None
        if linked and depth == 0 and not days and _is_plain_figure(sentence, at):
            return True
        at = days[-1].end if days else at + 1
    return False


def _is_plain_figure(sentence: Sentence, index: int) -> bool:
    number = number_at(sentence, index)
    if number is None or is_count_of_messages(sentence, number.end):
        return False
    return not any(sentence.tag(number.end, each) for each in ("times", "session", "unit", "each"))


def _is_in_doubt(sentence: Sentence) -> bool:
    """`not sure, maybe 2`, `2, not sure`; not `1 (not sure of the date)`."""
    words = sentence.find("in_doubt")
    return words is not None and (number_at(sentence, 0) is None or sentence.text.rstrip(" .)").endswith(words))


def _is_guessed_anew(sentence: Sentence) -> bool:
    """`2, maybe 3`, `1 or 2`: the second figure doubts the first."""
    guesses = (tag.end for tag in sentence.all("alternative") if number_at(sentence, 0) and tag.first)
    return any(number_at(sentence, end) is not None for end in guesses)


def _said_in_words(sentence: Sentence, start: int) -> Fraction | None:
    """Minutes of `none` and of a share of an hour, `a half` or `three quarters`; None where they are told otherwise."""
    if sentence.tag(start, "no") and not _says_more(sentence, start):
        return Fraction(0)
    share = sentence.tag(start, "fraction")
    return Fraction(share.value) if share and share.end == len(sentence.tokens) else None


def _is_count(sentence: Sentence, end: int) -> bool:
    """`2 meetings`, `2 x 1 hour`, `5 emails`: the figure counts sessions or messages."""
    if is_count_of_messages(sentence, end):
        return True
    counts = sentence.tag(end, "times") or sentence.tag(end, "session")
    adds = sentence.mark(end) == "+" and number_at(sentence, end + 1) is not None  # "1 + 1"
    return counts is not None or adds or sentence.mark(end) in {"/", "x"}


def _value_start(sentence: Sentence) -> int | None:
    """The first token that says something, past brackets, `about` and the yes of `yes, 2`; None on a blank line."""
    index = 0
    while index < len(sentence.tokens):
        about = sentence.tag(index, "approximate") or _yes_before_amount(sentence, index)
        if about is None and sentence.mark(index) not in _EMPTY_MARKS:
            blank = sentence.plain.replace(" ", "") in _NOT_APPLICABLE
            return None if blank else index
        index = about.end if about else index + 1
    return None


def _yes_before_amount(sentence: Sentence, index: int) -> Tag | None:
    """`oui, 2h`, `yes - 30 min`, `yes 2`."""
    yes = sentence.tag(index, "affirmed")
    if yes is None:
        return None
    behind = yes.end + 1 if sentence.mark(yes.end) in _AFTER_YES else yes.end
    about = sentence.tag(behind, "approximate")
    return yes if amount_at(sentence, about.end if about else behind) else None


def _says_more(sentence: Sentence, start: int) -> bool:
    tag = sentence.tag(start, "no")
    after = tag.end if tag else start + 1
    return any(token.is_number for token in sentence.tokens[after:])


def _is_range(sentence: Sentence, end: int) -> bool:
    follows = amount_at(sentence, end + 1) if end + 1 < len(sentence.tokens) else None
    return follows is not None and sentence.tag(end, "range") is not None and sentence.mark(end) != "/"


def heading_partner(line: ReplyLine, names: Names) -> int | None:
    """The partner whose heading the line is: a name, perhaps with a colon, and nothing else."""
    if not line.text.strip():
        return None
    label = label_of(line.text.strip().rstrip(":").strip(), names)
    return label.partner if label and label.about == About.PARTNER else None
