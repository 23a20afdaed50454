"""The coordinator in a real browser: sign in, a held reply, accept, export, verify; in both languages (U2, I9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.serving import served
from tests.browser.story import Story, told

_LANGUAGES = ["en-CA", "fr-CA"]


@pytest.fixture(params=_LANGUAGES)
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    """A tenant of its own for each test: what happens here changes it."""
    return told(database, reader, request.param)


@pytest.fixture
def address(database: Database, story: Story) -> Iterator[str]:
    with served(database, story.room.watch) as found:
        yield found


@pytest.fixture
def page(chromium: Browser, story: Story) -> Iterator[Page]:
    context = chromium.new_context(locale=story.locale, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_from_signing_in_to_a_log_that_anyone_can_check(story: Story, address: str, page: Page, tmp_path: Path) -> None:
    """U2, U3, I3, I9, I11, X2, X3: on a phone, by link."""
    made = story.room.made
    # 1. Sign in by the link in the mail; it is a page with a button.
    page.goto(f"{address}/sign-in")
    page.locator("#email").fill(story.coordinator)
    page.locator("main button").click()
    page.goto(story.link(story.coordinator))
    page.locator("main button").click()
    # 2. What needs me: the held reply comes first.
    expect(page).to_have_url(f"{address}{story.home}/")
    expect(page.locator(".needs > li")).to_have_count(2)
    page.locator(".needs a.button").first.click()
    # 3. The mail beside what would be recorded, with the words marked; accept it as it stands.
    expect(page.locator(".words mark").first).to_be_visible()
    expect(page.locator("#hours-0")).to_have_value("2")
    page.locator("section button").first.click()
    # 4. Nothing more to read; the hours stand, the record says who entered them, the receipt is written.
    expect(page.locator(".needs > li")).to_have_count(1)
    assert story.room.minutes() == {"video": 120}
    receipt = story.room.latest("receipt", made.mentor_email)
    assert "Priya Nair" in receipt.text
    # 5. Export the hour log.
    page.goto(f"{address}{story.home}/people")
    with page.expect_download() as download:
        page.locator(f'a[href$="/members/{made.mentor_id}/hours.pdf"]').click()
    log = tmp_path / "log.pdf"
    download.value.save_as(log)
    record = page.request.get(f"{address}{story.home}/members/{made.mentor_id}/hours.json").json()
    entry = record["entries"][0]["body"]
    assert entry["evidence"]["entered_by"] == str(made.coordinator_id)
    # 6. Anyone can check it, signed in or not.
    page.locator("nav button").click()
    _check(page, address, log)
    expect(page.locator(".verdict dd").first).to_contain_text("Dan Roy")
    expect(page.locator(".verdict li")).to_have_count(0)
    # 7. A changed byte is refused.
    data = bytearray(log.read_bytes())
    data[9000] ^= 1
    log.write_bytes(data)
    _check(page, address, log)
    expect(page.locator(".verdict li").first).to_be_visible()


def test_a_mail_is_put_aside_with_the_keyboard_alone(story: Story, address: str, page: Page) -> None:
    story.sign_in(page, address, story.coordinator)
    page.goto(f"{address}{story.home}/mails/{story.held_id}")
    page.locator("summary", has_not=page.locator(".more")).last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Spam")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{story.home}/")
    assert story.room.outcomes()[-1].reason == "dismissed"
    assert story.room.minutes() == {}


def test_hours_told_by_phone_are_entered_and_the_member_gets_a_receipt(story: Story, address: str, page: Page) -> None:
    """I11: the record says who entered it, and from what."""
    made = story.room.made
    story.sign_in(page, address, story.coordinator)
    page.goto(f"{address}{story.home}/people/{made.mentor_id}/hours?month=2026-05")
    page.locator("#hours-0").fill("1:30")
    page.locator("#mode-0").select_option("phone")
    page.locator("#source-phone").check()
    page.locator("#note").fill("Dan called on 2 June.")
    page.locator("main form[method=post] button").click()
    expect(page).to_have_url(f"{address}{story.home}/hours/2026-05")
    assert story.room.minutes() == {"phone": 90}
    assert "Priya Nair" in story.room.latest("receipt", made.mentor_email).text


def test_a_member_sees_their_own_record(story: Story, address: str, page: Page) -> None:
    """U2: no password, a link or code by mail."""
    story.sign_in(page, address, story.participant)
    expect(page).to_have_url(f"{address}{story.home}/me")
    expect(page.locator("tbody tr")).to_have_count(3)


def _check(page: Page, address: str, log: Path) -> None:
    page.goto(f"{address}/verify")
    page.locator("#file").set_input_files(log)
    page.locator("main form[enctype] button").click()
