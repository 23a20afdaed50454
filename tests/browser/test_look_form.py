"""The page of how mails look in a real browser: tried beside without saving, then saved (U5)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.serving import served
from tests.browser.story import Story, told

LOGO = Path("app/portal/gallery/logo.png")
NAMES = {
    "en-CA": ("Receipt", "Save", "This is what was noted"),
    "fr-CA": ("Reçu", "Enregistrer", "Voici ce qui a été noté"),
}


@pytest.fixture(params=list(NAMES))
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    return told(database, reader, str(request.param))


def test_a_coordinator_tries_a_colour_and_a_logo_and_saves_them(
    chromium: Browser, database: Database, story: Story
) -> None:
    receipt, save, noted = NAMES[story.locale]
    with served(database, story.room.watch) as address:
        page = chromium.new_context(locale=story.locale).new_page()
        story.sign_in(page, address, story.coordinator)
        page.goto(f"{address}{story.home}/looks")
        page.locator("#colour").fill("#8a1f3d")
        page.locator("#logo").set_input_files(LOGO)
        page.get_by_role("button", name=receipt).click()
        letter = page.frame_locator("iframe[name=preview]")
        expect(letter.locator("body")).to_contain_text(noted)
        assert letter.locator("img").evaluate("one => one.naturalWidth") > 100
        expect(letter.locator(".lines").first).to_have_css("border-left-color", "rgb(138, 31, 61)")
        assert page.url.endswith("/looks")
        page.get_by_role("button", name=save, exact=True).click()
        expect(page.get_by_role("status")).to_be_visible()
        expect(page.locator("#colour")).to_have_value("#8a1f3d")
        expect(letter.locator("img")).to_be_visible()
        expect(page.locator("#no_logo")).to_be_visible()
        page.context.close()
