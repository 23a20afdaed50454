"""A daily root of the ledger, format v2 (`docs/ledger-format.md`): what is older than it cannot be changed unseen.

The head proves all entries up to it, the digests of rules what they are counted by. The fingerprints are there to say
which entry it was: with them alone, and without any hash that the database keeps, a changed, missing, moved or added
entry is named. Both are made of bodies, which hold ids, figures and salted commitments and no name, so a root can be
shown to anybody. Roots of format v1, which say nothing of rules, are read as well.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import Field, ValidationError, model_validator

from app.errors import AppError
from app.ledger.canonical import canonical, digest, instant_text
from app.ledger.chain import Head
from app.ledger.format import Count, Day, Exact, Id, Moment, Sha256

DOMAIN: Final = "mentorpost/ledger-root/v2"
FIRST_DOMAIN: Final = "mentorpost/ledger-root/v1"
FINGERPRINT_BYTES: Final = 8
MOST_BYTES: Final = 256 * 1024 * 1024


class NotARoot(AppError):
    """The bytes are no ledger root of Mentorpost, or were one and can no longer be read; the message says where."""


@dataclass(frozen=True, slots=True)
class RulesUnder:
    """A version of a programme's rules as a root knows it: its id and number, and a SHA-256 of all that it says."""

    id: UUID
    programme_id: UUID
    number: int
    digest: bytes


class HeadOf(Exact):
    """The head of the chain as it stood."""

    seq: Count
    hash: Sha256


class Earlier(Exact):
    """The root before this one, by its number and the SHA-256 of its bytes."""

    number: Count
    digest: Sha256


class VersionOf(Exact):
    """A version of a programme's rules, and the SHA-256 of it."""

    id: Id
    programme: Id
    number: Count
    digest: Sha256


class _Written(Exact):
    """What both formats have."""

    tenant: Id
    number: Annotated[Count, Field(description="counts the organisation's roots from 1, without a gap")]
    day: Annotated[Day, Field(description="the UTC day at whose end the chain stood so")]
    made_at: Moment
    head: HeadOf
    previous: Earlier | None
    fingerprints: Annotated[str, Field(description="Base64: 8 bytes for each entry from 1 to the head")]

    @model_validator(mode="after")
    def _has_a_fingerprint_for_each_entry(self) -> Self:
        if len(_unpacked(self.fingerprints)) != self.head.seq:
            raise ValueError("there is not one fingerprint for each entry")
        return self


class RootV1(_Written):
    """A root as it was written first; exactly these keys."""

    domain: Literal["mentorpost/ledger-root/v1"]
    v: Literal[1]


class RootV2(_Written):
    """A root as it is written; exactly these keys."""

    domain: Literal["mentorpost/ledger-root/v2"]
    v: Literal[2]
    rules: Annotated[list[VersionOf], Field(description="every version of rules that was set until the day's end")]


@dataclass(frozen=True, slots=True)
class Predecessor:
    """What a root says of the one before."""

    number: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Root:
    """A root as a value; `digest` is the SHA-256 of its bytes, which name it; `previous` is none in the first.

    `rules` are the versions of rules that it knows; None in a root of format v1, which says nothing of them.
    """

    tenant_id: UUID
    number: int
    day: date
    made_at: datetime
    head: Head
    fingerprints: tuple[bytes, ...]
    digest: bytes
    previous: Predecessor | None = None
    rules: tuple[RulesUnder, ...] | None = None

    @property
    def day_is_over(self) -> datetime:
        """The moment at which its day ends, in UTC."""
        return end_of(self.day)


def end_of(day: date) -> datetime:
    """The moment at which a day of UTC is over."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


def fingerprint(body_hash: bytes) -> bytes:
    """The first 8 bytes of the SHA-256 of a body."""
    return body_hash[:FINGERPRINT_BYTES]


def root_bytes(
    tenant_id: UUID,
    head: Head,
    fingerprints: Iterable[bytes],
    *,
    day: date,
    at: datetime,
    after: Predecessor | None = None,
    rules: Iterable[RulesUnder] = (),
) -> bytes:
    """A root as a file: canonical JSON and a newline. `day` is a day of UTC that is over, `at` a moment with a zone."""
    value = {
        "domain": DOMAIN,
        "v": 2,
        "tenant": str(tenant_id),
        "number": after.number + 1 if after else 1,
        "day": day.isoformat(),
        "made_at": instant_text(at),
        "head": {"seq": head.seq, "hash": head.hash.hex()},
        "previous": {"number": after.number, "digest": after.digest.hex()} if after else None,
        "fingerprints": base64.b64encode(b"".join(fingerprints)).decode("ascii"),
        "rules": [
            {"id": str(one.id), "programme": str(one.programme_id), "number": one.number, "digest": one.digest.hex()}
            for one in rules
        ],
    }
    return canonical(value) + b"\n"


def read_root(data: bytes) -> Root:
    """The root in these bytes.

    Raises:
        NotARoot: when they are none, or not written as a root is written.

    """
    value = _json(data)
    shape: type[RootV1 | RootV2] = RootV2 if value["domain"] == DOMAIN else RootV1
    try:
        read = shape.model_validate(value)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole"
        which = value["domain"].rpartition("/")[2]
        raise NotARoot(f"not in the shape of a ledger root {which}: {place}: {error.errors()[0]['msg']}") from error
    if canonical(value) + b"\n" != data:
        raise NotARoot("not written as a root is written: canonical JSON and one newline")
    return Root(
        tenant_id=UUID(read.tenant),
        number=read.number,
        day=date.fromisoformat(read.day),
        made_at=datetime.fromisoformat(read.made_at),
        head=Head(read.head.seq, bytes.fromhex(read.head.hash)),
        fingerprints=_unpacked(read.fingerprints),
        digest=digest(data),
        previous=Predecessor(read.previous.number, bytes.fromhex(read.previous.digest)) if read.previous else None,
        rules=tuple(map(_under, read.rules)) if isinstance(read, RootV2) else None,
    )


def _under(one: VersionOf) -> RulesUnder:
    return RulesUnder(UUID(one.id), UUID(one.programme), one.number, bytes.fromhex(one.digest))


def _json(data: bytes) -> Any:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotARoot("this is not a ledger root of Mentorpost: no JSON") from error
    if not isinstance(value, dict) or value.get("domain") not in (FIRST_DOMAIN, DOMAIN):
        raise NotARoot("this is not a ledger root of Mentorpost, format v1 or v2")
    return value


def _unpacked(text: str) -> tuple[bytes, ...]:
    try:
        packed = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("the fingerprints are not Base64") from error
    if len(packed) % FINGERPRINT_BYTES or base64.b64encode(packed).decode("ascii") != text:
        raise ValueError("the fingerprints are cut off or written otherwise")
    return _sliced(packed)


def _sliced(packed: Sequence[int] | bytes) -> tuple[bytes, ...]:
    return tuple(bytes(packed[at : at + FINGERPRINT_BYTES]) for at in range(0, len(packed), FINGERPRINT_BYTES))
