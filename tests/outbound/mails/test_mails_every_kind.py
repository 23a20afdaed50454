"""What holds of every mail, whoever gets it."""

import re
from html import unescape

import pytest

from app.inbound.mail.html_text import html_to_text
from app.outbound.letter.mail import MailKind
from app.outbound.letter.render import PREVIEW_LENGTH, TEMPLATES
from app.portal.gallery.auditing import AUDIT_LINK
from app.portal.gallery.outside_letters import LETTERS_PAGE
from app.portal.gallery.samples import ADDRESS_PAGE
from app.portal.gallery.sayings import OWN_PAGE
from app.portal.gallery.statement import OWN_PAPERS
from tests.outbound.mail_samples import LOCALES, PRIYA, ROOTS_PAGE, SAMPLES, SIGN_IN_LINK, sample

EVERY_MAIL = [(kind, locale) for kind in MailKind for locale in LOCALES]
MAXIMUM_BYTES = 100_000
USUAL_HTML_BYTES = 20_000


def test_every_kind_has_its_three_templates_and_nothing_else_has() -> None:
    folders = {path.name: {file.name for file in path.iterdir()} for path in TEMPLATES.iterdir() if path.is_dir()}
    assert folders == {kind.value: {"subject.txt", "body.txt", "body.html"} for kind in MailKind}


def test_every_kind_has_a_sample_in_these_tests() -> None:
    assert set(SAMPLES) == set(MailKind)


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_the_html_is_the_same_letter_as_the_plain_text(kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale)
    assert _folded(html_to_text(mail.html)) == _folded(mail.text)


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_the_html_loads_nothing_and_follows_nobody(kind: MailKind, locale: str) -> None:
    html = re.sub(r' xmlns(?::[vo])?="[^"]*"', "", sample(kind, locale).html)
    for page in (SIGN_IN_LINK, ADDRESS_PAGE, OWN_PAGE, OWN_PAPERS, ROOTS_PAGE, AUDIT_LINK, LETTERS_PAGE):
        html = re.sub(rf'<a href="{page}"[^>]*>{page}</a>', "", html)
    assert re.findall(r"<(?:img|link|script|iframe)\b|https?:|url\(|@import", html) == []


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_the_html_tells_screen_readers_the_language_and_dark_mode_its_colours(kind: MailKind, locale: str) -> None:
    html = sample(kind, locale).html
    assert f'<html lang="{locale}"' in html
    assert len(re.findall("<table", html)) == len(re.findall(r'<table [^>]*role="presentation"', html))
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
@pytest.mark.parametrize("words", ["'<&>\" " * 20_000, "\n" * 50_000 + "x", "a\n" * 50_000, "漢字" * 50_000])
def test_no_mail_grows_past_100_kb_whatever_was_written(kind: MailKind, locale: str, words: str) -> None:
    mail = sample(kind, locale, words=words)
    assert len((mail.subject + mail.text + mail.html).encode()) < MAXIMUM_BYTES


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_the_html_of_an_ordinary_mail_is_small(kind: MailKind, locale: str) -> None:
    assert len(sample(kind, locale).html.encode()) < USUAL_HTML_BYTES


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_lists_of_mails_show_the_beginning_of_the_letter_itself(kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale)
    shown = re.search(r'<div style="display:none[^"]*">(.*?)</div>', mail.html, re.DOTALL)
    assert shown
    words = unescape(shown[1]).removesuffix("…")
    assert 20 < len(words) <= PREVIEW_LENGTH
    assert words in " ".join(line.strip() for line in mail.text.split() if line)


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
@pytest.mark.parametrize("name", ["\x00\x0bDan\x1f", "\ud800Dan", "Dan\uffff", "&amp;", "]]>", "<!-- Dan", "<?mj"])
def test_no_name_keeps_a_mail_from_being_laid_out(kind: MailKind, locale: str, name: str) -> None:
    html = sample(kind, locale, name=name).html
    assert html.endswith("</html>")
    assert PRIYA.programme in html


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_names_and_words_never_become_markup(kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale, name="<b>Dan</b><mj-raw>", words="</div><script>alert(1)</script>")
    assert "<script>" not in mail.html
    assert "<b>" not in mail.html
    assert "<mj-" not in mail.html


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_a_name_cannot_add_a_header_through_the_subject(kind: MailKind, locale: str) -> None:
    subject = sample(kind, locale, name="Dan\r\nBcc: all@example.org\x00\N{LINE SEPARATOR}x").subject
    assert subject.splitlines() == [subject]
    assert subject.isprintable() or subject.replace("\N{NO-BREAK SPACE}", " ").isprintable()


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_percent_signs_and_braces_in_names_stay_letters(kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale, name="100% {{ sender }} %(name)s")
    assert "100% {{ sender }} %(name)s" in mail.subject + mail.text


@pytest.mark.parametrize(("kind", "locale"), EVERY_MAIL)
def test_the_tone_is_calm_and_the_programme_is_named(kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale)
    assert "!" not in mail.subject + mail.text
    assert PRIYA.programme in mail.text


@pytest.mark.parametrize("kind", MailKind)
def test_each_language_has_its_own_words(kind: MailKind) -> None:
    english, french = (sample(kind, locale) for locale in LOCALES)
    assert english.subject != french.subject
    assert english.text.startswith("Hello")
    assert french.text.startswith("Bonjour")


@pytest.mark.parametrize("kind", MailKind)
def test_only_what_nobody_asked_for_is_a_notice(kind: MailKind) -> None:
    assert sample(kind, "en-CA").notice == (kind in {MailKind.CLOSED_PROGRAMME, MailKind.EXPIRED_KEY})


def _folded(text: str) -> str:
    """The letters alone: without quote marks, bullets and the breaks that each form sets in its own way."""
    lines = (re.sub(r"^\s*(?:>|[-*])(?:\s|$)", "", line) for line in text.split("\n"))
    return "".join("".join(lines).split())
