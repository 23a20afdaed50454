"""Trying the servers that the environment names, before anything is started."""

import psycopg
import redis
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.config import SettingsError
from app.db import unreachable
from app.errors import AppError
from migrations.roles import require_plain_role

_SECONDS = 5


class RedisUnreachable(AppError):
    """The server named in `REDIS_URL` does not answer or refuses us."""


def try_servers(database_url: str, owner_url: str, redis_url: str) -> None:
    """Connect to each once, and see that the serving role is bound by row-level security.

    Raises:
        SettingsError: one is no URL of its kind.
        DatabaseUnreachable, RedisUnreachable: with what the server said, never the password.
        UnsafeRole: naming the role and each fault; nothing has been changed in the database.

    """
    try_database("DATABASE_URL", database_url)
    try_database("DATABASE_OWNER_URL", owner_url)
    try_redis(redis_url)
    require_plain_role(owner_url, database_url)


def try_database(setting: str, url: str) -> None:
    """Connect once.

    Raises:
        SettingsError: the text is no URL of a PostgreSQL database.
        DatabaseUnreachable: with the setting, host, port, database and what the server said, never the password.

    """
    conninfo = _conninfo(setting, url)
    try:
        psycopg.connect(conninfo, connect_timeout=_SECONDS).close()
    except psycopg.Error as error:
        raise unreachable(setting, url, error) from None


def try_redis(url: str) -> None:
    """Ask Redis for a sign of life.

    Raises:
        SettingsError: the text is no URL of a Redis.
        RedisUnreachable: with what the server said, never the password.

    """
    try:
        client = redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
    except ValueError as error:
        raise SettingsError(f"REDIS_URL: {error}") from None
    try:
        client.ping()
    except redis.RedisError as error:
        options = client.connection_pool.connection_kwargs
        where = options.get("path") or f"{options.get('host')}:{options.get('port')}"
        raise RedisUnreachable(f"REDIS_URL: cannot use Redis at {where}: {error}") from None
    finally:
        client.close()


def _conninfo(setting: str, url: str) -> str:
    """The URL without the name of SQLAlchemy's driver, as libpq takes it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.get_backend_name() != "postgresql":
        raise SettingsError(f"{setting}: not the URL of a PostgreSQL database (postgresql+psycopg://...)")
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)
