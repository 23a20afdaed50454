"""The Redis broker of the actors: hints only, so nothing is lost when Redis forgets (ADR 0002)."""

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AgeLimit, Middleware, ShutdownNotifications, TimeLimit

from app.config import Settings, required_redis_url

HEARTBEAT_MS = 15_000
MAINTENANCE_CHANCE = 100_000  # in a million calls; with the usual 1 000 a killed worker's messages lie for minutes
AGE_LIMIT_MS = 3_600_000  # an hour-old hint says nothing that the sweep has not said since


def connect(settings: Settings) -> RedisBroker:
    """Make the broker that every actor binds to; once per process, before the actors are imported.

    There are no retries: what fails is still in PostgreSQL, and the sweep brings it back.
    """
    middleware: list[Middleware] = [AgeLimit(max_age=AGE_LIMIT_MS), TimeLimit(), ShutdownNotifications()]
    broker = RedisBroker(  # type: ignore[no-untyped-call]  # dramatiq leaves it untyped
        url=required_redis_url(settings),
        middleware=middleware,
        heartbeat_timeout=HEARTBEAT_MS,
        maintenance_chance=MAINTENANCE_CHANCE,
    )
    dramatiq.set_broker(broker)
    return broker
