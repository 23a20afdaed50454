"""The pieces of a sentence that belong together: one amount or one session, with its day, mode, partner and count."""

from dataclasses import dataclass

from app.reading.claims.pieces.alike import ELSEWHERE
from app.reading.claims.pieces.marks import Mark, Sign
from app.reading.claims.pieces.pieces import Days, Piece
from app.reading.times.amounts import Amount
from app.reading.times.clock import Clock
from app.reading.times.counts import Count
from app.reading.words.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Group:
    """The pieces that belong together, and the words around them: tokens `first` to `end` (excluded)."""

    sentence: Sentence
    first: int
    end: int
    pieces: tuple[Piece, ...]
    headed: bool = False
    future: bool = False

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The lengths among the pieces, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Amount))

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Ranges of the clock; a single time is no length."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clock) and piece.until)

    @property
    def times(self) -> tuple[Clock, ...]:
        """The clock times among the pieces, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clock))

    @property
    def days(self) -> tuple[Days, ...]:
        """The days among the pieces, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Days))

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts (`3 calls`) among the pieces, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Count))

    def marks(self, sign: Sign) -> tuple[Mark, ...]:
        """The marks of that sign, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Mark) and piece.sign == sign)

    def has(self, sign: Sign) -> bool:
        """Whether one of its pieces is a mark of this sign."""
        return bool(self.marks(sign))

    @property
    def is_alike(self) -> bool:
        """`the same`, `twice that`: as long as another time of the reply."""
        return any(mark.value != ELSEWHERE for mark in self.marks(Sign.ALIKE))

    @property
    def tells_rest(self) -> bool:
        """`the rest by phone`: how what is left of an amount was spent."""
        left = (*self.marks(Sign.HEDGE), *self.marks(Sign.DETAIL))
        return self.has(Sign.MODE) and any(mark.value == "rest" for mark in left)

    @property
    def words(self) -> str:
        """Its words as the person wrote them, from its first token to its last."""
        return self.sentence.words(self.first, self.end)

    @property
    def told(self) -> str:
        """The words from the first piece on, without the mark or conjunction before it."""
        return self.sentence.words(self.pieces[0].first, self.end)
