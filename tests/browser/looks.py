"""Looking at a page as a person and as axe do."""

import io
import os
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
Scheme = Literal["light", "dark"]
VIEWS: list[tuple[ViewportSize, Scheme]] = [(PHONE, "light"), (DESK, "dark")]
if os.environ.get("SCREENSHOTS"):  # the pictures in docs/ show all four; for the faults two will do
    VIEWS += [(PHONE, "dark"), (DESK, "light")]
_COLOURS = 48
_PAINTED_AFTER = 500  # milliseconds
_AXE = Axe().axe_script
_FAULTS = "options => axe.run(document, options).then(all => all.violations.map(one => [one.id, one.nodes[0].html]))"
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


_OF_A_WHOLE_PAGE = {rule: {"enabled": False} for rule in ("landmark-one-main", "page-has-heading-one", "region")}
"""A mail is shown inside the page of a mail program, which has its own landmarks and the subject as its heading."""


def look(page: Page, name: str, folder: Path | None) -> list[str]:
    """What is wrong with the page that is open, in every view; a picture of each goes to `folder`."""
    page.wait_for_load_state()  # a click returns before the stylesheet of the next page is there
    found = []
    for size, scheme in VIEWS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += sticking_out(page, name) + faults(page, name, _RULES)
        if folder:
            _keep_all_of(page, folder.with_name(f"{folder.name}-{size['width']}-{scheme}") / f"{name}.png")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    return found


def _keep_all_of(page: Page, path: Path) -> None:
    """Mails in frames below the edge of the window are not painted, so a page with frames gets a tall one."""
    size = page.viewport_size
    if size and page.locator("iframe").count():
        page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.body.scrollHeight")})
        page.wait_for_timeout(_PAINTED_AFTER)
    keep(page, path)
    if size:
        page.set_viewport_size(size)


def keep(page: Page, path: Path) -> None:
    """A picture with few colours: letters on a plain ground need no more, and the files stay small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def look_at_mail(page: Page, name: str) -> list[str]:
    """What is wrong with the mail that is open."""
    return sticking_out(page, name) + faults(page, name, {**_RULES, "rules": _OF_A_WHOLE_PAGE})


def sticking_out(page: Page, name: str) -> list[str]:
    """Whether one has to scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{name}: sticks out by {wide} pixels"] if wide > 0 else []


def faults(page: Page, name: str, options: dict[str, Any]) -> list[str]:
    """What axe finds; axe is loaded once for a page, and only the faults come back from it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate(_FAULTS, {**options, "resultTypes": ["violations"]})
    return [f"{name}: {rule}: {html[:200]}" for rule, html in found]


def pictures(folder: Path | None, language: str) -> Path | None:
    """Where the pictures of one language go; `look` adds the width and the scheme."""
    return folder / language[:2] if folder else None
