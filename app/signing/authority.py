"""The certificate authority of development: made on first use, never changed afterwards.

It lets anybody try the whole way of a sealed log. Nobody outside trusts it; production brings its own keystore.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from app.errors import AppError

CERTIFICATE: Final = "ca.pem"
SEAL: Final = "seal.p12"
_KEY: Final = "ca-key.pem"
_FILES: Final = (CERTIFICATE, SEAL, _KEY)
_KEY_BITS: Final = 3072
_YEAR: Final = timedelta(days=365)
_ROOT_YEARS: Final = 20
_SEAL_YEARS: Final = 10
_PUBLIC: Final = 0o644
_PRIVATE: Final = 0o600


class AuthorityUnusable(AppError):
    """The folder of the development authority cannot be made, or something is missing from it."""


def development_authority(folder: Path, at: datetime) -> Path:
    """The folder with `ca.pem` and `seal.p12`, made at the moment `at` (with a zone) unless it is there.

    The keys are readable by their user only. What is there is never overwritten, not even a part of it: logs sealed
    with a key that is gone could not be checked any more.

    Raises:
        AuthorityUnusable: when the folder is incomplete or cannot be made.

    """
    if not folder.exists():
        _make(folder, at)
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        raise AuthorityUnusable(
            f"{folder}: {', '.join(missing)} missing. Put it back from a backup, or move the folder away"
        )
    return folder


def _make(folder: Path, at: datetime) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".ca-", dir=folder.parent))
    except OSError as error:
        raise AuthorityUnusable(f"{folder}: cannot be made: {error.strerror}") from error
    try:
        _write(fresh, _contents(at))
        fresh.chmod(0o755)
        fresh.rename(folder)
    except OSError as error:
        if not folder.is_dir():
            raise AuthorityUnusable(f"{folder}: cannot be made: {error.strerror}") from error
        # Another process was first. Its authority is the one that counts.
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name, content in contents.items():
        mode = _PUBLIC if name == CERTIFICATE else _PRIVATE
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
        (folder / name).chmod(mode)


def _contents(at: datetime) -> Mapping[str, bytes]:
    root_key, seal_key = (rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS) for _ in range(2))
    root = _root_certificate(root_key, at)
    seal = _seal_certificate(seal_key, root_key, root, at)
    return {
        CERTIFICATE: root.public_bytes(Encoding.PEM),
        _KEY: root_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        SEAL: pkcs12.serialize_key_and_certificates(b"seal", seal_key, seal, [root], NoEncryption()),
    }


def _root_certificate(key: rsa.RSAPrivateKey, at: datetime) -> x509.Certificate:
    name = _name("Mentorpost development CA")
    return (
        _certificate(name, key.public_key(), at, _ROOT_YEARS)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _seal_certificate(
    key: rsa.RSAPrivateKey, root_key: rsa.RSAPrivateKey, root: x509.Certificate, at: datetime
) -> x509.Certificate:
    # No extended usage: `openssl cms -verify` would refuse all but its own purpose.
    return (
        _certificate(_name("Mentorpost seal (development)"), key.public_key(), at, _SEAL_YEARS)
        .issuer_name(root.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _certificate(name: x509.Name, key: rsa.RSAPublicKey, at: datetime, years: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + years * _YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Mentorpost"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
