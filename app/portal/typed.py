"""Free text from a form: what a person can have typed, and not more of it than the field takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.ledger.canonical import normal_text

Values = Mapping[str, str]
LONGEST_NOTE = 1000
LONGEST_REASON = 300

# No keyboard types them; they would steer a terminal or break a table. Tab and line end stay.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that cannot be taken, and why, as a marked sentence."""

    field: str
    sentence: str


def typed(form: Values, name: str, longest: int) -> str:
    """The text of a field in NFC, without control characters or space around it, cut at `longest` characters.

    Browsers stop at `maxlength`, so that only what comes from elsewhere is ever cut.
    """
    lines = form.get(name, "").replace("\r\n", "\n")
    return normal_text(_CONTROLS.sub("", lines)).strip()[:longest]
