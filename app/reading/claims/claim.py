"""A claim: how long, how often, when, how, with whom, and how sure that is."""

from dataclasses import dataclass, replace
from datetime import date, time
from fractions import Fraction

from app.reading.claims.pieces.alike import Alike
from app.reading.words.sentences import Sentence

LIVE_MODES = frozenset({"in_person", "video", "phone", "unspecified"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said about time spent.

    `minutes` is the amount as said (None: none said, or vague), for one session where `each` is set; `bare`: a figure
    without a unit; `added` are minutes on top of others (`30 minutes more`), vague where nothing is recorded yet;
    `rest`: how the remainder was spent.
    `sessions` is how many sessions are told (0: only hours, None: how many stays open), `weeks` for how many weeks
    an amount a week was spent; `dealt` are the same sessions by how they were held, `alike` is the comparison told.
    `loose`: nothing ties the amount to the mentoring, so that it may be of another thing.
    """

    sentence: Sentence
    first: int
    end: int
    minutes: Fraction | None = None
    vague: str = ""
    bare: bool = False
    added: Fraction | None = None
    amount_words: str = ""
    amount_at: int = 0
    sessions: int | None = 0
    weeks: int = 1
    each: bool = False
    each_guessed: bool = False
    each_doubtful: bool = False
    counted: bool = False
    modes: tuple[str, ...] = ()
    hedged: bool = False
    partners: tuple[int, ...] = ()
    each_partner: bool = False
    days: tuple[date, ...] = ()
    unclear_day: tuple[str, tuple[date, ...]] | None = None
    start: time | None = None
    until: time | None = None
    months: tuple[tuple[int, int], ...] = ()
    month_heads: bool = False
    month_edge: str = ""
    total: bool = False
    detail: bool = False
    rest: bool = False
    including: bool = False
    future: bool = False
    nothing: bool = False
    answers: str | None = None
    loose: bool = False
    dealt: "tuple[Claim, ...]" = ()
    alike: Alike | None = None

    @property
    def words(self) -> str:
        """The exact words of the claim."""
        return self.sentence.words(self.first, self.end)

    @property
    def mode(self) -> str:
        """The one mode that is said, else `unspecified`."""
        known = set(self.modes)
        return known.pop() if len(known) == 1 and not self.hedged else "unspecified"

    @property
    def month(self) -> tuple[int, int] | None:
        """The month that the hours are said to be of."""
        return self.months[0] if self.months else None

    @property
    def is_live(self) -> bool:
        """Whether the partners met in it: in person, by video, by phone or in a way not said; not by email."""
        return self.mode in LIVE_MODES

    @property
    def has_amount(self) -> bool:
        """Whether it tells how long, in minutes or in vague words."""
        return self.minutes is not None or bool(self.vague)

    @property
    def is_session(self) -> bool:
        """Whether a session is told, by a word, a count, a day or a clock time."""
        return self.is_live and (self.sessions != 0 or bool(self.days) or self.start is not None)

    @property
    def minutes_in_all(self) -> Fraction | None:
        """The minutes of all its sessions together."""
        if self.minutes is None:
            return None
        times = max(self.sessions or 1, len(self.days), self.weeks) if self.each else 1
        return self.minutes * times * (len(self.partners) if self.each_partner else 1)


def left_open(claim: Claim) -> Claim:
    """The claim as one whose hours are unclear; unchanged where it has none."""
    return replace(claim, minutes=None, vague=claim.amount_words) if claim.has_amount else claim
