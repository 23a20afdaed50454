"""A passage: one sentence or paragraph of a mail that a tenant may put in its own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.language import gettext_for
from app.outbound.own_words.fields import as_format, as_typed

_FIELD = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Passage:
    """Where own words may stand in place of ours.

    `name` never changes, so that own words outlive a change of ours. `ours` is our English sentence as the templates
    have it. `when` says in which mails of the kind it stands (a marked sentence, empty: in each). `one_line` holds of
    subjects. `spare` are the fields that may be left out, because the mail tells them elsewhere. `advice` is a marked
    sentence on what the passage does for the reading of answers.
    """

    name: str
    ours: str
    when: str = ""
    one_line: bool = False
    spare: frozenset[str] = frozenset()
    advice: str = ""

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of our own sentence, each once."""
        return tuple(dict.fromkeys(_FIELD.findall(self.ours)))

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that own words have to tell as well."""
        return tuple(name for name in self.fields if name not in self.spare)

    def ours_in(self, language: str) -> str:
        """Our own words in a language, with fields as they are typed."""
        return as_typed(gettext_for(language).gettext(self.ours))


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Own words by the English sentence of ours that they stand in place of, for one kind of mail in one language."""

    instead_of: Mapping[str, str]

    def format_of(self, ours: str, always: Mapping[str, str], *, html: bool) -> str | None:
        """The own words in place of our sentence, as a `%` format; `None` where ours stands."""
        words = self.instead_of.get(ours)
        if words is None:
            return None
        return as_format(words, _FIELD.findall(ours), always, html=html)

    def sentence(self, locale: str, ours: str, values: Mapping[str, str], always: Mapping[str, str]) -> str:
        """A sentence that is put together outside of the templates, in own words or in ours, filled in."""
        words = self.format_of(ours, always, html=False)
        return (gettext_for(locale).gettext(ours) if words is None else words) % values


OURS = OwnWords({})
"""No own words: the mail as we wrote it."""
