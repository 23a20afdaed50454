"""The ARC sets of a mail made ready to be checked (RFC 8617): who passed it on, and what they had found. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain_names import plain_domain
from app.inbound.sender.fields import Field, Fields
from app.inbound.sender.signature import Signature, decoded, prepare
from app.relaxed_form import relaxed_field
from app.tag_lists import BadTags, blank_signature, read_tags

_KINDS: Final = (b"arc-authentication-results", b"arc-message-signature", b"arc-seal")
_MOST_SETS: Final = 10


@dataclass(frozen=True, slots=True)
class Chain:
    """The sets from the first to the last: what each sealer wrote down, and its seal over everything up to there.

    `message` is the last set's signature over the mail. `problem` is why the chain cannot be good, else empty.
    """

    results: tuple[str, ...] = ()
    seals: tuple[Signature, ...] = ()
    message: Signature = field(default_factory=Signature)
    problem: str = ""


class _Broken(Exception):
    """Why a chain cannot be good."""


def prepare_chain(mail: Fields) -> Chain | None:
    """The chain of a mail; `None` for a mail without one."""
    if not any(name.lower() in _KINDS for name, _ in mail.fields):
        return None
    try:
        return _prepared(mail, _sets(mail))
    except (BadTags, _Broken) as problem:
        return Chain(problem=str(problem) if isinstance(problem, _Broken) else "malformed")


def _prepared(mail: Fields, sets: Sequence[Mapping[bytes, Field]]) -> Chain:
    seals = tuple(_seal(sets[: place + 1]) for place in range(len(sets)))
    return Chain(
        results=tuple(_text(found[_KINDS[0]]).partition(";")[2] for found in sets),
        seals=seals,
        message=prepare(mail, sets[-1][_KINDS[1]], sealed=True),
        problem=next((seal.problem for seal in seals if seal.problem), ""),
    )


def _sets(mail: Fields) -> list[dict[bytes, Field]]:
    """Each set by the name of its three fields, numbered from 1 without a gap."""
    found: dict[int, dict[bytes, Field]] = {}
    for one in mail.fields:
        kind = one[0].lower()
        if kind not in _KINDS:
            continue
        place = found.setdefault(_number(one), {})
        if kind in place:
            raise _Broken("two fields of one set")
        place[kind] = one
    if len(found) > _MOST_SETS:
        raise _Broken("too many sets")
    numbers = range(1, len(found) + 1)
    if any(len(found.get(number, {})) != len(_KINDS) for number in numbers):
        raise _Broken("a set is missing or incomplete")
    return [found[number] for number in numbers]


def _number(found: Field) -> int:
    text = _text(found)
    own = text.partition(";")[0] if found[0].lower() == _KINDS[0] else f"i={read_tags(text).get('i', '')}"
    name, _, number = own.strip().partition("=")
    if name.strip() != "i" or not (number.strip().isascii() and number.strip().isdigit()) or len(number) > 3:  # noqa: PLR2004 - fifty at most
        raise _Broken("malformed")
    return int(number)


def _seal(sets: Sequence[Mapping[bytes, Field]]) -> Signature:
    """The seal of the last of these sets, over all of them."""
    own = sets[-1][_KINDS[2]]
    tags = read_tags(_text(own))
    domain = plain_domain(tags.get("d", "")) or ""
    named = (domain, tags.get("s", ""), tags.get("a", ""))
    if not all(named) or "h" in tags or tags.get("cv") != ("none" if len(sets) == 1 else "pass"):
        return Signature(*named, problem="malformed, or it says that the chain was broken before")
    hashed = hashlib.sha256()
    for found in sets[:-1]:
        hashed.update(b"".join(relaxed_field(found[kind]) + b"\r\n" for kind in _KINDS))
    hashed.update(b"".join(relaxed_field(sets[-1][kind]) + b"\r\n" for kind in _KINDS[:2]))
    hashed.update(relaxed_field((own[0], blank_signature(own[1]))))
    return Signature(*named, identity=domain, digest=hashed.digest(), value=decoded(tags.get("b", "")))


def _text(found: Field) -> str:
    return found[1].decode("utf-8", "replace")
