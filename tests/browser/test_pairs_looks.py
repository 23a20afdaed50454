"""The page of pairs that register by mail, in a real browser: it fits phone and desk, and axe finds nothing (U3)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.looks import look, pictures
from tests.browser.story import Story, told
from tests.factories.pairing import allow, say, tell


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    """One pair is registered, one waits for an answer, one for the coordinator."""
    story = told(database, reader, str(request.param))
    room = story.room
    allow(room, "yes")
    tell(room, "I am mentoring Joe Poe, joe@work.example, since 1 March")
    say(room, "yes")
    tell(room, "I am mentoring Wilhelmina van der Westhuizen, wilhelmina@a-rather-long-company-name.example")
    allow(room, "coordinator")
    tell(room, "My mentor is Ann Lee, ann@work.example, since 2 February")
    return story


def test_the_page_fits_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    folder = pictures(screenshots, story.locale)
    with story.visited(chromium, database, story.coordinator) as page:
        page.goto(f"{story.home}/pairs")
        found = look(page, "pairs", folder)
        assert page.locator("main section").count() == 3
    assert found == []
