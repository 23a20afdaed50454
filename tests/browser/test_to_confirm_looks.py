"""To confirm, in a real browser: two answers that differ, and what waits for a partner, fit phone and desk (U3, P8)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.db import Database
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome
from tests.browser.looks import look, pictures
from tests.browser.site import Site
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
def disputed(locale: str, database: Database, reader: Bounded) -> Site:
    """Of three sessions Kate has confirmed one; another day and another length are in dispute."""
    room = post_room(database, reader, rules="oacett-cpd", locale=locale)
    logged, answered = WORDS[locale]
    assert room.answer(asked(room, logged), answered) is Outcome.RECORDED, room.reason()
    return Site(room, locale)


def test_disputes_fit_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    disputed: Site,
    screenshots: Path | None,
) -> None:
    """The list, a decision being typed, and one without its reason."""
    folder = pictures(screenshots, disputed.locale)
    with disputed.visited(chromium, database, disputed.coordinator) as page:
        page.goto(f"{disputed.home}/confirmations")
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
    site, folder = Site(room, locale), pictures(screenshots, locale)
    with site.visited(chromium, database, room.made.mentee_email) as page:
        page.goto(f"{site.home}/me/confirm")
        assert page.locator("ul.needs > li").count() == 3
        found = look(page, "my-to-confirm", folder)
        first = page.locator("details.differs").first
        first.locator("summary").click()
        found += look(page, "my-to-confirm-differing", folder)
        first.locator("form").evaluate("form => { form.noValidate = true }")
        first.locator("button").click()
        assert page.locator(".faults, [role=alert]").count()
        found += look(page, "my-to-confirm-faults", folder)
    assert found == []
