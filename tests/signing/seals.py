"""Seals for the tests: a development authority made once, and keystores as production would bring them."""

import atexit
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from app.config import Settings
from app.signing.keystore import Seal, open_seal

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
AT = datetime(2026, 6, 2, 14, 12, tzinfo=UTC)


@cache
def data_dir() -> Path:
    """A `DATA_DIR` whose development authority exists since January 2026."""
    return _with_authority()


@cache
def seal() -> Seal:
    """The seal of that authority."""
    return open_seal(Settings(data_dir=data_dir()), BEGAN)


def roots() -> tuple[asn1_x509.Certificate, ...]:
    """What vouches for that seal."""
    return seal().roots


@cache
def other_authority() -> Path:
    """A `DATA_DIR` with another authority, which vouches for nothing of the first."""
    return _with_authority()


def _with_authority() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mentorpost-seal-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_seal(Settings(data_dir=folder), BEGAN)
    return folder


Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certificate(
    subject: str, key: Key, issuer: tuple[str, Key] | None = None, *, until: datetime = BEGAN + timedelta(days=3650)
) -> x509.Certificate:
    """A certificate from 2026 on; a root when nobody issued it, one for signing when its subject is `seal`."""
    issuer_name, issuer_key = issuer or (subject, key)
    signs_documents = subject == "seal"
    usage = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement"), False)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGAN)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=not signs_documents, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs_documents,
                content_commitment=signs_documents,
                key_cert_sign=not signs_documents,
                crl_sign=not signs_documents,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def keystore(path: Path, password: str, *, until: datetime = BEGAN + timedelta(days=3650)) -> x509.Certificate:
    """Write a keystore with a seal issued by an intermediate authority; the root it leads to."""
    root_key, middle_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3))
    root = certificate("root", root_key)
    middle = certificate("middle", middle_key, ("root", root_key))
    leaf = certificate("seal", key, ("middle", middle_key), until=until)
    encryption = BestAvailableEncryption(password.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, [middle, root], encryption))
    return root


def pem(root: x509.Certificate) -> bytes:
    """A certificate as a file for `--ca`."""
    return root.public_bytes(Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
