"""Logs: one event a line, with the mail and the tenant it is about, never with anybody's words."""

import logging
import sys

import structlog


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
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
