"""A paper as values: all that it says, its record for machines, and the digest of that. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from app.exports.checks.paper_file import PAPER_SCHEMA
from app.ledger.canonical import canonical, date_text, digest, instant_text
from app.ledger.chain import Head
from app.papers.kinds import Kind


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom the paper is about; the organisation's own number for them is empty where they have none."""

    id: UUID
    name: str
    member_number: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues it: the organisation, the programme, and the coordinator who answers for that."""

    tenant: UUID
    slug: str
    organisation: str
    programme: str
    coordinator: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Minutes and sessions that one person confirmed in one way; the name is empty where it was erased."""

    name: str
    role: str
    means: str
    minutes: int
    sessions: int


@dataclass(frozen=True, slots=True)
class CycleFigures:
    """What falls into one cycle: whole minutes logged and qualifying, and what they come to in units, in words.

    `standing` says where the member stands to the minimum; it is empty where the rules ask for none, and where the
    paper covers a part of the cycle only.
    """

    starts: date
    ends: date
    logged: int
    qualifying: int
    units: str
    standing: str


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Whole minutes and sessions on record, by state and by who confirmed them.

    `first` and `last` are the days between which the sessions lie. `cycles` is empty where the programme's rules do
    not count hours as professional development; `outside` are the minutes that lie in no cycle.
    """

    minutes: int
    sessions: int
    first: date | None
    last: date | None
    by_state: Mapping[str, int]
    confirmed: tuple[Confirmed, ...] = ()
    partners: tuple[str, ...] = ()
    cycles: tuple[CycleFigures, ...] = ()
    outside: int = 0
    minimum: str = ""


@dataclass(frozen=True, slots=True)
class Completed:
    """What a certificate stands on: the minimum that was reached, in words, or that the match has ended."""

    minimum: str
    ended: bool


@dataclass(frozen=True, slots=True)
class OwnParagraphs:
    """The organisation's own paragraphs, plain text; empty where ours stand alone."""

    opening: str = ""
    closing: str = ""


NO_WORDS: Final = OwnParagraphs()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hours stand in the ledger: the head of the chain, and the member's entries up to it."""

    head: Head
    first: int | None
    last: int | None
    entries: int


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a paper says. `since` and `until` are the local days it covers, both included; `None` has no bound.

    `began` and `finished` are the days of taking part. `made_on` is the day of `made_at` (UTC) in the programme's zone.
    `salt` is random, 32 hexadecimal digits: nobody guesses the digest from what a paper is likely to say.
    """

    kind: Kind
    locale: str
    issuer: Issuer
    holder: Holder
    roles: tuple[str, ...]
    since: date | None
    until: date | None
    began: date | None
    finished: date | None
    hours: HourFigures | None
    completed: Completed | None
    employer: str
    words: OwnParagraphs
    made_at: datetime
    made_on: date
    place: Place
    salt: str = field(repr=False)

    @property
    def record(self) -> dict[str, Any]:
        """What is inside the PDF for machines, without its digest."""
        told = asdict(self)
        told["place"] = {
            "head": {"seq": self.place.head.seq, "hash": self.place.head.hash.hex()},
            "first": self.place.first,
            "last": self.place.last,
            "entries": self.place.entries,
        }
        return {"schema": PAPER_SCHEMA, **_plain(told)}

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical record, 64 hexadecimal digits."""
        return digest(canonical(self.record)).hex()

    def file_bytes(self) -> bytes:
        """The record as it lies in the PDF: canonical JSON with its digest, and one newline."""
        return canonical({**self.record, "digest": self.digest}) + b"\n"


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return instant_text(value)
        case date():
            return date_text(value)
        case UUID():
            return str(value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value
