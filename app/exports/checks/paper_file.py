"""A letter or certificate that somebody hands in: whether its record agrees with itself (docs/papers.md). Pure."""

import json
from typing import Any, Final

from app.finding import Finding, Trouble
from app.language import mark as _
from app.ledger.canonical import canonical, digest

PAPER: Final = "paper.json"
"""The name of the record inside a letter or certificate."""
PAPER_SCHEMA: Final = "mentorpost/paper/v1"
SINCE_THEN: Final = Finding(
    Trouble.NOTE,
    _(
        "It is a letter or certificate, as it was issued. Whether its hours were corrected or disputed since, the code "
        "on it tells."
    ),
)


def is_paper(record: bytes) -> bool:
    """Whether these bytes are the record of a letter or certificate."""
    return isinstance(found := _read(record), dict) and found.get("schema") == PAPER_SCHEMA


def paper_faults(record: bytes) -> tuple[Finding, ...]:
    """That the digest in the record is that of everything else in it."""
    found = _read(record)
    rest = {name: value for name, value in found.items() if name != "digest"}
    whole = canonical({**rest, "digest": digest(canonical(rest)).hex()}) + b"\n"
    if whole == record:
        return ()
    return (Finding(Trouble.CHANGED, _("record: its digest is not that of what it says")),)


def _read(record: bytes) -> Any:
    try:
        return json.loads(record)
    except ValueError:
        return None
