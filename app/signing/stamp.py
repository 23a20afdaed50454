"""Time stamps (RFC 3161): that some bytes existed at a moment, on the word of an authority that is not us.

As with our own seals, a stamp is kept in the one form that follows from the parts that count, so that no byte of it
is free; what an authority adds besides is left out when the stamp is taken in.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from asn1crypto import cms, tsp, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.general import check_ess_certid
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.broken import BrokenStamp

STAMP_SUFFIX: Final = ".tsr"
_GRANTED: Final = frozenset({"granted", "granted_with_mods"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that holds: when the bytes existed at the latest (UTC), who says so, and its token in DER.

    `trusted` says whether the certificate of its authority leads to a root that was given.
    """

    at: datetime
    by: str
    token: bytes
    trusted: bool


def taken_in(answer: bytes, imprint: bytes, roots: Sequence[x509.Certificate], nonce: int | None = None) -> Stamp:
    """The stamp in what an authority answered, over the SHA-256 `imprint`, in the form in which we keep it.

    Raises:
        BrokenStamp: when it was refused, is over something else, answers another question, or does not hold.

    """
    try:
        response = tsp.TimeStampResp.load(answer, strict=True)
        status = response["status"]["status"].native
        parts = _parts(response["time_stamp_token"]) if status in _GRANTED else None
    except Exception as error:  # asn1crypto raises whatever a hostile encoding makes it stumble over
        raise BrokenStamp.of(_("time stamp: the answer cannot be read (RFC 3161)")) from error
    if parts is None:
        raise BrokenStamp.of(_("time stamp: the authority answered %(status)s"), status=status)
    if nonce is not None and parts.info["nonce"].native != nonce:
        raise BrokenStamp.of(_("time stamp: the authority answered another question"))
    return check_token(_written(parts), imprint, roots)


def answer_of(stamp: Stamp) -> bytes:
    """The stamp as a file of its own, which `openssl ts -verify` reads."""
    token = cms.ContentInfo.load(stamp.token)
    answer: bytes = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
    return answer


def check_answer(answer: bytes, imprint: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    """What the stamp in a file says about the bytes with this SHA-256.

    Raises:
        BrokenStamp: when any byte of it is not as it was, it is over other bytes, or a root is given and does not
            vouch for it.

    """
    try:
        token = tsp.TimeStampResp.load(answer, strict=True)["time_stamp_token"].dump()
    except Exception as error:  # as above
        raise BrokenStamp.of(_("time stamp: it cannot be read (RFC 3161)")) from error
    stamp = check_token(token, imprint, roots)
    if answer_of(stamp) != answer:
        raise BrokenStamp.of(_("time stamp: it is not written as we keep one"))
    return stamp


def check_token(der: bytes, imprint: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    """What a bare token says, as it stands in a seal; errors as above."""
    try:
        parts = _parts(cms.ContentInfo.load(der, strict=True))
        same = _written(parts)
        holds = _is_signed(parts)
    except Exception as error:  # as above
        raise BrokenStamp.of(_("time stamp: it cannot be read as a token (RFC 3161)")) from error
    if same != der:
        raise BrokenStamp.of(_("time stamp: it is not written as we keep one"))
    if not holds:
        raise BrokenStamp.of(_("time stamp: its signature is not that of the key in its certificate"))
    at = _moment(parts, imprint)
    _check_links(parts)
    if roots:
        _check_trust(parts, roots, at)
    return Stamp(at, parts.signer.subject.human_friendly, der, bool(roots))


@dataclass(frozen=True, slots=True)
class _Parts:
    content: bytes  # the DER of the TSTInfo, as it is signed
    info: tsp.TSTInfo
    signer_info: cms.SignerInfo
    signer: x509.Certificate
    certificates: tuple[x509.Certificate, ...]  # the signer's first, then each one's issuer


def _parts(token: cms.ContentInfo) -> _Parts:
    signed = token["content"]
    encapsulated = signed["encap_content_info"]
    if encapsulated["content_type"].native != "tst_info":
        raise ValueError("not a time stamp")
    content = bytes(encapsulated["content"])
    (signer_info,) = signed["signer_infos"]
    held = [choice.chosen for choice in signed["certificates"]]
    (signer,) = [one for one in held if _is_meant(signer_info["sid"], one)]
    info = tsp.TSTInfo.load(content, strict=True)
    _all = info.native, signer_info.native  # reads all of it now, so that nothing is left to stumble over later
    return _Parts(content, info, signer_info, signer, _chain(signer, held))


def _is_meant(sid: cms.SignerIdentifier, certificate: x509.Certificate) -> bool:
    if sid.name == "subject_key_identifier":
        return bool(certificate.key_identifier == sid.native)
    return bool(
        sid.chosen["issuer"] == certificate.issuer and sid.chosen["serial_number"].native == certificate.serial_number
    )


def _chain(signer: x509.Certificate, held: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    chain = [signer]
    while chain[-1].issuer != chain[-1].subject:
        issuers = [one for one in held if one.subject == chain[-1].issuer and one not in chain]
        if not issuers:
            break
        chain.append(issuers[0])
    return tuple(chain)


def _written(parts: _Parts) -> bytes:
    read, signer = parts.signer_info, parts.signer
    identifier = cms.IssuerAndSerialNumber({"issuer": signer.issuer, "serial_number": signer.serial_number})
    signer_info = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": identifier}),
        "digest_algorithm": read["digest_algorithm"],
        "signature_algorithm": read["signature_algorithm"],
        "signed_attrs": cms.CMSAttributes.load(read["signed_attrs"].untag().dump()),
        "signature": read["signature"].native,
    }
    content = {
        "version": "v3",
        "digest_algorithms": [read["digest_algorithm"]],
        "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(parts.content)},
        "certificates": [cms.CertificateChoices(name="certificate", value=one) for one in parts.certificates],
        "signer_infos": [signer_info],
    }
    written: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump()
    return written


def _is_signed(parts: _Parts) -> bool:
    attributes = parts.signer_info["signed_attrs"]
    named = get_signing_cert_attr(attributes)
    if named is None or not check_ess_certid(parts.signer, named["certs"][0]):
        return False
    algorithm = parts.signer_info["digest_algorithm"]["algorithm"].native
    intact, valid = validate_sig_integrity(
        parts.signer_info, parts.signer, "tst_info", _digest(algorithm, parts.content)
    )
    return intact and valid


def _digest(algorithm: str, data: bytes) -> bytes:
    hashed = hashes.Hash(get_pyca_cryptography_hash(algorithm))
    hashed.update(data)
    return hashed.finalize()


def _moment(parts: _Parts, imprint: bytes) -> datetime:
    stamped = parts.info["message_imprint"]
    if stamped["hash_algorithm"]["algorithm"].native != "sha256" or stamped["hashed_message"].native != imprint:
        raise BrokenStamp.of(_("time stamp: it is over something else"))
    at = parts.info["gen_time"].native
    assert isinstance(at, datetime)
    return at.astimezone(UTC)


def _check_links(parts: _Parts) -> None:
    """Each certificate that comes along vouches for the one before it; nobody is trusted yet."""
    chain = [load_der_x509_certificate(one.dump()) for one in parts.certificates]
    issuers = [*chain[1:], *(one for one in chain[-1:] if one.issuer == one.subject)]
    try:
        for certificate, issuer in zip(chain, issuers, strict=False):
            certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise BrokenStamp.of(_("time stamp: a certificate in it was changed")) from error


def _check_trust(parts: _Parts, roots: Sequence[x509.Certificate], at: datetime) -> None:
    try:
        asyncio.run(_path(parts, roots, at))
    except (PathError, ValidationError, ValueError) as error:
        who = parts.signer.subject.human_friendly
        words = _('time stamp: made by "%(who)s", which the given authority does not vouch for: %(why)s')
        raise BrokenStamp(Finding.of(Trouble.ISSUER, words, who=who, why=str(error))) from error


async def _path(parts: _Parts, roots: Sequence[x509.Certificate], at: datetime) -> None:
    context = ValidationContext(
        trust_roots=list(roots),
        allow_fetching=False,
        moment=at,
        revocation_mode="soft-fail",
        weak_hash_algos={"md5", "sha1"},
    )
    validator = CertificateValidator(parts.signer, list(parts.certificates[1:]), context)
    await validator.async_validate_usage(set(), {"time_stamping"})
