"""What is wrong with a file or a record: a sentence in the reader's language, and what to do about it (X3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Self

from app.errors import AppError
from app.language import gettext_for, language_of
from app.language import mark as _

Fact = str | int


class Trouble(StrEnum):
    """The kind of a finding; it says what to do."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    REORDERED = "reordered"
    FOREIGN = "foreign"  # it belongs to somebody or something else
    REPACKED = "repacked"
    ISSUER = "issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    VERSION = "version"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    LEDGER = "ledger"
    NOT_ISSUED = "not_issued"
    OTHER_FILE = "other_file"
    UNCHECKED = "unchecked"  # not wrong: something that could not be looked at
    NOTE = "note"  # not wrong: what a check leaves open


REMEDIES: Final[Mapping[Trouble, str]] = {
    Trouble.CHANGED: _("Do not rely on it. Ask whoever gave it to you for the file as it was handed out."),
    Trouble.MISSING: _("Do not rely on it: something was taken out. Ask for the file as it was handed out."),
    Trouble.ADDED: _("Do not rely on what was added. Ask for the file as it was handed out."),
    Trouble.REORDERED: _("Do not rely on it: the order was changed. Ask for the file as it was handed out."),
    Trouble.FOREIGN: _("Parts of different files were mixed. Ask for all files of the one log, or for its bundle."),
    Trouble.REPACKED: _("The files inside can be used; for every byte to count, ask for the bundle as it was made."),
    Trouble.ISSUER: _(
        "Ask the organisation for the certificate of its authority by a way that you trust, and give it with --ca. "
        "If that is what you gave, somebody else made this seal."
    ),
    Trouble.EXPIRED: _(
        "Ask for a log that is made and sealed today, or have this one compared with the live ledger on the page of "
        "the code that it carries."
    ),
    Trouble.NOT_YET_VALID: _("The seal names a moment before its certificate existed. Ask for a log made anew."),
    Trouble.VERSION: _("Check it with a newer mentorpost, or on the page of the service that made it."),
    Trouble.CORRECTED: _("The file is as it was handed out, but no longer the last word. Ask for a log made today."),
    Trouble.DISPUTED: _("Somebody says that these hours are not right. Ask the organisation how it was settled."),
    Trouble.LEDGER: _("Keep this file, and tell the organisation: its ledger and this log say different things."),
    Trouble.NOT_ISSUED: _("Do not rely on it. Ask the organisation whether it made this log."),
    Trouble.OTHER_FILE: _("Choose the file that was handed over as an hour log: PDF, JSON, CSV, XLSX or ZIP."),
}
"""What to do, for each trouble; a note asks for nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: `words` is the English sentence with places for `facts`; `str()` fills them in.

    `inside` names the part of a whole that it was found in: a file of a bundle, or words to be translated.
    """

    trouble: Trouble
    words: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    inside: str = ""

    @classmethod
    def of(cls, trouble: Trouble, words: str, **facts: Fact) -> Self:
        """A finding with its facts by name."""
        return cls(trouble, words, facts)

    def said(self, locale: str) -> str:
        """The sentence in the reader's language."""
        say = gettext_for(locale).gettext
        return _placed(say(self.inside) if self.inside else "", say(self.words) % self.facts, locale)

    def within(self, part: str) -> Self:
        """The same, found in that part."""
        return replace(self, inside=part)

    def remedy(self, locale: str) -> str:
        """What the reader can do about it; empty where there is nothing to do."""
        words = REMEDIES.get(self.trouble)
        return gettext_for(locale).gettext(words) if words else ""

    def __str__(self) -> str:
        return _placed(self.inside, self.words % self.facts, "en")


def _placed(inside: str, sentence: str, locale: str) -> str:
    colon = "\N{NO-BREAK SPACE}:" if language_of(locale) == "fr" else ":"
    return f"{inside}{colon} {sentence}" if inside else sentence


class Refusal(AppError):
    """Something that a check ends with; the finding says what and, by its trouble, what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    def __str__(self) -> str:
        return str(self.finding)
