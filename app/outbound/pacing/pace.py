"""The pace of sending, for each recipient's domain and each tenant, shared by all workers through PostgreSQL.

A bucket that fills: `a_second` mails, and `at_once` after a rest. What is kept of it is one moment, at which it would
be full again had nobody taken more (the "virtual scheduling" of ITU-T I.371, also called GCRA).
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope
from app.outbound.models import Pace

_TENANT: Final = "tenant "  # with a space, which no domain has


@dataclass(frozen=True, slots=True)
class Limit:
    """How many mails a second, and how many at once after a rest."""

    a_second: float
    at_once: int

    def room(self, free_at: datetime | None, now: datetime) -> int:
        """How many mails may go at `now`; `free_at` is what is kept of the bucket."""
        return max(int(self.at_once - self._taken(free_at, now) * self.a_second + 1e-6), 0)

    def after(self, free_at: datetime | None, now: datetime, taken: int) -> datetime:
        """What is to be kept when `taken` mails have gone."""
        return now + timedelta(seconds=self._taken(free_at, now) + taken / self.a_second)

    def _taken(self, free_at: datetime | None, now: datetime) -> float:
        """For how many seconds the bucket is taken; were it more than it holds, a clock ran ahead when it was noted."""
        ahead = (free_at - now).total_seconds() if free_at else 0.0
        return ahead if 0 < ahead <= self.at_once / self.a_second + 1 else 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a tenant and of the domains written to; those of `providers` are shared by their domains."""

    tenant: Limit
    others: Limit
    providers: Mapping[str, tuple[str, Limit]]

    def of(self, bucket: str) -> Limit:
        """The limit of a bucket."""
        return self.providers[bucket][1] if bucket in self.providers else self.others

    def bucket(self, domain: str) -> str:
        """The bucket that mail to a domain is taken from: that of the provider it belongs to, else its own."""
        return self.providers[domain][0] if domain in self.providers else domain


@cache
def limits() -> Limits:
    """The limits of `pace.toml`."""
    found = tomllib.loads((resources.files("app.outbound.pacing") / "pace.toml").read_text(encoding="utf-8"))
    providers = {
        domain: (provider["domains"][0], Limit(provider["a_second"], provider["at_once"]))
        for provider in found["providers"]
        for domain in provider["domains"]
    }
    return Limits(Limit(**found["tenant"]), Limit(**found["others"]), providers)


def tenant_bucket(tenant_id: UUID) -> str:
    """The bucket of everything that a tenant sends."""
    return f"{_TENANT}{tenant_id}"


def rooms(scope: TenantScope, buckets: set[str], now: datetime) -> dict[str, int]:
    """How many mails may go from each bucket, as it looks without waiting for others who take from it."""
    found = _kept(scope, buckets, locked=False)
    return {bucket: _limit(bucket).room(found.get(bucket), now) for bucket in buckets}


def take(scope: TenantScope, wanted: Mapping[str, int], now: datetime) -> dict[str, int]:
    """Take from all buckets at once; how many each has given. Until the commit nobody else takes from them."""
    found = _kept(scope, set(wanted), locked=True)
    given = {bucket: min(count, _limit(bucket).room(found.get(bucket), now)) for bucket, count in wanted.items()}
    _keep(scope, {bucket: _limit(bucket).after(found.get(bucket), now, n) for bucket, n in given.items() if n})
    return given


def _limit(bucket: str) -> Limit:
    return limits().tenant if bucket.startswith(_TENANT) else limits().of(bucket)


def _kept(scope: TenantScope, buckets: set[str], *, locked: bool) -> dict[str, datetime]:
    hashes = {_hash(bucket): bucket for bucket in buckets}
    # All take locks in one order, so nobody waits in a circle.
    query = select(Pace.key_hash, Pace.free_at).where(Pace.key_hash.in_(hashes)).order_by(Pace.key_hash)
    rows = scope.session.execute(query.with_for_update() if locked else query)
    return {hashes[key_hash]: free_at for key_hash, free_at in rows}


def _keep(scope: TenantScope, moments: Mapping[str, datetime]) -> None:
    """Of two that take from a bucket for the first time at once, the later one's word stands."""
    if not moments:
        return
    rows = sorted(
        ({"key_hash": _hash(bucket), "free_at": moment} for bucket, moment in moments.items()),
        key=lambda row: row["key_hash"],  # type: ignore[arg-type, return-value]
    )
    statement = insert(Pace).values(rows)
    scope.session.execute(
        statement.on_conflict_do_update(index_elements=["key_hash"], set_={"free_at": statement.excluded.free_at})
    )


def _hash(bucket: str) -> bytes:
    return hashlib.sha256(bucket.encode()).digest()
