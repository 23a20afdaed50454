"""A message of Amazon SNS, and whether Amazon has signed it.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import NameOID

from app.api.door import malformed

NOTIFICATION = "Notification"
SUBSCRIPTION = "SubscriptionConfirmation"
UNSUBSCRIPTION = "UnsubscribeConfirmation"

_HOST = re.compile(r"sns\.[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}\.amazonaws\.com(?:\.cn)?")
_ARN = re.compile(r"arn:aws[a-z-]*:sns:(?P<region>[a-z0-9-]+):[^:]+:[^:]+")
_SUBJECT = re.compile(r"sns(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?")
_CERTIFICATE_PATH = re.compile(r"/SimpleNotificationService-[0-9A-Za-z]{1,64}\.pem")
_HASHES = {"1": hashes.SHA1, "2": hashes.SHA256}
_SIGNED = {
    NOTIFICATION: ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    SUBSCRIPTION: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    UNSUBSCRIPTION: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


@dataclass(frozen=True, slots=True)
class SnsMessage:
    """The fields of a message, none of them believed before `is_signed`."""

    fields: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Notification, SubscriptionConfirmation or UnsubscribeConfirmation."""
        return self.fields["Type"]

    @property
    def topic(self) -> str:
        """The ARN of the topic."""
        return self.fields.get("TopicArn", "")

    @property
    def text(self) -> str:
        """What was published."""
        return self.fields.get("Message", "")

    @property
    def message_id(self) -> str:
        """The same whenever Amazon tries again."""
        return self.fields.get("MessageId", "")


def read_sns(body: bytes) -> SnsMessage:
    """The message of a request.

    Raises:
        Refused: malformed.

    """
    try:
        posted = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise malformed("This is no JSON") from error
    if not isinstance(posted, dict) or posted.get("Type") not in _SIGNED:
        raise malformed("This is no message of Amazon SNS; raw message delivery must be off, as it is not signed")
    return SnsMessage({name: value for name, value in posted.items() if isinstance(value, str)})


def signed_text(message: SnsMessage) -> bytes:
    """The bytes that Amazon signs: names and values, a line each, those that are there, in their fixed order."""
    lines = [f"{name}\n{message.fields[name]}\n" for name in _SIGNED[message.kind] if name in message.fields]
    return "".join(lines).encode("utf-8", "surrogatepass")


def is_certificate(fetched: bytes) -> bool:
    """Whether what was fetched is a certificate at all, and no page of an error."""
    try:
        x509.load_pem_x509_certificate(fetched)
    except ValueError:
        return False
    return True


def is_signed(message: SnsMessage, certificate: bytes, now: datetime) -> bool:
    """Whether the certificate, a PEM of Amazon's that is valid at `now`, vouches for every signed field."""
    try:
        found = x509.load_pem_x509_certificate(certificate)
        signature = b64decode(message.fields.get("Signature", ""), validate=True)
    except ValueError:
        return False
    key, algorithm = found.public_key(), _HASHES.get(message.fields.get("SignatureVersion", ""))
    if algorithm is None or not isinstance(key, RSAPublicKey) or not _is_amazons(found, now):
        return False
    try:
        key.verify(signature, signed_text(message), padding.PKCS1v15(), algorithm())
    except InvalidSignature:
        return False
    return True


def certificate_url(message: SnsMessage) -> str | None:
    """Where the certificate lies, if that is Amazon's own place for it in the region of the topic."""
    url = message.fields.get("SigningCertURL", "")
    return url if _is_of_amazon(url, message.topic) and _CERTIFICATE_PATH.fullmatch(urlsplit(url).path) else None


def confirmation_url(message: SnsMessage) -> str | None:
    """What to open so that a subscription holds, if it is Amazon's own in the region of the topic."""
    url = message.fields.get("SubscribeURL", "")
    return url if _is_of_amazon(url, message.topic) and urlsplit(url).path in ("", "/") else None


def _is_of_amazon(url: str, topic: str) -> bool:
    """Exactly `https://sns.<region>.amazonaws.com/...`: no port, no user, no other spelling of a host."""
    try:
        parts = urlsplit(url)
        host, plain = parts.hostname or "", parts.netloc == parts.hostname
    except ValueError:
        return False
    arn = _ARN.fullmatch(topic)
    here = arn is not None and host.split(".")[1:2] == [arn["region"]]
    return parts.scheme == "https" and plain and here and bool(_HOST.fullmatch(host))


def _is_amazons(certificate: x509.Certificate, now: datetime) -> bool:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    in_time = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
    return in_time and any(_SUBJECT.fullmatch(str(name.value)) for name in names)
