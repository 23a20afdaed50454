"""The shape of a body, v1 or v2, to read bodies that come from outside: anything else is refused with its place."""

import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.ledger.entry import MOST_MINUTES


def _real_date(text: str) -> str:
    date.fromisoformat(text)
    return text


def _real_moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _nfc(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("the text is not in NFC")
    return text


_UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
Id = Annotated[str, Field(pattern=_UUID, description="UUID in lower case")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, 64 lower-case hexadecimal digits")]
Day = Annotated[
    str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="local date"), AfterValidator(_real_date)
]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="local time of day")]
Month = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$", description="month in the programme's zone")]
Moment = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", description="UTC at whole seconds"),
    AfterValidator(_real_moment),
]
Text = Annotated[str, AfterValidator(_nfc)]
Count = Annotated[int, Field(ge=1, le=2**53 - 1)]
Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]


class Exact(BaseModel):
    """Exactly these keys with exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RulesRef(Exact):
    """The version of the rules that the claim was made under."""

    id: Id
    number: Count


class Answerer(Exact):
    """Who answered a claim, in which role, and how."""

    person: Id
    role: Text
    means: Literal["mail", "page", "silence", "coordinator"]


class EvidenceRef(Exact):
    """What the entry stands on: the mail, how its sender was checked, or who entered it."""

    mail: Id | None
    digest: Sha256 | None
    item: Annotated[int, Field(ge=0)] | None
    policy: Text
    verdict: Text
    entered_by: Id | None


class Commitments(Exact):
    """Salted hashes of the names and words of the entry."""

    claimant: Sha256 | None
    counterparts: list[Sha256]
    by: Sha256 | None
    words: Sha256 | None
    topics: Sha256 | None


class AnyBody(Exact):
    """One entry's body, of either version. What its kind has no say in is null, never left out."""

    domain: str
    v: int
    kind: str
    tenant: Id
    entry: Id
    recorded_at: Moment
    person: Annotated[Id, Field(description="the claimant, also in answers to a claim")]
    person_seq: Annotated[Count, Field(description="counts the entries about the claimant from 1, without a gap")]
    programme: Id
    match: Id
    period: Month
    role: Text | None
    mode: Text | None
    minutes: Minutes | None
    date: Day | None
    start: Clock | None
    end: Clock | None
    zone: Text | None
    rules: RulesRef | None
    confirmation: Literal["none", "partner", "coordinator", "either"] | None
    counterparts: list[Id]
    target: Annotated[Id | None, Field(description="the claim that is answered or corrected")]
    by: Answerer | None
    evidence: EvidenceRef
    commitments: Commitments

    @model_validator(mode="after")
    def _a_commitment_for_each(self) -> Self:
        _demand(len(self.counterparts) == len(self.commitments.counterparts), "one commitment for each counterpart")
        return self


class BodyV1(AnyBody):
    """A claim, a correction of it, or an answer to it."""

    domain: Literal["mentorpost/ledger-body/v1"]
    v: Literal[1]
    kind: Literal["claim", "attestation", "dispute", "correction"]

    @model_validator(mode="after")
    def _holds_what_its_kind_needs(self) -> Self:
        claim = (self.role, self.mode, self.zone, self.rules, self.confirmation)
        if self.kind == "claim":
            _demand(None not in claim, "a claim names role, mode, zone, rules and confirmation")
        else:
            _demand(set(claim) == {None}, "only a claim names role, mode, zone, rules and confirmation")
        _demand((self.target is None) == (self.kind == "claim"), "every entry but a claim has a target")
        _demand((self.by is None) == (self.kind in ("claim", "correction")), "only an answer says by whom")
        _demand((self.minutes is None) == (self.kind in ("attestation", "dispute")), "an answer has no minutes")
        return self


class BodyV2(AnyBody):
    """What a claim had left unsaid: its date, times, mode or topics."""

    domain: Literal["mentorpost/ledger-body/v2"]
    v: Literal[2]
    kind: Literal["completion"]

    @model_validator(mode="after")
    def _completes_a_claim(self) -> Self:
        of_others = (self.role, self.minutes, self.zone, self.rules, self.confirmation, self.by)
        _demand(self.target is not None, "a completion has a target")
        _demand(set(of_others) == {None} and not self.counterparts, "a completion has nothing that only others have")
        told = (self.mode, self.date, self.start, self.end, self.commitments.topics)
        _demand(set(told) != {None}, "a completion tells a date, a time, a mode or topics")
        return self


Body = Annotated[BodyV1 | BodyV2, Field(discriminator="v")]


def checked_body(value: Any) -> BodyV1 | BodyV2:
    """The body that a JSON value is.

    Raises:
        ValidationError: with the place at which it is none of its version.

    """
    version = value.get("v") if isinstance(value, dict) else None
    return BodyV2.model_validate(value) if version == 2 else BodyV1.model_validate(value)  # noqa: PLR2004


def _demand(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
