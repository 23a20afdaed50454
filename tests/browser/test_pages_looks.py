"""Every page in both languages, on a phone and on a desk, light and dark: nothing sticks out, axe finds nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.db import Database
from tests.browser.looks import PHONE, look, pictures
from tests.browser.serving import served
from tests.browser.story import Story


def _public(story: Story) -> dict[str, str]:
    return {
        "home": "/",
        "sign-in": "/sign-in",
        "code": "/sign-in/code",
        "verify": "/verify",
        "verify-unknown-code": f"/verify?organisation={story.room.made.slug}&digest={'0' * 64}",
        "link-used": "/sign-in/link/used-up",
        "missing": "/no/such/page",
        "gallery": "/dev/gallery",
        "gallery-mail": "/dev/gallery/checkin?look=branded",
    }


def _coordinators(story: Story) -> dict[str, str]:
    home = story.home
    return {
        "what-needs-you": f"{home}/",
        "check-ins": f"{home}/check-ins",
        "hours": f"{home}/hours",
        "people": f"{home}/people",
        "your-mails": f"{home}/looks",
        "who-may-record": f"{home}/senders",
        "address": f"{home}/people/{story.room.made.mentor_id}/address",
        "held": f"{home}/mails/held",
        "review": f"{home}/mails/review",
        "quarantined": f"{home}/mails/quarantined",
        "mail": f"{home}/mails/{story.held_id}",
        "erase": f"{home}/people/{story.room.made.mentor_id}/erase",
        "papers": f"{home}/papers",
        "papers-of": f"{home}/people/{story.room.made.mentor_id}/papers",
        "letters-in": f"{home}/letters",
        "proofs": f"{home}/proofs",
        "told": f"{home}/people/{story.room.made.mentor_id}/hours?month=2026-05",
    }


def _participants(story: Story) -> dict[str, str]:
    home = story.home
    return {
        "my-record": f"{home}/me",
        "my-addresses": f"{home}/me/addresses",
        "my-papers": f"{home}/me/papers",
        "hours-elsewhere": f"{home}/me/letters",
    }


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_every_page_fits_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    stories: dict[str, Story],
    screenshots: Path | None,
    language: str,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    story = stories[language]
    story.room.watch.pass_by(minutes=20)  # past the limit on mails that sign somebody in
    found: list[str] = []
    folder = pictures(screenshots, language)
    with served(database, story.room.watch) as address:
        for email, pages in (
            (None, _public(story)),
            (story.coordinator, _coordinators(story)),
            (
                story.named_person,
                {"concerns": f"{story.home}/concerns", "concern": f"{story.home}/concerns/{story.concern_id}"},
            ),
            (story.participant, _participants(story)),
        ):
            context = chromium.new_context(viewport=PHONE, locale=language)
            page = context.new_page()
            if email:
                story.sign_in(page, address, email)
            for name, path in pages.items():
                page.goto(f"{address}{path}")
                found += look(page, name, folder)
            context.close()
    assert found == []


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_what_a_form_answers_fits_and_axe_finds_nothing(
    *,
    chromium: Browser,
    database: Database,
    stories: dict[str, Story],
    screenshots: Path | None,
    tmp_path: Path,
    language: str,
) -> None:
    """U3, X3: faults beside their fields; a log that is whole, and one that was changed."""
    story = stories[language]
    story.room.watch.pass_by(minutes=20)
    folder = pictures(screenshots, language)
    home, mentor = story.home, story.room.made.mentor_id
    with served(database, story.room.watch) as address:
        context = chromium.new_context(viewport=PHONE, locale=language)
        page = context.new_page()
        story.sign_in(page, address, story.coordinator)
        page.goto(f"{address}{home}/people/{mentor}/hours?month=2026-05")
        page.locator("main form[method=post] button").click()
        found = look(page, "told-faults", folder)
        page.goto(f"{address}{home}/people")
        link = (
            page.locator(".people li", has_text="Helen Sawchuk").locator('a[href$=".pdf"]').first.get_attribute("href")
        )
        sealed = page.request.get(f"{address}{link}").body()
        for name, data in (("whole", sealed), ("changed", sealed[:9000] + b"!" + sealed[9001:])):
            file = tmp_path / "hours.pdf"
            file.write_bytes(data)
            page.goto(f"{address}/verify")
            page.locator("#file").set_input_files(file)
            page.locator("main form[enctype] button").click()
            page.locator(".verdict").wait_for()
            found += look(page, f"verify-{name}", folder)
        context.close()
    assert found == []
