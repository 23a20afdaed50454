"""Amazon as the tests need it: a certificate, messages signed as SNS signs them, and addresses that can be fetched."""

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

TOPIC = "arn:aws:sns:ca-central-1:123456789012:mentorpost-in"
HOST = "https://sns.ca-central-1.amazonaws.com"
CERTIFICATE = f"{HOST}/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
ISSUER = "http://crt.r2m01.amazontrust.com/r2m01.cer"
CONFIRM = f"{HOST}/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=2336412f37"


class Authority:
    """Somebody who issues certificates, vouched for by `above` or by themselves."""

    def __init__(self, name: str, above: "Authority | None") -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signer = above or self
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        made = (
            _certificate(self.name, signer.name, self.key.public_key(), datetime(2038, 1, 1, tzinfo=UTC), years=20)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
        )
        self.certificate = _by(signer, made).sign(signer.key, hashes.SHA256())

    def issued(self, name: str, key: rsa.RSAPublicKey, until: datetime, issuer: str | None) -> x509.Certificate:
        """A server's certificate that says where this authority's own one lies (`issuer`)."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = (
            _certificate(subject, self.name, key, until, years=1)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        )
        if issuer:
            where = x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(issuer)
            )
            made = made.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
        return _by(self, made).sign(self.key, hashes.SHA256())


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, until: datetime, *, years: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=365 * years))
        .not_valid_after(until)
    )


def _by(signer: Authority, made: x509.CertificateBuilder) -> x509.CertificateBuilder:
    named = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key())
    return made.add_extension(named, critical=False)


class Amazon:
    """A root, an authority below it, one certificate of SNS, and what was fetched."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.root = Authority("An Amazon Root", None)
        self.authority = Authority("An Amazon RSA 2048", self.root)
        self.pages = {
            CERTIFICATE: self.certificate(),
            ISSUER: self.authority.certificate.public_bytes(serialization.Encoding.DER),
            CONFIRM: b"<ConfirmSubscriptionResponse/>",
        }
        self.fetched: list[str] = []

    def roots(self) -> list[x509.Certificate]:
        return [self.root.certificate]

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.pages:
            raise OSError("no such page")
        return self.pages[url]

    @contextmanager
    def serving(self, url: str, page: bytes | None) -> Iterator[None]:
        """Another page at an address for a while, or none."""
        right = self.pages.pop(url)
        if page is not None:
            self.pages[url] = page
        try:
            yield
        finally:
            self.pages[url] = right

    def certificate(
        self,
        name: str = "sns.amazonaws.com",
        until: datetime = datetime(2027, 1, 1, tzinfo=UTC),
        *,
        issuer: str | None = ISSUER,
        authority: "Authority | None" = None,
    ) -> bytes:
        """A certificate of our key, in the name of whoever, alone in its file as Amazon's are."""
        made = (authority or self.authority).issued(name, self.key.public_key(), until, issuer)
        return made.public_bytes(serialization.Encoding.PEM)

    def signed(self, *, version: str = "2", key: rsa.RSAPrivateKey | None = None, **fields: str) -> dict[str, str]:
        """A message with its signature (SNS, "Verifying the signatures of messages")."""
        message = {
            "Type": "Notification",
            "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            "TopicArn": TOPIC,
            "Timestamp": "2026-06-09T18:29:00.000Z",
            "SignatureVersion": version,
            "SigningCertURL": CERTIFICATE,
            "UnsubscribeURL": f"{HOST}/?Action=Unsubscribe&SubscriptionArn={TOPIC}:c9135db0",
            **fields,
        }
        names = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
        if message["Type"] == "Notification":
            names = [name for name in names if name not in ("SubscribeURL", "Token")]
        text = "".join(f"{name}\n{message[name]}\n" for name in names if name in message)
        algorithm = hashes.SHA1() if version == "1" else hashes.SHA256()
        signature = (key or self.key).sign(text.encode(), padding.PKCS1v15(), algorithm)
        return {**message, "Signature": b64encode(signature).decode()}


def mail_notice(raw: bytes, recipients: list[str], *, base64: bool = True, **changes: Any) -> str:
    """What SES publishes about a mail it took in."""
    notice = {
        "notificationType": "Received",
        "mail": {
            "timestamp": "2026-06-09T18:28:59.000Z",
            "messageId": "d6iitobk75ur44p8kdnnp7g2n800",
            "source": "dan@example.org",
            "destination": recipients,
            "headersTruncated": False,
            "headers": [{"name": "Return-Path", "value": "<dan@example.org>"}, {"name": "From", "value": "Dan"}],
            "commonHeaders": {"returnPath": "dan@example.org", "from": ["Dan"], "to": recipients, "subject": "Re: May"},
        },
        "receipt": {
            "timestamp": "2026-06-09T18:28:59.000Z",
            "processingTimeMillis": 357,
            "recipients": recipients,
            **{f"{name}Verdict": {"status": "PASS"} for name in ("spam", "virus", "spf", "dkim", "dmarc")},
            "action": {"type": "SNS", "topicArn": TOPIC, "encoding": "BASE64" if base64 else "UTF8"},
        },
        "content": b64encode(raw).decode() if base64 else raw.decode(),
        **changes,
    }
    return json.dumps({name: value for name, value in notice.items() if value is not None})
