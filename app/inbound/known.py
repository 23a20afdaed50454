"""What we know of the person who writes, gathered before their words are read. Values only."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from app.attestations.outcomes import Purpose
from app.inbound.facts import TakenOver
from app.inbound.identity.writer import WritesAs
from app.programmes.rules import Rules
from app.reading.contract import Context


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """Someone on the other side of a match."""

    person_id: UUID
    name: str
    role: str
    member_number: str | None


@dataclass(frozen=True, slots=True)
class KnownMatch:
    """One match of the person's, with everybody else in it and the rules it keeps."""

    match_id: UUID
    role: str
    partners: tuple[KnownPartner, ...]
    rules: Rules
    rules_id: UUID
    rules_number: int
    started_on: date


@dataclass(frozen=True, slots=True)
class RecordedHours:
    """A claim of this person's that stands in the ledger with more than nothing. Date and start are local.

    `lacks` is what the rules require of it and the claimant could tell (H6).
    """

    entry_id: UUID
    match_id: UUID
    period: str
    mode: str
    minutes: int
    held_on: date | None
    starts: time | None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """The question that this mail answers, and the reading that waits for it (as JSON of the contract).

    `answered` says that an answer came before, and that only what still lacks is open.
    """

    question_id: UUID
    matter: str
    reading: dict[str, object] | None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """A further address of a person's, or of an assistant who may answer for them (`name`)."""

    address_id: UUID
    email: str
    writes_as: WritesAs
    name: str = ""


@dataclass(frozen=True, slots=True)
class PendingCheck:
    """The "was this you?" that this mail answers. `held` says that the mail it is about still waits for the answer.

    `answer` is the one given before, `recorded` whether that mail was recorded, however.
    """

    check_id: UUID
    held_mail_id: UUID
    held: bool
    recorded: bool
    answer: str | None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An entry that a mail of ours listed: its `text` there, the minutes shown, and how it stands now.

    `proposed` are the minutes that somebody else says are right, where the mail asked about these alone; `as_told` is
    the session as they tell it, where they say another day, way or time of day and it can be entered. `settles` says
    which dispute an entry about it settles, and `is_shared` that several others are in its match. `told_anew`: a later
    mail of ours tells what they say of it, so that a yes to this one may be to something else.
    """

    item_id: UUID
    claim_id: UUID
    period: str
    text: str
    minutes: int
    proposed: int | None
    minutes_now: int
    state: str
    as_told: TakenOver | None = None
    settles: str = ""
    is_shared: bool = False
    told_anew: bool = False


@dataclass(frozen=True, slots=True)
class KnownList:
    """All entries that the mail listed, in the order of its numbers."""

    list_id: UUID
    purpose: Purpose
    items: tuple[KnownItem, ...]


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """An entry that an auditor asked about: its line in our mail, the minutes shown, and its month (`YYYY-MM`)."""

    question_id: UUID
    text: str
    minutes: int
    period: str


@dataclass(frozen=True, slots=True)
class KnownInquiry:
    """The mail with an auditor's questions that this mail answers (X4)."""

    inquiry_id: UUID
    questions: tuple[KnownQuestion, ...]


@dataclass(frozen=True, slots=True)
class KnownProposal:
    """The pair to which the reader of our mail may consent: their name and address; `asked` while we wait for it."""

    proposal_id: UUID
    name: str
    email: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the reading and the rules need to know, and `state`, which changes whenever any of it does.

    `addresses` are those that count beside the enrolled one; `proving` is the one whose owner this mail should come
    from, at the secret address that went there; `check` the question about a held mail that it answers; `listed` the
    hours that it says are right or not; `inquiry` the auditor's questions that it answers. `consenting` is the pair to
    which somebody else may consent at the secret address that went to them, and `may_register` whether this person may
    tell of one.
    """

    person_id: UUID
    name: str
    given_name: str
    email: str
    locale: str
    member_number: str | None
    programme_id: UUID
    check_in_id: UUID | None
    rules: Rules
    rules_id: UUID
    matches: tuple[KnownMatch, ...]
    recorded: tuple[RecordedHours, ...]
    question: PendingQuestion | None
    context: Context
    closed_at: datetime | None
    key_expired_at: datetime | None
    state: str
    addresses: tuple[KnownAddress, ...] = ()
    proving: KnownAddress | None = None
    check: PendingCheck | None = None
    listed: KnownList | None = None
    inquiry: KnownInquiry | None = None
    consenting: KnownProposal | None = None
    may_register: bool = False
    conversation_id: UUID | None = None  # of the mail of ours that they answer
    explains: bool = False  # it answers a coordinator who asked about hours on record

    @property
    def is_for_another(self) -> bool:
        """Whether the mail comes to a secret that went to somebody else than this person."""
        return self.proving is not None or self.consenting is not None

    @property
    def partner_names(self) -> tuple[str, ...]:
        """The names of everybody this person is matched with."""
        return tuple(partner.name for match in self.matches for partner in match.partners)

    def match_with(self, name: str | None) -> KnownMatch | None:
        """The match with that partner; without a name the only match there is."""
        if name is None:
            return self.matches[0] if len(self.matches) == 1 else None
        found = [match for match in self.matches if name in {partner.name for partner in match.partners}]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who wrote to a programme's own address and is nobody we know.

    `several`: an assistant of several people, who does not say for whom.
    """

    programme_id: UUID
    context: Context
    several: bool = False
