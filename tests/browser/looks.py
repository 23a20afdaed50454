"""Looking at a page as a person and as axe do."""

import os
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
Scheme = Literal["light", "dark"]
VIEWS: list[tuple[ViewportSize, Scheme]] = [(PHONE, "light"), (DESK, "dark")]
if os.environ.get("SCREENSHOTS"):  # the pictures in docs/ show all four; for the faults two will do
    VIEWS += [(PHONE, "dark"), (DESK, "light")]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def look(page: Page, name: str, folder: Path | None) -> list[str]:
    """What is wrong with the page that is open; a picture of it goes to `folder`."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{name}: sticks out by {wide} pixels"] if wide > 0 else []
    results = Axe().run(page, options=_RULES).response
    found += [f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in results["violations"]]
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    return found


def pictures(folder: Path | None, language: str, size: ViewportSize, scheme: Scheme) -> Path | None:
    """Where the pictures of one language, width and scheme go."""
    return folder / f"{language[:2]}-{size['width']}-{scheme}" if folder else None
