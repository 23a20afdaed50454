"""Every mail in a real browser: on a telephone and on a desk, by day and by night, with and without pictures."""

import os
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from app.outbound.letter.mail import MailKind
from app.portal.gallery.cast import CASTS
from app.portal.gallery.routes import LOOKS
from app.portal.gallery.samples import SAMPLES
from app.portal.letter_frame import Shown, with_pictures
from tests.browser.looks import Scheme, keep, look_at_mail, sticking_out

LOGO = Path("app/portal/gallery/logo.png")
WIDTHS = (320, 640) if os.environ.get("SCREENSHOTS") else (320,)  # for the faults the narrow one will do
_HEIGHT = 700
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture
def mails(screenshots: Path | None) -> Path | None:
    """Where the pictures of mails go."""
    return screenshots.parent / "mails" if screenshots else None


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_every_mail_fits_and_axe_finds_nothing(chromium: Browser, mails: Path | None, language: str) -> None:
    """U3, experience: readable in dark mode, at 320 pixels and by a screen reader."""
    page = _opened(chromium, 320, "light")
    found = []
    for kind in MailKind:
        _shown(page, kind, language, "usual", pictures=True)
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": _HEIGHT})
            page.emulate_media(color_scheme=scheme)
            found += look_at_mail(page, f"{kind}-{language}-{width}-{scheme}")
            _picture(page, mails, f"{kind.value}-{language[:2]}-{width}-{scheme}")
    page.context.close()
    assert found == []


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
def test_every_mail_says_the_same_without_pictures(chromium: Browser, mails: Path | None, language: str) -> None:
    """The organisation's name stands where the logo was."""
    page = _opened(chromium, 320, "light")
    found = []
    for kind in MailKind:
        _shown(page, kind, language, "usual", pictures=False)
        found += look_at_mail(page, f"{kind}-{language}")
        assert page.locator("img").get_attribute("alt") == "Northfield Mentoring"
        _picture(page, mails, f"{kind.value}-{language[:2]}-320-without-pictures")
    page.context.close()
    assert found == []


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("cast", ["long", "many"])
def test_long_names_and_many_partners_fit_on_a_telephone(chromium: Browser, language: str, cast: str) -> None:
    page = _opened(chromium, 320, "light")
    found = []
    for kind in MailKind:
        _shown(page, kind, language, cast, pictures=True)
        found += sticking_out(page, f"{kind}-{language}-{cast}")
    page.context.close()
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ground_and_the_letters_follow_the_readers_choice(chromium: Browser, scheme: Scheme) -> None:
    page = _opened(chromium, 320, scheme)
    _shown(page, MailKind.CHECKIN, "en-CA", "usual", pictures=True)
    ground, ink = (
        page.locator(name).first.evaluate(f"one => getComputedStyle(one).{style}")
        for name, style in ((".ground", "backgroundColor"), (".letter", "color"))
    )
    page.context.close()
    assert (ground, ink) == {
        "light": ("rgb(255, 255, 255)", "rgb(29, 34, 38)"),
        "dark": ("rgb(22, 25, 28)", "rgb(232, 234, 236)"),
    }[scheme]


def test_a_screen_reader_hears_the_letter_and_no_table(chromium: Browser) -> None:
    page = _opened(chromium, 320, "light")
    _shown(page, MailKind.CHECKIN, "en-CA", "many", pictures=True)
    heard = page.locator("body").aria_snapshot()
    page.context.close()
    assert "- article" in heard
    assert 'img "Northfield Mentoring"' in heard
    assert "- paragraph: Hello Dan," in heard
    assert 'heading "Kate Li"' in heard
    assert "table" not in heard
    assert "row" not in heard
    assert heard.count("How much time did you spend") == 1


def _opened(chromium: Browser, width: int, scheme: Scheme) -> Page:
    size: ViewportSize = {"width": width, "height": _HEIGHT}
    return chromium.new_context(viewport=size, color_scheme=scheme).new_page()


def _shown(page: Page, kind: MailKind, language: str, cast: str, *, pictures: bool) -> None:
    mail = SAMPLES[kind](CASTS[cast](language).wearing(LOOKS["branded"]))
    logo = LOOKS["branded"].logo
    assert logo is not None
    shown = {logo.content_id: Shown(LOGO.read_bytes(), "png")} if pictures else {}
    page.set_content(with_pictures(mail.html, shown))


def _picture(page: Page, folder: Path | None, name: str) -> None:
    if folder and os.environ.get("SCREENSHOTS"):
        keep(page, folder / f"{name}.png")
