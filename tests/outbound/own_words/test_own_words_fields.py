"""How own words are taken apart and filled in: only a known `{name}` is a field, everything else is letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.outbound.own_words.fields import as_format, as_typed, nearest, taken_apart

MONTH = {"month": "May"}


def filled(words: str, *, html: bool = False, **always: str) -> str:
    form = as_format(words, ["month"], always, html=html)
    assert form is not None
    return str((Markup(form) if html else form) % MONTH)


def test_a_field_is_filled_in() -> None:
    assert filled("How was {month}?") == "How was May?"


@pytest.mark.parametrize(
    "words",
    [
        "100 % sure, 50%",
        "%(month)s and %s and %d",
        "%%",
        "{{ 7 * 7 }}",
        "{% for x in y %}{% endfor %}",
        "{# no comment #}",
        "C:\\new\\table",
        "a $month and ${month",
    ],
)
def test_other_marks_are_only_letters(words: str) -> None:
    """Jinja, percent and shell syntax are inert."""
    written = as_format(words.replace("${month", "$month"), [], {}, html=False)
    assert written is not None
    assert written % {} == words.replace("${month", "$month")


def test_in_html_the_words_are_escaped_and_lines_broken() -> None:
    assert filled("<b>{month}</b> & more\n\nBye", html=True) == ("&lt;b&gt;May&lt;/b&gt; &amp; more<br />\n<br />\nBye")


def test_a_name_with_braces_percent_signs_or_tags_is_not_expanded() -> None:
    name = "100% {month} {{ x }} %(month)s <i>"
    assert filled("Dear {first_name}, {month}", first_name=name) == f"Dear {name}, May"
    assert filled("{first_name}", html=True, first_name="<i>{month}") == "&lt;i&gt;{month}"


def test_without_a_value_there_are_no_words() -> None:
    assert as_format("Call {phone}.", [], {"phone": ""}, html=False) is None
    assert as_format("Call {phone}.", [], {}, html=False) is None


def test_our_sentences_are_shown_as_they_are_typed() -> None:
    assert as_typed("%(month)s is 100%% done") == "{month} is 100% done"


@pytest.mark.parametrize("words", ["{month", "month}", "a { b", "{}", "{ }", "}{", "{mon\nth}"])
def test_a_brace_that_stands_alone_is_found(words: str) -> None:
    assert taken_apart(words).broken != ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Month", "month"), ("mnth", "month"), ("months", "month"), ("mois", "month"), ("prenom", "first_name")],
)
def test_a_misspelt_or_french_name_leads_to_the_field(typed: str, meant: str) -> None:
    assert nearest(typed, ["month", "partners", "first_name"]) == meant


def test_a_name_that_is_far_from_all_leads_nowhere() -> None:
    assert nearest("invoice_total", ["month", "partners"]) is None


@given(st.text())
def test_no_words_make_the_filling_in_fail(words: str) -> None:
    """Whatever was saved, a mail goes out: with the words, or with ours."""
    for html in (False, True):
        form = as_format(words, ["month"], {"first_name": "Dan"}, html=html)
        if form is not None:
            assert isinstance((Markup(form) if html else form) % MONTH, str)


@given(st.text(alphabet=st.characters(exclude_characters="{}\r")))
def test_words_without_braces_come_out_as_they_went_in(words: str) -> None:
    form = as_format(words, [], {}, html=False)
    assert form is not None
    assert form % {} == words
