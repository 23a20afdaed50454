"""Marks that dictation wrote out as words: `two hours period in person comma`, `deux heures virgule une en visio`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.reading.words.small_words import small_words
from app.reading.words.tokens import Token

_COMMA, _PERIOD = small_words("dictated_comma"), small_words("dictated_period")
_NO_MARK_BEHIND = small_words("no_mark_behind")
_IN_FIGURE = small_words("dictated_in_a_figure")
_UNITS = small_words("hour_units", "minute_units", "minute")
_WRITTEN = frozenset(",.;!?")


def with_marks(tokens: Sequence[Token], numbers: Mapping[str, str], months: Mapping[str, str]) -> tuple[Token, ...]:
    """The tokens of a line with the marks that were dictated; as they are where the line has marks of its own.

    `numbers` and `months` are the words for them and what they mean: in `the May period` no mark was dictated.
    """
    tokens = _with_figures(tokens, numbers)
    if any(token.text in _WRITTEN for token in tokens):
        return tokens
    behind = ("", *(token.text for token in tokens))
    kept = _NO_MARK_BEHIND | months.keys() | {""}
    return tuple(
        token if before in kept else _as_mark(token, before) for before, token in zip(behind, tokens, strict=False)
    )


def _as_mark(token: Token, before: str) -> Token:
    """The mark; a period behind a length parts nothing: `two hours period in person`."""
    if token.text in _COMMA:
        return replace(token, text=",")
    return replace(token, text=".") if token.text in _PERIOD and before not in _UNITS else token


def _with_figures(tokens: Sequence[Token], numbers: Mapping[str, str]) -> tuple[Token, ...]:
    """`deux virgule cinq heures`, `two point five hours`: one figure."""
    out: list[Token] = []
    for token in tokens:
        digits = numbers.get(token.text, "")
        whole = numbers.get(out[-2].text, "") if len(out) > 1 and out[-1].text in _IN_FIGURE else ""
        if whole and len(digits) == 1:
            first = out[-2]
            out[-2:] = [Token(f"{whole}.{digits}", first.start, token.end, is_number=True)]
        else:
            out.append(token)
    return tuple(out)
