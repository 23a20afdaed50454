"""The facts of a reply stay what they are, whatever mail programs put around it and do to it on its way."""

import quopri
import textwrap
from dataclasses import replace
from email.message import EmailMessage
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbound.parse import parse_mail
from app.reading.contract import Checkin, Context
from tests.reading.answered_checkin import context

SENT = """\
Hi Dan,

How many hours did you spend with Kate Li in May? For each meeting please add the day and how you met.

In person (hours):
Email (hours):

Priya Nair
ASET Mentoring, 300 Quay Street, 3rd floor, 780-555-0100"""
REPLIES = (
    "2 hours in person on May 6.",
    "We met twice, an hour each, on Zoom. Next call June 12.",
    "1.5h zoom on the 12th and 45 min of emails",
    "Rien ce mois-ci, elle est en voyage.",
    "Deux rencontres : le 5 mai (1 h 30, en personne) et le 19 mai (45 minutes au téléphone).",
    "A few hours, I think",
    "Sorry, I meant 2 hours, not 3",
    "We have decided to end the match. Thank you for everything.",
)
SIGNATURES = (
    "-- \nDan Roy, P.Eng.\n12 years of practice\n780-555-0133",
    "Sent from my iPhone",
    "Envoyé de mon iPhone",
    "-- \nDan Roy\nOffice hours: Mon-Thu 9-5\n2 locations, 24 hours a day",
)
DISCLAIMERS = (
    "CONFIDENTIALITY NOTICE: This e-mail of 2 pages is meant for the person named. Delete it within 24 hours.",
    "AVIS DE CONFIDENTIALITÉ : Ce courriel est destiné à la personne nommée. Supprimez-le sous 24 heures.",
)
BANNERS = (
    "CAUTION: External email. Do not click links. Report within 1 hour.",
    "[EXTERNAL] This message came from outside the organization.",
)


def known() -> Context:
    return replace(context(), checkin=Checkin("monthly", "2026-05", context().checkin.sent_at, "May", SENT, None))


def mail(body: str, *, cte: str = "8bit") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Dan Roy <dan@example.org>", "Re: May"
    made["Date"] = "Wed, 03 Jun 2026 10:00:00 -0600"
    made.set_content(body, cte=cte)
    return bytes(made)


def facts(raw: bytes) -> dict[str, Any]:
    """All that was read but the words it stands on."""
    read = parse_mail(raw, known()).to_json()
    return {key: value for key, value in read.items() if key not in {"reply_text", "evidence", "questions"}}


def quoted(width: int, mark: str) -> str:
    lines = [part for line in SENT.splitlines() for part in (textwrap.wrap(line, width) or [""])]
    return "\n".join(["On Mon, Jun 1, 2026 at 9:00 AM Priya Nair <p@example.org> wrote:", *(mark + x for x in lines)])


@given(
    st.sampled_from(REPLIES),
    st.sampled_from(("", *SIGNATURES)),
    st.sampled_from(("", *DISCLAIMERS)),
    st.sampled_from(("", *BANNERS)),
    st.integers(30, 90),
)
def test_signatures_disclaimers_banners_and_wrapping_change_no_fact(
    reply: str, signature: str, disclaimer: str, banner: str, width: int
) -> None:
    plain = facts(mail(reply))
    around = "\n\n".join(part for part in (banner, reply, signature, quoted(width, "> "), disclaimer) if part)
    assert facts(mail(around)) == plain


@given(st.sampled_from(REPLIES), st.integers(60, 80))
def test_a_reply_that_is_wrapped_anew_says_the_same(reply: str, width: int) -> None:
    assert facts(mail("\n".join(textwrap.wrap(reply, width)))) == facts(mail(reply))


@given(st.integers(30, 90), st.sampled_from(["> ", "| ", ">> ", ""]))
def test_quoting_what_we_sent_adds_no_fact(width: int, mark: str) -> None:
    read = facts(mail(quoted(width, mark)))
    assert (read["hours"], read["meetings"], read["next_meeting"]) == (None, [], None)
    assert read["outcome"] == "clarify"


@given(st.sampled_from(REPLIES), st.data())
def test_a_number_that_a_soft_break_splits_is_the_same_number(reply: str, data: st.DataObject) -> None:
    """RFC 2045, 6.7: `=` at the end of a line is no break."""
    at = data.draw(st.lists(st.integers(1, len(reply) - 1), max_size=6, unique=True).map(sorted))
    cuts = [0, *at, len(reply)]
    pieces = [quopri.encodestring(reply[a:b].encode()).decode() for a, b in pairwise(cuts)]
    head = (
        "From: Dan Roy <dan@example.org>\r\nSubject: Re: May\r\nDate: Wed, 03 Jun 2026 10:00:00 -0600\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    assert facts((head + "=\r\n".join(pieces) + "\r\n").encode()) == facts(mail(reply))


@pytest.mark.parametrize("reply", REPLIES)
def test_every_reply_here_says_something(reply: str) -> None:
    """The other tests compare readings, which must not be empty."""
    read = facts(mail(reply))
    assert read["hours"] is not None or read["status"] == "ended" or read["outcome"] == "clarify"
