"""A DKIM signature made ready to be checked: everything but the key is judged here (RFC 6376). Pure.

What we ask beyond the standard: nothing of the body may stand outside of the signature (`l=`), and no field that was
signed may have got a second beside it.
"""

import base64
import binascii
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain_names import plain_domain
from app.inbound.sender.canonical import Canonical, canonical
from app.inbound.sender.fields import Field, Fields, unfolded
from app.inbound.sender.mailbox import one_address, plain_address
from app.tag_lists import BadTags, blank_signature, read_tags, without_spaces

ALGORITHMS: Final = frozenset({"rsa-sha256", "ed25519-sha256"})
"""Those that RFC 8301 and RFC 8463 leave; SHA-1 proves nothing any more."""
SINGLE: Final = frozenset(
    {
        "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "content-type", "content-transfer-encoding",
    }
)  # fmt: skip
"""Fields that a mail has once (RFC 5322, section 3.6)."""
_MOST_TAGS_BYTES: Final = 16_384
_ESCAPED: Final = re.compile(r"=([0-9A-F]{2})")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed what, and whether it can still be good: `problem` is why not, in our words, else empty.

    `digest` is the SHA-256 of the signed headers, `value` the signature over it; times are seconds since 1970.
    """

    domain: str = ""
    selector: str = ""
    algorithm: str = ""
    identity: str = ""
    signed: frozenset[str] = frozenset()
    digest: bytes = b""
    value: bytes = field(default=b"", repr=False)
    signed_at: int | None = None
    expires_at: int | None = None
    problem: str = ""


class _Unusable(Exception):
    """Why a signature cannot be good."""


def prepare(mail: Fields, signature: Field, *, sealed: bool = False) -> Signature:
    """One signature of a mail; `sealed` for an ARC-Message-Signature (RFC 8617), where `i=` is its number."""
    text = signature[1].decode("utf-8", "replace")
    try:
        tags = read_tags(text[:_MOST_TAGS_BYTES])
    except BadTags:
        return Signature(problem="malformed")
    domain = plain_domain(tags.get("d", "")) or ""
    named = Signature(domain, tags.get("s", ""), tags.get("a", ""))
    try:
        return _prepared(mail, signature, tags, named, sealed=sealed)
    except _Unusable as problem:
        return Signature(named.domain, named.selector, named.algorithm, problem=str(problem))


def _prepared(mail: Fields, signature: Field, tags: Mapping[str, str], named: Signature, *, sealed: bool) -> Signature:
    _check_tags(tags, named, sealed=sealed)
    form = canonical(tags.get("c", "simple/simple"))
    if form is None:
        raise _Unusable("unknown canonical form")
    names = [name.strip().lower() for name in tags["h"].split(":")]
    _check_names(mail, names)
    _check_body(mail, tags, form)
    signed_at, expires_at = _times(tags)
    return Signature(
        domain=named.domain,
        selector=named.selector,
        algorithm=named.algorithm,
        identity=named.domain if sealed else _identity(mail, tags, named.domain),
        signed=frozenset(names),
        digest=_digest(mail.fields, names, signature, form),
        value=decoded(tags["b"]),
        signed_at=signed_at,
        expires_at=expires_at,
    )


def _check_tags(tags: Mapping[str, str], named: Signature, *, sealed: bool) -> None:
    needed = ("a", "b", "bh", "d", "h", "s") if sealed else ("v", "a", "b", "bh", "d", "h", "s")
    if any(not tags.get(name) for name in needed) or not named.domain or (not sealed and tags["v"] != "1"):
        raise _Unusable("malformed")
    if named.algorithm not in ALGORITHMS:
        raise _Unusable(f"algorithm {named.algorithm[:20]} is not accepted")
    if "dns/txt" not in tags.get("q", "dns/txt").split(":"):
        raise _Unusable("its key is not in the DNS")


def _check_names(mail: Fields, names: Sequence[str]) -> None:
    if "from" not in names:
        raise _Unusable("From is not signed")
    counted = Counter(name.lower().decode("ascii") for name, _ in mail.fields)
    for name in sorted(SINGLE.intersection(names)):
        if counted[name] > names.count(name):
            raise _Unusable(f"a second {name} stands beside the one that was signed")


def _check_body(mail: Fields, tags: Mapping[str, str], form: Canonical) -> None:
    length, digest = mail.hashed_body(form.body)
    if "l" in tags and tags["l"] != str(length):
        raise _Unusable("it does not cover the whole body")
    if digest != decoded(tags["bh"]):
        raise _Unusable("the body was changed")


def _identity(mail: Fields, tags: Mapping[str, str], domain: str) -> str:
    """The domain of `i=`: that of `d=` or below it. Where it names somebody, From must name the same."""
    if "i" not in tags:
        return domain
    signer, _, below = without_spaces(tags["i"]).rpartition("@")
    named = plain_domain(below)
    if named is None or not (named == domain or named.endswith(f".{domain}")):
        raise _Unusable("it is signed for somebody of another domain")
    if signer and plain_address(f"{_ESCAPED.sub(_letter, signer)}@{domain}") != _writer_at(mail, domain):
        raise _Unusable("it is signed for somebody else of that domain")
    return named


def _writer_at(mail: Fields, domain: str) -> str | None:
    """Who From names, as if their address were at that domain: a signature of the organisation may stand for it."""
    written = [one_address(unfolded(value)) for value in mail.values(b"from")]
    return f"{written[0].rpartition('@')[0]}@{domain}" if len(written) == 1 and written[0] else None


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _digest(fields: Sequence[Field], names: Sequence[str], signature: Field, form: Canonical) -> bytes:
    """The signed fields from the bottom up, each instance once; then the signature's own, without its value."""
    left: dict[bytes, list[Field]] = {}
    for found in fields:
        left.setdefault(found[0].lower(), []).append(found)
    hashed = hashlib.sha256()
    for name in names:
        waiting = left.get(name.encode("utf-8", "replace"))
        if waiting:
            hashed.update(form.field(waiting.pop()) + b"\r\n")
    hashed.update(form.field((signature[0], blank_signature(signature[1]))))
    return hashed.digest()


def _times(tags: Mapping[str, str]) -> tuple[int | None, int | None]:
    """When it was signed and until when it is good, which must be later (RFC 6376, section 3.5)."""
    signed_at, expires_at = _seconds(tags, "t"), _seconds(tags, "x")
    if signed_at is not None and expires_at is not None and expires_at <= signed_at:
        raise _Unusable("it ends before it began")
    return signed_at, expires_at


def _seconds(tags: Mapping[str, str], name: str) -> int | None:
    if name not in tags:
        return None
    if not (tags[name].isascii() and tags[name].isdigit()) or len(tags[name]) > 12:  # noqa: PLR2004 - RFC 6376, 3.5
        raise _Unusable("malformed")
    return int(tags[name])


def decoded(text: str) -> bytes:
    """Base 64, folded anywhere; empty for what is none."""
    try:
        return base64.b64decode(without_spaces(text), validate=True)
    except (binascii.Error, ValueError):
        return b""
