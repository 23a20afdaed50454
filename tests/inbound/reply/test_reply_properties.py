"""Whatever mail programs, scanners and relays do around a reply and to the text below it, the reply stays the same."""

from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply

SENT = """Hello Dan,

It is time for the May round-up of Northfield Mentoring. How did you and Kate Li get on? Read the guide before
you answer: https://mentors.example/guide?m=5

In-person (hours):
Email (hours):
Phone (hours):

Anything you'd like the coordinator to know?

Thank you,
Priya Nair
Northfield Mentoring"""

REPLIES = (
    "2 hours in person on May 6.",
    "Hi Priya,\n\nKate and I met twice, an hour each.\n\nThanks,\nDan",
    "Bonjour,\n\n1,5 h par téléphone le 6 mai.\n\nMerci",
    "nothing this month",
)
SIGNATURES = (
    "", "-- \nDan Roy\nEngineer", "Dan Roy, P.Eng.\nSenior Engineer\nT 403-555-0133", "Sent from my iPhone",
    "Envoyé de mon iPhone",
    "Get Outlook for iOS<https://aka.ms/o0ukef>", "--\nDan\n12 years of practice\n300 Quay Street",
)  # fmt: skip
DISCLAIMERS = (
    "",
    "CONFIDENTIALITY NOTICE: This message of 2 pages may hold privileged words. Delete it within 24 hours.",
    "AVIS DE CONFIDENTIALITÉ : Ce courriel est destiné uniquement à la personne nommée.",
)
BANNERS = (
    "", "[EXTERNAL] Caution: this message came from outside the organization.",
    "CAUTION: External email. Do not click links.",
    "You don't often get email from dan@example.org. Learn why this is important",
)  # fmt: skip
ATTRIBUTIONS = (
    "", "On Mon, Jun 1, 2026 at 9:00 AM Priya Nair <\nn@example.org> wrote:",
    "Le lun. 1 juin 2026 à 09:00, Priya <n@example.org> a écrit :",
    "Lundi, Priya a écrit :", "Am 01.06.2026 um 09:00 schrieb Priya Nair:", "-----Original Message-----",
    "From: Priya Nair <n@example.org>\nSent: Monday, June 1, 2026 9:00 AM\nTo: Dan Roy\nSubject: May",
    "________________________________\nDe : Priya Nair\nEnvoyé : 1 juin 2026 09:00\nÀ : Dan Roy\nObjet : Mai",
)  # fmt: skip

LINK = "https://mentors.example/guide?m=5"
Change = Callable[[str], str]
DAMAGE: tuple[Change, ...] = (
    lambda text: text,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("e", "e\u00ad", 20),
    lambda text: text.replace(" ", " \u200b"),
    lambda text: text.replace("'", "\u2019").replace("-", "\u2011"),
    lambda text: text.replace(LINK, "https://safelinks.example/?url=https%3A%2F%2Fm&data=05%7C2"),
    lambda text: text.replace(LINK, f"https://urldefense.com/v3/__{LINK}__;!!a$"),
    lambda text: text.replace("In-person", "*In-person*").replace("Thank you", "*Thank you*"),
    lambda text: text.replace("\n\n", "\n"),
    lambda text: text.replace("\n", "\n\n"),
)  # fmt: skip
MARKS = ("> ", ">", ">> ", "| ", "    ", "")


def words(text: str | None, html: str | None = None) -> list[str]:
    message = Message(senders=(("Dan Roy", "dan@example.org"),), text=text, html=html)
    return " ".join(line.text for line in extract_reply(message, SENT, None).lines).split()


def wrapped(text: str, width: int) -> str:
    """The paragraphs of a text broken at another margin."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append("")
        for word in line.split(" "):
            if lines[-1] and len(lines[-1]) + len(word) >= width:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def quoted(text: str, mark: str) -> str:
    return "\n".join(mark + line for line in text.split("\n"))


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(REPLIES),
    st.tuples(st.sampled_from(BANNERS), st.sampled_from(SIGNATURES), st.sampled_from(DISCLAIMERS)),
    st.sampled_from(ATTRIBUTIONS),
    st.tuples(st.sampled_from(DAMAGE), st.sampled_from(MARKS), st.integers(40, 120)),
)
def test_nothing_around_a_reply_changes_it(
    reply: str, added: tuple[str, str, str], attribution: str, quotation: tuple[Change, str, int]
) -> None:
    banner, signature, disclaimer = added
    damage, mark, width = quotation
    below = f"{attribution}\n{quoted(wrapped(damage(SENT), width), mark)}"
    pieces = [banner, reply, signature, disclaimer, below]
    assert words("\n\n".join(piece for piece in pieces if piece.strip())) == reply.split()


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REPLIES), st.sampled_from(DAMAGE), st.sampled_from(MARKS), st.integers(40, 120))
def test_a_reply_below_what_we_sent_stays_too(reply: str, damage: Change, mark: str, width: int) -> None:
    assert words(f"{quoted(wrapped(damage(SENT), width), mark)}\n\n{reply}") == reply.split()


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(DAMAGE), st.sampled_from(MARKS), st.sampled_from(ATTRIBUTIONS), st.integers(40, 120))
def test_quoting_what_we_sent_says_nothing(damage: Change, mark: str, attribution: str, width: int) -> None:
    assert words(f"{attribution}\n\n{quoted(wrapped(damage(SENT), width), mark)}") == []


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["2", "1.5", "0", "½", "2 h", "1h30", "none"]),
    st.sampled_from(["In-person", "Email", "Phone"]),
    st.sampled_from(MARKS),
    st.sampled_from(["same line", "next line", "below an empty line", "unmarked line"]),
    st.sampled_from(SIGNATURES),
)
def test_a_value_typed_into_the_form_stays_with_its_label(
    value: str, label: str, mark: str, place: str, signature: str
) -> None:
    where = {"same line": " {}", "next line": "\n{}", "below an empty line": "\n\n{}\n", "unmarked line": "\n@{}"}[
        place
    ]
    text = quoted(SENT.replace(f"{label} (hours):", f"{label} (hours):{where.format(value)}"), mark).replace(
        f"{mark}@", ""
    )
    message = Message(senders=(("Dan Roy", "dan@example.org"),), text=f"{signature}\n\n{text}")
    lines = [line for line in extract_reply(message, SENT, None).lines if line.text]
    assert [line.answers for line in lines] == [f"{label} (hours):"]
    assert lines[0].text.removeprefix(f"{label} (hours):").strip(" |") == value


def rows(**values: str) -> str:
    cells = [
        f"<tr><td>{label} (hours):</td><td>{values.get(label, '&nbsp;')}</td></tr>" for label in ("Email", "Phone")
    ]
    return f"<table>{''.join(cells)}</table>"


@pytest.mark.parametrize(
    "cell",
    [
        "2",
        "<p>2</p>",
        "<span style='color:#1F497D'>2</span>",
        "<p class=MsoNormal><b><font color=red>2<o:p></o:p></font></b></p>",
    ],
)
def test_a_value_in_a_table_cell_stays_with_its_label(cell: str) -> None:
    above, below = (
        escape(part).replace("\n", "<br>") for part in SENT.split("In-person (hours):\nEmail (hours):\nPhone (hours):")
    )
    html = f"<blockquote>{above}{rows(Phone=cell)}{below}</blockquote>"
    assert words(None, html) == ["Phone", "(hours):", "2"]


@pytest.mark.parametrize(
    "colour", ["<span style='color:red'>{}</span>", "<font color=blue>{}</font>", "<b><u>{}</u></b>"]
)
def test_coloured_answers_between_our_lines_are_answers(colour: str) -> None:
    html = escape(SENT).replace("get on?", f"get on? {colour.format('Fine')}").replace("\n", "<br>")
    assert words(None, f"<div>{html}</div>") == ["Fine"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(REPLIES), st.sampled_from(["div", "p", "blockquote", "pre"]), st.booleans(), st.integers(40, 120)
)
def test_html_that_flows_otherwise_says_the_same(reply: str, block: str, cut: bool, width: int) -> None:
    ours = "".join(f"<{block}>{escape(line)}</{block}>" for line in wrapped(SENT, width).split("\n"))
    html = f"<div>{escape(reply).replace(chr(10), '<br>')}</div><hr>{ours}"
    assert words(None, html) == reply.split()
    assert words(reply[:3] if cut else "", html) == reply.split()


def test_forty_earlier_months_below_say_nothing() -> None:
    thread = quoted(SENT, "> ")
    for day in range(1, 41):
        month = SENT.replace("Email (hours):", f"Email (hours): {day}")
        thread += "\n" + quoted(f"On {day} May 2023 at 9:00 AM Dan <d@example.org> wrote:\n\n{month}", ">" * day + " ")
    assert words(f"2 hours\n\nOn Mon, Jun 1, 2026 at 9:00 AM Priya <n@x.org> wrote:\n{thread}") == ["2", "hours"]


@pytest.mark.parametrize("mark", ["\u202d{}\u202c", "\u2067{}\u2069", "{}\u200f", "\u200b{}\ufeff"])
def test_invisible_letters_are_no_part_of_a_reply(mark: str) -> None:
    assert words(mark.format("2.5 hours")) == ["2.5", "hours"]
