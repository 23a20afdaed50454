"""Certificates as people handle them: in PEM, and by their fingerprint."""

from collections.abc import Iterable
from hashlib import sha256

from asn1crypto import pem, x509

from app.signing.keystore import Seal


def pem_of(certificates: Iterable[x509.Certificate]) -> bytes:
    """The certificates in PEM, one after the other."""
    return b"".join(pem.armor("CERTIFICATE", one.dump()) for one in certificates)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate as `openssl x509 -fingerprint -sha256` prints it: `AA:BB:…`."""
    return ":".join(f"{byte:02X}" for byte in sha256(certificate.dump()).digest())


def root_of(seal: Seal) -> x509.Certificate:
    """The root that the seal's certificate leads to."""
    return seal.roots[0]
