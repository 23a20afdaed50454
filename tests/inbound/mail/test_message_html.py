"""HTML mail as lines of text."""

import pytest

from app.inbound.mail.html_text import html_to_text


def lines(source: str) -> list[str]:
    return [line for line in html_to_text(source).split("\n") if line.strip()]


def test_blocks_and_breaks_make_lines() -> None:
    assert lines("<div>one</div><p>two<br>three</p>four") == ["one", "two", "three", "four"]


def test_a_table_row_is_one_line_with_tabs() -> None:
    table = (
        "<table><tr><td>Email (hrs)</td><td>0.5</td></tr><tr><td><p>Phone</p></td><td><p>&nbsp;</p></td></tr></table>"
    )
    assert lines(table) == ["Email (hrs)\t0.5", "Phone"]


def test_a_layout_table_is_no_row() -> None:
    assert lines("<table><tr><td>logo</td><td>Dan Roy<br>Engineer</td></tr></table>") == ["logo", "Dan Roy", "Engineer"]


def test_quoted_lines_carry_a_mark_for_each_quote() -> None:
    quoted = "new<blockquote>old<blockquote>older</blockquote></blockquote>new"
    assert lines(quoted) == ["new", "> old", "> > older", "new"]


def test_an_indented_paragraph_is_no_quote() -> None:
    assert lines('<blockquote style="margin:0 0 0 40px;border:none">2 hours</blockquote>') == ["2 hours"]


def test_numbered_items_keep_their_numbers_and_bullets_vanish() -> None:
    assert lines("<ol><li>Yes</li><li>2 hours</li></ol><ul><li>phone</li></ul>") == ["1. Yes", "2. 2 hours", "phone"]


def test_what_is_not_shown_is_left_out() -> None:
    hidden = "<style>p{}</style><script>x()</script><!-- c --><div style='display:none'>preheader<br>more</div>shown"
    assert lines(hidden) == ["shown"]


def test_a_signature_that_the_mail_program_marks_is_delimited() -> None:
    assert lines('<div>2 hours</div><div class="gmail_signature">Dan</div>') == ["2 hours", "-- ", "Dan"]


def test_words_paragraphs_have_no_empty_lines_between() -> None:
    assert html_to_text("<p class=MsoNormal>one</p><p class=MsoNormal>two</p>").strip() == "one\ntwo"


@pytest.mark.parametrize("source", ["", "<", "<table><td>x", "</div></td>x", "<a href='", "&#xfffffff;x", "\x00<p>x"])
def test_broken_html_never_raises(source: str) -> None:
    assert isinstance(html_to_text(source), str)


@pytest.mark.parametrize("tag", ["<div>", "<blockquote>", "<table><tr><td>", "<b>"])
def test_hostile_nesting_keeps_the_words(tag: str) -> None:
    assert "2 hours" in html_to_text(tag * 200 + "2 hours")
    assert isinstance(html_to_text(tag * 20_000 + "2 hours"), str)
