"""Whether a certificate is the one that Amazon SNS signs with in a region: its names, its time, its chain.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html asks for both, "issued by Amazon SNS" and
"chain of trust". Which name a region's certificate has, Amazon says only in its own libraries (`SnsHostProvider` of
the AWS SDK for Java): `sns.amazonaws.com`, but `sns-signing.ca-west-1.amazonaws.com` in regions that one opts into.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import AuthorityInformationAccessOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from app.api.door import Fetch

AUTHORITY_HOST: Final = re.compile(r"(?:crt\.[a-z0-9-]+\.amazontrust|cacerts\.digicert)\.com")
"""Where the authorities of Amazon's certificates publish their own, over plain HTTP (RFC 5280, 4.2.2.1)."""
_SUFFIXES: Final = {"aws": "amazonaws.com", "aws-us-gov": "amazonaws.com", "aws-cn": "amazonaws.com.cn"}
_ARN: Final = re.compile(r"arn:(?P<partition>aws[a-z-]*):sns:(?P<region>[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}):[^:]+:[^:]+")
_PEM: Final = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_LONGEST_CHAIN: Final = 4


class NotVouchedFor(Exception):
    """No chain leads from the certificate to a root, or it is another's, or not of this time."""


def host_of(topic: str) -> str | None:
    """The one host that speaks for a topic's region, `sns.ca-central-1.amazonaws.com`; `None` for no topic's ARN."""
    arn = _ARN.fullmatch(topic)
    suffix = _SUFFIXES.get(arn["partition"]) if arn else None
    return f"sns.{arn['region']}.{suffix}" if arn and suffix else None


def names_of(host: str) -> tuple[str, ...]:
    """The names that the certificate of a region's host may be made out to."""
    _, region, suffix = host.split(".", 2)
    gov = ("sns-us-gov-west-1.amazonaws.com",) if region.startswith("us-gov-") else ()
    return f"sns.{suffix}", host, f"sns-signing.{region}.{suffix}", f"sns-{region}.{suffix}", *gov


@cache
def web_authorities() -> Sequence[x509.Certificate]:
    """The roots that browsers trust, Amazon's among them, but for those too odd to be read without a warning."""
    blocks = _PEM.findall(Path(certifi.where()).read_bytes())
    return [root for block in blocks if (root := _root_of(block))]


def _root_of(block: bytes) -> x509.Certificate | None:
    with catch_warnings():
        simplefilter("error")
        try:
            return x509.load_pem_x509_certificate(block)
        except (ValueError, UserWarning):
            return None


def vouched_key(
    pem: bytes, host: str, authorities: Sequence[x509.Certificate], fetch: Fetch, now: datetime
) -> RSAPublicKey:
    """The key of a certificate that is made out to SNS at that host, once its chain stands at `now` (UTC).

    Raises:
        NotVouchedFor: it is no certificate of theirs.
        OSError: a certificate between it and its root cannot be fetched just now.

    """
    leaf, *between = _certificates(pem)
    between = between or _issuers(leaf, authorities, fetch)
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise NotVouchedFor("its key is not RSA")
    if not any(_stands(leaf, between, name, authorities, now) for name in names_of(host)):
        raise NotVouchedFor("no root vouches for it now, in a name of SNS")
    return key


def _certificates(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise NotVouchedFor("it is no certificate") from error


def _stands(
    leaf: x509.Certificate,
    between: Sequence[x509.Certificate],
    name: str,
    authorities: Sequence[x509.Certificate],
    now: datetime,
) -> bool:
    at = now.astimezone(UTC).replace(tzinfo=None)
    verifier = PolicyBuilder().store(Store(list(authorities))).time(at).build_server_verifier(x509.DNSName(name))
    try:
        verifier.verify(leaf, list(between))
    except VerificationError:
        return False
    return True


def _issuers(leaf: x509.Certificate, authorities: Sequence[x509.Certificate], fetch: Fetch) -> list[x509.Certificate]:
    """The certificates between a leaf and its root, from where each names its issuer's."""
    roots, found = {root.subject for root in authorities}, [leaf]
    while found[-1].issuer not in roots and len(found) < _LONGEST_CHAIN:
        where = _issuer_url(found[-1])
        if where is None:
            break
        found.append(_loaded(fetch(where)))
    return found[1:]


def _issuer_url(certificate: x509.Certificate) -> str | None:
    try:
        named = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return None
    urls = (
        one.access_location.value
        for one in named
        if one.access_method == AuthorityInformationAccessOID.CA_ISSUERS
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    )
    return next((url for url in urls if AUTHORITY_HOST.fullmatch(urlsplit(url).netloc)), None)


def _loaded(fetched: bytes) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(fetched)
    except ValueError:
        return _certificates(fetched)[0]
