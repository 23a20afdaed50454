"""A reply with the words marked on which its reading stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.contract import Evidence
from app.reading.places import place_in


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the reply; `fields` are the facts read from it, none for words that nothing stands on."""

    text: str
    fields: tuple[str, ...] = ()


def marked(text: str, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """The text in pieces that join to it again. Words that several facts stand on name all of them."""
    fields: list[list[str]] = [[] for _ in text]
    for piece in evidence:
        found = place_in(text, piece.text)
        for place in fields[slice(*found)] if found else ():
            place.append(piece.field)
    return tuple(_joined(text, [tuple(dict.fromkeys(place)) for place in fields]))


def _joined(text: str, fields: Sequence[tuple[str, ...]]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or fields[end] != fields[start]:
            pieces.append(Piece(text[start:end], fields[start]))
            start = end
    return pieces
