"""Own words in a real browser, by keyboard alone: written, refused, looked at, used; on a phone and on a desk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db import Database
from app.inbound.bounded import Bounded
from app.programmes.models import Programme
from tests.browser.looks import look, pictures
from tests.browser.story import Story, told

_WORDS = {
    "en-CA": ("By {mnth}, please.", "We look forward to your answer by {day}, {first_name}."),
    "fr-CA": ("Avant le {jour}.", "{first_name}, nous attendons votre réponse d’ici le {day}."),
}
_LOOK = {"en-CA": "Look at it", "fr-CA": "Voir l’aperçu"}
_USE = {"en-CA": "Put into use", "fr-CA": "Mettre en place"}
_IN_USE = {"en-CA": "In use.", "fr-CA": "C’est en place."}
_SHOWN = {"en-CA": "We look forward to your answer by", "fr-CA": "nous attendons votre réponse"}
_PROGRAMMES = {"en-CA": "Northfield Mentoring", "fr-CA": "Mentorat Rive-Claire"}


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    opened = told(database, reader, str(request.param))
    made = opened.room.made
    with database.tenant(made.tenant_id) as scope:
        scope.session.get_one(Programme, (made.tenant_id, made.programme_id)).name = _PROGRAMMES[opened.locale]
    return opened


def test_a_coordinator_writes_own_words_and_sees_them_as_somebody_would(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """U3: works on a phone and by keyboard, WCAG 2.2 AA, English and French."""
    language = story.locale
    wrong, right = _WORDS[language]
    folder = pictures(screenshots, language)
    with story.visited(chromium, database, story.coordinator) as page:
        page.goto(f"{story.home}/mail-words")
        found = look(page, "mail-words", folder)
        page.goto(f"{story.home}/mail-words/{story.room.made.programme_id}/checkin")
        page.locator("#person").select_option(label="Helen Sawchuk")
        _write(page, wrong, _LOOK[language])
        expect(page.locator("#passage-due")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#passage-due-faults")).to_contain_text("{day}")
        found += look(page, "mail-words-faults", folder)
        _write(page, right, _LOOK[language])
        expect(page.locator(".plain-part")).to_contain_text(_SHOWN[language])
        expect(page.frame_locator("iframe.letter").locator("body")).to_contain_text(_SHOWN[language])
        expect(page.locator(".plain-part")).to_contain_text("Helen")
        found += look(page, "mail-words-preview", folder)
        _press(page, _USE[language])
        expect(page.get_by_role("status")).to_contain_text(_IN_USE[language])
        found += look(page, "mail-words-in-use", folder)
    assert found == []


def _write(page: Page, words: str, button: str) -> None:
    """Into the box of the day to answer by, without a mouse."""
    page.locator("#passage-due").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    _press(page, button)


def _press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).focus()
    page.keyboard.press("Enter")
