"""Whose the hours are where a pronoun says it: `Tariq has moved. I had two hours with him.`"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.reading.claims.claim import Claim
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_WITH = small_words("with", "for", "to_somebody")
_ONE_PERSON = small_words("one_person")
_SPOKEN = small_words("spoken")


def of_persons_named(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """The claims, those with `him` or `her` given to the one partner whom the paragraph named last."""
    named = dict(_last_named(sentences))
    return [
        replace(claim, partners=(partner,))
        if not claim.partners and (partner := named.get(id(claim.sentence))) is not None
        else claim
        for claim in claims
    ]


def _last_named(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The sentences (by id) that say `with him` and name nobody, and the place of the partner that is meant."""
    line, last = -1, set[int]()
    for sentence in sentences:
        named = {int(token.text[2:]) for token in sentence.tokens if token.text.startswith("@p")}
        if sentence.line != line:
            line, last = sentence.line, set()
        if named:
            last = named
        elif len(last) == 1 and _says_with_whom(sentence):
            yield id(sentence), next(iter(last))


def _says_with_whom(sentence: Sentence) -> bool:
    marks = [token.text for token in sentence.tokens]
    pairs = pairwise(marks)
    return any(second in _ONE_PERSON and first in _WITH | _SPOKEN for first, second in pairs)
