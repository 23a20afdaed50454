"""The signed message (CMS, RFC 5652) in a seal: made by pyHanko, taken apart here and checked byte by byte.

A signature covers its attributes, not the message around them. So the message is also written again from the parts
that count and must come out the same: no byte in it is free.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import structlog
from asn1crypto import cms, core, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import load_der_x509_certificate

from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.authority_of_time import AuthorityAway, Stamper
from app.signing.broken import BrokenSeal, BrokenStamp, Untrusted
from app.signing.stamp import Stamp, check_token

__all__ = ["DIGEST", "BrokenSeal", "SignedMessage", "Untrusted", "digest_of", "read_message", "stamped"]

log = structlog.get_logger()

DIGEST: Final = "sha256"
_STAMP: Final = "signature_time_stamp_token"
_ATTRIBUTES: Final = frozenset({"content_type", "message_digest", "signing_certificate_v2", "signing_time"})


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """What counts in a message: the digest it is over, who signed, when they say they did, and their certificates.

    `stamp` is the time stamp of the signature, where it has one (RFC 3161), not yet held against any root.
    """

    digest: bytes
    signer: x509.Certificate
    certificates: tuple[x509.Certificate, ...]
    signed_at: datetime | None
    signature: bytes
    stamp: Stamp | None = None


def read_message(der: bytes) -> SignedMessage:
    """The message in these bytes, after its encoding and its signature were found right.

    Raises:
        BrokenSeal: when it cannot be read, is written otherwise than a seal writes it, or is not signed by the key of
            its certificate.

    """
    try:
        parts = _parts(der)
        same = _written(parts)
    except Exception as error:  # asn1crypto raises whatever a hostile encoding makes it stumble over
        raise _broken(_("seal: its message cannot be read as a signature (CMS)")) from error
    if same != der:
        place = _first(same, der)
        raise _broken(
            _("seal: its message is not written as a seal writes it, from byte %(byte)s of it on"), byte=place
        )
    _check_signature(parts)
    stamp = None if parts.token is None else check_token(parts.token, digest_of(parts.signature), ())
    return _message(parts, stamp)


def stamped(der: bytes, stamper: Stamper | None) -> bytes:
    """The message with a time stamp of its signature in it (CAdES and PAdES baseline T), where there is a stamper.

    Where the authority does not answer, or answers anything else, the message stays as it is, and the log says so: a
    seal without a stamp is better than none.
    """
    if stamper is None:
        return der
    parts = _parts(der)
    try:
        token = stamper(digest_of(parts.signature)).token
    except (AuthorityAway, BrokenStamp) as error:
        log.warning("time_stamp_missed", error=str(error))
        return der
    return _written(replace(parts, token=token))


def digest_of(*chunks: bytes) -> bytes:
    """SHA-256 of the chunks in a row."""
    hashed = hashlib.sha256()
    for chunk in chunks:
        hashed.update(chunk)
    return hashed.digest()


@dataclass(frozen=True, slots=True)
class _Parts:
    attributes: bytes  # as they are signed: the DER of a SET
    signature: bytes
    signer: x509.Certificate
    certificates: tuple[x509.Certificate, ...]
    values: dict[str, Any]
    token: bytes | None  # the time stamp of the signature, which nothing signs


def _parts(der: bytes) -> _Parts:
    signed = cms.ContentInfo.load(der, strict=True)["content"]
    (info,) = signed["signer_infos"]
    certificates = tuple(choice.chosen for choice in signed["certificates"])
    serial = info["sid"].chosen["serial_number"].native
    (signer,) = [one for one in certificates if one.serial_number == serial]
    attributes = info["signed_attrs"].untag()
    _all = attributes.native  # reads all of them now, so that nothing is left to stumble over later
    values = {}
    for attribute in attributes:
        (values[attribute["type"].native],) = attribute["values"]
    if not set(values) <= _ATTRIBUTES or len(values) != len(attributes):
        raise ValueError("attributes that no seal of ours has")
    return _Parts(attributes.dump(), info["signature"].native, signer, certificates, values, _token(info))


def _token(info: cms.SignerInfo) -> bytes | None:
    beside = info["unsigned_attrs"]
    if not beside.native:
        return None
    (attribute,) = beside
    if attribute["type"].native != _STAMP:
        raise ValueError("an attribute that no seal of ours has")
    (token,) = attribute["values"]
    der: bytes = token.dump()
    return der


def _written(parts: _Parts) -> bytes:
    digest_algorithm = {"algorithm": DIGEST}
    info: dict[str, Any] = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                    {"issuer": parts.signer.issuer, "serial_number": parts.signer.serial_number}
                )
            }
        ),
        "digest_algorithm": digest_algorithm,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signed_attrs": cms.CMSAttributes.load(parts.attributes),
        "signature": parts.signature,
    }
    if parts.token is not None:
        info["unsigned_attrs"] = [{"type": _STAMP, "values": [cms.ContentInfo.load(parts.token)]}]
    content = {
        "version": "v1",
        "digest_algorithms": [digest_algorithm],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=one) for one in parts.certificates],
        "signer_infos": [info],
    }
    written: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump()
    return written


def _check_signature(parts: _Parts) -> None:
    for fault in _binding_faults(parts):
        raise _broken(fault)
    try:
        _key(parts).verify(parts.signature, parts.attributes, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise _broken(_("seal: the signature is not that of the key in its certificate")) from error


def _key(parts: _Parts) -> rsa.RSAPublicKey:
    try:
        key = load_der_x509_certificate(parts.signer.dump()).public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _broken(_("seal: its certificate cannot be read")) from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise _broken(_("seal: its certificate holds no RSA key"))
    return key


def _binding_faults(parts: _Parts) -> Iterator[str]:
    """The certificate and the type of content are named by what is signed (RFC 5035, RFC 5652 section 11)."""
    values = parts.values
    if "message_digest" not in values or values.get("content_type", core.Null()).native != "data":
        yield _("seal: what is signed does not name a document")
    elif "signing_certificate_v2" not in values:
        yield _("seal: what is signed does not name the certificate")
    elif values["signing_certificate_v2"]["certs"][0]["cert_hash"].native != digest_of(parts.signer.dump()):
        yield _("seal: the certificate is another one than the signer named")


def _message(parts: _Parts, stamp: Stamp | None) -> SignedMessage:
    moment = parts.values.get("signing_time")
    return SignedMessage(
        digest=parts.values["message_digest"].native,
        signer=parts.signer,
        certificates=parts.certificates,
        signed_at=None if moment is None else moment.native,
        signature=parts.signature,
        stamp=stamp,
    )


def _broken(words: str, **facts: int) -> BrokenSeal:
    return BrokenSeal(Finding(Trouble.CHANGED, words, facts))


def _first(one: Sequence[int], other: Sequence[int]) -> int:
    shared = min(len(one), len(other))
    return next((at for at in range(shared) if one[at] != other[at]), shared)
