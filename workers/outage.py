"""While something we stand on is away, each mail is put off; the log says so once, and once when it is over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

log = structlog.get_logger()

AWAY = (OperationalError, InterfaceError, NoFreeConnection)
"""What SQLAlchemy raises when PostgreSQL is away, is full, or has no connection to spare."""


class Outage:
    """Whether something can be reached, as far as the last mail has shown: `records_away`, then `records_back`.

    Any thread may tell.
    """

    def __init__(self, what: str = "records") -> None:
        self._away, self._back = f"{what}_away", f"{what}_back"
        self._since: float | None = None
        self._put_off = 0
        self._lock = threading.Lock()

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Work that comes again by itself: what is away ends it, and is told here rather than raised."""
        try:
            yield
        except AWAY as error:
            self.note(error)
        else:
            self.over()

    def note(self, error: Exception) -> None:
        """One more thing could not be done."""
        with self._lock:
            self._put_off += 1
            began, self._since = self._since, self._since or monotonic()
        if began is None:
            said = " ".join(str(getattr(error, "orig", None) or error).split())
            log.warning(self._away, error=said)

    def over(self) -> None:
        """Something could be done."""
        if self._since is None:
            return
        with self._lock:
            began, put_off = self._since, self._put_off
            self._since, self._put_off = None, 0
        if began is not None:
            log.info(self._back, seconds=round(monotonic() - began), put_off=put_off)
