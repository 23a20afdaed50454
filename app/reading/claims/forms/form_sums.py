"""Several amounts behind one label of a form: `1 (May 6) + 1.5 (May 20)`, `2 calls of 20 min`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.reading.claims.claim import Claim
from app.reading.claims.forms.forms import Entry
from app.reading.contract import ReplyLine
from app.reading.times.amounts import Amount, amount_at
from app.reading.times.dates import days_at
from app.reading.words.labels import About, label_line
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import small_words

_PLUS = frozenset({"+"}) | small_words("plus")
_LINKS = frozenset({",", ";", "&", "/"}) | _PLUS
_SAYS_NOTHING = frozenset({"(", ")", "-", ":", "."}) | small_words("before_a_day")
_TELLING = ("session", "mode", "place", "place_lead", "mode_lead", "filler")


@dataclass(frozen=True, slots=True)
class _Term:
    amount: Amount
    end: int  # of its comment
    link: str  # what leads to it


def entries_of_sum(line: ReplyLine, names: Names, partner: int | None) -> tuple[Entry, ...]:
    """An entry for each amount of the line, with its day or name as comment; none where the line is no plain sum."""
    split = label_line(line.text, names)
    if split is None or split.label.about != About.MODE or split.label.in_minutes:
        return ()
    sentence = one_sentence(split.rest, names)
    terms = _terms(sentence)
    whose = split.label.partner if split.label.partner is not None else partner
    return tuple(_entry(sentence, term, split.label.value, whose) for term in terms)


def _entry(sentence: Sentence, term: _Term, mode: str, partner: int | None) -> Entry:
    named = [int(word[2:]) for at in range(term.amount.end, term.end) if (word := sentence.mark(at)).startswith("@p")]
    words = sentence.words(term.amount.first, term.amount.end)
    comment = sentence.words(term.amount.end, term.end)
    return Entry(mode, term.amount.minutes, words, comment=comment, partner=named[0] if len(named) == 1 else partner)


def _terms(sentence: Sentence) -> Sequence[_Term]:
    """The amounts of a sum that is read to its end; none where it is something else."""
    terms: list[_Term] = []
    at, link = 0, ""
    while at < len(sentence.tokens):
        amount = amount_at(sentence, at)
        if amount is None or amount.minutes is None:
            return ()
        end = _end_of_comment(sentence, amount.end)
        if not all(_is_told(sentence, place) for place in range(amount.end, end)):
            return ()
        terms.append(_Term(amount, end, link))
        if sentence.mark(end) == "=":
            return terms if _is_sum(sentence, end + 1, terms) and len(terms) > 1 else ()
        link, at = sentence.mark(end), end + 1
    return terms if len(terms) > 1 and _adds_up(terms) else ()


def _end_of_comment(sentence: Sentence, start: int) -> int:
    """Where the next amount is linked on, outside brackets; else the end."""
    depth, at = 0, start
    while at < len(sentence.tokens):
        days = days_at(sentence, at)
        if days:
            at = days[-1].end
            continue
        depth += {"(": 1, ")": -1}.get(sentence.mark(at), 0)
        links = sentence.mark(at) in _LINKS or sentence.tag(at, "and") is not None
        if depth == 0 and (sentence.mark(at) == "=" or (links and amount_at(sentence, at + 1))):
            return at
        at += 1
    return at


def _is_told(sentence: Sentence, index: int) -> bool:
    """A day, a name, a way or a word of no meaning to us; `last month`, `planned` or a further figure is none."""
    word = sentence.mark(index)
    if word in _SAYS_NOTHING or word.startswith("@p") or _in_day(sentence, index):
        return True
    if any(sentence.tag(index, each) for each in _TELLING):
        return True
    return word.isalpha() and not sentence.tags[index] and not sentence.find("other_month")


def _in_day(sentence: Sentence, index: int) -> bool:
    found = (days_at(sentence, at) for at in range(max(0, index - 4), index + 1))
    return any(days and days[-1].end > index for days in found)


def _adds_up(terms: Sequence[_Term]) -> bool:
    """`1 + 1`; behind another mark each amount has a day or a name of its own: `1 h le 6, 1 h le 20`."""
    plus = all(term.link in _PLUS for term in terms[1:])
    return plus or all(term.end > term.amount.end for term in terms)


def _is_sum(sentence: Sentence, start: int, terms: Sequence[_Term]) -> bool:
    told = amount_at(sentence, start)
    added = sum((term.amount.minutes or Fraction(0) for term in terms), Fraction(0))
    return told is not None and told.end == len(sentence.tokens) and told.minutes == added


def entries_of_sessions(entries: Sequence[Entry], claims: Sequence[Claim], names: Names) -> tuple[Entry, ...]:
    """The entries with one more for each line whose sessions alone tell its hours: `Phone: 2 calls of 20 min`.

    Only beside lines of other ways that are filled as printed; else the sessions stand for themselves.
    """
    if not any(entry.minutes for entry in entries):
        return tuple(entries)
    filled = {entry.mode for entry in entries if not entry.is_blank}
    return (*entries, *(entry for entry in _told_in_sessions(claims, names) if entry.mode not in filled))


def _told_in_sessions(claims: Sequence[Claim], names: Names) -> Iterator[Entry]:
    for source in dict.fromkeys(claim.sentence.source for claim in claims if claim.has_amount):
        split = label_line(source, names)
        if split is None or split.label.about != About.MODE:
            continue
        told = [claim for claim in claims if claim.sentence.source == source]
        plain = all(claim.minutes_in_all is not None and not claim.future for claim in told)
        if plain and all(claim.mode == split.label.value and claim.is_session and not claim.detail for claim in told):
            minutes = sum((claim.minutes_in_all or Fraction(0) for claim in told), Fraction(0))
            yield Entry(split.label.value, minutes, split.rest, partner=split.label.partner)
