"""Templates hold no words of their own: every sentence goes through translation (I10)."""

import re
from pathlib import Path

import app.portal

TEMPLATES = Path(app.portal.__file__).parent / "templates"
_NAMES_IN_THEIR_OWN_LANGUAGE = {"Mentorpost", "English", "Français"}


def _own_words(template: str) -> set[str]:
    bare = re.sub(r"(?s)\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", template)
    return set(re.findall(r"[^\W\d_]+", bare)) - _NAMES_IN_THEIR_OWN_LANGUAGE


def test_a_template_holds_no_words_of_its_own() -> None:
    found = {file.name: _own_words(file.read_text(encoding="utf-8")) for file in TEMPLATES.rglob("*.html")}
    assert found
    assert {name: words for name, words in found.items() if words} == {}


def test_words_outside_translation_would_be_found() -> None:
    assert _own_words('<p>{{ _("Fine") }} Forgotten</p>') == {"Forgotten"}
