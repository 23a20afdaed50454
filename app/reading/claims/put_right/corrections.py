"""A later sentence that corrects an earlier one wins (rule 12 of the contract)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.reading.claims.claim import Claim, left_open
from app.reading.claims.passed import passed_claims
from app.reading.claims.put_right.earlier_mail import as_told_earlier, told_earlier
from app.reading.claims.put_right.sessions_put_right import by_day, restates_in_another_way, struck_out, tells_way_anew
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.tokens import plain_words

_APOLOGIES = small_words("apologies")

_FORGOTTEN = small_words("forgotten")
_LONGEST_CUE = 8  # tokens
_SHORT = 6
_NEAR = 5  # tokens
_PAUSES = frozenset({",", "-", ":", "...", "…"})
_AFTER_CUE = _PAUSES | {""} | small_words("after_a_correction")


@dataclass(frozen=True, slots=True)
class Correction:
    """The claims that stand, whether a correction was made, and what it replaced."""

    claims: tuple[Claim, ...]
    made: bool = False
    passed: tuple[PassedOver, ...] = ()


def corrected(claims: Sequence[Claim], sentences: Sequence[Sentence] = (), *, earlier_mail: bool) -> Correction:
    """The claims after the last correction in them.

    `sentences`: all of the reply, so that a cue may stand in one of its own (`Hang on.`).
    `earlier_mail`: the reply answers something already recorded, so that a first amount may be a correction too.
    """
    if any(_is_figure_lost(sentence, claims) for sentence in sentences):
        return Correction(tuple(map(left_open, claims)))
    standing, gone = struck_out(claims)
    if gone:
        return Correction(standing, True, tuple(passed_claims(gone, PassedReason.CORRECTED)))
    earlier = told_earlier(claims)
    if earlier is not None:
        return _put_right(claims, *earlier)
    announced = _announced(sentences)
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if not claim.has_amount or _is_part(claim, claims[:index]):
            continue
        told_before = any(each.has_amount and each.sentence is not claim.sentence for each in claims[:index])
        after_cue = told_before and claim.sentence in announced and not claim.sentence.find("adding")
        if not after_cue and not _is_correction(claim, claims[:index], earlier_mail=earlier_mail):
            continue
        first = _first_of_correction(claims, index)
        return _replaced(claims[:first], claims[first:])
    return _detail_corrected(claims, announced)


def _is_part(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """`4 hours, not 3, 2 of them on Zoom`: a share of what was put right."""
    return claim.including and any(each.has_amount and each.sentence is claim.sentence for each in earlier)


def _is_figure_lost(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    """`please make that 3.5 since …`, of which no amount was read."""
    at = _place(sentence, "to_be_made")
    if at is None or any(claim.sentence is sentence and claim.has_amount for claim in claims):
        return False
    near = range(at + 1, at + _NEAR)
    return any(place < len(sentence.tokens) and sentence.tokens[place].is_number for place in near)


def tells_anew(claim: Claim) -> bool:
    """Whether the sentence of an amount says by itself that it stands in place of another, and adds nothing."""
    if claim.sentence.find("adding"):
        return False
    return _takes_back(claim.sentence) or _is_correction(claim, (), earlier_mail=True)


def _put_right(claims: Sequence[Claim], first: int, right: bool) -> Correction:
    """`My mail said 5 hours. It was 4.`; without a word of an error it stays open what is meant."""
    if right:
        return _replaced([as_told_earlier(claim) for claim in claims[:first]], claims[first:])
    return Correction((*map(left_open, claims[:first]), *claims[first:]))


def _announced(sentences: Sequence[Sentence]) -> frozenset[Sentence]:
    """The sentences that stand right behind one that only takes something back: `Hang on.`, `Oups!`."""
    return frozenset(after for cue, after in pairwise(sentences) if _only_takes_back(cue))


def _only_takes_back(sentence: Sentence) -> bool:
    if len(sentence.tokens) > _LONGEST_CUE or _tells(sentence):
        return False
    at = _past_hesitation(sentence)
    return at in {_place(sentence, "correction"), _place(sentence, "correction_weak")}


def _tells(sentence: Sentence) -> bool:
    return any(map(sentence.has, ("unit", "duration", "month", "day", "weekday", "mode")))


def _takes_back(sentence: Sentence) -> bool:
    """Whether the sentence opens with words that take back what was said, past words of hesitation."""
    at = _past_hesitation(sentence)
    words = _opens(sentence, "taken_back", at)
    return bool(words) and sentence.mark(at + words) in _AFTER_CUE


def _past_hesitation(sentence: Sentence) -> int:
    at = 0
    while _opens(sentence, "hesitation", at) or (at and sentence.mark(at) in _PAUSES):
        at += 1
    return at


def _opens(sentence: Sentence, pattern: str, at: int) -> int:
    """How many tokens at that place match the named pattern; 0 if none do."""
    found = lexicon().patterns[pattern].match(sentence.plain, _offset(sentence, at))
    return len(found.group().split()) if found else 0


def _offset(sentence: Sentence, at: int) -> int:
    """Where the blank before the token stands in the plain words."""
    return sum(len(token.text) + 1 for token in sentence.tokens[:at])


def _detail_corrected(claims: Sequence[Claim], announced: frozenset[Sentence]) -> Correction:
    """`1 hour each … actually only twice`, `on the 5th. Correction: the 6th`: another count, day, mode or partner."""
    for index in range(len(claims) - 1, 0, -1):
        claim = claims[index]
        if claim.has_amount or not (claim.sentence in announced or _corrects_detail(claim)):
            continue
        first = next(at for at, each in enumerate(claims) if each.sentence is claim.sentence)
        later = [each for each in claims[first : index + 1] if not each.has_amount]
        told = [each for each in claims[:first] if each.has_amount]
        new = _with_details(told, later)
        if new:
            rest = [each for each in claims if each not in later]
            standing = tuple(new.get(told.index(each), each) if each in told else each for each in rest)
            return Correction(standing, True, tuple(_corrected_in_part(told[at]) for at in new))
    return Correction(tuple(claims))


def _corrected_in_part(claim: Claim) -> PassedOver:
    return PassedOver(claim.words, PassedReason.CORRECTED_IN_PART, claim.sentence.text)


def _corrects_detail(claim: Claim) -> bool:
    if claim.sentence.find("adding") or claim.future:
        return False
    opens = claim.sentence.mark(0) in _APOLOGIES or _takes_back(claim.sentence)
    return opens or _is_correction(claim, (), earlier_mail=True)


def _with_details(told: Sequence[Claim], later: Sequence[Claim]) -> dict[int, Claim]:
    """The amounts told before, by place, with what is told of them anew; empty where it stays open which is meant."""
    modes = {claim.mode for claim in later if claim.modes and not claim.hedged and _restates_mode(claim)}
    days = [day for claim in later for day in claim.days]
    counted = [claim.sessions for claim in later if claim.counted]
    if not days and not counted and len(modes) == 1 and len({claim.mode for claim in told if claim.modes}) <= 1:
        return {at: replace(claim, modes=tuple(modes), hedged=False) for at, claim in enumerate(told)}
    old = [at for at, claim in enumerate(told) if claim.days or claim.counted]
    if len(old) != 1:
        return {}
    claim = told[old[0]]
    other = tuple(day for day in days if day not in claim.days)
    if counted and claim.counted:
        return {old[0]: replace(claim, sessions=counted[-1])}
    if len(other) != len(claim.days) or not other:
        return {}
    return {old[0]: replace(claim, days=other, modes=tuple(modes) if len(modes) == 1 else claim.modes)}


def _restates_mode(claim: Claim) -> bool:
    """`it was by Zoom`, `sorry, by Zoom`; not `actually she likes Zoom`."""
    sentence = claim.sentence
    led = any(sentence.tag_before(tag.first, "mode_lead") for tag in sentence.all("mode"))
    return sentence.find("restates") is not None or (led and len(sentence.tokens) <= _SHORT)


def _first_of_correction(claims: Sequence[Claim], index: int) -> int:
    """The correcting sentence may hold several claims; all after its cue belong to it."""
    sentence, cue = claims[index].sentence, _cue(claims[index].sentence)
    while (
        index > 0 and claims[index - 1].sentence is sentence and cue is not None and claims[index - 1].amount_at > cue
    ):
        index -= 1
    return index


def _is_correction(claim: Claim, earlier: Sequence[Claim], *, earlier_mail: bool) -> bool:
    forgotten = any(token.text in _FORGOTTEN for token in claim.sentence.tokens[: claim.amount_at])
    if claim.days and forgotten and not earlier_mail:
        return False  # "oops, I forgot: 1 hour on May 12": one session more
    strong = _place(claim.sentence, "correction")
    if (strong is not None and strong < _reach(claim)) or claim.sentence.find("denied_figure"):
        return True
    weak = _place(claim.sentence, "correction_weak")
    if tells_way_anew(claim, earlier) or restates_in_another_way(claim, earlier):
        return True
    told = any(each.has_amount for each in earlier)
    if told and (_follows_apology(claim) or _is_taken_back(claim, earlier)):
        return True
    known = earlier_mail or any(each.has_amount for each in earlier)
    return weak is not None and weak < _reach(claim) and known


def _is_taken_back(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """`Euh non, 3 heures`: behind an amount of another sentence."""
    if claim.sentence.find("adding") or not any(each.has_amount for each in earlier):
        return False
    return _takes_back(claim.sentence) and all(each.sentence is not claim.sentence for each in earlier)


def _follows_apology(claim: Claim) -> bool:
    """`sorry, 1.5 hours` behind another amount of the same breath."""
    sentence, at = claim.sentence, claim.amount_at - 1
    at = at - 1 if sentence.mark(at) == "," else at
    return sentence.mark(at) in _APOLOGIES


def _reach(claim: Claim) -> int:
    # "2 hours, I meant": the cue may stand right behind the amount, but not behind what follows it.
    return claim.amount_at + 1


def _cue(sentence: Sentence) -> int | None:
    strong = _place(sentence, "correction")
    return strong if strong is not None else _place(sentence, "correction_weak")


def _place(sentence: Sentence, pattern: str) -> int | None:
    """The token at which the pattern begins; commas and dashes between its words do not part them."""
    kept = [at for at, token in enumerate(sentence.tokens) if token.text not in _PAUSES]
    plain = plain_words(sentence.tokens[at] for at in kept)
    match = lexicon().patterns[pattern].search(plain)
    return kept[plain.count(" ", 0, match.start() + 1) - 1] if match else None


def _replaced(earlier: Sequence[Claim], later: Sequence[Claim]) -> Correction:
    told = [claim for claim in earlier if claim.has_amount]
    modes = {claim.mode for claim in told}
    if len(told) > 1 and len(modes) > 1 and all(claim.modes for claim in later if claim.has_amount):
        new = {claim.mode for claim in later if claim.has_amount}
        if new <= modes:
            later = [_of_same_way(claim, told) for claim in later]
            return _standing((*(claim for claim in earlier if claim.mode not in new), *later), told)
    apart = _by_partner(earlier, later) or by_day(earlier, later)
    if apart is not None:
        return _standing(apart, told)
    kept = [claim for claim in earlier if not claim.has_amount]
    if len(told) == 1:
        later = [_completed(claim, told[0]) if claim.has_amount else claim for claim in later]
    return _standing((*kept, *later), told)


def _of_same_way(claim: Claim, told: Sequence[Claim]) -> Claim:
    """`Zoom 1h on the 10th … the zoom was 1h30`: the day of the one that it replaces stays."""
    same = [each for each in told if each.mode == claim.mode]
    return _completed(claim, same[0]) if claim.has_amount and len(same) == 1 else claim


def _by_partner(earlier: Sequence[Claim], later: Sequence[Claim]) -> tuple[Claim, ...] | None:
    """`Kate: 2 h, Sam: 1 h. Sorry, Sam should be 1.5`: only whose hours are told anew; None where that is not told."""
    new = {claim.partners for claim in later if claim.has_amount}
    old = {claim.partners for claim in earlier if claim.has_amount}
    if len(old) < 2 or () in new | old or not new <= old:  # noqa: PLR2004 two partners or more
        return None
    return (*(claim for claim in earlier if claim.partners not in new), *later)


def _standing(claims: tuple[Claim, ...], earlier: Sequence[Claim]) -> Correction:
    """Those of the earlier amounts that are gone were corrected."""
    gone = [claim for claim in earlier if not any(each is claim for each in claims)]
    return Correction(claims, True, tuple(passed_claims(gone, PassedReason.CORRECTED)))


def _completed(claim: Claim, replaced: Claim) -> Claim:
    """A corrected amount keeps what was said of the one it replaces and not said again."""
    same = claim.minutes == replaced.minutes and claim.start is None
    return replace(
        claim,
        start=replaced.start if same else claim.start,
        until=replaced.until if same else claim.until,
        modes=claim.modes or replaced.modes,
        partners=claim.partners or replaced.partners,
        days=claim.days or replaced.days,
        sessions=claim.sessions or replaced.sessions,
        counted=claim.counted or replaced.counted,
        months=claim.months or replaced.months,
    )
