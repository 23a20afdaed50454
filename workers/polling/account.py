"""What `IMAP_URL` says: whose mailbox it is, where, and how the way there is protected."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from app.config import SettingsError, is_loopback

_PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True, slots=True)
class Account:
    """One folder of one mailbox. `is_encrypted` from the first byte, else by STARTTLS, but for this very machine."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    is_encrypted: bool

    @property
    def name(self) -> str:
        """What logs and hashes call it; no secret."""
        return f"{self.user}@{self.host}/{self.folder}"

    @property
    def is_here(self) -> bool:
        """Whether the server is this very machine."""
        return is_loopback(self.host)


def account_of(url: str) -> Account:
    """The account that an address names: `imaps://user:password@imap.example.org/INBOX`, percent-encoded.

    Raises:
        SettingsError: naming what is wrong with it, and never the password.

    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsError("IMAP_URL: not an address of the form imaps://user:password@host/INBOX") from None
    if parts.scheme not in _PORTS or not parts.hostname or not parts.username or parts.password is None:
        raise SettingsError("IMAP_URL: not an address of the form imaps://user:password@host/INBOX")
    return Account(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_encrypted=parts.scheme == "imaps",
    )
