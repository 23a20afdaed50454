"""Logs: one event a line, with the mail and the tenant it is about, never with anybody's words."""

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict, WrappedLogger

_ADDRESS: Final = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")


def configure() -> None:
    """Write key=value lines to standard error, UTC, from `info` up.

    A connection to the database that broke is told by whoever used it, in one line: SQLAlchemy's pool is not to add its
    traceback.
    """
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_addresses,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def without_addresses(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Mail addresses left out: other servers like to repeat them in what they answer, and logs outlive people (C3)."""
    return {name: _ADDRESS.sub("(address)", said) if isinstance(said, str) else said for name, said in event.items()}
