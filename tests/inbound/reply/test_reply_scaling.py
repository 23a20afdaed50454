"""Extraction comes to an end with every mail, however long or odd, and none breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply
from app.reading.contract import Reply

SENT = "Hello Dan,\n\nHow many hours did you spend with Kate in May?\n\nIn-person (hours):\nEmail (hours):\n\nPriya"


def extracted(text: str) -> Reply:
    return extract_reply(Message(senders=(("Dan Roy", "d@example.org"),), text=text), SENT, None)


@pytest.mark.parametrize(
    "line",
    [
        "we met with Kate in person for two hours and talked about the plan",
        "> In-person (hours): 2",
        "On 2026 a@b.c",
        "From: x\nTo: y\n",
        "-----",
        "-- ",
        "-- \nDan Roy",
        "On 1 <a@b.c>:",
        "On Mon, Jan 1, 2026 at 10:00\n\n<",
        "Lundi 1 a@b.c a écrit",
        "-----BEGIN PGP SIGNATURE-----",
        " ",
        "403-555-0133 Dan Roy",
        "Email (hours): Email (hours): Email (hours):",
        ">>>>>>>>>>>>",
    ],
)
def test_a_body_of_the_same_line_over_and_over_comes_to_an_end(line: str) -> None:
    assert isinstance(extracted("\n".join([line] * (100_000 // len(line)))), Reply)


@pytest.mark.parametrize("text", ["a" * 200_000, "1" * 200_000, "a@" * 100_000, " " * 200_000 + "x", "On " * 70_000])
def test_one_endless_line_is_no_trap(text: str) -> None:
    assert isinstance(extracted(text), Reply)


@pytest.mark.parametrize("end", ["top", "bottom"])
def test_a_reply_at_either_end_of_a_million_quoted_characters_is_found(end: str) -> None:
    quoted = "> words of an earlier mail of the thread\n" * 25_000
    text = f"2 hours\n\n{quoted}" if end == "top" else f"{quoted}\n2 hours"
    assert extracted(text).text == "2 hours"


@pytest.mark.parametrize("tag", ["<tr><td>a<td>b", "<table><tr><td>a", "<ol><li>a", "<p>", "<blockquote>a", "<pre>\n"])
def test_html_of_one_tag_over_and_over_comes_to_an_end(tag: str) -> None:
    html = tag * (200_000 // len(tag))
    assert isinstance(extract_reply(Message(text=None, html=html), SENT, None), Reply)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400), st.none() | st.text(max_size=400))
def test_no_text_breaks_extraction(text: str, sent: str, html: str | None) -> None:
    extract_reply(Message(senders=(("Dan Roy", "d@example.org"),), text=text, html=html), sent, html)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["2 hours", "", *SENT.split("\n"), "> x", "-- ", "Dan Roy"]), max_size=30))
def test_any_mixture_of_lines_keeps_its_order(lines: list[str]) -> None:
    reply = extract_reply(Message(senders=(("Dan Roy", "d@example.org"),), text="\n".join(lines)), SENT, None)
    remaining = iter(lines)
    assert all(any(line.text in candidate for candidate in remaining) for line in reply.lines if line.text)
