"""What happened to an organisation as a whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SendingDomainStopped:
    """The records of a domain that mail went out under `since` (UTC) no longer stand (U5): mail goes out under ours."""

    domain_id: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class LedgerFound:
    """The ledger was found not to be what it was, and no root was made (H2). `mark` is the same for the same faults,
    until the ledger is whole again.

    `page` is where all roots are.
    """

    mark: str
    page: str


@dataclass(frozen=True, slots=True)
class RootsStamped:
    """Time stamps came for roots that had been mailed without (H2), the oldest root first.

    `slug` names the organisation in file names, `page` is where all roots are.
    """

    root_ids: tuple[UUID, ...]
    slug: str
    page: str


@dataclass(frozen=True, slots=True)
class RootMade:
    """The root of a day was made (H2). `slug` names the organisation in file names, `page` is where all roots are.

    `has_authority` says that a time stamp belongs to it, which may still be missing.
    """

    root_id: UUID
    slug: str
    page: str
    has_authority: bool
