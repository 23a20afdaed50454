"""What a decision stands on: the mail, who sent it, what it was read as, and what was known."""

from dataclasses import dataclass
from datetime import datetime

from app.events import Answered
from app.inbound.authenticate import Verdict
from app.inbound.known import Known
from app.reading.contract import Reading


@dataclass(frozen=True, slots=True)
class Basis:
    """The evidence of one mail. `digest` is the SHA-256 of its bytes, `at` the moment of deciding in UTC."""

    mail: Answered
    digest: bytes
    verdict: Verdict
    known: Known
    reading: Reading
    at: datetime
