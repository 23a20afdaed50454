"""The page of examples in a real browser: switched on, an amended mail in disguise, the file, switched off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.looks import look, pictures
from tests.browser.story import Story, told

_KEEP = {"en-CA": "Keep examples from now on", "fr-CA": "Garder des exemples à partir de maintenant"}
_RECORD = {"en-CA": "Record", "fr-CA": "Inscrire"}
_DOWNLOAD = {"en-CA": "Download these as a file", "fr-CA": "Télécharger ceux-ci dans un fichier"}
_OFF = {"en-CA": "Switch off and delete what was kept", "fr-CA": "Désactiver et effacer ce qui a été gardé"}


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    return told(database, reader, str(request.param))


def test_a_coordinator_amends_a_mail_and_sees_how_it_would_leave(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    language = story.locale
    folder = pictures(screenshots, language)
    with story.visited(chromium, database, story.coordinator) as page:
        page.goto(f"{story.home}/learning")
        found = look(page, "learning-off", folder)
        page.get_by_role("button", name=_KEEP[language]).click()
        page.goto(f"{story.home}/mails/{story.held_id}")
        page.locator("#hours-0").fill("1.5")
        page.get_by_role("button", name=_RECORD[language], exact=True).click()
        page.goto(f"{story.home}/learning")
        expect(page.locator("article mark").first).to_be_visible()
        assert "Kate" not in page.locator("article").inner_text()
        page.locator("article summary").click()
        found += look(page, "learning", folder)
        with page.expect_download() as download:
            page.get_by_role("link", name=_DOWNLOAD[language]).click()
        assert download.value.suggested_filename == f"cases-{story.room.made.slug}.zip"
        page.get_by_role("button", name=_OFF[language]).click()
        expect(page.locator("article")).to_have_count(0)
    assert found == []
