"""How an address stands after mail to it failed, and what follows from one more failure. Pure rules (I8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.outbound.reach.failures import Failure, Severity, severity_of

COMPLAINT: Final = "complaint"
"""The reason of an address whose owner reported a mail of ours as unwanted (RFC 5965)."""
SOFT_MAILS, SOFT_FOR = 3, timedelta(days=7)
FULL_MAILS, FULL_FOR = 2, timedelta(days=14)
UNSAID_MAILS = 2
_CERTAIN: Final = frozenset(
    {
        Failure.ADDRESS_UNKNOWN,
        Failure.ADDRESS_MOVED,
        Failure.ADDRESS_CLOSED,
        Failure.HOST_UNKNOWN,
        Failure.NO_MAIL_THERE,
    }
)


class State(StrEnum):
    """What may be sent to an address: `DEAD` and `COMPLAINED` get nothing, the others get mail as before.

    `SOFT` has failed of late, `REFUSED` refuses our mail for what it is or whence it comes, `CHALLENGE` asks the sender
    to confirm by hand, `LEFT` arrives, but its owner has left as an automatic reply says; of `REPORTED` somebody says
    that it fails, who may be anybody.
    """

    SOFT = "soft"
    REFUSED = "refused"
    CHALLENGE = "challenge"
    LEFT = "left"
    REPORTED = "reported"
    DEAD = "dead"
    COMPLAINED = "complained"


_TOLD: Final = {
    Failure.CHALLENGE: State.CHALLENGE,
    Failure.LEFT: State.LEFT,
    Failure.REPORTED: State.REPORTED,
}
"""What a coordinator is told of at once, and nothing follows from."""
SILENT: Final = frozenset({State.DEAD, State.COMPLAINED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of an address with why; `failures` mails in a row since `since` (UTC), the last at `last_at`."""

    state: State
    reason: str
    failures: int
    since: datetime
    last_at: datetime
    last_mail_id: UUID | None = None


def after_failure(
    before: Standing | None, failure: Failure, at: datetime, mail_id: UUID | None, *, permanent: bool = True
) -> Standing:
    """What follows from one more failure (`at` in UTC).

    One certain word that nobody is there is enough. A refusal that says nothing counts twice before it is believed,
    troubles three times over a week, a full mailbox twice over two weeks. What is not the address's fault never
    makes it dead. That its owner has left is known until it is dead for certain. What nothing proves counts only where
    nothing else is known. The same mail counts once.
    """
    if before and failure is Failure.REPORTED:
        return before
    if before and before.state is State.REPORTED:
        return after_failure(None, failure, at, mail_id, permanent=permanent)
    severity = severity_of(failure, permanent=permanent)
    if before and before.state in SILENT and not (before.state is State.DEAD and failure in _CERTAIN):
        return before
    if before and (before.state is State.LEFT) is not (failure is Failure.LEFT):
        fresh = after_failure(None, failure, at, mail_id, permanent=permanent)
        return fresh if fresh.state in (State.LEFT, State.DEAD) else before
    again = before is not None and mail_id is not None and before.last_mail_id == mail_id
    failures = (before.failures if before else 0) + (0 if again else 1)
    since = before.since if before else at
    state = _state(failure, severity, failures, at - since)
    return Standing(state, failure.value, failures, since, max(at, before.last_at) if before else at, mail_id)


def after_complaint(before: Standing | None, at: datetime, mail_id: UUID | None) -> Standing:
    """Whoever reported a mail of ours gets none any more."""
    return Standing(State.COMPLAINED, COMPLAINT, before.failures if before else 0, at, at, mail_id)


def stands_after_delivery(before: Standing, at: datetime) -> bool:
    """Whether the state outlives a mail that arrived at `at`: only what nothing delivered can mend does."""
    return before.state in SILENT or before.state is State.LEFT or at < before.last_at


def _state(failure: Failure, severity: Severity, failures: int, over: timedelta) -> State:
    if failure in _TOLD:
        return _TOLD[failure]
    if severity is Severity.POLICY:
        return State.REFUSED
    if severity is Severity.FULL:
        dead = failures >= FULL_MAILS and over >= FULL_FOR
    elif severity is Severity.HARD:
        dead = failure in _CERTAIN or failures >= UNSAID_MAILS
    else:
        dead = failures >= SOFT_MAILS and over >= SOFT_FOR
    return State.DEAD if dead else State.SOFT
