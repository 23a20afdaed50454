"""Without an SMTP conversation, the headers of a mail say for whom it is."""

from app.inbound.ways_in.addressed import addresses_in


def test_every_address_is_found_once_those_of_delivery_first() -> None:
    raw = (
        b"Received: from a by b for <key@reply.example>; Mon, 1 Jun 2026 09:00:00 -0600\r\n"
        b"To: Programme <programme@reply.example>, key@reply.example\r\n"
        b"Delivered-To: box@example.org\r\n\r\nfor <x@y>\r\n"
    )
    assert addresses_in(raw) == ("box@example.org", "programme@reply.example", "key@reply.example")


def test_a_mail_addressed_to_thousands_is_cut() -> None:
    many = b", ".join(b"a%d@example.org" % number for number in range(5000))
    assert len(addresses_in(b"To: " + many + b"\r\n\r\n")) == 100


def test_a_mail_without_headers_is_for_nobody() -> None:
    assert [addresses_in(raw) for raw in (b"", b"\r\n\r\n", b"no header at all", b"\xff\xfe\x00" * 300)] == [()] * 4


def test_brackets_without_an_end_keep_nobody_from_their_mail() -> None:
    """Nothing is lost (I9): what raised here was tried again by providers until they dropped it."""
    raw = b"To: " + b"(" * 5000 + b", key@reply.example\r\n\r\n"
    assert "key@reply.example" in addresses_in(raw)


def test_an_address_in_single_quotes_is_one() -> None:
    assert "key@reply.example" in addresses_in(b"To: 'key@reply.example'\r\n\r\n")
