"""Words that tell of a time by comparison: `same on the 19th`, `Sam : pareil`, `twice that`, `la moitié`."""

from dataclasses import dataclass
from fractions import Fraction

from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.once_more import end_of_one_more
from app.reading.times.dates import days_at
from app.reading.words.lexicon import Tag
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

OPEN, ELSEWHERE = "open", "elsewhere"
_APART = frozenset({"", ",", ";", ":", "(", ")", "-", "=", ">", "/", "|", ".", "!"})
_BEFORE = frozenset({":", "-", "="})
_LONGEST_DAY = 5  # tokens of a day: `le mardi 26 mai :`
_AS = small_words("alike_to")
_WITH = small_words("with", "for")


@dataclass(frozen=True, slots=True)
class Alike:
    """So many times as long as another (`times` None: that stays open), that of the partner `of` where one is named.

    `sure`: the words hardly say anything else. `elsewhere`: the other is none of this reply (`same as April`).
    `again`: only that it took place once more, beside which no length need be told (`again on the 12th`).
    """

    times: Fraction | None
    sure: bool
    elsewhere: bool = False
    of: int | None = None
    again: bool = False


def alike_at(sentence: Sentence, index: int) -> Mark | None:
    """The comparison that begins at the token, if one does."""
    sure = sentence.tag(index, "alike_sure")
    tag = sure or sentence.tag(index, "alike")
    if tag is None:
        again = end_of_one_more(sentence, index)
        return Mark(index, again, Sign.ALIKE, "1") if again else _as_ever(sentence, index)
    if sentence.mark(tag.end) in _AS:
        return _with_another(sentence, tag)
    if sentence.tag(tag.end, "month") and tag.value == "1":
        return Mark(index, tag.end, Sign.ALIKE, ELSEWHERE)  # "idem avril"
    if sure is None and not _may_follow(sentence, tag.end):
        return None
    if sure is None and tag.value == OPEN and not (_is_of_partner(sentence, tag) or _is_of_day(sentence, tag)):
        return None
    value = tag.value if _may_lead(sentence, index) else OPEN
    return Mark(index, tag.end, Sign.ALIKE, value)


def alike_of(sentence: Sentence, mark: Mark) -> Alike:
    """What the comparison says."""
    lead = sentence.tag_before(mark.first, "alike_lead")
    plain = sentence.tag(mark.first, "alike_sure") is not None and _may_lead(sentence, mark.first)
    sure = plain or (lead is not None and lead.value == "act")
    if mark.value in {OPEN, ELSEWHERE}:
        return Alike(None, sure, elsewhere=mark.value == ELSEWHERE)
    named = sentence.mark(mark.end - 1)
    again = not any(sentence.tag(mark.first, each) for each in ("alike", "alike_sure"))
    return Alike(Fraction(mark.value), sure, of=int(named[2:]) if named.startswith("@p") else None, again=again)


def _with_another(sentence: Sentence, tag: Tag) -> Mark:
    """`same as Kate`, `autant qu'avec Kate`; `same as April`."""
    at = tag.end + 2 if sentence.mark(tag.end + 1) in _WITH else tag.end + 1
    if sentence.mark(at).startswith("@p"):
        return Mark(tag.first, at + 1, Sign.ALIKE, tag.value)
    return Mark(tag.first, tag.end, Sign.ALIKE, ELSEWHERE)


def _as_ever(sentence: Sentence, index: int) -> Mark | None:
    """`Kate: as usual. Sam: 2 h`."""
    tag = sentence.tag(index, "alike_elsewhere")
    alone = tag is not None and sentence.mark(index - 1) in _BEFORE and sentence.mark(tag.end) in _APART
    return Mark(index, tag.end, Sign.ALIKE, ELSEWHERE) if tag and alone else None


def _may_follow(sentence: Sentence, index: int) -> bool:
    word = sentence.mark(index)
    if word in _APART or word.startswith("@") or sentence.tokens[index].is_number:
        return True
    return any(sentence.tag(index, each) for each in ("alike_behind", "number", "and", "mode", "month", "weekday"))


def _is_of_partner(sentence: Sentence, tag: Tag) -> bool:
    """`half of that with Sam`, `Hugo : la moitié`; not `la moitié en visio`."""
    before = tag.first - 2 if sentence.mark(tag.first - 1) in _APART else tag.first - 1
    after = tag.end + 1 if sentence.mark(tag.end) in _WITH else tag.end
    return any(sentence.mark(at).startswith("@p") for at in (before, after))


def _is_of_day(sentence: Sentence, tag: Tag) -> bool:
    """`the 26th: half of that`."""
    heads = sentence.mark(tag.first - 1) in _BEFORE and sentence.mark(tag.end) in _APART
    days = (days_at(sentence, at) for at in range(max(0, tag.first - _LONGEST_DAY), tag.first))
    return heads and any(found and found[-1].end == tag.first - 1 for found in days)


def _may_lead(sentence: Sentence, index: int) -> bool:
    word = sentence.mark(index - 1)
    if word in _APART or word.startswith("@p") or word[0].isdigit():
        return True
    return any(
        sentence.tag_before(index, each)
        for each in ("alike_lead", "approximate", "session", "and", "mode", "month", "weekday")
    )
