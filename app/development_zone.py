"""The DNS of a machine without the internet: one key that signs for every domain, known to this `DATA_DIR` alone.

Where `/dev/mailbox` shows the mail, answers are signed with it, and our own resolver answers for it: so senders are
checked in development as they are in production. Nowhere else is it asked.
"""

import base64
import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.config import Settings
from app.dns import RecordKind, Resolver, SystemResolver
from app.relaxed_form import relaxed_body, relaxed_field

SELECTOR: Final = "development"
SIGNED: Final = (
    "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "sender",
    "mime-version", "content-type", "content-transfer-encoding",
)  # fmt: skip
_KEY_BYTES: Final = 32
_KEY_NAME: Final = "development-dkim.key"
_RESERVED: Final = ("example", "test", "invalid", "localhost")
"""Top-level names that nobody has (RFC 2606): no name server needs to be asked about them."""
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_SENDER: Final = re.compile(r"@([\w.-]+)>?\s*(?:\([^()]*\)\s*)?$")
_FOLD: Final = re.compile(rb"\r\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class DevelopmentZone:
    """Signs for every domain, and is the resolver that knows it; all else is asked `beyond`, where there is one."""

    key: Ed25519PrivateKey
    beyond: Resolver | None = None

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """See `Resolver.lookup`."""
        asked = name.rstrip(".").lower()
        if kind == "TXT" and asked.startswith(f"{SELECTOR}._domainkey."):
            return (self.record,)
        if self.beyond is None or asked.rpartition(".")[2] in _RESERVED:
            return ()
        return self.beyond.lookup(name, kind)

    @property
    def record(self) -> str:
        """The key record, the same for every domain."""
        public = base64.b64encode(self.key.public_key().public_bytes_raw()).decode("ascii")
        return f"v=DKIM1; k=ed25519; p={public}"

    def signed(self, raw: bytes) -> bytes:
        """The mail with a DKIM signature of its From domain on top, as the sender's own server would send it.

        A mail that names no domain stays as it is. Line ends become CRLF.
        """
        mail = _LINE_END.sub(b"\r\n", raw)
        head, _, body = mail.partition(b"\r\n\r\n")
        fields = _fields(head)
        domain = _from_domain(fields)
        if not domain:
            return raw
        value = self._signature(fields, body, domain)
        return b"DKIM-Signature:" + value + b"\r\n" + mail

    def _signature(self, fields: list[tuple[str, bytes]], body: bytes, domain: str) -> bytes:
        names = [name for name in SIGNED for found, _ in fields if found == name]
        hashed = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode("ascii")
        tags = (
            f" v=1; a=ed25519-sha256; c=relaxed/relaxed; d={domain}; s={SELECTOR};"
            f"\r\n h={':'.join((*names, 'from'))};\r\n bh={hashed}; b="
        )
        left = list(fields)
        covered = b"".join(relaxed_field((name.encode("ascii"), _taken(left, name))) + b"\r\n" for name in names)
        digest = hashlib.sha256(covered + relaxed_field((b"dkim-signature", tags.encode("ascii")))).digest()
        return (tags + base64.b64encode(self.key.sign(digest)).decode("ascii")).encode("ascii")


def resolver_for(settings: Settings) -> Resolver:
    """The resolver of this installation: the machine's name servers, behind the development zone in development."""
    system = SystemResolver()
    return DevelopmentZone(_key_in(settings.data_dir), system) if settings.has_dev_mailbox else system


def open_zone(data_dir: Path) -> DevelopmentZone:
    """The zone of a `DATA_DIR`, which signs and asks nobody else; its key is made on first use."""
    return DevelopmentZone(_key_in(data_dir))


@cache
def _key_in(data_dir: Path) -> Ed25519PrivateKey:
    place = data_dir / _KEY_NAME
    if not place.exists():
        _make_key(place)
    return Ed25519PrivateKey.from_private_bytes(place.read_bytes())


def _make_key(place: Path) -> None:
    """Complete under its name or not there at all; of several makers at once the first one's stays."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(os.urandom(_KEY_BYTES))
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _fields(head: bytes) -> list[tuple[str, bytes]]:
    pairs = (line.partition(b":") for line in _FOLD.sub(b"", head).split(b"\r\n"))
    return [(name.decode("latin-1").lower(), value) for name, colon, value in pairs if colon]


def _from_domain(fields: list[tuple[str, bytes]]) -> str:
    """The domain of the first From header, in A-labels; empty where there is none to sign for."""
    value = next((value for name, value in fields if name == "from"), b"").decode("utf-8", "replace")
    found = _SENDER.search(value.strip())
    try:
        return found[1].lower().encode("idna").decode("ascii") if found else ""
    except UnicodeError:
        return ""


def _taken(fields: list[tuple[str, bytes]], name: str) -> bytes:
    """The lowest field of that name that is left, which is then taken."""
    place = max(place for place, (found, _) in enumerate(fields) if found == name)
    return fields.pop(place)[1]
