"""The vocabularies, loaded once: words by category, and sentence patterns.

A language is one file in `vocabulary/`, with others beside it for single matters (`asked.en.toml`); a file holds the
tables it needs. Every reply is read with all of them: people answer in the language they like.

The patterns are written in a small language: `(a|b)` one of several, `(a|b)?` perhaps, `~` up to four words between,
`word*` with any ending, `@they` the partner by name or pronoun, `@month` any month, `@number` a figure, `@start` that
nothing was said before in the sentence, `@end` that nothing more is said in the clause. They match whole words.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.reading.words.misspelt import misspelt
from app.reading.words.small_words import VOCABULARY, one_of
from app.reading.words.tokens import Token, tokenize

Phrase = tuple[tuple[str, ...], str, str]
Phrases = Mapping[tuple[str, ...], tuple[Phrase, ...]]
"""Phrases by their first two words, or by the only one; the longest first."""

_PIECE = re.compile(r"[()|?]|~|\s+|[^\s()|?~]+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A phrase of the vocabulary found among tokens: `first` to `end` (excluded)."""

    category: str
    value: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All vocabularies at once."""

    phrases: Phrases
    label_phrases: Phrases
    patterns: Mapping[str, re.Pattern[str]]

    def tags(self, tokens: Sequence[Token], *, label: bool = False) -> list[tuple[Tag, ...]]:
        """For each token the phrases that begin there; a longer phrase hides what lies inside it.

        With `label` the words of form labels are known too.
        """
        phrases = self.label_phrases if label else self.phrases
        found: list[tuple[Tag, ...]] = []
        hidden_until = 0
        texts = tuple([token.text for token in tokens])
        for index in range(len(texts)):
            here = _longest(phrases, texts, index)
            if here and here[0].end - index > 1 and _gives_way(phrases, texts, here[0]):
                here = _longest(phrases, texts[: index + 1], index)
            if here and here[0].end <= hidden_until and here[0].first < hidden_until:
                here = ()
            if here:
                hidden_until = max(hidden_until, here[0].end)
            found.append(here)
        return found


def _gives_way(phrases: Phrases, texts: tuple[str, ...], tag: Tag) -> bool:
    """`and half an hour`: the length that begins inside is the longer phrase, and `and` stands alone."""
    inside = _longest(phrases, texts, tag.first + 1) if tag.category == "tail" else ()
    return any(each.category in {"duration", "alike_sure"} and each.end > tag.end for each in inside)


def _longest(phrases: Phrases, texts: tuple[str, ...], index: int) -> tuple[Tag, ...]:
    best = 0
    tags: list[Tag] = []
    for phrase, category, value in phrases.get(texts[index : index + 2], ()):
        size = len(phrase)
        if size < best:
            break
        if texts[index : index + size] == phrase:
            best = size
            tags.append(Tag(category, value, index, index + size))
    alone = () if tags else phrases.get((texts[index],), ())
    return tuple(tags) or tuple([Tag(category, value, index, index + 1) for _, category, value in alone])


@dataclass(frozen=True, slots=True)
class Wording:
    """What we print in one language: form labels and questions."""

    labels: Mapping[str, str]
    months: tuple[str, ...]
    questions: Mapping[str, str]


@cache
def lexicon(folder: Path = VOCABULARY) -> Lexicon:
    """The words and patterns of every language in the folder together."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    words = [entry for data in files for entry in _entries(data.get("words", {}))]
    labels = [entry for data in files for entry in _entries(data.get("label_words", {}))]
    sources: dict[str, list[str]] = {}
    for data in files:
        for name, patterns in data.get("patterns", {}).items():
            sources.setdefault(name, []).extend(patterns)
    months = "|".join(" ".join(phrase) for phrase, category, _ in words if category == "month")
    words += misspelt(words)
    signs = _signs(months, folder)
    return Lexicon(
        _by_first_words(words),
        _by_first_words(words + labels),
        {name: _compiled(patterns, signs) for name, patterns in sources.items()},
    )


@cache
def words_of(category: str) -> Mapping[str, str]:
    """The single words of a category in every language, and what each stands for."""
    entries = (entry for here in lexicon().phrases.values() for entry in here)
    return {phrase[0]: value for phrase, named, value in entries if named == category and len(phrase) == 1}


@cache
def wording(locale: str, folder: Path = VOCABULARY) -> Wording:
    """What we print in the locale's language; English where the folder has none."""
    language = locale[:2].lower() if (folder / f"{locale[:2].lower()}.toml").is_file() else "en"
    data = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))
    labels = {key: value for key, value in data["labels"].items() if key != "months"}
    more = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob(f"*.{language}.toml"))]
    questions = {key: text for part in (data, *more) for key, text in part.get("questions", {}).items()}
    return Wording(labels, tuple(data["labels"]["months"]), questions)


def _entries(words: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Phrase]:
    for category, values in words.items():
        for value, phrases in values.items():
            for phrase in phrases:
                yield _texts(phrase), category, value


def _by_first_words(entries: Sequence[Phrase]) -> Phrases:
    grouped: dict[tuple[str, ...], set[Phrase]] = {}
    for entry in entries:
        grouped.setdefault(entry[0][:2], set()).add(entry)
    return {first: tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry))) for first, found in grouped.items()}


def _texts(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(phrase))


def _compiled(patterns: Sequence[str], signs: Mapping[str, str]) -> re.Pattern[str]:
    body = "|".join(_regex(pattern, signs) for pattern in patterns)
    return re.compile(rf"(?:{body})(?= )")


def _signs(months: str, folder: Path) -> Mapping[str, str]:
    # Each word brings its leading blank, so that an optional word takes its blank along.
    they, ends = one_of("they", folder=folder), one_of("ends_a_clause", folder=folder)
    signs = {"(": "(?:", ")": ")", "|": "|", "?": "?", "~": r"(?: \S+){0,4}?", "@they": rf" (?:{they}|@p\d+)"}
    signs |= {"@month": f" (?:{months})", "@number": r" \d+", "@start": "^"}
    return signs | {"@end": rf"(?= (?:[,:;()!.-] |(?:{ends}) |$))"}


def _regex(pattern: str, signs: Mapping[str, str]) -> str:
    pieces = [piece for piece in _PIECE.findall(pattern) if not piece.isspace()]
    return "".join(signs[piece] if piece in signs else _word(piece) for piece in pieces)


def _word(piece: str) -> str:
    if piece.startswith("@"):
        return " " + re.escape(piece)
    stem = " " + re.escape(" ".join(_texts(piece.removesuffix("*"))))
    return stem + r"\w*" if piece.endswith("*") else stem
