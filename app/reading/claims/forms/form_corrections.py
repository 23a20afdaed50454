"""A line of the form that is corrected, or told, in words beside it: `Oops, video should be 1.5, not 2`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.claims.claim import Claim
from app.reading.claims.forms.forms import Entry
from app.reading.claims.put_right.corrections import tells_anew
from app.reading.explained import PassedOver, PassedReason
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence

_MOST_HOURS = 100


@dataclass(frozen=True, slots=True)
class PutRight:
    """The entries as they stand, the claims that are not among them, and what was replaced."""

    entries: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    passed: tuple[PassedOver, ...] = ()


def put_right(entries: Sequence[Entry], claims: Sequence[Claim], sentences: Sequence[Sentence]) -> PutRight:
    """The form with the lines that the words correct; unchanged where it stays open which line is meant."""
    if not any(entry.minutes for entry in entries):
        return PutRight(tuple(entries), tuple(claims))
    claims = [*claims, *_not_understood(claims, sentences)]
    out, rest, passed = list(entries), list(claims), list[PassedOver]()
    for claim in claims:
        place = _line_of(claim, out) if _corrects(claim) else None
        if place is None:
            continue
        old = out[place]
        out[place] = replace(old, minutes=claim.minutes, words=claim.amount_words, vague="")
        rest = [each for each in rest if each is not claim]
        if old.minutes:
            passed.append(PassedOver(old.words, PassedReason.CORRECTED))
    if not passed and len(rest) == len(claims):
        return PutRight(tuple(entries), tuple(claims))
    return PutRight(_without_stale_total(out, entries), tuple(rest), tuple(passed))


def _not_understood(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """`Correction: the first line is 3`: a figure put right of which nothing was read; it stays open."""
    read = {id(claim.sentence) for claim in claims if claim.has_amount or claim.days}
    return [
        Claim(sentence, 0, len(sentence.tokens), vague=sentence.text)
        for sentence in sentences
        if id(sentence) not in read and sentence.find("correction") and _has_figure(sentence)
    ]


def _has_figure(sentence: Sentence) -> bool:
    figures = (number_at(sentence, at) for at in range(len(sentence.tokens)))
    return any(figure is not None and figure.value <= _MOST_HOURS for figure in figures)


def _corrects(claim: Claim) -> bool:
    plain = not (claim.days or claim.counted or claim.start or claim.future or claim.total or claim.vague)
    return plain and claim.minutes is not None and tells_anew(claim)


def _line_of(claim: Claim, entries: Sequence[Entry]) -> int | None:
    """Which line is meant: that of the way that is named, else the only one that is filled."""
    filled = [at for at, entry in enumerate(entries) if entry.mode is not None and (entry.minutes or entry.vague)]
    if claim.modes:
        named = [at for at, entry in enumerate(entries) if entry.mode == claim.mode and _is_of(claim, entry)]
        return named[0] if len(named) == 1 else None
    return filled[0] if len(filled) == 1 and _is_of(claim, entries[filled[0]]) else None


def _is_of(claim: Claim, entry: Entry) -> bool:
    return not claim.partners or claim.partners == (entry.partner,)


def _without_stale_total(entries: Sequence[Entry], before: Sequence[Entry]) -> tuple[Entry, ...]:
    """A printed total that fitted the old lines is no longer that of the new ones."""
    old = sum(entry.minutes or 0 for entry in before if entry.mode is not None)
    return tuple(entry for entry in entries if not (entry.mode is None and entry.minutes == old and old))
