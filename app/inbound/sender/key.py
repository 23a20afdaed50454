"""The public key of a signature, from the DNS, and whether the signature is good by it (RFC 6376, 3.6 and 6.1)."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.dns import DnsUnavailable, Resolver
from app.domain_names import plain_domain
from app.inbound.sender.findings import Check, Method, Result
from app.inbound.sender.signature import Signature
from app.tag_lists import BadTags, read_tags, without_spaces

_BITS: Final = range(1024, 8193)
"""RFC 8301: shorter keys prove nothing; longer ones only cost time."""
_LATE_SECONDS: Final = 300
_EARLY_SECONDS: Final = 86_400
"""How wrong a sender's clock may be. A signature made tomorrow by the sender's clock is still theirs."""
_MOST_RECORDS: Final = 3
_LONGEST_RECORD: Final = 4_096
_EMPTY: Final = re.compile(r";(?=\s*;)")
"""Semicolons with nothing between them: typed by hand, and no domain means anything by it."""

_Key = RSAPublicKey | Ed25519PublicKey


class _Unfit(Exception):
    """Why a key record cannot serve."""


def check_signature(signature: Signature, resolver: Resolver, at: datetime, *, method: Method = Method.DKIM) -> Check:
    """Judge one signature as of the moment the mail was received; `aligned` is left to the caller."""
    check = Check(method, Result.PERMERROR, signature.domain, selector=signature.selector)
    problem = signature.problem or _out_of_time(signature, at)
    name = plain_domain(f"{signature.selector}._domainkey.{signature.domain}")
    if problem or name is None:
        return replace(check, result=Result.FAIL, note=problem or "malformed")
    try:
        records = [text for text in resolver.lookup(name, "TXT") if len(text) <= _LONGEST_RECORD]
    except DnsUnavailable:
        return replace(check, result=Result.TEMPERROR, note="its key could not be looked up")
    if not records:
        return replace(check, result=Result.FAIL, note="there is no such key")
    tried = [_judged(check, signature, record) for record in sorted(records)[:_MOST_RECORDS]]
    return next((one for one in tried if one.result is Result.PASS), tried[0])


def _judged(check: Check, signature: Signature, record: str) -> Check:
    seen = replace(check, key=record)
    try:
        key = _key(record, signature)
    except _Unfit as problem:
        return replace(seen, note=str(problem))
    if not _is_good(key, signature):
        return replace(seen, result=Result.FAIL, note="the signature is not that of this key")
    signed = tuple(sorted(signature.signed))
    return replace(seen, result=Result.PASS, signed=signed, signed_at=signature.signed_at)


def _out_of_time(signature: Signature, at: datetime) -> str:
    now = at.timestamp()
    if signature.expires_at is not None and signature.expires_at < now - _LATE_SECONDS:
        return "the signature had expired"
    if signature.signed_at is not None and signature.signed_at > now + _EARLY_SECONDS:
        return "it says that it was signed later than it came"
    return ""


def _key(record: str, signature: Signature) -> _Key:
    tags = _tags(record)
    family = signature.algorithm.partition("-")[0]
    if tags.get("v", "DKIM1") != "DKIM1" or tags.get("k", "rsa").lower() != family:
        raise _Unfit("the key is of another kind")
    if not without_spaces(tags.get("p", "")):
        raise _Unfit("the key was withdrawn")
    if not _listed(tags, "h", "sha256") or not (_listed(tags, "s", "email") or _listed(tags, "s", "*")):
        raise _Unfit("the key is not for this use")
    if "t" in tags and _listed(tags, "t", "s") and signature.identity != signature.domain:
        raise _Unfit("the key is for its own domain only")
    return _loaded(without_spaces(tags["p"]), family)


def _tags(record: str) -> Mapping[str, str]:
    try:
        return read_tags(_EMPTY.sub("", record.replace("\\;", ";")))
    except BadTags as problem:
        raise _Unfit("the key record is malformed") from problem


def _listed(tags: Mapping[str, str], name: str, value: str) -> bool:
    """Whether a colon-separated tag names the value; a tag that is not there names everything."""
    return name not in tags or value in {item.strip().lower() for item in tags[name].split(":")}


def _loaded(text: str, family: str) -> _Key:
    try:
        raw = b64decode(text + "=" * (-len(text) % 4), validate=True)
        key = Ed25519PublicKey.from_public_bytes(raw) if family == "ed25519" else load_der_public_key(raw)
    except (binascii.Error, ValueError, UnsupportedAlgorithm) as problem:
        raise _Unfit("the key cannot be read") from problem
    if isinstance(key, RSAPublicKey) and key.key_size not in _BITS:
        raise _Unfit(f"the key has {key.key_size} bits")
    if not isinstance(key, RSAPublicKey | Ed25519PublicKey):
        raise _Unfit("the key is of another kind")
    return key


def _is_good(key: _Key, signature: Signature) -> bool:
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature.value, signature.digest)
        else:
            key.verify(signature.value, signature.digest, PKCS1v15(), Prehashed(SHA256()))
    except InvalidSignature:
        return False
    return True
