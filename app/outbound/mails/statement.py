"""The answer to `record`: what is on record, what of it counts, and the sealed hour log beside it (H4)."""

from dataclasses import dataclass

from app.cpd.shown import ShownCycle, ShownEntry, ShownStatement
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.letter.render import render
from app.outbound.mails.sender import Sender
from app.outbound.own_words.passage import OURS, OwnWords

MOST_ENTRIES = 12
"""So many entries that do not count in full are named; the attached log has all."""


@dataclass(frozen=True, slots=True)
class StatementFields:
    """What one person asked for: whole minutes on record, and a statement where the rules count hours.

    `record` is the head of the ledger as `SEQ:HASH`, empty while nothing stands in it.
    """

    locale: str
    sender: Sender
    first_name: str
    minutes: int
    statements: tuple[ShownStatement, ...]
    record: str


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One statement as the mail tells it: whose hours, its cycle, and the entries that do not count in full."""

    title: str
    cycle: ShownCycle
    lacking: tuple[ShownEntry, ...]
    more: int


def statement(fields: StatementFields, own: OwnWords = OURS) -> Mail:
    """Say what counts in the cycle of today, what is missing to the minimum, and what does not count and why."""
    parts = tuple(_part(one) for one in fields.statements if one.current)
    return render(MailKind.STATEMENT, fields.locale, fields, own=own, parts=parts)


def _part(told: ShownStatement) -> StatementPart:
    assert told.current is not None
    lacking = [entry for entry in told.current.entries if not entry.full]
    return StatementPart(told.title, told.current, tuple(lacking[-MOST_ENTRIES:]), max(0, len(lacking) - MOST_ENTRIES))
