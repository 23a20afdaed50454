"""Answers to choose from: they fill the box, and say what their mail carries besides its words."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from app.language import language_of
from app.language import mark as _
from app.outbound.ways_out.mailbox_folder import SentFile

_FORM_LINE_END = ": "  # app.reading.forms.form_lines prints them so


@dataclass(frozen=True, slots=True)
class Sample:
    """One kind of answer. `label` is a marked sentence; `quotes` says whether our mail is quoted below the words."""

    name: str
    label: str
    quotes: bool = True
    automatic: bool = False
    forwards: bool = False


SAMPLES = (
    Sample("free", _("In one’s own words")),
    Sample("form", _("The form, filled in inside the quote"), quotes=False),
    Sample("french", _("In French")),
    Sample("vague", _("Too vague to record")),
    Sample("absent", _("Out of the office, by a program"), automatic=True, quotes=False),
    Sample("forwarded", _("Forwarded from another account"), forwards=True, quotes=False),
)


def sample_named(name: str) -> Sample | None:
    """The sample of that name; `None` for any other."""
    return next((sample for sample in SAMPLES if sample.name == name), None)


def samples_for(sent: SentFile) -> list[Sample]:
    """Those that make sense as an answer: there must be a form to fill one in."""
    return [sample for sample in SAMPLES if sample.name != "form" or has_form(sent)]


def has_form(sent: SentFile) -> bool:
    """Whether our mail prints lines to be filled in."""
    return any(line.endswith(_FORM_LINE_END) for line in sent.text.splitlines())


def sample_words(sample: Sample, locale: str, **names: str) -> str:
    """The words of any sample but the form; `names` fill its places."""
    return str(_words(locale)[sample.name]).format(**names)


def filled_form(sent: SentFile, locale: str) -> list[str]:
    """The lines of our mail with a month's figures after the labels: total, then two ways, then none."""
    return list(_filled(sent.text.splitlines(), _words(locale)))


def _filled(lines: list[str], words: dict[str, Any]) -> Iterator[str]:
    for is_form, block in groupby(lines, lambda line: line.endswith(_FORM_LINE_END)):
        figures = iter(words["figures"])
        for line in block:
            yield line + next(figures, words["zero"]) if is_form else line


def _words(locale: str) -> dict[str, Any]:
    found: dict[str, Any] = _samples()[language_of(locale)]
    return found


@cache
def _samples() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("samples.toml").read_text(encoding="utf-8"))
