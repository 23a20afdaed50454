"""Logs as the product writes them: one line an event, a traceback as plain text."""

import sys
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy.engine import make_url

from app.db import Database
from migrations.runner import migrate
from tests.database import url_text


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> Iterator[None]:
    """The console's coloured tracebacks take seconds to draw."""
    before = structlog.get_config()
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    yield
    structlog.configure(**before)


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch,
    migrated_urls: tuple[str, str],
    redis_url: str,
) -> pytest.MonkeyPatch:
    """The settings of a process that serves on the tests' servers."""
    for name, url in zip(("DATABASE_OWNER_URL", "DATABASE_URL", "REDIS_URL"), (*migrated_urls, redis_url), strict=True):
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("SECRET_KEY", "s" * 48)
    return monkeypatch


@pytest.fixture
def own_database(empty_database_url: str, database_url: str) -> Iterator[Database]:
    """A database of the test's own: it may be broken, and holds no tenants but the test's."""
    serving = url_text(database_url, database=str(make_url(empty_database_url).database))
    migrate(empty_database_url, serving)
    opened = Database(serving)
    yield opened
    opened.close()
