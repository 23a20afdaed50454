"""The fields that words of a mail are merged with, and how they are typed: `{month}`.

Only `{name}` with a known name is a field. Percent signs, and the doubled braces of template languages, are letters.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from markupsafe import escape

from app.language import gettext_for
from app.language import mark as _

FIELDS: Final = {
    "month": _("the month asked about"),
    "partners": _("the people they are matched with"),
    "partner": _("the person they are matched with"),
    "mentors": _("their mentors"),
    "day": _("the day"),
    "day_reminded": _("the day of the last reminder"),
    "name": _("the name"),
    "address": _("the mail address"),
    "email": _("the participant’s mail address"),
    "participant": _("the participant"),
    "named_person": _("the person whom concerns go to"),
    "first_name": _("the reader’s first name"),
    "programme": _("the programme"),
    "coordinator": _("the coordinator’s name"),
    "phone": _("the phone number"),
}
"""Every field a coordinator may meet, and what it says."""

ALWAYS: Final = ("first_name", "programme", "coordinator", "phone")
"""What any passage may use besides the fields of our own text, as far as the mail knows it."""

_IN_FRENCH: Final = {
    "mois": "month",
    "jumelés": "partners",
    "mentors": "mentors",
    "jour": "day",
    "nom": "name",
    "adresse": "address",
    "courriel": "email",
    "prénom": "first_name",
    "programme": "programme",
    "coordonnatrice": "coordinator",
    "téléphone": "phone",
}
PARTNER: Final = "Kate Li"
_STAND_INS: Final = {"month": "May", **dict.fromkeys(("partners", "partner", "mentors", "participant"), PARTNER)}
_TOKEN: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{([^{}\n]{0,60})\}|[{}]")
_DOUBLED: Final = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_AROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Merged:
    """Words taken apart: pieces of text and, at odd places, names of fields. `broken` are braces that stand alone."""

    pieces: tuple[str, ...]
    broken: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The names in braces, in their order, as often as they stand there."""
        return self.pieces[1::2]


def label_of_field(name: str, locale: str) -> str:
    """What a field says, for a person."""
    return gettext_for(locale).gettext(FIELDS.get(name, name))


def taken_apart(words: str) -> Merged:
    """The text and the fields of what was typed."""
    pieces, broken, text, at = list[str](), list[str](), "", 0
    for token in _TOKEN.finditer(words):
        text += words[at : token.start()]
        at = token.end()
        if token[1] is not None and token[1].strip():
            pieces += [text, token[1].strip()]
            text = ""
        else:
            text += token[0]
            if token[0] in {"{", "}"} or token[1] is not None:
                broken.append(words[max(0, token.start() - _AROUND) : token.end() + _AROUND].strip())
    return Merged((*pieces, text + words[at:]), tuple(broken))


def doubled_fields(words: str) -> list[str]:
    """What stands in doubled braces, as other programs write their fields."""
    return _DOUBLED.findall(words)


def nearest(name: str, known: Collection[str]) -> str | None:
    """The field that was probably meant; `None` when nothing is near."""
    simple = name.strip().lower().replace(" ", "_").replace("-", "_")
    if simple in known:
        return simple
    near = get_close_matches(simple, [*known, *_IN_FRENCH], n=3, cutoff=0.6)
    meant = (_IN_FRENCH.get(found, found) if found not in known else found for found in near)
    return next((found for found in meant if found in known), None)


def with_stand_ins(words: str) -> str:
    """The words with something of the right sort in place of each field, as the reader of answers would see them."""
    pieces = enumerate(taken_apart(words).pieces)
    return "".join(_STAND_INS.get(piece, "Northfield") if at % 2 else piece for at, piece in pieces)


def as_format(words: str, fields: Collection[str], always: Mapping[str, str], *, html: bool) -> str | None:
    """The words as our own sentences are written, `%(month)s`, for the template to fill in.

    Of `always` the values are put in at once. Nothing in a value or in the words is expanded a second time. `None`
    when a field has no value in this mail, so that our own words are sent instead of a gap.
    """
    pieces = taken_apart(words).pieces
    written = [_text(pieces[0], html=html)]
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if name in fields:
            written.append(f"%({name})s")
        elif value := always.get(name, ""):
            written.append(_text(value, html=html))
        else:
            return None
        written.append(_text(text, html=html))
    return "".join(written)


def as_typed(sentence: str) -> str:
    """A sentence of ours as a coordinator reads and types it: `%(month)s` is `{month}`."""
    return re.sub(r"%\((\w+)\)s", r"{\1}", sentence).replace("%%", "%")


def _text(text: str, *, html: bool) -> str:
    shown = str(escape(text)).replace("\n", "<br />\n") if html else text
    return shown.replace("%", "%%")
