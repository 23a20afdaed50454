"""Commitments: the chain proves words and names without holding them.

A body holds the hash of a random salt and a text. Salt and text lie apart, in an *opening*. Who is shown the opening
can check the text against the chain; once it is destroyed, nobody can find the text again (C3).
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from app.ledger.canonical import canonical, digest, normal_text
from app.ledger.drafts import Party

DOMAIN = "mentorpost/commitment/v1"
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment of one entry; `field` is its place in the body, such as `counterparts.0`."""

    field: str
    salt: bytes
    text: str

    def commitment(self, tenant_id: UUID, entry_id: UUID) -> str:
        """The SHA-256 that stands in the body, as 64 hexadecimal digits."""
        sealed = {
            "domain": DOMAIN,
            "tenant": str(tenant_id),
            "entry": str(entry_id),
            "field": self.field,
            "salt": self.salt.hex(),
            "text": self.text,
        }
        return digest(canonical(sealed)).hex()


def seal(field: str, text: str) -> Opening:
    """An opening for the text with a fresh salt."""
    return Opening(field, secrets.token_bytes(SALT_BYTES), normal_text(text))


def identity_text(party: Party) -> str:
    """A person's name and member number as one canonical text, to be committed to."""
    return canonical({"name": party.name, "member_number": party.member_number}).decode()
