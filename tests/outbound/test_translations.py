"""Every sentence has its French (I10): marked, translated, current, and set as Canadian French is."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from app.outbound.letter.render import TEMPLATES
from app.translations.update import french, sentences, updated

NBSP = "\N{NO-BREAK SPACE}"


def _messages(catalogue: Catalog) -> dict[str, Message]:
    return {_english(message): message for message in catalogue if message.id}


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _french(message: Message) -> tuple[str, ...]:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(form or "" for form in forms if not isinstance(form, list))


TRANSLATED = _messages(french())


def test_every_sentence_in_the_product_has_its_french() -> None:
    without = [
        english
        for english in _messages(sentences())
        if english not in TRANSLATED or TRANSLATED[english].fuzzy or not all(_french(TRANSLATED[english]))
    ]
    assert without == [], "run `python -m app.translations.update` and write the French of these"


def test_the_file_holds_no_sentence_that_is_gone() -> None:
    assert sorted(set(TRANSLATED) - set(_messages(sentences()))) == []


def test_updating_keeps_the_french_there_is(tmp_path: Path) -> None:
    file = tmp_path / "messages.po"
    file.write_text(updated(french(), sentences()), encoding="utf-8")
    again = _messages(french(file))
    assert {english: _french(message) for english, message in again.items()} == {
        english: _french(message) for english, message in TRANSLATED.items()
    }


def test_a_new_sentence_comes_in_without_french_and_an_old_one_goes_out() -> None:
    current, translated = Catalog(), Catalog(locale="fr")
    current.add("New words.")
    current.add("Kept words.")
    translated.add("Kept words.", "Mots gardés.")
    translated.add("Old words.", "Anciens mots.")
    file = updated(translated, current)
    assert 'msgid "New words."\nmsgstr ""' in file
    assert 'msgid "Kept words."\nmsgstr "Mots gardés."' in file
    assert "Old words." not in file


@pytest.mark.parametrize("english", TRANSLATED)
def test_the_french_names_the_same_placeholders(english: str) -> None:
    placeholders = sorted(set(re.findall(r"%\(\w+\)s", english)))
    for words in _french(TRANSLATED[english]):
        assert sorted(set(re.findall(r"%\(\w+\)s", words))) == placeholders
        assert words % {name[2:-2]: "x" for name in placeholders}


@pytest.mark.parametrize("english", TRANSLATED)
def test_the_french_is_set_as_canadian_french_is(english: str) -> None:
    for words in _french(TRANSLATED[english]):
        assert re.findall(r"[^\N{NO-BREAK SPACE}]:", words) == [], "a no-break space before a colon"
        assert re.findall(r"\s[;!?]", words) == [], "no space before ; ! ?"
        assert re.findall(r"«[^\N{NO-BREAK SPACE}]|[^\N{NO-BREAK SPACE}]»", words) == [], "« words »"
        assert re.findall("['\"“”]", words) == [], "’ and « », not the English marks"


@pytest.mark.parametrize("english", TRANSLATED)
def test_the_french_elides_nothing_before_a_name(english: str) -> None:
    """`de %(name)s` would be wrong before Anne, `d'%(name)s` before Paul: such sentences are put another way."""
    for words in _french(TRANSLATED[english]):
        assert re.findall(r"\b(?:de|que|le|la|se|ne|jusque) %\((?!day|time)\w+\)s|’%\(", words) == []


def test_a_template_holds_no_words_of_its_own() -> None:
    for file in sorted(TEMPLATES.rglob("*.*")):
        bare = re.sub(
            r"(?s)<mj-style.*?</mj-style>|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", file.read_text(encoding="utf-8")
        )
        assert re.findall(r"[^\W\d_]+", bare) == [], file.name
