"""`MAIL_URL` as it is written: which server takes our mail, and how much its line must be trusted. Pure.

smtp://user:password@relay.example:587?tls=required&ca=/etc/ssl/relay.pem
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from app.config import is_loopback
from app.errors import AppError

_PORTS: Final = {"smtp": 25, "smtps": 465}
_OPTIONS: Final = frozenset({"tls", "ca"})


class Tls(StrEnum):
    """How the line is guarded."""

    WRAPPED = "wrapped"
    """TLS from the first byte (RFC 8314), certificate verified."""
    REQUIRED = "required"
    """STARTTLS or no mail, certificate verified (RFC 3207)."""
    OPPORTUNISTIC = "opportunistic"
    """STARTTLS where it is offered, with whatever certificate: it keeps listeners out, not impostors (RFC 7435)."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RelayUrl:
    """Where the relay is; `ca` is a file of certificates to trust in place of the system's."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str
    ca: str | None


def relay_url(url: str) -> RelayUrl:
    """Read `MAIL_URL`. A password is sent over a verified line only, unless the relay is this machine.

    Raises:
        AppError: when it is no `smtp://` or `smtps://` address, or has an option that there is not.

    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise AppError(f"MAIL_URL: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise AppError(f"MAIL_URL must look like smtp://user:password@host:587, got {parts.scheme}://…")
    options = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if unknown := sorted(options.keys() - _OPTIONS):
        raise AppError(f"MAIL_URL: there is no option {unknown[0]}; there are: {', '.join(sorted(_OPTIONS))}")
    user = unquote(parts.username or "")
    return RelayUrl(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        tls=_tls(parts.scheme, options.get("tls"), secret=bool(user) and not is_loopback(parts.hostname)),
        user=user,
        password=unquote(parts.password or ""),
        ca=options.get("ca"),
    )


def _tls(scheme: str, asked: str | None, *, secret: bool) -> Tls:
    if scheme == "smtps":
        if asked not in (None, Tls.REQUIRED.value):
            raise AppError(f"MAIL_URL: smtps:// is TLS from the first byte, tls={asked} contradicts it")
        return Tls.WRAPPED
    chosen = (Tls.REQUIRED, Tls.OPPORTUNISTIC, Tls.NONE)
    if asked is None:
        return Tls.REQUIRED if secret else Tls.OPPORTUNISTIC
    if asked not in chosen:
        raise AppError(f"MAIL_URL: tls must be one of {', '.join(chosen)}, got {asked}")
    return Tls(asked)
