"""Colours that can be read, whatever a tenant has chosen (U5, WCAG 2.2 1.4.3)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outbound.letter.look import ACCENT, NIGHT, PAPER, PLAIN, READABLE, contrast, is_colour, look_in, readable_on
from app.outbound.letter.mail import MailKind
from app.portal.gallery.cast import ENGLISH
from app.portal.gallery.samples import SAMPLES

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TEXT = {"#1d2226": "#e8eaec", "#55606a": "#a9b2b9", "#4a545c": "#b9c1c8"}
"""Every colour of letters by day, and what takes its place by night."""


def test_black_on_white_has_the_most_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours)
def test_every_colour_becomes_one_that_can_be_read_by_day_and_by_night(colour: str) -> None:
    look = look_in(colour)
    assert contrast(look.accent, PAPER) >= READABLE
    assert contrast(look.accent_at_night, NIGHT) >= READABLE
    assert is_colour(look.accent)
    assert is_colour(look.accent_at_night)


def test_a_colour_that_can_be_read_stays_as_it_was_chosen() -> None:
    assert look_in("#8a1f3d").accent == "#8a1f3d"
    assert readable_on(NIGHT, "#ffd700") == "#ffd700"


def test_a_pale_colour_is_darkened_no_more_than_needed() -> None:
    darker = look_in("#ffd700").accent
    assert READABLE <= contrast(darker, PAPER) < READABLE + 0.5


def test_who_has_chosen_nothing_gets_the_colours_of_the_product() -> None:
    assert look_in(None) == PLAIN
    assert contrast(PLAIN.accent, PAPER) >= READABLE
    assert contrast(PLAIN.accent_at_night, NIGHT) >= READABLE


def test_all_other_letters_of_a_mail_can_be_read_by_day_and_by_night() -> None:
    html = SAMPLES[MailKind.QUESTION](ENGLISH).html
    day, night = (set(re.findall(r"(?<!-)color: ?(#\w{6})", part)) for part in (html.partition("<body")[2], html))
    assert day <= {*TEXT, ACCENT, PAPER}  # the preview that lists show is hidden, white on white
    assert {*TEXT.values()} <= night
    assert all(contrast(one, PAPER) >= READABLE and contrast(other, NIGHT) >= READABLE for one, other in TEXT.items())


@pytest.mark.parametrize("text", ["", "red", "#FFF", "#ffff", "#12345g", "#123456;", "rgb(0,0,0)", "#1f5c7a\n"])
def test_only_six_figures_are_a_colour(text: str) -> None:
    """It is written into a style sheet."""
    assert not is_colour(text)


def test_the_colour_marks_lines_links_and_the_head_of_the_mail() -> None:
    branded = ENGLISH.wearing(look_in("#8a1f3d"))
    html = SAMPLES[MailKind.CHECKIN](branded).html
    assert "border-top:4px solid #8a1f3d" in html
    assert "border-left: 3px solid #8a1f3d" in html
    assert ACCENT not in html
    assert "color: #8a1f3d" in SAMPLES[MailKind.SIGN_IN](branded).html
