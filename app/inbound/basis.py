"""What a decision stands on: the mail, who sent it, what it was read as, and what was known."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.events import Answered
from app.inbound.identity.authenticate import Verdict
from app.inbound.known import Known
from app.reading.contract import Reading


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence of one mail, or of what a coordinator was told (then `digest` is `None`).

    `digest` is the SHA-256 of the mail's bytes, `at` the moment of deciding in UTC, `entered_by` the membership of
    whoever entered it by hand (I11).
    """

    mail: Answered
    digest: bytes | None
    verdict: Verdict
    known: Known
    reading: Reading
    at: datetime
    entered_by: UUID | None = None
