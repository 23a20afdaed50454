"""Who somebody is: signing in, mail in doubt, further addresses."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.events.replies import Answered


@dataclass(frozen=True, slots=True)
class SignInAsked:
    """Somebody who is known here wants to sign in (U2); the link and the code are secrets of the mail alone."""

    sign_in_id: UUID
    user_id: UUID
    link: str
    code: str


@dataclass(frozen=True, slots=True)
class SenderDoubted:
    """Nobody knows who sent a mail that was held; the enrolled address is asked whether it was them (I9).

    `sender` is the address that it names, perhaps forged, empty where it names several. `period` and `minutes` are
    what it was read as. `could_be_own`: the address could count as theirs. `elsewhere`: it is proven to
    be theirs, and was addressed to somebody else.
    """

    check_id: UUID
    person_id: UUID
    programme_id: UUID
    received_at: datetime
    sender: str
    period: str | None
    minutes: int | None
    could_be_own: bool
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SenderDenied:
    """Somebody says that a held mail was not theirs; nothing was recorded."""

    mail: Answered


@dataclass(frozen=True, slots=True)
class AddressNamed:
    """Somebody named a further address of theirs, or an assistant's; its owner is asked."""

    person_address_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The owner of a further address said yes: it counts from now on."""

    person_address_id: UUID
    programme_id: UUID


@dataclass(frozen=True, slots=True)
class AddressDeclined:
    """The owner of a further address said no: it does not count."""

    person_address_id: UUID


@dataclass(frozen=True, slots=True)
class AddressSilenced:
    """No more mail goes to a person's address (I8): it is `dead`, or its owner `complained`; `at` is UTC."""

    person_id: UUID
    programme_id: UUID
    email: str
    state: str
    reason: str
    at: datetime
