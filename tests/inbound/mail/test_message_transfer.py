"""How a text is packed is read as programs mean it (I1): encodings with something behind them, texts with a name."""

from base64 import b64encode

import pytest

from app.inbound.mail.message import read_message

WORDS = "We met twice, 1h each."


@pytest.mark.parametrize("said", ["base64", "base64 ", "base64;", "BASE64 (as sent)", "(x) base64"])
def test_base64_is_undone_whatever_stands_beside_the_word(said: str) -> None:
    assert _read(f"Content-Transfer-Encoding: {said}", b64encode(WORDS.encode()).decode()) == WORDS


@pytest.mark.parametrize("said", ["quoted-printable", "Quoted-Printable;", "quoted-printable (x)"])
def test_quoted_printable_is_undone_whatever_stands_beside_the_word(said: str) -> None:
    assert _read(f"Content-Transfer-Encoding: {said}", WORDS.replace(",", "=2C")) == WORDS


@pytest.mark.parametrize("said", ["7bit", "8bit;", "", "nonsense", "x-unknown (!)"])
def test_any_other_word_leaves_the_text_as_it_is(said: str) -> None:
    assert _read(f"Content-Transfer-Encoding: {said}", WORDS) == WORDS


def test_an_inline_text_with_a_file_name_is_the_body_where_there_is_no_other() -> None:
    """Gateways and Exchange write `ATT00001.txt`."""
    assert _mixed('inline; filename="ATT00001.txt"') == WORDS


def test_beside_another_text_it_is_an_attachment() -> None:
    assert _mixed('inline; filename="notes.txt"', before="Nothing this month.") == "Nothing this month."


def test_an_attachment_is_never_the_body() -> None:
    assert _mixed('attachment; filename="ATT00001.txt"') == ""


def _read(header: str, body: str) -> str:
    raw = f"From: dan@firm.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n{header}\r\n\r\n{body}\r\n"
    return (read_message(raw.encode()).text or "").strip()


def _mixed(disposition: str, before: str = "") -> str:
    parts = [f"Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: {disposition}\r\n\r\n{WORDS}"]
    if before:
        parts.insert(0, f"Content-Type: text/plain\r\n\r\n{before}")
    parts.append("Content-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA")
    body = "".join(f"--b\r\n{part}\r\n" for part in parts)
    head = "From: dan@firm.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    raw = f"{head}{body}--b--\r\n"
    return (read_message(raw.encode()).text or "").strip()
