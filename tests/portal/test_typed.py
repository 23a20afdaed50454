"""Free text from forms: nothing reaches the records that a person cannot have typed."""

from hypothesis import given
from hypothesis import strategies as st

from app.portal.typed import typed


def test_control_characters_go_and_lines_stay() -> None:
    assert typed({"note": "\x00Dan\x1b[2J called\r\non 2 June\x9b. "}, "note", 100) == "Dan[2J called\non 2 June."


def test_a_field_that_is_missing_is_empty() -> None:
    assert typed({}, "note", 100) == ""


@given(st.text(max_size=60))
def test_any_text_can_be_stored_and_is_no_longer_than_its_field(words: str) -> None:
    kept = typed({"note": words}, "note", 20)
    assert len(kept) <= 20
    assert "\x00" not in kept.encode().decode()
