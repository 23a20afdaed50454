"""Numbers without a unit that are hours after all: `2`, `3 in person, 1 by phone`; no telephone, room or count."""

from app.reading.claims.left_out.denials import clause_of
from app.reading.claims.left_out.planned_hours import is_unreal
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece, Scan
from app.reading.times.amounts import Amount
from app.reading.times.counts import Count, is_count_of_messages, stands_for_session
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_PLAIN_MARKS = frozenset(",.:;()-!?\"'/|[]=~+&")
_KNOWN = (
    "filler",
    "approximate",
    "and",
    "distributive",
    "total",
    "unit",
    "each",
    "range",
    "no",
    "period_lead",
    "including",
    "disputed",
    "unreal",
    "reported",
    "turn",
    "alternative",
)
_LEADING = small_words("before_a_way_of_meeting")
_HOUR = 60
_MOST_CLEAR = _HOUR * 12  # minutes
_ARTICLES = small_words("one")
_DAY_ARTICLES = small_words("articles_of_days")
_OF, _THEM = small_words("out_of"), small_words("those_counted")
_HAS, _ANOTHER = small_words("has_hours"), small_words("third_person")
_AGED, _OF_THEM = small_words("aged"), small_words("of_them_before")
_OURS = small_words("our_own")


def bare_hours(found: Scan, bare: list[Amount], pieces: list[Piece], *, expects_hours: bool) -> frozenset[int]:
    """Where the numbers without a unit stand that are hours: nothing else around them could be counted."""
    sentence = found.sentence
    known = _known(found)
    whole = expects_hours and len(known) == len(sentence.tokens)
    corrects = not whole and _corrects(found, pieces)
    return frozenset(
        amount.first for amount in bare if _is_hours(sentence, amount, pieces, known, alone=whole, corrects=corrects)
    )


def _corrects(found: Scan, pieces: list[Piece]) -> bool:
    """`I meant 2`, `2 hours, wait, no, it was 1.5`."""
    sized = any(isinstance(piece, Amount) and not piece.bare for piece in pieces)
    weak = sized and found.sentence.find("correction_weak") is not None
    return weak or found.sentence.find("correction") is not None or _takes_back(found, pieces)


def _takes_back(found: Scan, pieces: list[Piece]) -> bool:
    """`We planned 2 hours but only did 1`: an amount that does not count explains the number beside it."""
    amounts = [piece for piece in found.pieces if isinstance(piece, Amount) and piece.minutes is not None]
    kept = {piece.first for piece in pieces}
    return any(
        piece.first not in kept or is_unreal(found.sentence, piece) or found.zones.is_future(piece.first)
        for piece in amounts
        if not (piece.bare and found.sentence.tag(piece.end, "work"))  # "it takes 5 years; she has 4"
    )


def _is_hours(
    sentence: Sentence, amount: Amount, pieces: list[Piece], known: frozenset[int], *, alone: bool, corrects: bool
) -> bool:
    first, end = clause_of(sentence, amount.first, amount.end)
    first = _behind_heading(sentence, amount) or _behind_sum(sentence, amount, pieces) or first
    if (
        _is_no_figure_of_hours(sentence, amount)
        or is_unreal(sentence, amount)
        or not known.issuperset(range(first, end))
    ):
        return False
    inside = [each for each in pieces if first <= each.first < end and each is not amount]
    telling = {each.sign for each in inside if isinstance(each, Mark)} & {Sign.MODE, Sign.PARTNER, Sign.TOTAL}
    if sentence.mark(amount.first) in _ARTICLES and (not telling or stands_for_session(sentence, amount.first)):
        return alone and len(sentence.tokens) == 1
    return bool(telling) or alone or corrects or (_parts_sum(sentence, amount, pieces) and _tells_day(inside))


def _tells_day(inside: list[Piece]) -> bool:
    return any(isinstance(each, Days) for each in inside)


def _parts_sum(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> bool:
    """`2.5 hours: 1.5 on May 9 (in person) and 1 on May 23 (phone)`: behind the colon that follows the sum."""
    colon = next((at for at in range(amount.first - 1, -1, -1) if sentence.mark(at) == ":"), 0)
    sums = [each for each in pieces if isinstance(each, Amount) and not each.bare]
    return len(sums) == 1 and sums[0].end <= colon


def _behind_heading(sentence: Sentence, amount: Amount) -> int | None:
    """Where what follows `my hours for April:` begins; None without such words before a colon."""
    colon = next((at for at in range(amount.first - 1, -1, -1) if sentence.mark(at) == ":"), None)
    if colon is None or any(token.is_number for token in sentence.tokens[:colon]):
        return None
    hours = any(tag.first < colon and tag.value == "60" for tag in sentence.all("unit"))
    unsure = any(tag.first < colon for tag in sentence.all("not_period"))
    return colon + 1 if hours and not unsure and _owns(sentence, colon) else None


def _behind_sum(sentence: Sentence, amount: Amount, pieces: list[Piece]) -> int | None:
    """Where the parts of `I clocked 3 hours with Kate: two on Zoom, one at the library` begin."""
    colon = next((at for at in range(amount.first - 1, -1, -1) if sentence.mark(at) == ":"), None)
    if colon is None or clause_of(sentence, amount.first, amount.first)[0] > colon:
        return None
    sums = (each for each in pieces if isinstance(each, Amount) and not each.bare and each.end <= colon)
    return colon + 1 if any(each.minutes is not None for each in sums) else None


def _owns(sentence: Sentence, colon: int) -> bool:
    marks = {sentence.mark(at) for at in range(colon)}
    return bool(marks & _OURS) or any(tag.first < colon for tag in sentence.all("month"))


def _is_no_figure_of_hours(sentence: Sentence, amount: Amount) -> bool:
    """`8/10`, `8 emails`, `le 8`; in `person 2 / email 1` the stroke stands apart."""
    before, after = sentence.mark(amount.first - 1), sentence.mark(amount.end)
    tokens = sentence.tokens
    joined = amount.end < len(tokens) and tokens[amount.end - 1].touches(tokens[amount.end])
    named = joined and len(after) == 1 and after.isalpha()  # "flat 6b", "20s"
    led = before == "/" and tokens[amount.first - 1].touches(tokens[amount.first])
    followed = joined and after == "/"
    if _is_number_of_sessions_told(sentence, amount) or _is_of_another(sentence, amount):
        return True
    if _is_one_by_way(sentence, amount):
        return True
    return named or led or followed or before in _DAY_ARTICLES or is_count_of_messages(sentence, amount.end)


def _is_one_by_way(sentence: Sentence, amount: Amount) -> bool:
    """`the phone one was 30 min`: which of the sessions."""
    one = sentence.mark(amount.first) in _ARTICLES and sentence.tag_before(amount.first, "mode")
    return bool(one) and sentence.tag(amount.end, "was") is not None


def _is_of_another(sentence: Sentence, amount: Amount) -> bool:
    """`Five years are needed; she has 4`, `il en a 4`: what somebody else has."""
    before = sentence.mark(amount.first - 1)
    near = range(max(0, amount.first - 3), amount.first)
    if before in _HAS and (sentence.mark(amount.first - 2) in _OF_THEM or not _is_named(sentence, near)):
        return any(sentence.mark(at) in _ANOTHER for at in near) or _is_named(sentence, near)
    return before in _AGED and _is_named(sentence, near)


def _is_named(sentence: Sentence, near: range) -> bool:
    return any(sentence.mark(at).startswith("@p") for at in near)


def _is_number_of_sessions_told(sentence: Sentence, amount: Amount) -> bool:
    """`Four calls, two of them 30 min`: so many calls; in `3 hours, 2 of them by phone` hours."""
    if sentence.mark(amount.end) not in _OF or sentence.mark(amount.end + 1) not in _THEM:
        return False
    told = any(tag.value == "many" and tag.end <= amount.first for tag in sentence.all("session"))
    return told and not any(tag.end <= amount.first for tag in sentence.all("unit"))


def _known(found: Scan) -> frozenset[int]:
    """The tokens that are a piece, a filling word or a plain mark."""
    sentence = found.sentence
    covered = {at for piece in found.pieces for at in range(piece.first, piece.end)}
    for at, tags in enumerate(sentence.tags):
        if any(tag.category in _KNOWN for tag in tags):
            covered.update(range(at, max(tag.end for tag in tags)))
        if _is_plain(sentence.mark(at)) or _leads_to_mode(sentence, at):
            covered.add(at)
        if any(tag.category in {"place", "mode"} for tag in tags):
            covered.update(before for before in (at - 1, at - 2) if sentence.mark(before) in _LEADING)
    return frozenset(covered)


def is_lost(sentence: Sentence, amount: Amount, pieces: list[Piece], hours: frozenset[int]) -> bool:
    """Whether a number that is told like hours beside it is not clear: `1.5 by phone and 1.5 at her cousin's place`."""
    if not hours or amount.minutes is None or amount.minutes > _MOST_CLEAR or _is_no_figure_of_hours(sentence, amount):
        return False
    first, end = clause_of(sentence, amount.first, amount.end)
    telling = {each.sign for each in pieces if isinstance(each, Mark) and amount.end <= each.first < end}
    opens = all(sentence.tag(at, "and") or _is_plain(sentence.mark(at)) for at in range(first, amount.first))
    return opens and Sign.MODE in telling and sentence.mark(amount.first) not in _ARTICLES


def counts_sessions_on(amount: Amount, pieces: list[Piece]) -> bool:
    """`3 zoom calls and 2 in person`: more sessions, most likely, and no hours."""
    if amount.minutes is None or amount.minutes % _HOUR:
        return False
    told = [each for each in pieces if isinstance(each, Amount | Count) and each.first < amount.first]
    return bool(told) and isinstance(told[-1], Count) and told[-1].noun and not told[-1].each


def _leads_to_mode(sentence: Sentence, index: int) -> bool:
    """`1 over coffee`."""
    lead = sentence.tag(index, "mode_lead")
    return lead is not None and sentence.tag(lead.end, "mode") is not None


def _is_plain(text: str) -> bool:
    return text in _PLAIN_MARKS or text.startswith("@")
