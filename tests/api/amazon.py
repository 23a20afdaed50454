"""Amazon as the tests need it: a certificate, messages signed as SNS signs them, and addresses that can be fetched."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

TOPIC = "arn:aws:sns:ca-central-1:123456789012:mentorpost-in"
HOST = "https://sns.ca-central-1.amazonaws.com"
CERTIFICATE = f"{HOST}/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
CONFIRM = f"{HOST}/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=2336412f37"


class Amazon:
    """One certificate, and what was fetched."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.pages = {CERTIFICATE: self.certificate(), CONFIRM: b"<ConfirmSubscriptionResponse/>"}
        self.fetched: list[str] = []

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.pages:
            raise OSError("no such page")
        return self.pages[url]

    def certificate(self, name: str = "sns.amazonaws.com", until: datetime = datetime(2027, 1, 1, tzinfo=UTC)) -> bytes:
        """A certificate of our key, in the name of whoever."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An Authority")]))
            .public_key(self.key.public_key())
            .serial_number(7)
            .not_valid_before(until - timedelta(days=365))
            .not_valid_after(until)
            .sign(self.key, hashes.SHA256())
        )
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
            "messageId": "d6iitobk75ur44p8kdnnp7g2n800",
            "source": "dan@example.org",
            "destination": recipients,
        },
        "receipt": {
            "recipients": recipients,
            "spfVerdict": {"status": "PASS"},
            "action": {"type": "SNS", "topicArn": TOPIC, "encoding": "BASE64" if base64 else "UTF8"},
        },
        "content": b64encode(raw).decode() if base64 else raw.decode(),
        **changes,
    }
    return json.dumps({name: value for name, value in notice.items() if value is not None})
