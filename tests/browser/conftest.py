"""A chromium for the tests of the pages, and a tenant with something on every page."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import delete

from app.db import Database
from app.inbound.bounded import Bounded
from app.tenants.models import SignIn
from tests.browser.story import Story, told

_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this machine; `make test` installs one where it may.

    Playwright keeps an event loop running in the thread, and other tests need that thread without one: so a module
    at a time.
    """
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or next(filter(os.path.exists, _PLACES), None)
    if program is None:
        pytest.fail("no browser: install the package chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reader() -> Iterator[Bounded]:
    with Bounded() as bounded:
        yield bounded


@pytest.fixture(scope="session")
def stories(database: Database, reader: Bounded) -> dict[str, Story]:
    """A tenant in the middle of its month for each language; the tests only look at these."""
    return {locale: told(database, reader, locale, named=True) for locale in ("en-CA", "fr-CA")}


@pytest.fixture(autouse=True)
def nobody_has_asked_to_sign_in(database: Database) -> None:
    """All these browsers are at one address and one moment: together they would ask more often than one may."""
    with database.platform() as session:
        session.execute(delete(SignIn))


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(locale="en-CA", viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def screenshots() -> Path | None:
    """Where to leave pictures of every page; none unless `SCREENSHOTS` names a folder."""
    folder = os.environ.get("SCREENSHOTS")
    return Path(folder) if folder else None
