"""Quoting what people wrote: every line, bounded, with nothing invisible in it."""

from hypothesis import given
from hypothesis import strategies as st

from app.outbound.letter.quoted import quoted_lines


def test_lines_are_kept_and_the_empty_space_around_them_is_not() -> None:
    assert quoted_lines("\r\n1.5h zoom  \r\n\r\nall good\r\n") == ("1.5h zoom", "", "all good")


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert quoted_lines("abcdefgh", limit=5) == ("abcd…",)
    assert quoted_lines("abcde", limit=5) == ("abcde",)


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert quoted_lines("a\x00b\x1bc\x7fd\ud800e\tf") == ("abcde\tf",)


def test_nothing_written_is_one_empty_line() -> None:
    assert quoted_lines(" \n ") == ("",)


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_no_line_breaks_and_never_more_than_the_limit(words: str, limit: int) -> None:
    lines = quoted_lines(words, limit)
    assert sum(map(len, lines)) <= limit
    assert all(len(line.splitlines()) <= 1 for line in lines)
    "\n".join(lines).encode()
