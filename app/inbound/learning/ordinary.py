"""Which words are nobody's name: those of our vocabularies, of our own sentences, and of everyday mail. Pure."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

INVISIBLE: Final = "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""What a mail may hold inside a word without anybody seeing it."""
MARKS: Final = "\u0300-\u036f"

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_UNDECOMPOSED: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
_UNSEEN: Final = str.maketrans(dict.fromkeys(INVISIBLE))
_OURS: Final = (
    ("app.reading.words", "vocabulary/en.toml"),
    ("app.reading.words", "vocabulary/fr.toml"),
    ("app.inbound.machines", "automatic.toml"),
    ("app.inbound.reply", "vocabulary.toml"),
    ("app.translations", "fr/LC_MESSAGES/messages.po"),
)
"""Files whose words, in both languages, are words of mentoring and of mail."""


def plain(text: str) -> str:
    """The text without accents and invisible signs, in the case it has."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_UNSEEN).translate(_UNDECOMPOSED))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=16_384)
def key(word: str) -> str:
    """A word as it is compared: without case, accents and invisible signs."""
    return plain(word).casefold()


@cache
def ordinary_words() -> frozenset[str]:
    """The keys of words that are nobody's name, as far as a list can say."""
    own = _data()
    lists = [own[name]["words"] for name in ("capitals", "titles", "surnames")]
    listed = " ".join([*own["ordinary"].values(), *lists])
    found = {word for package, file in _OURS for word in _keys(_text(package, file))}
    return frozenset(found.union(_keys(listed)) - words("names"))


@cache
def calendar_words() -> frozenset[str]:
    """The keys of months and days of the week, whole and cut short."""
    words = [
        tomllib.loads(_text("app.reading.words", f"vocabulary/{language}.toml"))["words"] for language in ("en", "fr")
    ]
    found = (values for data in words for name in ("month", "weekday") for values in data[name].values())
    return frozenset(each for values in found for value in values for each in _keys(value))


@cache
def everyday_words() -> frozenset[str]:
    """The keys of our own list alone: words that stand in small letters without being meant as a name or a month."""
    return frozenset(_keys(" ".join(_data()["ordinary"].values())))


@cache
def words(name: str) -> frozenset[str]:
    """The keys of a short list of `words.toml`."""
    return frozenset(_keys(_data()[name]["words"]))


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """For a given name all that its owner may be called for short, and the reverse; by keys."""
    found: dict[str, frozenset[str]] = {}
    for row in _data()["nicknames"]["rows"]:
        together = frozenset(key(name).replace("-", "") for name in row.split())
        found |= {name: found.get(name, frozenset()) | together for name in together}
    return found


def stand_in_names(sort: str) -> tuple[str, ...]:
    """The names that stand in, in the order of the file: `given` (with the short form), `family`, `bodies`."""
    return tuple(_data()["stand_ins"][sort])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_text("app.inbound.learning", "words.toml"))


def _text(package: str, file: str) -> str:
    return files(package).joinpath(file).read_text("utf-8")


def _keys(text: str) -> Iterator[str]:
    return (key(word) for word in _LETTERS.findall(text))
