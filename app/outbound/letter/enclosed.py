"""What is to go out with a mail, kept as what it is made from (`app.outbound.letter.enclosures` makes it).

A log is made as the ledger stood when it was asked for, so that the figures of the letter and of the log are the same,
however late the mail goes out. A paper is made again from what was noted when it was issued.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Self
from uuid import UUID

from app.db import JsonObject, TenantScope
from app.ledger.canonical import instant_text
from app.outbound.models import MailEnclosure

HOUR_LOG: Final = "hour_log"
PAPER: Final = "paper"


@dataclass(frozen=True, slots=True)
class EnclosedLog:
    """The hour log of a person at a moment (UTC, whole seconds), when the ledger ended at entry `seq`."""

    person_id: UUID
    at: datetime
    seq: int
    kind: ClassVar[str] = HOUR_LOG

    def parameters(self) -> JsonObject:
        """What is kept."""
        return {"person": str(self.person_id), "at": instant_text(self.at), "seq": self.seq}

    @classmethod
    def of(cls, parameters: JsonObject) -> Self:
        """What was kept."""
        return cls(UUID(parameters["person"]), datetime.fromisoformat(parameters["at"]), parameters["seq"])


@dataclass(frozen=True, slots=True)
class EnclosedPaper:
    """A letter or certificate that was issued."""

    paper_id: UUID
    kind: ClassVar[str] = PAPER

    def parameters(self) -> JsonObject:
        """What is kept."""
        return {"paper": str(self.paper_id)}

    @classmethod
    def of(cls, parameters: JsonObject) -> Self:
        """What was kept."""
        return cls(UUID(parameters["paper"]))


Enclosed = EnclosedLog | EnclosedPaper


def enclose(scope: TenantScope, outbound_mail_id: UUID, enclosed: Enclosed) -> None:
    """Keep what goes out with a mail, in the transaction that writes it."""
    scope.session.add(
        MailEnclosure(
            tenant_id=scope.tenant_id,
            outbound_mail_id=outbound_mail_id,
            kind=enclosed.kind,
            parameters=enclosed.parameters(),
        )
    )
