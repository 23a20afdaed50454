"""To confirm, in a real browser: two answers that differ, and what waits for a partner, fit phone and desk (U3, P8)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.browser.looks import PHONE, look, pictures
from tests.browser.serving import served
from tests.browser.story import Story
from tests.factories.confirming import asked
from tests.factories.post_room import post_room

WORDS = {
    "en-CA": (
        "1.5h zoom with Kate on 12 May, 30 min by phone on 19 May and an hour in person on 26 May. all good",
        "1. it was on 13 May, we moved it. 2. it was 20 min, she had to leave for the airport. 3. yes",
    ),
    "fr-CA": (
        "1,5 h sur Zoom avec Kate le 12 mai, 30 min au téléphone le 19 mai et une heure en personne le 26 mai.",
        "1. c'était le 13 mai, on l'a déplacée. 2. c'était 20 min, elle devait partir pour l'aéroport. 3. oui",
    ),
}


@pytest.fixture(params=["en-CA", "fr-CA"])
def locale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def story(locale: str, database: Database, reader: Bounded) -> Story:
    """Of three sessions Kate has confirmed one; another day and another length are in dispute."""
    room = post_room(database, reader, rules="oacett-cpd", locale=locale)
    logged, answered = WORDS[locale]
    assert room.answer(asked(room, logged), answered) is Outcome.RECORDED, room.reason()
    staff = f"{room.made.slug}.example"
    return Story(room, locale, f"priya@{staff}", f"ruth@{staff}", room.made.match_id, room.made.match_id)


def test_disputes_fit_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """The list, a decision being typed, and one without its reason."""
    folder = pictures(screenshots, story.locale)
    with served(database, story.room.watch) as address:
        context = chromium.new_context(viewport=PHONE, locale=story.locale)
        page = context.new_page()
        story.sign_in(page, address, story.coordinator)
        page.goto(f"{address}{story.home}/confirmations")
        assert page.locator("section[aria-labelledby=dispute] li").count() == 2
        found = look(page, "to-confirm", folder)
        first = page.locator("details.differs").first
        first.locator("summary").click()
        found += look(page, "to-confirm-deciding", folder)
        first.locator("input[value=correct]").check()
        first.locator("form").evaluate("form => { form.noValidate = true }")
        first.locator("button").click()
        assert page.locator(".faults, [role=alert]").count()
        found += look(page, "to-confirm-faults", folder)
        context.close()
    assert found == []


def test_what_waits_for_a_partner_fits_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    reader: Bounded,
    locale: str,
    screenshots: Path | None,
) -> None:
    """Three sessions to confirm, what differs being typed, and a report that says nothing."""
    room = post_room(database, reader, rules="oacett-cpd", locale=locale)
    asked(room, WORDS[locale][0])
    staff = f"{room.made.slug}.example"
    story = Story(room, locale, f"priya@{staff}", f"ruth@{staff}", room.made.match_id, room.made.match_id)
    folder = pictures(screenshots, locale)
    with served(database, room.watch) as address:
        context = chromium.new_context(viewport=PHONE, locale=locale)
        page = context.new_page()
        story.sign_in(page, address, room.made.mentee_email)
        page.goto(f"{address}{story.home}/me/confirm")
        assert page.locator("ul.needs > li").count() == 3
        found = look(page, "my-to-confirm", folder)
        first = page.locator("details.differs").first
        first.locator("summary").click()
        found += look(page, "my-to-confirm-differing", folder)
        first.locator("form").evaluate("form => { form.noValidate = true }")
        first.locator("button").click()
        assert page.locator(".faults, [role=alert]").count()
        found += look(page, "my-to-confirm-faults", folder)
        context.close()
    assert found == []
