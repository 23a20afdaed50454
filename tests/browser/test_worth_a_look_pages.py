"""Worth a look, in a real browser: the list and one matter fit a phone and a desk, and axe finds nothing (U3)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.db import Database
from app.inbound.bounded import Bounded
from app.ledger.append import append
from app.ledger.drafts import Party
from tests.browser.looks import look, pictures
from tests.browser.story import Story, told
from tests.portal.pages import claim


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    """Dan told of one hour on 12 May, and Kate of two."""
    story = told(database, reader, str(request.param))
    made = story.room.made
    dan = replace(claim(made, minutes=60, mode="video"), local_date=date(2026, 5, 12))
    mentor, mentee = Party(made.mentor_id, "Dan Roy", "M-1"), Party(made.mentee_id, "Kate Li", "M-2")
    with database.tenant(made.tenant_id) as scope:
        kate = replace(dan, claimant=mentee, counterparts=(mentor,), minutes=120)
        append(scope, [dan, kate], story.room.watch())
    return story


def test_the_list_and_a_matter_fit_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    folder = pictures(screenshots, story.locale)
    with story.visited(chromium, database, story.coordinator) as page:
        page.goto(f"{story.home}/worth-a-look")
        found = look(page, "worth-a-look", folder)
        page.locator("ol.needs a.button").first.click()
        found += look(page, "matter", folder)
    assert found == []
