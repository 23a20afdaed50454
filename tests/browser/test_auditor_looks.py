"""The auditor's pages and the coordinator's pages about auditors, in a real browser."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from app.audits.permitted import Permitted
from app.db import Database
from app.inbound.bounded import Bounded
from tests.browser.looks import PHONE, look, pictures
from tests.browser.serving import served
from tests.browser.story import Story, told
from tests.factories.auditing import allow

_REPLY = {
    "en-CA": "Yes to the first. The others I cannot say.",
    "fr-CA": "Oui pour la première. Les autres, je ne sais plus.",
}


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    return told(database, reader, str(request.param))


def _auditor(story: Story) -> str:
    """Somebody invited by this organisation alone."""
    return f"claire@{story.room.made.tenant_id.hex}.example"


def _invite(page: Page, story: Story, base: str, members: str) -> None:
    page.goto(f"{base}/auditors")
    page.locator("#name").fill("Claire Dubois")
    page.locator("#email").fill(_auditor(story))
    page.locator("#locale").select_option(story.locale)
    page.locator(f"#members-{members}").check()
    page.locator("#wanted").fill("1")
    page.locator("#ends_on").fill(f"{story.room.watch().date() + timedelta(days=30)}")
    page.locator("form[action$='/auditors'] button").click()


def _enter(page: Page, story: Story, address: str) -> None:
    """As the mail says: its link, the button, the code from the next mail."""
    words = story.room.latest("audit_invitation", _auditor(story)).text
    link = next(word for word in words.split() if "/audits/enter/" in word)
    page.goto(f"{address}{urlsplit(link).path}")
    page.locator("main button").click()
    page.locator("#code").fill(story.code(_auditor(story)))
    page.locator("main button").click()


def test_an_auditor_is_invited_draws_opens_asks_and_reads_the_answer(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """X1, X4, X5 and U3: works on a phone, WCAG 2.2 AA, English and French."""
    language, room = story.locale, story.room
    folder = pictures(screenshots, language)
    allow(database, room.made, Permitted.MAIL)
    with served(database, room.watch) as address:
        base = f"{address}{story.home}"
        staff = chromium.new_context(viewport=PHONE, locale=language).new_page()
        story.sign_in(staff, address, story.coordinator)
        staff.goto(f"{base}/auditors")
        found = look(staff, "auditors", folder)
        _invite(staff, story, base, "drawn")
        expect(staff.get_by_role("status")).to_be_visible()
        page = chromium.new_context(viewport=PHONE, locale=language).new_page()
        link = next(w for w in room.latest("audit_invitation", _auditor(story)).text.split() if "/audits/enter/" in w)
        page.goto(f"{address}{urlsplit(link).path}")
        found += look(page, "audit-enter", folder)
        _enter(page, story, address)
        found += look(page, "audit-seed", folder)
        page.locator("#seed").fill("14-22-31-36-40-45")
        page.locator("main button").last.click()
        found += look(page, "audit-draw", folder)
        page.locator("main button").last.click()
        found += look(page, "audit-sample", folder)
        page.locator("main tbody a").first.click()
        page.locator("main tbody input").first.check()
        page.locator("main form button").last.click()
        found += look(page, "audit-member", folder)
        asked = next(mail for mail in room.sent("audit_question") if mail.to_address == story.participant)
        room.answer(asked, _REPLY[language])
        page.locator("main tbody a").first.click()
        found += look(page, "audit-entry", folder)
        page.locator("main a[href$='/mail']").click()
        found += look(page, "audit-mail", folder)
        staff.reload()
        found += look(staff, "audit-seen", folder)
        page.goto(f"{address}/audits/enter/nonsense")
        found += look(page, "audit-ended", folder)
        for one in (staff, page):
            one.context.close()
    assert found == []
