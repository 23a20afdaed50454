"""Looking at a page as a person and as axe do."""

import os
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
Scheme = Literal["light", "dark"]
VIEWS: list[tuple[ViewportSize, Scheme]] = [(PHONE, "light"), (DESK, "dark")]
if os.environ.get("SCREENSHOTS"):  # the pictures in docs/ show all four; for the faults two will do
    VIEWS += [(PHONE, "dark"), (DESK, "light")]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


_OF_A_WHOLE_PAGE = {rule: {"enabled": False} for rule in ("landmark-one-main", "page-has-heading-one", "region")}
"""A mail is shown inside the page of a mail program, which has its own landmarks and the subject as its heading."""


def look(page: Page, name: str, folder: Path | None) -> list[str]:
    """What is wrong with the page that is open; a picture of it goes to `folder`."""
    page.wait_for_load_state()  # a click returns before the stylesheet of the next page is there
    found = sticking_out(page, name) + faults(page, name, _RULES)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for frame in page.locator("iframe").all():  # what was never in view is not painted
            frame.scroll_into_view_if_needed()
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    return found


def look_at_mail(page: Page, name: str) -> list[str]:
    """What is wrong with the mail that is open."""
    return sticking_out(page, name) + faults(page, name, {**_RULES, "rules": _OF_A_WHOLE_PAGE})


def sticking_out(page: Page, name: str) -> list[str]:
    """Whether one has to scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{name}: sticks out by {wide} pixels"] if wide > 0 else []


def faults(page: Page, name: str, options: dict[str, Any]) -> list[str]:
    """What axe finds."""
    results = Axe().run(page, options=options).response
    return [f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in results["violations"]]


def pictures(folder: Path | None, language: str, size: ViewportSize, scheme: Scheme) -> Path | None:
    """Where the pictures of one language, width and scheme go."""
    return folder / f"{language[:2]}-{size['width']}-{scheme}" if folder else None
