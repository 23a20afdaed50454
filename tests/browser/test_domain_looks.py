"""The pages of sending domains, of mail administrators and of the unsubscribe link, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.db import Database
from app.dns import RecordKind, Zones
from app.inbound.bounded import Bounded
from app.outbound.reach.unsubscribe_links import unsubscribe_token
from tests.browser.looks import PHONE, look, pictures
from tests.browser.serving import served
from tests.browser.story import Story, told

_ADD = {"en-CA": "Add", "fr-CA": "Ajouter"}
_LOOK = {"en-CA": "Look now", "fr-CA": "Regarder maintenant"}
_OPEN = {"en-CA": "Open the page, to read or print", "fr-CA": "Ouvrir la page, à lire ou à imprimer"}
_STOP = {"en-CA": "Stop the mails", "fr-CA": "Arrêter les courriels"}
_STOPPED = {"en-CA": "The mails have stopped", "fr-CA": "Les courriels sont arrêtés"}
_AGAIN = {"en-CA": "Send me the mails again", "fr-CA": "M’envoyer de nouveau les courriels"}

WORLD: dict[tuple[str, RecordKind], tuple[str, ...]] = {
    ("reply.localhost", "MX"): ("10 mx1.mentorpost.net",),
    ("reply.localhost", "TXT"): ("v=spf1 ip4:198.51.100.0/28 -all",),
    ("northfield.org", "MX"): ("10 northfield-org.mail.protection.outlook.com",),
    ("northfield-org.mail.protection.outlook.com", "A"): ("192.0.2.1",),
    ("northfield.org", "TXT"): ("v=spf1 include:spf.protection.outlook.com -all", "v=spf1 mx ~all"),
    ("spf.protection.outlook.com", "TXT"): ("v=spf1 ip4:192.0.2.0/24 -all",),
    ("_dmarc.northfield.org", "TXT"): ("v=DMARC1; p=reject; rua=mailto:dmarc@northfield.org",),
}


@pytest.fixture(params=["en-CA", "fr-CA"])
def story(request: pytest.FixtureRequest, database: Database, reader: Bounded) -> Story:
    return told(database, reader, str(request.param))


def test_a_coordinator_adds_a_domain_and_reads_what_to_do(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    """U3: works on a phone, WCAG 2.2 AA, English and French."""
    language = story.locale
    folder = pictures(screenshots, language)
    with story.visited(
        chromium, database, story.coordinator, resolver=Zones(WORLD), sending_hosts=("out1.mentorpost.net",)
    ) as page:
        page.goto(f"{story.home}/sending-domains")
        page.locator("#domain").fill("gmail.com")
        page.get_by_role("button", name=_ADD[language], exact=True).click()
        found = look(page, "domains-refused", folder)
        page.locator("#domain").fill("northfield.org")
        page.get_by_role("button", name=_ADD[language], exact=True).click()
        found += look(page, "domain-new", folder)
        page.get_by_role("button", name=_LOOK[language]).click()
        expect(page.locator(".state.problem").first).to_be_visible()
        found += look(page, "domain-looked-at", folder)
        page.goto(f"{story.home}/allow-list")
        found += look(page, "allow-list", folder)
        page.get_by_role("link", name=_OPEN[language]).click()
        found += look(page, "allow-list-page", folder)
    assert found == []


def test_a_participant_stops_the_mails_and_lets_them_come_again(
    *,
    chromium: Browser,
    database: Database,
    story: Story,
    screenshots: Path | None,
) -> None:
    language, made = story.locale, story.room.made
    folder = pictures(screenshots, language)
    with database.tenant(made.tenant_id) as scope:
        token = unsubscribe_token(scope, made.mentor_id, made.programme_id)
    with served(database, story.room.watch) as address:
        context = chromium.new_context(viewport=PHONE, locale=language)
        page = context.new_page()
        page.goto(f"{address}/unsubscribe/{token}")
        found = look(page, "unsubscribe", folder)
        page.get_by_role("button", name=_STOP[language]).click()
        expect(page.get_by_role("heading", name=_STOPPED[language])).to_be_visible()
        found += look(page, "unsubscribed", folder)
        page.get_by_role("button", name=_AGAIN[language]).click()
        expect(page.get_by_role("button", name=_STOP[language])).to_be_visible()
        page.goto(f"{address}/unsubscribe/nonsense")
        found += look(page, "unsubscribe-unknown", folder)
        context.close()
    assert found == []
