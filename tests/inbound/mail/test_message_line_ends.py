"""A bare CR makes no header: what servers and signatures take for one line is one line to us too."""

import time

import pytest

from app.inbound.mail.message import read_message


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: a\rFrom: dan@example.org\r\nFrom: eve@example.org",
        b"From: eve@example.org\r\nSubject: a\rFrom: dan@example.org",
        b"From: eve@example.org\nSubject: a\rFrom: dan@example.org",
        b"From: eve@example.org\r\nX-A: b\r\rReply-To: dan@example.org\r\nSubject: a",
        b"X-A: b\r \rFrom: dan@example.org\r\nFrom: eve@example.org\r\nSubject: a",
    ],
)
def test_a_bare_cr_makes_no_header(head: bytes) -> None:
    message = read_message(head + b"\r\n\r\n2 h\r\n")
    assert [address for _, address in message.senders] == ["eve@example.org"]
    assert message.from_count == 1
    assert "reply-to" not in message.headers
    assert message.text == "2 h\n"


def test_two_bare_crs_do_not_end_the_header() -> None:
    message = read_message(b"From: eve@example.org\r\nSubject: a\r\r40 hours\r\n\r\n2 h\r\n")
    assert message.text == "2 h\n"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"], ids=["CR LF", "LF", "CR", "CR CR LF"])
def test_a_mail_that_ends_all_its_lines_in_one_way_is_read(end: bytes) -> None:
    message = read_message(end.join([b"From: dan@example.org", b"Subject: Re: May", b"", b"2 h", b""]))
    assert ([address for _, address in message.senders], message.subject) == (["dan@example.org"], "Re: May")
    assert (message.text or "").strip() == "2 h"


def test_bare_crs_in_the_body_are_line_ends() -> None:
    """Old programs write them."""
    assert read_message(b"From: dan@example.org\r\n\r\n2 h\rphone\r\n").text == "2 h\nphone\n"


def test_half_a_megabyte_of_crs_is_read_at_once() -> None:
    began = time.process_time()
    message = read_message(b"From: dan@example.org\r\nSubject: " + b"\r" * 400_000 + b"x\r\n\r\n2 h\r\n")
    assert message.subject == "x"
    assert time.process_time() - began < 2
