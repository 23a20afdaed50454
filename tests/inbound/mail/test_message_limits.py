"""The bounds of a mail: 35 MB, 512 kB of headers, 500 parts, depth 50."""

import pickle

import pytest

from app.inbound.mail.message import Unreadable, UnreadableMail, read_message


def refused(raw: bytes) -> Unreadable:
    with pytest.raises(UnreadableMail) as refusal:
        read_message(raw)
    return refusal.value.reason


def flat(parts: int) -> bytes:
    part = b"--edge\r\nContent-Type: text/plain\r\n\r\n2 hours\r\n"
    return b"Content-Type: multipart/mixed; boundary=edge\r\n\r\n" + part * parts + b"--edge--\r\n"


def nested(depth: int) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return opening + b"Content-Type: text/plain\r\n\r\n2 hours\r\n"


def attached_mails(depth: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: x\r\n\r\n2 hours"


def test_ten_thousand_parts_are_refused_by_name() -> None:
    assert refused(flat(10_000)) is Unreadable.TOO_MANY_PARTS


def test_a_digest_of_a_hundred_parts_is_read() -> None:
    assert "2 hours" in (read_message(flat(100)).text or "")


def test_deep_nesting_is_refused_by_name() -> None:
    assert refused(nested(1_500)) is Unreadable.TOO_DEEP


def test_mails_attached_to_mails_count_as_nesting() -> None:
    assert refused(attached_mails(200)) is Unreadable.TOO_DEEP
    assert refused(attached_mails(5_000)) is Unreadable.TOO_DEEP


def test_nesting_within_the_bound_is_read() -> None:
    assert "2 hours" in (read_message(nested(20)).text or "")


def test_a_mail_over_thirty_five_megabytes_is_refused_by_name() -> None:
    assert refused(b"Subject: x\r\n\r\n" + b"x" * 35_000_000) is Unreadable.TOO_LARGE


def test_headers_without_end_are_refused_by_name() -> None:
    assert refused(b"Subject: " + b"x" * 600_000) is Unreadable.HEADERS_TOO_LARGE


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n \n", b"\x00\x00"])
def test_nothing_is_refused_by_name(raw: bytes) -> None:
    assert refused(raw) is Unreadable.EMPTY


def test_a_refusal_says_what_and_how_much() -> None:
    with pytest.raises(UnreadableMail, match="the mail cannot be read: it has more than 500 parts"):
        read_message(flat(501))


def test_a_refusal_survives_the_way_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(UnreadableMail(Unreadable.TOO_DEEP, "deep")))
    assert (copy.reason, str(copy)) == (Unreadable.TOO_DEEP, "the mail cannot be read: deep")


@pytest.mark.parametrize("raw", [nested(1_500), attached_mails(800), flat(10_000)])
def test_far_over_the_bounds_is_refused_as_well(raw: bytes) -> None:
    assert refused(raw)
