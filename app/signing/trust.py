"""Whether the certificate of a seal leads to a root that the reader trusts (RFC 5280). Nothing is fetched."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath

from app.finding import Finding, Trouble
from app.language import mark as _
from app.signing.message import BrokenSeal, SignedMessage, Untrusted, digest_of
from app.signing.stamp import check_token

_USAGE = {"digital_signature", "non_repudiation"}


def trusted(
    message: SignedMessage,
    roots: Sequence[x509.Certificate],
    time_roots: Sequence[x509.Certificate],
    said: datetime,
) -> SignedMessage:
    """The message, its signer vouched for by the roots as of its time stamp, or as of the moment that it `said`.

    Raises:
        BrokenStamp: when there are roots for the time stamp, and it leads to none of them.
        Untrusted, BrokenSeal: as `check_trust` does.

    """
    if message.stamp is not None and time_roots:
        message = replace(message, stamp=check_token(message.stamp.token, digest_of(message.signature), time_roots))
    check_trust(message, roots, message.stamp.at if message.stamp else said)
    return message


def check_trust(message: SignedMessage, roots: Sequence[x509.Certificate], at: datetime) -> None:
    """Follow the signer's certificate to one of the roots, as of the moment `at` (with a zone).

    Raises:
        Untrusted: when it leads to none of them, was not valid at that moment, or is not meant for signing.
        BrokenSeal: when the message carries a certificate that is not needed.

    """
    try:
        path = asyncio.run(_path(message, roots, at))
    except (PathError, ValidationError, ValueError) as error:
        raise Untrusted(_why(message.signer, at, error)) from error
    needed = {certificate.dump() for certificate in path}
    if any(certificate.dump() not in needed for certificate in message.certificates):
        words = _("seal: it carries a certificate that has nothing to do with it")
        raise BrokenSeal(Finding(Trouble.CHANGED, words))


def _why(signer: x509.Certificate, at: datetime, error: Exception) -> Finding:
    moment = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(error, ExpiredError):
        words = _("seal: its certificate had expired (%(day)s) at the moment that the seal names, %(moment)s")
        return Finding.of(Trouble.EXPIRED, words, day=f"{signer.not_valid_after:%Y-%m-%d}", moment=moment)
    if isinstance(error, NotYetValidError):
        words = _("seal: its certificate begins on %(day)s, after the moment that the seal names, %(moment)s")
        return Finding.of(Trouble.NOT_YET_VALID, words, day=f"{signer.not_valid_before:%Y-%m-%d}", moment=moment)
    words = _('seal: made by "%(who)s", which the given authority does not vouch for: %(why)s')
    return Finding.of(Trouble.ISSUER, words, who=signer.subject.human_friendly, why=str(error))


async def _path(message: SignedMessage, roots: Sequence[x509.Certificate], at: datetime) -> ValidationPath:
    context = ValidationContext(
        trust_roots=list(roots),
        allow_fetching=False,
        moment=at,
        revocation_mode="soft-fail",
        weak_hash_algos={"md5", "sha1"},
    )
    others = [one for one in message.certificates if one is not message.signer]
    validator = CertificateValidator(message.signer, others, context)
    path: ValidationPath = await validator.async_validate_usage(_USAGE)
    return path
