"""Words inside a cryptographic envelope: what was only signed is read, what was encrypted stays shut.

Signatures are not checked here; who wrote is judged from the mail's own authentication.
"""

import email
import email.policy
import re
from email.message import Message as MimePart
from typing import Final

from asn1crypto import cms

from app.inbound.mail.mime_limits import UnreadableMail, check_limits
from app.inbound.mail.transfer import decoded

_SMIME: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNED: Final = "-----BEGIN PGP SIGNED MESSAGE-----\n"
_SIGNATURE: Final = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_END: Final = "-----END PGP SIGNATURE-----"
_ENCRYPTED: Final = "-----BEGIN PGP MESSAGE-----"
_ENCRYPTED_END: Final = "-----END PGP MESSAGE-----"
_ESCAPED: Final = re.compile(r"^- ", re.MULTILINE)


def is_smime(part: MimePart) -> bool:
    """Whether a part is an S/MIME envelope (RFC 8551, 3.2)."""
    return part.get_content_type() in _SMIME


def signed_content(part: MimePart) -> MimePart | None:
    """The mail inside an S/MIME envelope that only signs it; `None` where it is encrypted, broken or over a bound."""
    envelope = decoded(part)
    if envelope is None:
        return None
    try:
        content = _content(envelope)
        check_limits(content)
    except (ValueError, TypeError, KeyError, UnreadableMail):  # what asn1crypto raises on bytes that are no CMS
        return None
    mail = email.message_from_bytes(content, policy=email.policy.compat32)
    # one envelope is opened: a thousand, one in the other, are an attack
    return None if any(is_smime(inner) for inner in mail.walk()) else mail


def _content(envelope: bytes) -> bytes:
    info = cms.ContentInfo.load(envelope)
    if info["content_type"].native != "signed_data":
        raise ValueError("it is not signed only")
    content = info["content"]["encap_content_info"]["content"].native
    if not isinstance(content, bytes):
        raise TypeError("it holds no bytes")
    return content


def without_pgp(text: str) -> str:
    """A body without the armour of OpenPGP (RFC 9580, 7): signed words stay, signatures and ciphertext go."""
    if "-----BEGIN PGP " not in text:
        return text
    text = _cut(_cut(text, _ENCRYPTED, _ENCRYPTED_END), _SIGNATURE, _SIGNATURE_END)
    before, marker, rest = text.partition(_SIGNED)
    if not marker:
        return text
    _, _, signed = rest.partition("\n\n")  # behind the Hash header
    return before + _ESCAPED.sub("", signed)


def _cut(text: str, first: str, last: str) -> str:
    """The text without what stands from one marker to the other, or to the end."""
    kept: list[str] = []
    at = 0
    while (start := text.find(first, at)) >= 0:
        kept.append(text[at:start])
        end = text.find(last, start)
        at = end + len(last) if end >= 0 else len(text)
    return "".join([*kept, text[at:]])
