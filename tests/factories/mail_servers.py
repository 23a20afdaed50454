"""Mail servers of other people: their zones, their keys, and how they sign and pass mail on.

The canonical forms and the ARC sets are dkimpy's, so that what we check was not written by ourselves.
"""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import dkim
import time_machine
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from dkim.canonicalization import CanonicalizationPolicy

from app.dns import RecordKind

Key = rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
Records = dict[tuple[str, RecordKind], tuple[str, ...]]

RSA = rsa.generate_private_key(65537, 1024)
RSA_2048 = rsa.generate_private_key(65537, 2048)
FOREIGN = rsa.generate_private_key(65537, 1024)
ED25519 = ed25519.Ed25519PrivateKey.generate()

GMAIL = ("to", "subject", "message-id", "date", "from", "in-reply-to", "references", "mime-version")
OUTLOOK = ("from", "date", "subject", "message-id", "content-type", "mime-version")
USUAL = ("from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type")


def public(key: Key) -> str:
    """The `p=` of a key record."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return base64.b64encode(key.public_key().public_bytes_raw()).decode()
    raw = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(raw).decode()


def key_record(key: Key, extra: str = "") -> str:
    """A key record as most domains publish it."""
    kind = "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "rsa"
    return f"v=DKIM1; k={kind}; {extra}p={public(key)}"


def published(domain: str, key: Key = RSA, selector: str = "s1", record: str = "") -> Records:
    """The zone of one signing key."""
    return {(f"{selector}._domainkey.{domain}", "TXT"): (record or key_record(key),)}


def signature(
    raw: bytes,
    domain: str,
    *,
    key: Key = RSA,
    selector: str = "s1",
    names: Sequence[str] = USUAL,
    form: str = "relaxed/relaxed",
    algorithm: str = "",
    tags: str = "",
    body: bytes | None = None,
) -> bytes:
    """A DKIM-Signature field of a mail, without its line end. `tags` are more tags, `body` what is hashed instead."""
    algorithm = algorithm or ("ed25519-sha256" if isinstance(key, ed25519.Ed25519PrivateKey) else "rsa-sha256")
    sha = hashlib.sha1 if algorithm.endswith("sha1") else hashlib.sha256
    fields, whole = dkim.rfc822_parse(raw)
    rules = CanonicalizationPolicy.from_c_value(form.encode())
    hashed = sha(rules.canonicalize_body(whole if body is None else body)).digest()
    value = (
        f" v=1; a={algorithm}; c={form}; d={domain}; s={selector};\r\n\th={':'.join(names)};\r\n\t"
        f"{tags}bh={base64.b64encode(hashed).decode()};\r\n\tb="
    ).encode()
    covered = dkim.select_headers(rules.canonicalize_headers(fields), [name.strip().lower().encode() for name in names])
    ((name, own),) = rules.canonicalize_headers([[b"DKIM-Signature", value + b"\r\n"]])
    data = b"".join(name + b":" + text for name, text in covered) + name + b":" + own.rstrip()
    return b"DKIM-Signature:" + value + _folded(base64.b64encode(_sign(key, data, sha)))


def signed(raw: bytes, domain: str, **options: Any) -> bytes:
    """The mail with a signature of that domain on top."""
    return signature(raw, domain, **options) + b"\r\n" + raw


def sealed(
    raw: bytes, domain: str, said: str, *, at: datetime, key: rsa.RSAPrivateKey = RSA, chain: str = "none"
) -> bytes:
    """The mail as a forwarder passes it on: what it found (`said`) sealed by it, the sets of others before its own."""
    server = f"mx.{domain}"
    results = f"Authentication-Results: {server}; {said}; arc={chain}\r\n".encode()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with time_machine.travel(at, tick=False):
        lines = dkim.arc_sign(results + raw, b"s1", domain.encode(), pem, server.encode())
    return b"".join(lines) + raw


def _sign(key: Key, data: bytes, sha: Any) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(sha(data).digest())
    return key.sign(data, padding.PKCS1v15(), SHA1() if sha is hashlib.sha1 else SHA256())


def _folded(text: bytes) -> bytes:
    return b"\r\n\t ".join(text[place : place + 70] for place in range(0, len(text), 70))
