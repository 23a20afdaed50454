"""Logs as the product writes them: one line an event, a traceback as plain text."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from app.db import Database
from tests.factories.moments import Watch
from tests.factories.tenants import make_tenant
from tests.factories.time_authority import Authority, time_authority
from tests.ledger.kept_ledger import fill
from tests.workers.root_house import AFTER_MIDNIGHT, House


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
    tmp_path: Path,
) -> pytest.MonkeyPatch:
    """The settings of a process that serves on the tests' servers."""
    for name, url in zip(("DATABASE_OWNER_URL", "DATABASE_URL", "REDIS_URL"), (*migrated_urls, redis_url), strict=True):
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("SECRET_KEY", "s" * 48)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return monkeypatch


@pytest.fixture
def house(own_database: Database) -> House:
    made = make_tenant(own_database, rules="oacett-cpd")
    fill(own_database, made)
    return House(own_database, made, Watch(AFTER_MIDNIGHT))


@pytest.fixture
def authority() -> Iterator[Authority]:
    with time_authority() as listening:
        yield listening
