"""The words of mail programs, loaded once from `vocabulary.toml` and compiled."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_COLON: Final = r"\s{0,2}\W{0,2}[:\uff1a]"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns; each is matched against text that `folded` has simplified."""

    opener: re.Pattern[str]
    mid_opener: re.Pattern[str]
    day: re.Pattern[str]
    verb: re.Pattern[str]
    weak: re.Pattern[str]
    told: re.Pattern[str]
    from_label: re.Pattern[str]
    header_label: re.Pattern[str]
    subject_prefix: re.Pattern[str]
    either: str
    separator: re.Pattern[str]
    reply_above: re.Pattern[str]
    device: re.Pattern[str]
    list_footer: re.Pattern[str]
    disclaimer_sure: re.Pattern[str]
    disclaimer_sign: re.Pattern[str]
    disclaimer_head: re.Pattern[str]
    disclaimer_points: int
    banner: re.Pattern[str]
    title: re.Pattern[str]
    street: re.Pattern[str]
    contact_label: re.Pattern[str]


def folded(text: str) -> str:
    """Lower case, no accents, straight apostrophes. Its length may differ from the text's."""
    return text.lower() if text.isascii() else _without_accents(text).lower()


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    return "".join(c for c in plain if not unicodedata.combining(c))


_UNDECOMPOSED: Final = str.maketrans("\u2019\u0142\u0141\u00f8\u00d8\u0111\u0110\u0131", "'lLoOdDi")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this release."""
    data = tomllib.loads(files("app.inbound.reply").joinpath("vocabulary.toml").read_text("utf-8"))
    header, signature = data["header_block"], data["signature"]
    return Vocabulary(
        **_attribution(data["attribution"]),
        from_label=re.compile(rf"^\W{{0,4}}(?:{_words(header['from'])}){_COLON}"),
        header_label=re.compile(rf"^\W{{0,4}}(?:{_words([*header['from'], *header['others']])}){_COLON}"),
        subject_prefix=re.compile(
            rf"(?:{_words(data['subject']['prefixes'])})\s?(?:[\[(^]?\d{{1,3}}[\])]?)?{_COLON}\s*"
        ),
        either=data["turned_around"]["either"],
        separator=re.compile(rf"^[\W_]*(?:{_words(data['separators']['words'])})\b[\W_]*$"),
        reply_above=re.compile(rf"^[\W_]*(?:{_words(data['separators']['above'])})[\W_]*$"),
        device=_device(data["device"]),
        list_footer=re.compile(_words(data["list_footer"]["words"])),
        disclaimer_sure=re.compile(_patterns(data["disclaimer"]["sure"])),
        disclaimer_sign=re.compile(_patterns(data["disclaimer"]["signs"])),
        disclaimer_head=re.compile(rf"^\W{{0,4}}(?:{data['disclaimer']['heads']})"),
        disclaimer_points=data["disclaimer"]["points"],
        banner=re.compile(rf"^\W{{0,4}}(?:{_patterns(data['banner']['starts'])})"),
        title=re.compile(rf"\b(?:{_patterns(signature['titles'])})(?:\b|$)"),
        street=re.compile(_patterns(signature["streets"])),
        contact_label=re.compile(rf"^\W{{0,3}}(?:{_words(signature['labels'])})\s{{0,2}}[.:]"),
    )


def _attribution(data: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """What "On ... wrote:" is made of: how it opens, days, verbs, and the pronouns that only a person uses."""
    spaced, unspaced = _words(data["openers"]), _words(data["openers_unspaced"])
    days, verbs, joined = _words(data["weekdays"]), _words(data["verbs"]), _words(data["verbs_unspaced"])
    verb = rf"(?:(?<![^\W_])(?:{verbs})(?![^\W_])|{joined})"
    return {
        "opener": re.compile(rf"^\W{{0,6}}(?:(?:{spaced})\b|{unspaced})"),
        "mid_opener": re.compile(rf"(?:(?<=\s)|-{{2,}}\s?)(?:{spaced})\s"),
        "day": re.compile(rf"^\W{{0,6}}(?:\d|(?:{days})\b)"),
        "verb": re.compile(verb),
        "weak": re.compile(rf"(?<![^\W_])(?:{_words(data['weak_verbs'])})(?![^\W_])"),
        "told": re.compile(rf"\b(?:{_words(data['pronouns'])})[\s'](?:\w{{1,8}}\s)?(?:{verbs})\b"),
    }


def _device(data: Mapping[str, Any]) -> re.Pattern[str]:
    spaced, unspaced = _patterns(data["sent_first"]), _patterns(data["sent_first_unspaced"])
    whole = _patterns(data["patterns"])
    return re.compile(rf"^\W{{0,4}}(?:(?:(?:{spaced})\b|{unspaced})[^,]{{0,90}}|(?:{whole})\W{{0,4}})$")


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(folded(word)) for word in sorted(words, key=len, reverse=True))


def _patterns(patterns: Iterable[str]) -> str:
    """Regular expressions without accents; their case stays, for capital classes are the opposite of small ones."""
    return "|".join(_without_accents(pattern) for pattern in patterns)
