"""A message of Amazon SNS, and whether Amazon has signed it.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from app.api.door import malformed
from app.api.sns_certificate import host_of

NOTIFICATION = "Notification"
SUBSCRIPTION = "SubscriptionConfirmation"
UNSUBSCRIPTION = "UnsubscribeConfirmation"

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


def is_signed(message: SnsMessage, key: RSAPublicKey) -> bool:
    """Whether the key vouches for every signed field (SignatureVersion 1 is SHA-1, 2 is SHA-256)."""
    algorithm = _HASHES.get(message.fields.get("SignatureVersion", ""))
    if algorithm is None:
        return False
    try:
        signature = b64decode(message.fields.get("Signature", ""), validate=True)
        key.verify(signature, signed_text(message), padding.PKCS1v15(), algorithm())
    except (ValueError, InvalidSignature):
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
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc == (host_of(topic) or "no host")
