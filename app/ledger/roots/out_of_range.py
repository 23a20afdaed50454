"""Values that PostgreSQL has and Python has not, as a day at infinity: read as the nearest, so that a check goes on.

No entry ever holds one. Where somebody has put one into a column, the check has to say so, and not to fail.
"""

from datetime import UTC, date, datetime, time
from typing import Any, Final

from psycopg import DataError
from psycopg.types.datetime import DateLoader, TimeLoader, TimestamptzLoader

from app.db import TenantScope


class _Day(DateLoader):
    def load(self, data: Any) -> date:
        try:
            return super().load(data)
        except DataError:
            return date.max


class _Clock(TimeLoader):
    def load(self, data: Any) -> time:
        try:
            return super().load(data)
        except DataError:
            return time.max


class _Moment(TimestamptzLoader):
    def load(self, data: Any) -> datetime:
        try:
            return super().load(data)
        except DataError:
            return datetime.max.replace(tzinfo=UTC)


_LOADERS: Final = {"date": _Day, "time": _Clock, "timestamptz": _Moment}


def read_anything(scope: TenantScope) -> None:
    """From here on the scope's connection reads any day, time and moment."""
    adapters = scope.session.connection().connection.driver_connection.adapters  # type: ignore[union-attr]
    for kind, loader in _LOADERS.items():
        adapters.register_loader(kind, loader)
