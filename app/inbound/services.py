"""What the processing of a mail works with, handed in by whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.db import Database
from app.dns import Resolver
from app.inbound.bounded import Bounded
from app.outbound.outbox import Office

Wake = Callable[[str, UUID | None, UUID | None], None]
"""Called after a commit with a queue, a tenant and, for received mail, its id; it never raises (ADR 0002)."""


@dataclass(frozen=True, slots=True)
class Services:
    """The database, the office that sends, the reader that may be killed, a hint to the senders, and the DNS.

    `trusted_sealers` are the domains of forwarders whose ARC seals are believed.
    """

    database: Database
    office: Office
    bounded: Bounded
    wake: Wake
    resolver: Resolver
    trusted_sealers: frozenset[str] = frozenset()
