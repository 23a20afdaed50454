"""Whether the service works: PostgreSQL must answer, Redis is a hint and is only reported."""

import redis
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db import Database

log = structlog.get_logger()

OK, UNREACHABLE = "ok", "unreachable"
_PATIENCE_SECONDS = 1.0


def database_state(database: Database) -> str:
    """`ok` when the database answers a query."""
    try:
        with database.platform() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        log.warning("database_unreachable", error=type(error).__name__)
        return UNREACHABLE
    return OK


def redis_state(url: str | None) -> str:
    """`ok` when Redis answers within a second; without it work starts up to a minute later, and none is lost."""
    if url is None:
        return "not set"
    client = redis.Redis.from_url(url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS)
    try:
        client.ping()
    except (redis.RedisError, OSError):
        return UNREACHABLE
    finally:
        client.close()
    return OK
