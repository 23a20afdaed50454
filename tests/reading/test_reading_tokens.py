"""Tokens keep their places, so that evidence is always the person's own words."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.contract import Reply, ReplyLine
from app.reading.words.names import Names
from app.reading.words.sentences import sentences
from app.reading.words.tokens import fold, tokenize


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80))
def test_a_token_is_a_piece_of_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


def test_accents_case_and_apostrophes_do_not_matter() -> None:
    assert [token.text for token in tokenize("D’HEURE Didn't déjà")] == ["d", "heure", "didnt", "deja"]


def test_a_compound_is_two_words_and_a_range_keeps_its_mark() -> None:
    assert [token.text for token in tokenize("in-person 1-hour 6-7pm")] == [
        "in",
        "person",
        "1",
        "hour",
        "6",
        "-",
        "7",
        "pm",
    ]


def said(text: str) -> list[str]:
    lines = tuple(ReplyLine(line) for line in text.split("\n"))
    return [sentence.text for sentence in sentences(Reply(lines), Names({}, 0))]


def test_list_numbers_and_bullets_are_no_words() -> None:
    assert said("1. Yes, once\n2) 1 hour\n- by phone") == ["Yes, once", "1 hour", "by phone"]


def test_a_point_inside_a_number_or_an_abbreviation_ends_nothing() -> None:
    assert said("2.5 hours at 6 p.m. on Sept. 3. Fine.") == ["2.5 hours at 6 p.m. on Sept. 3", "Fine"]


def test_a_line_cut_by_the_mail_program_is_put_together() -> None:
    text = "We met twice in May at the library near her office, an hour\neach time."
    assert said(text) == ["We met twice in May at the library near her office, an hour each time"]
