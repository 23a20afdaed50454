"""The seal's key and certificates: from `SEAL_KEYSTORE`, or those of the development authority."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509 import load_pem_x509_certificates
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.config import Settings
from app.errors import AppError
from app.finding import Finding, Refusal, Trouble
from app.language import mark as _
from app.signing import authority
from app.signing.authority_of_time import AuthorityOfTime, Stamper
from app.signing.signer import RsaSigner


class SealUnusable(AppError):
    """The keystore of the seal cannot be read or does not hold what a seal needs."""


class NoAuthority(Refusal):
    """There is no certificate to check a seal against."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals: the signer with its key, and the root certificates that its certificate leads to.

    Where there is a `stamper`, each seal carries a time stamp of its own.
    """

    signer: RsaSigner
    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...] = ()  # between the two
    stamper: Stamper | None = None

    @property
    def unstamped(self) -> "Seal":
        """The same seal, which asks nobody for the time."""
        return replace(self, stamper=None)


def open_seal(settings: Settings, at: datetime) -> Seal:
    """The seal of this installation; in development it is made on first use, at the moment `at`.

    Raises:
        SealUnusable: when the keystore or its password is wrong.
        AuthorityUnusable: when the development authority cannot be made or is incomplete.

    """
    stamper = stamper_of(settings)
    if settings.seal_keystore is not None:
        return replace(read_seal(settings.seal_keystore, settings.seal_password), stamper=stamper)
    own = authority.development_authority(settings.data_dir / "ca", at) / authority.SEAL
    return replace(read_seal(own, None), stamper=stamper)


def stamper_of(settings: Settings) -> Stamper | None:
    """The time-stamping authority of this installation, if it has one."""
    return AuthorityOfTime(settings.tsa_url, time_roots(settings, None)) if settings.tsa_url else None


def time_roots(settings: Settings, chosen: Path | None) -> tuple[x509.Certificate, ...]:
    """The certificates that time stamps are checked against: those of a PEM file, of `TSA_CA`, or none.

    Raises:
        SealUnusable: when the file cannot be read.

    """
    file = chosen or settings.tsa_ca
    return _read_roots(file) if file else ()


def read_seal(keystore: Path, password: str | None) -> Seal:
    """The seal in a PKCS#12 file: an RSA key, its certificate, and the certificates up to the root.

    Raises:
        SealUnusable: when the file cannot be read, the password is wrong, or something is missing.

    """
    try:
        held = pkcs12.load_pkcs12(keystore.read_bytes(), password.encode() if password else None)
    except OSError as error:
        raise SealUnusable(f"SEAL_KEYSTORE {keystore}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SealUnusable(f"SEAL_KEYSTORE {keystore}: not PKCS#12, or SEAL_PASSWORD is not its password") from error
    key, held_certificate = held.key, held.cert
    if held_certificate is None or not isinstance(key, rsa.RSAPrivateKey):
        raise SealUnusable(f"SEAL_KEYSTORE {keystore}: it must hold one RSA key and its certificate")
    others = [_certificate(one.certificate.public_bytes(Encoding.DER)) for one in held.additional_certs]
    store = SimpleCertificateStore()
    store.register_multiple(others)
    signer = RsaSigner(key, _certificate(held_certificate.certificate.public_bytes(Encoding.DER)), store)
    roots = tuple(one for one in others if one.self_signed != "no")
    return Seal(signer, roots, tuple(one for one in others if one not in roots))


def trusted_roots(settings: Settings, chosen: Path | None) -> tuple[x509.Certificate, ...]:
    """The certificates that a seal is checked against: those of a PEM file, or those of this installation.

    Raises:
        NoAuthority: when no file is named and this installation has neither a keystore nor an authority.
        SealUnusable: when the file or the keystore cannot be read.

    """
    if chosen is None and settings.seal_keystore is not None:
        return read_seal(settings.seal_keystore, settings.seal_password).roots
    own = settings.data_dir / "ca" / authority.CERTIFICATE
    if chosen is None and not own.is_file():
        words = _("no certificate to check the seal against: give --ca FILE (there is no %(file)s)")
        raise NoAuthority(Finding.of(Trouble.UNCHECKED, words, file=str(own)))
    return _read_roots(chosen or own)


def _read_roots(file: Path) -> tuple[x509.Certificate, ...]:
    try:
        found: Sequence[bytes] = [
            one.public_bytes(Encoding.DER) for one in load_pem_x509_certificates(file.read_bytes())
        ]
    except OSError as error:
        raise SealUnusable(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SealUnusable(f"{file}: holds no certificate in PEM") from error
    return tuple(_certificate(der) for der in found)


def _certificate(der: bytes) -> x509.Certificate:
    return x509.Certificate.load(der, strict=True)
