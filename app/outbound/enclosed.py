"""What is to go out with a mail, kept as what it is made from (`app.outbound.enclosures` makes it).

Hour logs are the one kind so far. A log is made as the ledger stood when it was asked for, so that the figures of the
letter and of the log are the same, however late the mail goes out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from uuid import UUID

from app.db import JsonObject, TenantScope
from app.ledger.canonical import instant_text
from app.outbound.models import MailEnclosure

HOUR_LOG: Final = "hour_log"


@dataclass(frozen=True, slots=True)
class EnclosedLog:
    """The hour log of a person at a moment (UTC, whole seconds), when the ledger ended at entry `seq`."""

    person_id: UUID
    at: datetime
    seq: int

    def parameters(self) -> JsonObject:
        """What is kept."""
        return {"person": str(self.person_id), "at": instant_text(self.at), "seq": self.seq}

    @classmethod
    def of(cls, parameters: JsonObject) -> Self:
        """What was kept."""
        return cls(UUID(parameters["person"]), datetime.fromisoformat(parameters["at"]), parameters["seq"])


def enclose(scope: TenantScope, outbound_mail_id: UUID, log: EnclosedLog) -> None:
    """Keep what goes out with a mail, in the transaction that writes it."""
    scope.session.add(
        MailEnclosure(
            tenant_id=scope.tenant_id,
            outbound_mail_id=outbound_mail_id,
            kind=HOUR_LOG,
            parameters=log.parameters(),
        )
    )
