"""The hour log of schema v1 as a value; `docs/hour-log.schema.json` is this, published."""

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field

from app.exports.log.schema_cpd import Qualifying, Uncounted
from app.ledger.canonical import canonical
from app.ledger.columns import Columns, columns_of
from app.ledger.format import Body, Clock, Count, Day, Exact, Id, Minutes, Moment, Month, Sha256, Text

SCHEMA: Final = "mentorpost/hour-log/v1"

Amount = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Organisation(Exact):
    """The organisation that keeps the ledger."""

    id: Id
    slug: Text
    name: Text


class Member(Exact):
    """Whose hours these are, as recorded with the latest claim in this log."""

    id: Id
    name: Text
    member_number: Text | None


class Period(Exact):
    """The days that were asked for, both included; null where the log has no bound on that side."""

    since: Day | None
    until: Day | None


class TotalsRow(Exact):
    """Minutes as they stand now: in all, by mode, and by state."""

    minutes: Amount
    by_mode: dict[Text, Amount]
    by_state: dict[Literal["recorded", "claimed", "attested", "disputed", "withdrawn"], Amount]


class AnswerRow(Exact):
    """The answer that decided a claim's state."""

    seq: Count
    kind: Literal["attestation", "dispute"]
    name: Text | None
    role: Text
    means: Literal["mail", "page", "silence", "coordinator"]
    recorded_at: Moment


class ClaimRow(Exact):
    """One claim as it stands now, to be read by people; every figure and name in it follows from `entries`."""

    seq: Count
    entry: Id
    role: Text
    partners: list[Text | None]
    period: Month
    date: Day | None
    start: Clock | None
    end: Clock | None
    zone: Text
    mode: Text
    claimed_minutes: Minutes
    minutes: Minutes
    state: Literal["recorded", "claimed", "attested", "disputed", "withdrawn"]
    answer: AnswerRow | None
    words: Text | None
    topics: Text | None


class OpeningRow(Exact):
    """Salt and text behind one commitment of an entry; `field` is its place in the body's `commitments`."""

    field: Annotated[str, Field(pattern=r"^(claimant|by|words|topics|counterparts\.(0|[1-9][0-9]{0,3}))$")]
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    text: Text


class LoggedEntry(Exact):
    """One entry about the member: its place in the chain, its body, and what opens its commitments."""

    seq: Count
    body: Body
    openings: list[OpeningRow]

    @cached_property
    def columns(self) -> Columns:
        """The facts of its body as values."""
        return columns_of(self.body.model_dump())


class OmittedEntry(Exact):
    """An entry about the member that lies outside what the log is about: its place only."""

    seq: Count
    person_seq: Count


class Identity(Exact):
    """The text behind a commitment to a person."""

    name: Text
    member_number: Text | None


class Chain(Exact):
    """The hashes of all bodies from the member's first entry to the head, and the link before them."""

    first: Count
    prev: Sha256
    bodies: list[Sha256]


class HeadRow(Exact):
    """The last link of the ledger when the log was made; sequence 0 and 64 zeros when it was empty."""

    seq: Amount
    hash: Sha256


class HourLog(Exact):
    """A member's hours with all that is needed to check them against the ledger's chain."""

    schema_: Annotated[Literal["mentorpost/hour-log/v1"], Field(alias="schema")]
    tenant: Organisation
    member: Member
    period: Period
    made_at: Moment
    totals: TotalsRow
    claims: list[ClaimRow]
    entries: list[LoggedEntry]
    withheld: Annotated[
        list[Literal["words"]],
        Field(description="openings that the organisation keeps to itself; none in older logs", default_factory=list),
    ]
    cpd: list[Qualifying] = Field(
        default_factory=list,
        description="what counts as professional development, by body; none in older logs",
    )
    uncounted: list[Uncounted] = Field(
        default_factory=list,
        description="what is not counted under a body's rules, for the log leaves hours out; none in older logs",
    )
    omitted: list[OmittedEntry]
    person_entries: Annotated[Amount, Field(description="how many entries the ledger holds about the member")]
    chain: Chain
    head: HeadRow
    digest: Annotated[Sha256, Field(description="of the canonical JSON of this object without `digest`")]

    def file_bytes(self) -> bytes:
        """The file: canonical JSON and one newline."""
        return canonical(self.model_dump(mode="json", by_alias=True)) + b"\n"
