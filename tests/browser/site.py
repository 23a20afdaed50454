"""A tenant's pages as somebody visits them: who works there, and how they sign in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from app.db import Database
from app.dns import Resolver
from tests.browser.looks import PHONE
from tests.browser.serving import served
from tests.factories.post_room import PostRoom


@dataclass(frozen=True)
class Site:
    """The tenant's post room, and the language of its pages."""

    room: PostRoom
    locale: str

    @property
    def coordinator(self) -> str:
        """Who runs the programme."""
        return f"priya@{self.room.made.slug}.example"

    @property
    def named_person(self) -> str:
        """Who reads concerns."""
        return f"ruth@{self.room.made.slug}.example"

    @property
    def participant(self) -> str:
        """Somebody who has hours."""
        return f"helen@{self.room.made.slug}.example"

    @property
    def home(self) -> str:
        """Below which path the tenant's pages are."""
        return f"/t/{self.room.made.slug}"

    def code(self, email: str) -> str:
        """The digits in the last mail that let this address sign in."""
        mail = self.room.latest("sign_in", email)
        found = re.search(r"(\d{4})\s(\d{4})", mail.text)
        assert found, mail.text
        return "".join(found.groups())

    def link(self, email: str) -> str:
        """The link in the last mail that let this address sign in."""
        found = re.search(r"https?://\S+/sign-in/link/\S+", self.room.latest("sign_in", email).text)
        assert found
        return found.group()

    def sign_in(self, page: Page, address: str, email: str) -> None:
        """As a person does it: type the address, type the code."""
        page.goto(f"{address}/sign-in")
        page.locator("#email").fill(email)
        page.locator("main button").click()
        page.locator("#code").fill(self.code(email))
        page.locator("main button").click()

    @contextmanager
    def visited(
        self,
        chromium: Browser,
        database: Database,
        email: str,
        *,
        resolver: Resolver | None = None,
        **values: object,
    ) -> Iterator[Page]:
        """A page on a phone, signed in as `email`; its paths are those of the site. `values` are settings."""
        with served(database, self.room.watch, resolver=resolver, **values) as address:
            context = chromium.new_context(viewport=PHONE, locale=self.locale, base_url=address)
            page = context.new_page()
            self.sign_in(page, address, email)
            yield page
            context.close()
