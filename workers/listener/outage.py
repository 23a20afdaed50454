"""While the records are away each mail is put off; the log says so once, and once when it is over."""

from time import monotonic

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

log = structlog.get_logger()

AWAY = (OperationalError, InterfaceError, NoFreeConnection)
"""What SQLAlchemy raises when PostgreSQL is away, is full, or has no connection to spare."""


class Outage:
    """Whether the records can be reached, as far as the last mail has shown."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._put_off = 0

    def note(self, error: Exception) -> None:
        """One more thing could not be done."""
        self._put_off += 1
        if self._since is None:
            self._since = monotonic()
            log.warning("records_away", error=" ".join(str(getattr(error, "orig", None) or error).split()))

    def over(self) -> None:
        """Something could be done."""
        if self._since is not None:
            log.info("records_back", seconds=round(monotonic() - self._since), put_off=self._put_off)
            self._since, self._put_off = None, 0
