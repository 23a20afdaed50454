"""The reply with the words marked on which its reading stands (I3)."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.contract import Evidence
from app.reading.marked import Piece, marked

TEXT = "1.5h zoom with Kate, emails 30 min"


def test_the_words_of_a_fact_stand_in_a_piece_of_their_own() -> None:
    assert marked(TEXT, [Evidence("hours.by_mode.video", "1.5h zoom")]) == (
        Piece("1.5h zoom", ("hours.by_mode.video",)),
        Piece(" with Kate, emails 30 min"),
    )


def test_words_of_several_facts_name_all_of_them() -> None:
    pieces = marked(TEXT, [Evidence("hours", "1.5h zoom"), Evidence("meetings", "zoom with Kate")])
    assert [piece.fields for piece in pieces] == [("hours",), ("hours", "meetings"), ("meetings",), ()]


def test_words_that_are_not_in_the_reply_mark_nothing() -> None:
    assert marked(TEXT, [Evidence("hours", "three"), Evidence("hours", "")]) == (Piece(TEXT),)


def test_an_empty_reply_has_no_pieces() -> None:
    assert marked("", [Evidence("hours", "x")]) == ()


@given(st.text(), st.lists(st.text(max_size=5), max_size=5))
def test_the_pieces_join_to_the_reply_again(text: str, words: list[str]) -> None:
    assert "".join(piece.text for piece in marked(text, [Evidence("f", each) for each in words])) == text
