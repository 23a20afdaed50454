"""Pairs that formed elsewhere: told, asked about, and what came of it (M8)."""

from dataclasses import dataclass
from uuid import UUID

from app.events.replies import Answered


@dataclass(frozen=True, slots=True)
class PairProposed:
    """A member told of a pair; the other is asked, or the coordinator looks first. `tells_hours`: of hours, too, which
    cannot be recorded before there is a match.
    """

    mail: Answered
    proposal_id: UUID
    tells_hours: bool = False


@dataclass(frozen=True, slots=True)
class PairKnown:
    """A member told of a pair that is a match already, or about which the other has been asked; nothing changes."""

    mail: Answered
    name: str
    matched: bool
    tells_hours: bool = False


@dataclass(frozen=True, slots=True)
class PairAsked:
    """The other of a pair is to be asked for consent, once."""

    proposal_id: UUID


@dataclass(frozen=True, slots=True)
class PairAgreed:
    """The other consents: the match has begun. `message_id` is that of the mail that said so."""

    proposal_id: UUID
    message_id: str | None


@dataclass(frozen=True, slots=True)
class PairEnded:
    """It came to nothing: `state` says why. What we had of the other is forgotten; `name` is what the member wrote."""

    proposal_id: UUID
    proposer_id: UUID
    programme_id: UUID
    name: str
    state: str
