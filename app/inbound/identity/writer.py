"""How whoever wrote a mail stands to the person whose mail it is, as evidence. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class WritesAs(StrEnum):
    """Whose address the mail came from, where it is one that may record."""

    ENROLLED = "enrolled"
    OWN = "own"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Writer:
    """`address_id` is the further address, `name` the assistant's.

    `by_reply`: the sender proved nothing but that they read the mailbox that our secret went to, by answering it.
    `confirmed_in` is the SHA-256, in hexadecimal, of the mail in which the enrolled address said that this one was
    theirs.
    """

    writes_as: WritesAs = WritesAs.ENROLLED
    address_id: UUID | None = None
    name: str = ""
    by_reply: bool = False
    confirmed_in: str = ""

    @property
    def assistant_id(self) -> UUID | None:
        """The address of the assistant who answered for the person; `None` where they wrote themselves."""
        return self.address_id if self.writes_as is WritesAs.ASSISTANT else None

    def as_json(self) -> dict[str, object]:
        """What is stored with the verdict; nothing where the person wrote from the enrolled address."""
        if self == THEMSELVES:
            return {}
        return {
            "writer": {
                "as": self.writes_as.value,
                "address": str(self.address_id) if self.address_id else None,
                "name": self.name,
                "by_reply": self.by_reply,
                "confirmed_in": self.confirmed_in,
            }
        }

    @property
    def summary(self) -> tuple[str, ...]:
        """What the ledger's line says of it; no name, for names can be erased and entries cannot (C3)."""
        found = []
        if self.writes_as is WritesAs.OWN:
            found.append("a further address of the member")
        if self.assistant_id:
            found.append(f"answered by assistant {self.assistant_id}")
        if self.by_reply:
            found.append("confirmed by reply from the enrolled address")
        if self.confirmed_in:
            found.append(f"confirmed by the enrolled address in mail {self.confirmed_in}")
        return tuple(found)


THEMSELVES = Writer()
"""The person, from the enrolled address."""


def writer_from_json(data: Mapping[str, Any]) -> Writer:
    """The writer of a stored verdict; verdicts from before there were others are of the enrolled address."""
    stored = data.get("writer")
    if not stored:
        return THEMSELVES
    address = stored["address"]
    return Writer(
        WritesAs(stored["as"]),
        UUID(address) if address else None,
        stored["name"],
        by_reply=stored["by_reply"],
        confirmed_in=stored["confirmed_in"],
    )
