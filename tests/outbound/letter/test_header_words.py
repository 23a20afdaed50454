"""Words on their way into a header: one line, shown as they are, nothing that acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.letter.header_words import header_words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Dan\r\nBcc: eve@example.org", "Dan Bcc: eve@example.org"),
        ("Dan\x00Roy", "Dan Roy"),
        ("Dan\u2028Roy\u2029\x85\x0b\x0cx", "Dan Roy x"),
        ("\u202egnp.exe\u202c Dan", "gnp.exe Dan"),
        ("=?utf-8?q?a=0aBcc:_x?=", "= ?utf-8?q?a=0aBcc:_x?="),
        ('Zoë 👩\u200d👧 O\'Neil "Z"', 'Zoë 👩\u200d👧 O\'Neil "Z"'),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("   ", ""),
        ("\u00ad\u200b\ufeffDan", "Dan"),
    ],
)
def test_the_line_is_what_a_reader_sees(words: str, line: str) -> None:
    assert header_words(words, 100) == line


def test_what_is_too_long_is_cut_with_an_ellipsis() -> None:
    assert header_words("x" * 1000, 100) == "x" * 99 + "…"


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_words_become_one_printable_line(words: str) -> None:
    line = header_words(words, 100)
    assert len(line) <= 100
    assert len(line.splitlines()) <= 1
    assert "=?" not in line
    line.encode()
