"""A pair becomes a case that reads like its mail and holds nothing of anybody, or it does not leave (C3)."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from app.inbound.learning.case import Case, Pair, Refusal, Refused, build_case
from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.export import files_of, zipped
from app.inbound.mail.message import read_message
from app.inbound.parse import parse_mail
from app.reading.contract import Checkin, Context, Participant, Partner, Programme, context_from_json
from tests.factories.letters import quoted, written

SENT = """\
Hello Dan,

How much time did you spend with Kate Li in May?

In person (hours):\x20
Video (hours):\x20

Please reply by Monday 8 June.

Priya Nair
Coordinator, Northfield Mentoring
780-555-0142
"""
CONTEXT = Context(
    Programme("Northfield Mentoring", ("in_person", "video", "email"), "en-CA", "America/Edmonton"),
    Participant("Dan Roy", "dan@northfield.example", "mentor"),
    (Partner("Kate Li", "mentee"),),
    Checkin("monthly", "2026-05", datetime(2026, 6, 1, 15, tzinfo=UTC), "May check-in, Dan", SENT, None),
)
CIRCLE = Circle(
    (
        Person("Dan Roy", "Dan", ("dan@northfield.example",), (), ("M-1",), near=True),
        Person("Kate Li", "Kate", ("kate@northfield.example",), (), ("M-2",), near=True),
        Person("Priya Nair", "", ("priya@northfield.example",), ("780-555-0142",), near=True),
    ),
    ("Northfield Mentoring", "Northfield Association", "northfield"),
)
WORDS = "Hi Priya,\n\n2h zoom with Kate on 19 May. Omar Haddad joined, KATE'S idea.\n\nDan (M-1)\n\n"
QUOTE = "On Mon, 1 Jun 2026 at 09:00, Priya Nair <k3y4f9a0c77d1e24b55@reply.localhost> wrote:\n" + quoted(SENT)
EXPECTED = {
    "kind": "reply",
    "outcome": "recorded",
    "period": "2026-05",
    "hours": {"total": 2.0, "by_mode": {"video": 2.0}},
}
ORIGINAL = ("dan", "roy", "kate", "priya", "nair", "northfield", "omar", "haddad", "0142", "m-1", "k3y4f9a0c77d1e24b55")


def _raw(words: str = WORDS + QUOTE, **headers: str) -> bytes:
    return written(
        words,
        sender="Dan Roy <dan@northfield.example>",
        to="k3y4f9a0c77d1e24b55@reply.localhost",
        subject="Re: May check-in, Dan",
        at=datetime(2026, 6, 2, 18, 30, tzinfo=UTC),
        message_id="<a1b2@mail.northfield.example>",
        in_reply_to="<k3y4f9a0c77d1e24b55@reply.localhost>",
        **headers,
    )


def _pair(raw: bytes | None = None, **changes: Any) -> Pair:
    received = datetime(2026, 6, 2, 18, 31, tzinfo=UTC)
    return replace(Pair("kept-1", raw or _raw(), received, CONTEXT, EXPECTED, "came to clarify"), **changes)


def _built(pair: Pair, circle: Circle = CIRCLE) -> Case:
    made = build_case(pair, circle)
    assert isinstance(made, Case), made
    return made


def test_nothing_of_anybody_is_in_the_bytes_that_leave() -> None:
    case = _built(_pair(_raw(Received="from laptop.northfield.example", X_Mailer="Dan's mailer", DKIM_Signature="x")))
    leaving = b"".join(files_of([case]).values()).decode().lower()
    assert [word for word in ORIGINAL if word in leaving.replace("standin", "")] == []
    assert "2h zoom with" in leaving


def test_the_mail_is_made_anew_with_seven_headers_and_its_bodies() -> None:
    raw = _raw(Received="from laptop.northfield.example", X_Mailer="Dan's mailer")
    mail = message_from_bytes(_built(_pair(raw)).mail)
    named = {name.lower() for name in mail}
    ours = {"mime-version", "content-type", "content-transfer-encoding"}
    assert named - ours == {"from", "to", "subject", "date", "message-id", "in-reply-to"}
    assert mail["Date"] == "Tue, 02 Jun 2026 18:30:00 +0000"


def test_attachments_stay_behind() -> None:
    both = (
        b"From: Dan Roy <dan@northfield.example>\r\nDate: Tue, 02 Jun 2026 18:30:00 +0000\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\n2h zoom with Kate\r\n"
        b'--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="Kate.txt"\r\n\r\n'
        b"secret\r\n--b--\r\n"
    )
    mail = _built(_pair(both)).mail
    assert b"secret" not in mail
    assert b".txt" not in mail


def test_the_extraction_gives_the_same_words_in_disguise() -> None:
    case = _built(_pair())
    reading = parse_mail(case.mail, context_from_json(json.loads(json.dumps(case.context))))
    original = parse_mail(_raw(), CONTEXT)
    assert "".join(word.text for word in case.shown) == reading.reply_text
    assert reading.reply_text.count("\n") == original.reply_text.count("\n")
    assert (reading.hours, reading.period, reading.status) == (original.hours, original.period, original.status)


def test_a_mail_with_html_keeps_both_bodies() -> None:
    mail = _raw("placeholder").replace(b"Content-Type: text/plain", b"Content-Type: text/html")
    body = f"<p>2h zoom with <b>Ka</b>te</p><blockquote>{SENT.replace(chr(10), '<br>')}</blockquote>".encode()
    case = _built(_pair(mail.replace(b"placeholder", body)))
    again = read_message(case.mail)
    assert again.text is None
    assert again.html is not None
    assert "<blockquote>" in again.html
    assert [word.text for word in case.shown if word.stands_in] != []


def test_partners_are_renamed_where_the_right_reading_names_them() -> None:
    expected = {**EXPECTED, "hours": {"total": 2.0, "by_mode": {}, "by_partner": {"Kate Li": 2.0}}}
    case = _built(_pair(expected=expected))
    assert list(case.expected["hours"]["by_partner"]) == [case.context["partners"][0]["name"]]


def test_a_line_has_the_five_keys_of_the_contract() -> None:
    case = _built(_pair())
    assert list(case.line) == ["id", "context", "mail", "expected", "notes"]
    assert case.line["mail"] == "mails/kept-1.eml"


def test_the_words_point_out_stand_ins_and_capitals_that_stayed() -> None:
    shown = _built(_pair()).shown
    assert [word.text for word in shown if word.capital] == ["Hi", "May"]
    assert len([word for word in shown if word.stands_in]) == 6


def test_a_mail_handed_on_is_the_mail_inside() -> None:
    inner = "---------- Forwarded message ---------\nFrom: Dan Roy <dan@northfield.example>\nDate: Tue, 2 Jun 2026\n"
    raw = written(
        f"fyi, Priya\n\n{inner}Subject: our month\nTo: Priya Nair <priya@northfield.example>\n\n2h zoom with Kate",
        sender="Priya Nair <priya@northfield.example>",
        to="northfield@reply.localhost",
        at=datetime(2026, 6, 2, 18, 30, tzinfo=UTC),
    )
    case = _built(_pair(raw, handed_on=True))
    assert "".join(word.text for word in case.shown).startswith("2h zoom with ")
    assert "Forwarded" not in case.mail.decode()


def test_a_pair_in_which_a_name_would_be_left_does_not_leave() -> None:
    """A partner called Will, and a sentence that begins with the word."""
    circle = replace(CIRCLE, people=(*CIRCLE.people, Person("Will Chen", near=True)))
    made = build_case(_pair(_raw("2h zoom with Kate. Will you write?")), circle)
    assert made == Refused("kept-1", Refusal.LEFT)


def test_a_long_name_inside_another_word_is_found() -> None:
    circle = replace(CIRCLE, people=(*CIRCLE.people, Person("Helen Sawchuk", near=True)))
    made = build_case(_pair(_raw("2h zoom, thanks to xsawchukx")), circle)
    assert made == Refused("kept-1", Refusal.LEFT)


@pytest.mark.parametrize("raw", [b"\xff" * 10 + b"\r\n" * 3, b"From: a\r\n" * 60_000])
def test_hostile_bytes_raise_nothing(raw: bytes) -> None:
    assert isinstance(build_case(_pair(raw), CIRCLE), Case | Refused)


def test_the_same_pairs_give_the_same_bytes() -> None:
    assert zipped(files_of([_built(_pair())])) == zipped(files_of([_built(_pair())]))


CASES = Path(__file__).parents[2] / "cases" / "parsing"
PUBLIC = [json.loads(line) for line in (CASES / "cases.jsonl").read_text("utf-8").splitlines()]
HUMAN = [case for case in PUBLIC if case["expected"].get("kind", "reply") == "reply"]


@pytest.mark.parametrize("case", HUMAN[::6], ids=lambda case: case["id"])
def test_every_sort_of_reply_reads_the_same_in_disguise(case: dict[str, Any]) -> None:
    """Forms, quotes, HTML, French, several partners: the facts are those of the mail, about other people."""
    raw, context = (CASES / case["mail"]).read_bytes(), context_from_json(case["context"])
    names = [context.participant.name, *(partner.name for partner in context.partners)]
    people = tuple(Person(name, near=True) for name in names)
    received = read_message(raw).date or datetime(2026, 6, 2, tzinfo=UTC)
    made = _built(Pair(case["id"], raw, received, context, EXPECTED, ""), Circle(people, (context.programme.name,)))
    before, after = parse_mail(raw, context), parse_mail(made.mail, context_from_json(made.context))
    assert (after.outcome, after.period, after.status) == (before.outcome, before.period, before.status)
    assert (after.hours and after.hours.total) == (before.hours and before.hours.total)
    assert [(one.date, one.minutes, one.mode) for one in after.meetings] == [
        (one.date, one.minutes, one.mode) for one in before.meetings
    ]
