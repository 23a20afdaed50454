"""Reading the bytes of a mail into a value."""

from datetime import UTC, datetime, timedelta

import pytest

from app.inbound.mail.message import Message, read_message


def mail(*headers: str, body: bytes = b"2 hours by phone") -> bytes:
    return "\r\n".join(headers).encode() + b"\r\n\r\n" + body


def plain(charset: str, body: bytes, encoding: str = "8bit") -> Message:
    return read_message(
        mail(
            "From: Dan Roy <dan@example.org>",
            f'Content-Type: text/plain; charset="{charset}"',
            f"Content-Transfer-Encoding: {encoding}",
            body=body,
        )
    )


def multipart(kind: str, *parts: str) -> bytes:
    inner = "".join(f"--edge\r\n{part}\r\n" for part in parts)
    return mail(f'Content-Type: {kind}; boundary="edge"', body=f"{inner}--edge--\r\n".encode())


def test_who_wrote_what_and_when_is_read_with_names_decoded() -> None:
    message = read_message(
        mail(
            "From: =?utf-8?q?R=C3=A9jean_C=C3=B4t=C3=A9?= <rejean@example.org>",
            "To: Programme <key@reply.example>, second@example.org",
            "Cc: third@example.org",
            "Subject: =?utf-8?q?Re=3A_Suivi_de_mai?=",
            "Date: Mon, 01 Jun 2026 09:00:40 -0500",
            "Message-ID: <a1@example.org>",
            "In-Reply-To: <sent@reply.example>",
            "References: <first@reply.example> <sent@reply.example>",
        )
    )
    assert message.senders == (("Réjean Côté", "rejean@example.org"),)
    assert message.to == (("Programme", "key@reply.example"), ("", "second@example.org"))
    assert message.cc == (("", "third@example.org"),)
    assert message.subject == "Re: Suivi de mai"
    assert message.date == datetime(2026, 6, 1, 14, 0, 40, tzinfo=UTC)
    assert message.date.utcoffset() == timedelta(hours=-5)
    assert message.message_id == "<a1@example.org>"
    assert message.in_reply_to == ("<sent@reply.example>",)
    assert message.references == ("<first@reply.example>", "<sent@reply.example>")
    assert message.text == "2 hours by phone"


def test_both_from_headers_are_told_so_that_the_mail_can_be_held() -> None:
    message = read_message(mail("From: Dan <dan@example.org>", "From: Eve <eve@example.com>"))
    assert message.from_count == 2
    assert [address for _, address in message.senders] == ["dan@example.org", "eve@example.com"]


def test_a_mail_without_a_date_has_none() -> None:
    assert read_message(mail("From: dan@example.org")).date is None


@pytest.mark.parametrize("date", ["yesterday", "Mon, 99 Foo 2026 25:61:00", "", "=?x?q?=ff?="])
def test_a_broken_date_is_no_date(date: str) -> None:
    assert read_message(mail("From: dan@example.org", f"Date: {date}")).date is None


def test_a_date_without_a_zone_counts_as_utc() -> None:
    message = read_message(mail("From: dan@example.org", "Date: Mon, 01 Jun 2026 09:00:00"))
    assert message.date == datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "1½ heures, déjà".encode()),
        ("iso-8859-1", "1½ heures, déjà".encode("latin-1")),
        ("windows-1252", "1½ heures, déjà".encode("cp1252")),
        ("us-ascii", "1½ heures, déjà".encode()),
        ("x-nobody-knows", "1½ heures, déjà".encode()),
        ("utf-8", "1½ heures, déjà".encode("cp1252")),
    ],
)
def test_words_survive_a_wrong_or_missing_charset(charset: str, body: bytes) -> None:
    assert plain(charset, body).text == "1½ heures, déjà"


def test_a_charset_that_failed_is_noted() -> None:
    assert plain("x-nobody-knows", b"2 hours").defects == ("charset 'x-nobody-knows' failed, read as utf-8",)


@pytest.mark.parametrize("charset", ["punycode", "idna", "zlib", "rot13", "utf-16", "../../etc"])
def test_no_charset_makes_reading_fail(charset: str) -> None:
    assert isinstance(plain(charset, b"2 hours \xff\xfe \x81").text, str)


def test_broken_base64_gives_what_can_be_had() -> None:
    assert (plain("utf-8", b"MiBob3Vycw=!!", "base64").text or "").startswith("2 hour")


def test_an_unknown_transfer_encoding_is_read_as_it_stands() -> None:
    assert plain("utf-8", b"2 hours", "x-rot47").text == "2 hours"


def test_flowed_text_is_joined_within_its_quote_depth() -> None:
    message = read_message(
        mail(
            'Content-Type: text/plain; charset="utf-8"; format=flowed',
            body=b"We met on May 6 \r\nfor an hour.\r\n> How \r\n> many?\r\n-- \r\nDan",
        )
    )
    assert message.text == "We met on May 6 for an hour.\n> How many?\n-- \nDan"


def test_both_alternatives_are_kept() -> None:
    message = read_message(
        multipart(
            "multipart/alternative",
            "Content-Type: text/plain\r\n\r\nplain",
            "Content-Type: text/html\r\n\r\n<b>rich</b>",
        )
    )
    assert (message.text or "").strip() == "plain"
    assert (message.html or "").strip() == "<b>rich</b>"


def test_an_attached_text_is_no_part_of_the_body() -> None:
    attached = (
        'Content-Type: text/plain; name="notes.txt"\r\nContent-Disposition: attachment; filename="../../notes.txt"'
    )
    message = read_message(
        multipart("multipart/mixed", "Content-Type: text/plain\r\n\r\n2 hours", f"{attached}\r\n\r\nApril: 6 hours")
    )
    assert (message.text or "").strip() == "2 hours"
    assert message.attachment_names == ("../../notes.txt",)


@pytest.mark.parametrize(
    "head",
    [
        'Content-Type: text/plain; name="text_0.txt"',
        "Content-Type: text/plain\r\nContent-Disposition: attachment",
        'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="reply.txt"',
        "Content-Type: text/plain\r\nContent-Disposition: inline; filename=reply.txt",
    ],
)
def test_a_mail_that_is_one_text_is_read_whatever_it_calls_itself(head: str) -> None:
    assert read_message(f"From: dan@x.example\r\n{head}\r\n\r\nHello\r\n".encode()).text == "Hello\n"


@pytest.mark.parametrize("word", ["=?utf-8?b?a?=", "=?utf-8?b?dan.example?=", "=?nope?q?=ZZ?=", "=?utf-8?x?abc?="])
@pytest.mark.parametrize("header", ["From", "To", "Cc"])
def test_a_name_whose_encoding_is_broken_costs_nobody_the_mail(header: str, word: str) -> None:
    message = read_message(f"{header}: {word} <dan@x.example>\r\n\r\nHello\r\n".encode())
    assert message.text == "Hello\n"
    assert [address for _, address in (*message.senders, *message.to, *message.cc)] == ["dan@x.example"]


@pytest.mark.parametrize(
    "to",
    [
        "Priya <k@x.example>; Kate <kate@x.example>",
        "Priya: the society <k@x.example>",
        "mailto:k@x.example",
        "k@x.example <k@x.example>",
        "<k@x.example> <k@x.example>",
    ],
)
def test_recipients_are_found_as_odd_programs_write_them(to: str) -> None:
    message = read_message(f"From: dan@x.example\r\nTo: {to}\r\n\r\nHello\r\n".encode())
    assert "k@x.example" in [address for _, address in message.to]


def test_an_attached_mail_is_no_part_of_the_body() -> None:
    inner = "Content-Type: message/rfc822\r\n\r\nSubject: old\r\n\r\nApril: 6 hours"
    message = read_message(multipart("multipart/mixed", "Content-Type: text/plain\r\n\r\n2 hours", inner))
    assert (message.text or "").strip() == "2 hours"


def test_a_body_split_around_a_picture_is_one_body() -> None:
    picture = "Content-Type: image/png\r\nContent-Disposition: inline; filename=a.png\r\n\r\nxx"
    message = read_message(
        multipart(
            "multipart/mixed",
            "Content-Type: text/plain\r\n\r\n2 hours",
            picture,
            "Content-Type: text/plain\r\n\r\nby phone",
        )
    )
    assert (message.text or "").split() == ["2", "hours", "by", "phone"]


def test_a_multipart_without_its_boundary_is_still_read() -> None:
    message = read_message(
        mail("Content-Type: multipart/alternative", body=b"--longboundary1\r\nContent-Type: text/plain\r\n\r\n2 hours")
    )
    assert (message.text or "").strip().startswith("2 hours")


def test_a_mail_of_pictures_only_has_no_text_and_is_no_error() -> None:
    message = read_message(mail("Content-Type: image/png", body=b"x"))
    assert message.text is None
    assert message.html is None


def test_the_machine_readable_report_of_a_bounce_is_kept() -> None:
    report = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; dan@example.org\r\nStatus: 5.1.1\r\n"
    )
    message = read_message(multipart("multipart/report; report-type=delivery-status", report))
    assert message.report_type == "delivery-status"
    assert "Status: 5.1.1" in message.reports["message/delivery-status"]
