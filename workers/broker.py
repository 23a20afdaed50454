"""The Redis broker of the actors: hints only, so nothing is lost when Redis forgets (ADR 0002)."""

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AgeLimit, Middleware, ShutdownNotifications, TimeLimit
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config import Settings, required_redis_url

HEARTBEAT_MS = 15_000
MAINTENANCE_CHANCE = 100_000  # in a million calls; with the usual 1 000 a killed worker's messages lie for minutes
AGE_LIMIT_MS = 3_600_000  # an hour-old hint says nothing that the sweep has not said since


def connect(settings: Settings, *, patience_seconds: float | None = None) -> RedisBroker:
    """Make the broker that every actor binds to; once per process, before the actors are imported.

    There are no retries: what fails is still in PostgreSQL, and the sweep brings it back. Who only gives hints and
    has somebody waiting says how long one may take: a Redis that hangs must keep nobody's mail.
    """
    url = required_redis_url(settings)
    middleware: list[Middleware] = [AgeLimit(max_age=AGE_LIMIT_MS), TimeLimit(), ShutdownNotifications()]
    broker = RedisBroker(  # type: ignore[no-untyped-call]  # dramatiq leaves it untyped
        client=redis.Redis.from_url(url) if patience_seconds is None else _impatient(url, patience_seconds),
        middleware=middleware,
        heartbeat_timeout=HEARTBEAT_MS,
        maintenance_chance=MAINTENANCE_CHANCE,
    )
    dramatiq.set_broker(broker)
    return broker


def _impatient(url: str, seconds: float) -> redis.Redis:
    once = Retry(NoBackoff(), 0)
    return redis.Redis.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds, retry=once)
