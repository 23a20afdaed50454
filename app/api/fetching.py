"""Getting a small thing from an address, once: Amazon's certificates, and the link that confirms."""

import ssl
from collections.abc import Callable
from functools import partial
from threading import Lock
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from app.api.door import Fetch
from app.api.sns_certificate import AUTHORITY_HOST

_SECONDS = 5.0
_MOST_BYTES = 100_000
_MOST_KEPT = 50
_PEM, _DER = b"-----BEGIN CERTIFICATE-----", b"\x30\x82"


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Nobody sends us elsewhere."""


def web_fetch() -> Fetch:
    """Fetches over TLS with the authorities of this machine, follows nobody elsewhere, and keeps certificates."""
    opener = build_opener(_NoRedirects(), HTTPSHandler(context=ssl.create_default_context()))
    return kept(partial(_fetched, opener))


def kept(fetch: Fetch) -> Fetch:
    """The same, but a certificate is fetched once: Amazon gives each new one an address of its own."""
    found: dict[str, bytes] = {}
    lock = Lock()

    def fetch_once(url: str) -> bytes:
        with lock:
            if url in found:
                return found[url]
        got = fetch(url)
        if _PEM in got or got.startswith(_DER):
            with lock:
                if len(found) >= _MOST_KEPT:
                    found.clear()
                found[url] = got
        return got

    return fetch_once


def _fetched(opener: OpenerDirector, url: str) -> bytes:
    """The bytes at an address.

    Raises:
        OSError: nobody answered, or not with success.

    """
    if not (url.startswith("https://") or _is_authoritys(url)):
        raise URLError("only https is fetched, but for what an authority publishes and a chain proves")
    with opener.open(Request(url), timeout=_SECONDS) as answered:  # noqa: S310 - https and two hosts, see above
        read: Callable[[int], bytes] = answered.read
        return read(_MOST_BYTES)


def _is_authoritys(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and AUTHORITY_HOST.fullmatch(parts.netloc) is not None
