"""Our own HTML as mail programs quote it: what is ours is dropped wherever it stands, what they typed stays (I1)."""

import re
from collections.abc import Callable
from html import escape

import pytest

from app.inbound.mail.html_text import html_to_text
from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply
from app.outbound.letter.mail import Mail, MailKind
from app.portal.gallery.cast import CASTS
from app.portal.gallery.routes import LOOKS
from app.portal.gallery.samples import SAMPLES
from app.reading.contract import Reply

SAID = {"en-CA": "2h zoom with Kate on the 12th, all good", "fr-CA": "2 h sur Zoom avec Nadia le 12, tout va bien"}
WROTE = {
    "en-CA": "On Mon, 1 Jun 2026 at 09:00, Priya Nair &lt;northfield@reply.example.org&gt; wrote:",
    "fr-CA": "Le lun. 1 juin 2026 à 09:00, Maude Tessier &lt;northfield@reply.example.org&gt; a écrit :",
}
HEADER = (
    "<b>From:</b> Priya Nair &lt;northfield@reply.example.org&gt;<br><b>Sent:</b> Monday, June 1, 2026 9:00 AM<br>"
    "<b>To:</b> Dan Roy<br><b>Subject:</b> Your mentoring with Kate Li"
)
KINDS = (MailKind.CHECKIN, MailKind.REMINDER, MailKind.RECEIPT, MailKind.QUESTION)


def body_of(html: str) -> str:
    """What of a page stands in its body, without what every program throws away."""
    found = re.search(r"(?s)<body[^>]*>(.*)</body>", html)
    assert found
    return re.sub(r"(?s)<!--.*?-->", "", found[1])


def gmail(words: str, quoted: str, locale: str) -> str:
    """Classes are renamed, roles and hidden text stay."""
    renamed = re.sub(r'class="([^"]*)"', r'class="m_-4711\1"', body_of(quoted))
    return (
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">{WROTE[locale]}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px '
        f'0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u>{renamed}</blockquote></div>'
    )


def outlook(words: str, quoted: str, locale: str) -> str:
    """Word writes its own paragraphs into the same tables."""
    del locale
    word = re.sub(r"<(/?)(p|div)\b([^>]*)>", _as_word_does, body_of(quoted))
    return (
        f'<html><body lang="EN-CA"><div class="WordSection1"><p class="MsoNormal">{words}<o:p></o:p></p>'
        '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
        f'padding:3.0pt 0in 0in 0in"><p class="MsoNormal">{HEADER}<o:p></o:p></p></div></div>{word}</div></body></html>'
    )


def apple(words: str, quoted: str, locale: str) -> str:
    """Everything stays, inside a citation."""
    return (
        f'<html><head></head><body dir="auto">{words}<div><br></div><div dir="ltr"><blockquote type="cite">'
        f'{WROTE[locale]}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{body_of(quoted)}</div>'
        "</blockquote></body></html>"
    )


def outlook_web(words: str, quoted: str, locale: str) -> str:
    """New Outlook and Outlook.com: a rule, a header block, and our page in a division."""
    del locale
    return (
        f'<div class="elementToProof">{words}</div><div id="appendonsend"></div><hr style="display:inline-block;'
        f'width:98%"><div id="divRplyFwdMsg" dir="ltr"><font>{HEADER}</font><div>&nbsp;</div></div>'
        f'<div style="background-color:#ffffff">{re.sub("class=", "class=x_", body_of(quoted))}</div>'
    )


PROGRAMS: dict[str, Callable[[str, str, str], str]] = {
    "gmail": gmail,
    "outlook": outlook,
    "outlook-web": outlook_web,
    "apple": apple,
}


def _as_word_does(tag: re.Match[str]) -> str:
    closing, name, rest = tag.groups()
    if name == "p" and not closing:
        return f'<p class="MsoNormal"{re.sub(r"class=.[^ ]*", "", rest)}>'
    return f"<{closing}{name}{rest}>"


def sample(kind: MailKind, locale: str, cast: str = "usual") -> Mail:
    return SAMPLES[kind](CASTS[cast](locale).wearing(LOOKS["branded"]))


def read(html: str, mail: Mail, *, plain: str | None = None) -> Reply:
    return extract_reply(Message(text=plain, html=html), mail.text, mail.html)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", list(SAID))
def test_words_above_our_letter_are_all_that_is_left(program: str, kind: MailKind, locale: str) -> None:
    mail = sample(kind, locale)
    html = PROGRAMS[program](SAID[locale], mail.html, locale)
    assert read(html, mail).text == SAID[locale]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("locale", list(SAID))
def test_the_preview_that_a_program_shows_in_the_quote_is_ours_too(program: str, locale: str) -> None:
    """Some programs make visible what was hidden for lists."""
    mail = sample(MailKind.CHECKIN, locale)
    shown = mail.html.replace("display:none;font-size:1px;", "").replace("max-height:0px;max-width:0px;opacity:0;", "")
    html = PROGRAMS[program](SAID[locale], shown, locale)
    assert read(html, mail).text == SAID[locale]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("locale", list(SAID))
def test_a_form_filled_in_inside_the_quote_keeps_its_labels(program: str, locale: str) -> None:
    mail = sample(MailKind.CHECKIN, locale)
    labels = [line for line in mail.text.splitlines() if line.endswith(": ")]
    filled = mail.html
    for label in labels[:3]:
        assert filled.count(f">{escape(label)}<") == 1
        filled = filled.replace(f">{escape(label)}<", f">{escape(label)}2 h<")
    found = read(PROGRAMS[program]("", filled, locale), mail)
    assert [(line.text.endswith("2 h"), line.answers) for line in found.lines] == [
        (True, label.strip()) for label in labels[:3]
    ]


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_partners_form_keeps_its_name(program: str) -> None:
    mail = sample(MailKind.CHECKIN, "en-CA", "many")
    label = next(line for line in mail.text.splitlines() if line.startswith("Total"))
    first, *rest = mail.html.split(f">{label}<")
    filled = first + "".join(f">{label}{number} h<{piece}" for number, piece in enumerate(rest, start=1))
    found = read(PROGRAMS[program]("", filled, "en-CA"), mail)
    names = CASTS["many"]("en-CA").partners
    told = [line.text for line in found.lines]
    assert [name for name in told if name in names] == list(names)
    assert sum(line.endswith(" h") for line in told) == len(names)


@pytest.mark.parametrize("locale", list(SAID))
def test_the_plain_part_that_a_program_makes_of_our_html_is_ours_too(locale: str) -> None:
    mail = sample(MailKind.CHECKIN, locale)
    quoted = "\n".join(f"> {line}" for line in html_to_text(mail.html).splitlines())
    plain = f"{SAID[locale]}\n\n{WROTE[locale].replace('&lt;', '<').replace('&gt;', '>')}\n\n{quoted}\n"
    assert extract_reply(Message(text=plain), mail.text, mail.html).text == SAID[locale]


@pytest.mark.parametrize("kind", list(MailKind))
@pytest.mark.parametrize("locale", list(SAID))
@pytest.mark.parametrize("cast", list(CASTS))
def test_our_html_holds_the_lines_of_our_text(kind: MailKind, locale: str, cast: str) -> None:
    mail = sample(kind, locale, cast)
    shown = {" ".join(line.split()) for line in html_to_text(mail.html).splitlines()}
    lines = {" ".join(line.split()) for line in mail.text.splitlines() if line.strip() and line[0] not in ">-"}
    assert lines <= shown | {line.removeprefix("> ") for line in shown}
