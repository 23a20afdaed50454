"""The vocabularies: the same ideas in every language, and every question fit to be asked."""

import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

import app.reading.words.lexicon
from app.reading.words.lexicon import lexicon, wording

FOLDER = Path(app.reading.words.lexicon.__file__).parent / "vocabulary"
GIVEN = {
    *("words", "total", "parts", "first", "second", "partners", "month", "hours"),
    *("item", "items", "low", "high", "choices"),
}


def vocabulary(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("part", ["labels", "questions"])
def test_what_we_print_exists_in_both_languages(part: str) -> None:
    assert vocabulary("en")[part].keys() == vocabulary("fr")[part].keys()


def test_every_sentence_pattern_exists_in_both_languages() -> None:
    assert vocabulary("en")["patterns"].keys() == vocabulary("fr")["patterns"].keys()


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_a_question_asks_only_for_words_that_are_given(locale: str) -> None:
    for text in wording(locale).questions.values():
        assert {field for _, field, _, _ in string.Formatter().parse(text) if field} <= GIVEN


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_questions_are_calm(locale: str) -> None:
    assert not any("!" in text for text in wording(locale).questions.values())


def test_a_language_we_do_not_have_is_english() -> None:
    assert wording("de-DE") == wording("en-CA")


def test_each_word_of_the_pattern_language_is_a_whole_word() -> None:
    paused = lexicon().patterns["paused"]
    assert paused.search(" it is on hold now ")
    assert not paused.search(" it is on holding now ")


def test_a_mode_that_names_a_session_counts_sessions() -> None:
    words = lexicon().phrases
    sessions = {phrase for entries in words.values() for phrase, category, _ in entries if category == "session"}
    modes = {phrase for entries in words.values() for phrase, category, _ in entries if category == "mode"}
    plural = {phrase for phrase in modes if phrase[0] in {"appels", "calls", "rencontres", "visites"}}
    assert plural <= sessions
