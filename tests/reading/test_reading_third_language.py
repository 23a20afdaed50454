"""A third language is data: files beside those of English and French, and no code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.reading.words.lexicon import Tag, lexicon, wording
from app.reading.words.small_words import VOCABULARY, small_words
from app.reading.words.tokens import fold, tokenize

ROOT = VOCABULARY.parents[3]
WORDS = """
[words.number]
2 = ["dos"]
3 = ["tres"]
[words.unit]
60 = ["hora", "horas"]
1 = ["minuto", "minutos"]
[words.month]
1 = ["enero"]
5 = ["mayo"]
[words.mode]
phone = ["por teléfono"]
[words.session]
verb = ["hablamos"]
[words.no]
yes = ["nada de"]
[label_words.label]
total = ["horas en total"]
[patterns]
paused = ["@they (está|esta) de pausa (en @month)? @end"]
[labels]
total = "Horas en {month}"
months = ["enero", "mayo"]
[questions]
blank = "¿Cuántas horas fueron?"
"""
SMALL = """
[small]
and = ["y"]
they = ["ella"]
ends_a_clause = ["pero"]
"""
READ = """
import sys
from app.reading import read_reply
from app.reading.contract import Reply, ReplyLine
from tests.reading.answered_checkin import context

for text in sys.argv[1:]:
    reading = read_reply(Reply((ReplyLine(text),)), context(), None)
    hours = reading.hours.by_mode if reading.hours else {}
    print(reading.status.value, *(f"{mode} {amount}" for mode, amount in hours.items()))
"""
SAID = ("Hablamos dos horas por teléfono.", "Tres horas y 15 minutos", "Ella está de pausa.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The vocabulary, with a little Spanish beside."""
    shutil.copytree(VOCABULARY, tmp_path / "vocabulary")
    (tmp_path / "vocabulary" / "es.toml").write_text(WORDS, "utf-8")
    (tmp_path / "vocabulary" / "small.es.toml").write_text(SMALL, "utf-8")
    return tmp_path / "vocabulary"


def tags(folder: Path, text: str) -> list[Tag]:
    return [tag for here in lexicon(folder).tags(tokenize(text)) for tag in here]


def read_with(code: Path) -> list[str]:
    """What a process of its own reads, with `app.reading` from the folder."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(code), str(ROOT)))}
    command = [sys.executable, "-c", READ, *SAID]
    done = subprocess.run(command, env=environment, cwd=code, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """The code that reads, alone, as it is."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").touch()
    shutil.copytree(VOCABULARY.parents[1], tmp_path / "app" / "reading")
    return tmp_path


def test_with_its_files_alone_replies_in_it_are_read(code: Path) -> None:
    assert read_with(code) == ["unknown", "unknown", "unknown"]
    vocabulary = code / "app" / "reading" / "words" / "vocabulary"
    (vocabulary / "es.toml").write_text(WORDS, "utf-8")
    (vocabulary / "small.es.toml").write_text(SMALL, "utf-8")
    assert read_with(code) == ["continuing phone 2", "continuing unspecified 3.25", "paused"]


def test_its_words_are_known_beside_those_of_the_others(folder: Path) -> None:
    text = "dos horas en mayo, two hours"
    said = [(tag.category, tag.value) for tag in tags(folder, text) if tag.category in {"number", "unit", "month"}]
    assert said == [("number", "2"), ("unit", "60"), ("month", "5"), ("number", "2"), ("unit", "60")]
    assert not [tag for tag in tags(VOCABULARY, text) if tag.value == "5"]


def test_its_patterns_are_made_of_its_own_people_months_and_ends(folder: Path) -> None:
    paused = lexicon(folder).patterns["paused"]
    assert paused.search(f" {fold('ella está de pausa en mayo pero vuelve')} ")
    assert not paused.search(f" {fold('ella está de pausa en mayo siempre')} ")
    assert paused.search(" it is on hold now ")


def test_its_small_words_join_those_of_the_others(folder: Path) -> None:
    assert small_words("and", folder=folder) == {"and", "et", "y"}
    assert small_words("and") == {"and", "et"}


def test_what_we_print_in_it_comes_from_its_file(folder: Path) -> None:
    assert wording("es-MX", folder).questions["blank"] == "¿Cuántas horas fueron?"
    assert wording("es-MX") == wording("en-CA")
