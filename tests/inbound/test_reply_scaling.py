"""Extraction takes time in proportion to the mail, and none breaks it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inbound.message import Message
from app.inbound.reply import extract_reply

SENT = "Hello Dan,\n\nHow many hours did you spend with Kate in May?\n\nIn-person (hours):\nEmail (hours):\n\nPriya"


def seconds(text: str) -> float:
    start = time.process_time()
    extract_reply(Message(senders=(("Dan Roy", "d@example.org"),), text=text), SENT, None)
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        "we met with Kate in person for two hours and talked about the plan",
        "> In-person (hours): 2",
        "On 2026 a@b.c",
        "From: x\nTo: y\n",
        "-----",
        "403-555-0133 Dan Roy",
        "Email (hours): Email (hours): Email (hours):",
        ">>>>>>>>>>>>",
    ],
)
def test_a_body_ten_times_as_long_takes_some_ten_times_as_long(line: str) -> None:
    small = "\n".join([line] * (10_000 // len(line)))
    large = "\n".join([line] * (100_000 // len(line)))
    fastest = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 20 * max(fastest, 0.005)


@pytest.mark.parametrize("text", ["a" * 200_000, "1" * 200_000, "a@" * 100_000, " " * 200_000 + "x", "On " * 70_000])
def test_one_endless_line_is_no_trap(text: str) -> None:
    assert seconds(text) < 2


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
