"""`/dev/mailbox` in a real browser: each mail as it looks, and an answer by a sample that comes back as a receipt."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.looks import PHONE, look, pictures
from tests.browser.serving import served
from tests.factories.devbox import Box, devbox
from tests.factories.post_room import post_room
from tests.portal.pages import NOON

_SLUGS = iter(("eastgate", "westgate", "northgate", "southgate", "hillside", "lakeside", "woodside", "seaside"))
_FILLED_IN = re.compile(r"^> .*: 2( h)?$", re.MULTILINE)


@pytest.fixture(params=["en-CA", "fr-CA"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def box(database: Database, reader: Bounded, tmp_path: Path, language: str) -> Iterator[Box]:
    room = post_room(database, reader, locale=language, slug=next(_SLUGS, None), name="Eastgate Engineers")
    with devbox(room, tmp_path) as opened:
        yield opened


@pytest.fixture
def address(box: Box) -> Iterator[str]:
    with served(box.room.database, box.room.watch, **box.settings) as found:
        yield f"{found}/dev/mailbox"


def test_a_mail_is_answered_by_a_sample_and_every_page_on_the_way_fits(
    *,
    box: Box,
    address: str,
    chromium: Browser,
    screenshots: Path | None,
    language: str,
) -> None:
    """I2, U3: list, mail, sample, what became of it, its receipt; axe finds nothing and nothing sticks out."""
    folder = pictures(screenshots, language)
    context = chromium.new_context(viewport=PHONE, locale=language)
    page = context.new_page()
    page.goto(address)
    found = look(page, "mailbox", folder)
    page.locator(f'a[href$="{box.check_in().id}"]').click()
    _expect_letter(page)
    found += look(page, "mailbox-mail", folder)
    page.locator(".samples a").nth(1).click()
    expect(page.locator("#words")).to_have_value(_FILLED_IN)
    page.locator("main form button").click()
    expect(page.locator("#became code")).to_have_text("recorded")
    found += look(page, "mailbox-became", folder)
    page.locator("#became a").click()
    _expect_letter(page)
    found += look(page, "mailbox-receipt", folder)
    context.close()
    assert found == []
    assert sum(box.room.minutes().values()) == 120


def _expect_letter(page: Page) -> None:
    """The frame shows the letter: greeting and all."""
    expect(page.frame_locator("iframe.letter").locator("body")).to_contain_text("Dan")


def test_an_empty_mailbox_fits_and_axe_finds_nothing(
    database: Database, chromium: Browser, screenshots: Path | None, tmp_path: Path
) -> None:
    found: list[str] = []
    for language in ("en-CA", "fr-CA"):
        page = chromium.new_context(viewport=PHONE, locale=language).new_page()
        with served(database, lambda: NOON, data_dir=tmp_path) as address:
            page.goto(f"{address}/dev/mailbox")
            found += look(page, "mailbox-empty", pictures(screenshots, language))
        page.context.close()
    assert found == []
