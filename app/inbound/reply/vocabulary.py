"""The words of mail programs, loaded once from `vocabulary.toml` and compiled."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns; each is matched against text that `folded` has simplified."""

    attribution_opener: re.Pattern[str]
    attribution: re.Pattern[str]
    named_attribution: re.Pattern[str]
    from_label: re.Pattern[str]
    header_label: re.Pattern[str]
    separator: re.Pattern[str]
    reply_above: re.Pattern[str]
    device: re.Pattern[str]
    disclaimer_sure: re.Pattern[str]
    disclaimer_sign: re.Pattern[str]
    disclaimer_points: int
    banner: re.Pattern[str]
    title: re.Pattern[str]
    contact_label: re.Pattern[str]


def folded(text: str) -> str:
    """Lower case, no accents, straight apostrophes. Its length may differ from the text's."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


_UNDECOMPOSED: Final = str.maketrans("\u2019\u0142\u0141\u00f8\u00d8\u0111\u0110", "'lLoOdD")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this release."""
    data = tomllib.loads(files("app.inbound.reply").joinpath("vocabulary.toml").read_text("utf-8"))
    attribution, header, banner = data["attribution"], data["header_block"], data["banner"]
    openers, verbs = _words(attribution["openers"]), _words(attribution["verbs"])
    label = r"^\W{0,4}(?:%s)\s{0,2}\W{0,2}[:\uff1a]"
    return Vocabulary(
        attribution_opener=re.compile(rf"^\W{{0,4}}(?:(?:{openers})\b|\d)"),
        attribution=re.compile(
            rf"^\W{{0,4}}(?:(?:{openers})\b|\d).{{3,300}}[\s>,\])](?:{verbs})(?:\s.{{0,60}})?(?:\s?[:\uff1a]\W{{0,3}}|\s-{{2,}})$"
        ),
        named_attribution=re.compile(
            rf"^(?:.{{0,100}}[<(\[][^<>()\s]{{1,80}}@[^<>()\s]{{1,80}}[>)\]].{{0,60}}|.{{0,40}}\d{{4}}.{{0,80}})"
            rf"\s(?:{verbs})(?:\s?[:\uff1a]\W{{0,3}}|\s-{{2,}})$|^.{{4,200}}\u5199\u9053[:\uff1a]$"
            rf"|^-{{2,}}.{{1,80}}\s(?:{verbs})\s?-{{2,}}$"
        ),
        from_label=re.compile(label % _words(header["from"])),
        header_label=re.compile(label % _words([*header["from"], *header["others"]])),
        separator=re.compile(rf"^[\W_]*(?:{_words(data['separators']['words'])})\b[\W_]*$"),
        reply_above=re.compile(rf"^[\W_]*(?:{_words(data['separators']['above'])})[\W_]*$"),
        device=re.compile(rf"^\W{{0,4}}(?:{'|'.join(data['device']['patterns'])})$"),
        disclaimer_sure=re.compile("|".join(data["disclaimer"]["sure"])),
        disclaimer_sign=re.compile("|".join(data["disclaimer"]["signs"])),
        disclaimer_points=data["disclaimer"]["points"],
        banner=re.compile(rf"^\W{{0,4}}(?:{'|'.join(banner['starts'])})"),
        title=re.compile(rf"\b(?:{'|'.join(data['signature']['titles'])})(?:\b|$)"),
        contact_label=re.compile(rf"^\W{{0,3}}(?:{_words(data['signature']['labels'])})\s{{0,2}}[.:]"),
    )


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
