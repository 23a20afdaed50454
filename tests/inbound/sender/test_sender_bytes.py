"""The bytes that signatures are made over, against dkimpy's; and what no mail server writes."""

import time

import dkim
import pytest
from dkim.canonicalization import Relaxed, Simple
from hypothesis import given
from hypothesis import strategies as st

from app.dns import Zones
from app.inbound.mail.message import read_message
from app.inbound.sender.alignment import aligned
from app.inbound.sender.canonical import canonical
from app.inbound.sender.fields import split_mail
from app.inbound.sender.findings import Result
from app.inbound.sender.key import check_signature
from app.inbound.sender.marks import marks_of
from app.registered_domains import registered_domain
from app.relaxed_form import relaxed_body, relaxed_field
from app.tag_lists import BadTags, blank_signature, read_tags
from tests.factories.mail_servers import published, signed
from tests.factories.moments import local

PIECES = st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r\n", b"\r", b"b c"]), max_size=14).map(b"".join)


@given(PIECES)
def test_a_relaxed_body_is_as_dkimpy_has_it(body: bytes) -> None:
    whole = body + b"\r\n"  # without a line end at the end dkimpy keeps the last spaces
    assert relaxed_body(whole) == Relaxed.canonicalize_body(whole)


@given(PIECES)
def test_a_simple_body_is_as_dkimpy_has_it(body: bytes) -> None:
    form = canonical("simple/simple")
    assert form
    assert form.body(body) == Simple.canonicalize_body(body)


@given(st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r\n ", b"b  c"]), max_size=10).map(b"".join))
def test_a_relaxed_field_is_as_dkimpy_has_it(value: bytes) -> None:
    ((name, text),) = Relaxed.canonicalize_headers([[b"Subject", value + b"\r\n"]])
    assert relaxed_field((b"Subject", value)) + b"\r\n" == name + b":" + text


def test_a_form_that_nobody_knows_is_none() -> None:
    assert canonical("strict/relaxed") is None


def test_fields_are_taken_apart_as_dkimpy_does() -> None:
    raw = b"From dan Tue\r\nA: one\r\n two\r\nB:\tthree\r\n\r\nbody\nmore\r\n"
    mail = split_mail(raw)
    fields, body = dkim.rfc822_parse(raw)
    assert [[name, value + b"\r\n"] for name, value in mail.fields] == fields
    assert mail.body == body
    assert not mail.crooked


@pytest.mark.parametrize(
    "head",
    [b"A: one\rFrom: x@y.example", b"A: one\r\nno field", b" folded first\r\nA: one", b"A: one\r\nFrom : x@y.example"],
)
def test_headers_that_programs_read_differently_are_crooked(head: bytes) -> None:
    assert split_mail(head + b"\r\n\r\nbody").crooked


@pytest.mark.parametrize(
    "odd",
    [
        b"X-Virus-Scan : clean\r\n",
        b"X-Virus-Scan\t:\r\n clean\r\n",
        b">From dan@firm Tue Jun  2 18:30:00 2026\r\n",
        b"From dan Tue\n>From dan Tue\n",
    ],
)
def test_odd_and_harmless_lines_above_a_mail_hide_none_of_it(odd: bytes) -> None:
    raw = odd + b"From: Dan <dan@firm.example>\r\nSubject: Re: May\r\n\r\n1.5h zoom\r\n"
    seen, read = split_mail(raw), read_message(raw)
    assert not seen.crooked
    assert seen.values(b"from") == [b" Dan <dan@firm.example>"]
    assert (read.senders, read.subject, (read.text or "").strip()) == (
        (("Dan", "dan@firm.example"),),
        "Re: May",
        "1.5h zoom",
    )


@pytest.mark.parametrize("name", [b"From", b"To", b"Content-Type", b"DKIM-Signature", b"Resent-From"])
def test_a_decisive_header_with_a_blank_in_its_name_is_crooked(name: bytes) -> None:
    assert split_mail(b"A: one\r\n" + name + b" : x@y.example\r\n\r\nbody").crooked


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\r\nbody", b"A: one", b"A: one\r\n", b"\n\n\n"])
def test_a_mail_with_little_in_it_is_straight(raw: bytes) -> None:
    assert not split_mail(raw).crooked


@pytest.mark.parametrize("text", ["a", "a=1; a=2", "a=1; ; b=2", "=1", "a b=1"])
def test_what_is_no_tag_list_is_refused(text: str) -> None:
    with pytest.raises(BadTags):
        read_tags(text)


def test_a_signature_is_hashed_without_its_value_wherever_it_stands() -> None:
    assert blank_signature(b" b = ab\r\n cd; bh=ef; d=x") == b" b =; bh=ef; d=x"


@pytest.mark.parametrize("body", [b" " * 300_000 + b"x", b"\r\n" * 200_000, b"\r" * 300_000, b" \r\n" * 100_000])
def test_no_body_takes_long(body: bytes) -> None:
    """A forger must not buy time: a body is read in one pass, whatever it is made of."""
    raw = signed(b"From: dan@firm.example\r\n\r\nx\r\n", "firm.example") + body
    begun = time.process_time()
    marks_of(raw)
    assert time.process_time() - begun < 1


def test_a_hundred_signatures_are_not_all_looked_at() -> None:
    raw = b"From: dan@firm.example\r\n\r\nx\r\n"
    for _ in range(100):
        raw = b"DKIM-Signature: v=1; a=rsa-sha256; d=firm.example; s=s; h=from; bh=AAAA; b=AAAA\r\n" + raw
    assert len(marks_of(raw).signatures) == 10


@given(st.binary(max_size=200))
def test_any_bytes_have_marks(raw: bytes) -> None:
    assert marks_of(raw).from_count >= 0


@given(st.integers(0, 500), st.integers(0, 255))
def test_a_signed_mail_with_one_byte_changed_proves_nothing_else(place: int, byte: int) -> None:
    """Either the change does not count (white space, the case of a name), or the signature is no longer good."""
    raw = signed(b"From: dan@firm.example\r\nTo: k@r.example\r\n\r\n1.5h zoom\r\n", "firm.example")
    place %= len(raw)
    changed = raw[:place] + bytes([byte]) + raw[place + 1 :]
    marks = marks_of(changed)
    zone = Zones(published("firm.example"))
    checks = [check_signature(one, zone, local("2026-06-02 09:00")) for one in marks.signatures]
    good = any(check.result is Result.PASS for check in checks)
    if good and not marks.crooked:
        assert marks.address == "dan@firm.example"
        assert b"1.5h zoom" in b" ".join(changed.split())


@pytest.mark.parametrize(
    ("domain", "owner"),
    [
        ("mail.firm.co.uk", "firm.co.uk"),
        ("co.uk", None),
        ("example", None),
        ("firm.example", "firm.example"),
        ("club.onmicrosoft.com", "club.onmicrosoft.com"),
        ("www.ck", "www.ck"),
        ("a.b.ck", "a.b.ck"),
        ("b.ck", None),
        ("x.github.io", "x.github.io"),
    ],
)
def test_the_organisation_of_a_domain(domain: str, owner: str | None) -> None:
    assert registered_domain(domain) == owner


@pytest.mark.parametrize(
    ("domain", "strict", "same"),
    [
        ("firm.example", True, True),
        ("mail.firm.example", False, True),
        ("mail.firm.example", True, False),
        ("evilfirm.example", False, False),
        ("example", False, False),
        ("", False, False),
    ],
)
def test_alignment_with_firm_example(domain: str, *, strict: bool, same: bool) -> None:
    """RFC 7489, section 3.1."""
    assert aligned(domain, "firm.example", strict=strict) is same
