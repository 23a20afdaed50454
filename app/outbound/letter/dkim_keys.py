"""The keys that sign mail (RFC 6376): one of the reply domain, and one for each domain of a tenant's own (U5).

A tenant's key lies in the database sealed with AES-GCM under SECRET_KEY, bound to its tenant, domain and selector.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_pem_private_key,
)

from app.errors import AppError

KEY_BITS: Final = 2048  # RFC 8301; a longer key does not fit into one string of a TXT record
_EXPONENT: Final = 65_537
_NONCE_BYTES: Final = 12
_FORMAT: Final = b"\x01"
_PURPOSE: Final = b"mentorpost: keys of sending domains, 1"
_PRIVATE: Final = 0o600


class DkimKeyUnusable(AppError):
    """A key that signs mail cannot be read, made or opened."""


@dataclass(frozen=True, slots=True)
class DkimKey:
    """What signs: the domain that answers for the mail, the selector of its DNS record, and the key."""

    domain: str
    selector: str
    private: RSAPrivateKey

    @property
    def record(self) -> tuple[str, str]:
        """The name and the value of the TXT record that must stand in the DNS."""
        return record_name(self.selector, self.domain), record_value(public_text(self.private.public_key()))


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A new key of a tenant's domain, as `SendingDomain` keeps it."""

    selector: str
    private_key: bytes
    public_key: str


def new_sealed_key(secret_key: str, tenant_id: UUID, domain: str) -> SealedKey:
    """A new RSA key of 2048 bits for a tenant's domain, with a selector that nobody can guess beforehand."""
    private = generate_private_key(_EXPONENT, KEY_BITS)
    selector = f"mp{secrets.token_hex(6)}"
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    nonce = os.urandom(_NONCE_BYTES)
    sealed = _cipher(secret_key).encrypt(nonce, der, _FORMAT + _bound_to(tenant_id, domain, selector))
    return SealedKey(selector, _FORMAT + nonce + sealed, public_text(private.public_key()))


@lru_cache(maxsize=1024)
def open_key(secret_key: str, tenant_id: UUID, domain: str, selector: str, sealed: bytes) -> DkimKey:
    """The key of a tenant's domain, opened once in a process.

    Raises:
        DkimKeyUnusable: when it was sealed under another SECRET_KEY, for somebody else, or was changed.

    """
    nonce, content = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        der = _cipher(secret_key).decrypt(nonce, content, sealed[:1] + _bound_to(tenant_id, domain, selector))
    except (InvalidTag, ValueError) as error:
        raise DkimKeyUnusable(
            f"the key that signs mail of {domain} was not sealed with this SECRET_KEY: set the former one, "
            "or add the domain anew"
        ) from error
    # What the seal vouches for needs no examination, which would take a tenth of a second.
    private = load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(private, RSAPrivateKey)
    return DkimKey(domain, selector, private)


def read_key(file: Path, domain: str, selector: str) -> DkimKey:
    """The key in a PEM file.

    Raises:
        DkimKeyUnusable: when the file cannot be read or holds no RSA key of at least 1024 bits.

    """
    try:
        private = load_pem_private_key(file.read_bytes(), None)
    except OSError as error:
        raise DkimKeyUnusable(f"DKIM_KEY {file}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise DkimKeyUnusable(f"DKIM_KEY {file}: holds no private key in PEM without a password") from error
    if not isinstance(private, RSAPrivateKey) or private.key_size < KEY_BITS // 2:
        raise DkimKeyUnusable(f"DKIM_KEY {file}: must hold an RSA key of 1024 bits or more (RFC 8301)")
    return DkimKey(domain, selector, private)


def made_key(file: Path, domain: str, selector: str) -> DkimKey:
    """The key in a PEM file, which is made when it is not there; two processes that make it agree on one.

    Raises:
        DkimKeyUnusable: when the file cannot be written or read.

    """
    if not file.exists():
        private = generate_private_key(_EXPONENT, KEY_BITS)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            _write_first(file, pem)
        except OSError as error:
            raise DkimKeyUnusable(f"{file}: the key that signs mail cannot be made: {error.strerror}") from error
    return read_key(file, domain, selector)


def public_text(public: RSAPublicKey) -> str:
    """What stands after `p=` in the DNS record."""
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode("ascii")


def record_name(selector: str, domain: str) -> str:
    """The name of the TXT record."""
    return f"{selector}._domainkey.{domain}"


def record_value(public_key: str) -> str:
    """The value of the TXT record; with 2048 bits it is longer than one string may be, so DNS servers split it."""
    return f"v=DKIM1; k=rsa; p={public_key}"


def _write_first(file: Path, content: bytes) -> None:
    """Whoever links first wins; nobody ever sees half a key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(partial, file)
        except FileExistsError:
            return
    finally:
        partial.unlink()


@lru_cache(maxsize=4)
def _cipher(secret_key: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret_key.encode())
    return AESGCM(derived)


def _bound_to(tenant_id: UUID, domain: str, selector: str) -> bytes:
    return f"{tenant_id}\n{domain}\n{selector}".encode()
