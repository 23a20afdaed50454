"""Every page in both languages, on a phone and on a desk, light and dark: nothing sticks out, axe finds nothing."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.db import Database
from tests.browser.serving import served
from tests.browser.story import Story

_PHONE, _DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


_VIEWS = [(_PHONE, "light"), (_DESK, "dark")]
if os.environ.get("SCREENSHOTS"):  # the pictures in docs/ show all four; for the faults two will do
    _VIEWS += [(_PHONE, "dark"), (_DESK, "light")]


def _public(story: Story) -> dict[str, str]:
    del story
    return {
        "home": "/",
        "sign-in": "/sign-in",
        "code": "/sign-in/code",
        "verify": "/verify",
        "missing": "/no/such/page",
    }


def _coordinators(story: Story) -> dict[str, str]:
    home = story.home
    return {
        "what-needs-you": f"{home}/",
        "check-ins": f"{home}/check-ins",
        "hours": f"{home}/hours",
        "people": f"{home}/people",
        "held": f"{home}/mails/held",
        "mail": f"{home}/mails/{story.held_id}",
        "told": f"{home}/people/{story.room.made.mentor_id}/hours?month=2026-05",
    }


def _look(page: Page, name: str, folder: Path | None) -> list[str]:
    """What is wrong with the page that is open."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{name}: sticks out by {wide} pixels"] if wide > 0 else []
    results = Axe().run(page, options=_RULES).response
    found += [f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in results["violations"]]
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    return found


@pytest.mark.parametrize(("size", "scheme"), _VIEWS)
@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_every_page_fits_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    stories: dict[str, Story],
    screenshots: Path | None,
    language: str,
    size: dict[str, int],
    scheme: str,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    story = stories[language]
    story.room.watch.pass_by(minutes=20)  # past the limit on mails that sign somebody in
    found: list[str] = []
    folder = screenshots / f"{language[:2]}-{size['width']}-{scheme}" if screenshots else None
    with served(database, story.room.watch) as address:
        for email, pages in (
            (None, _public(story)),
            (story.coordinator, _coordinators(story)),
            (
                story.named_person,
                {"concerns": f"{story.home}/concerns", "concern": f"{story.home}/concerns/{story.concern_id}"},
            ),
            (story.participant, {"my-record": f"{story.home}/me"}),
        ):
            context = chromium.new_context(viewport=size, color_scheme=scheme, locale=language)  # type: ignore[arg-type]
            page = context.new_page()
            if email:
                story.sign_in(page, address, email)
            for name, path in pages.items():
                page.goto(f"{address}{path}")
                found += _look(page, name, folder)
            context.close()
    assert found == []
