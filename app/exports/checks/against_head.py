"""Compares an hour log with a head of the ledger that someone kept, such as the one in the small print of a receipt."""

import re
from dataclasses import dataclass
from typing import Final

from app.exports.checks.proof import heads
from app.exports.log.rows import unopened
from app.exports.log.schema import HourLog
from app.finding import Fact, Finding, Refusal, Trouble
from app.language import mark as _

_HEAD = re.compile(r"([1-9][0-9]{0,15}):([0-9a-f]{16,64})")
HEAD_ONLY: Final = _(
    "A head proves the entries up to it. Whether a later entry about the member was left out, and the organisation's "
    "name, only the live ledger can tell."
)


class BadHead(Refusal):
    """What was given as a head is none, or none that this log can be compared with."""


@dataclass(frozen=True, slots=True)
class GivenHead:
    """A sequence number and the first hexadecimal digits, at least 16, of the hash at that place."""

    seq: int
    prefix: str


def given_head(text: str) -> GivenHead:
    """The head in a text such as `120:9f2c61d05b7a4e13`.

    Raises:
        BadHead: when the text is something else.

    """
    found = _HEAD.fullmatch(text.strip().lower())
    if found is None:
        words = _("--head %(text)s: write SEQ:HASH as the receipt prints it, with at least 16 digits of the hash")
        raise BadHead(Finding.of(Trouble.UNCHECKED, words, text=text))
    return GivenHead(int(found[1]), found[2])


def head_faults(log: HourLog, given: GivenHead) -> list[Finding]:
    """Whether the log's chain goes through the given head; one sentence when it does not.

    Raises:
        BadHead: when the head is older than the log's first entry, so that it can say nothing about it.

    """
    chain = {head.seq: head.hash.hex() for head in heads(log)}
    first = log.chain.first if log.chain.bodies else log.head.seq
    if given.seq < first:
        words = _("--head: entry %(seq)s is older than this log's chain, which begins at entry %(first)s")
        raise BadHead(Finding.of(Trouble.UNCHECKED, words, seq=given.seq, first=first))
    if given.seq not in chain:
        words = _(
            "head: this log ends at entry %(end)s, before the head you gave (entry %(seq)s): it was made earlier, or "
            "its end was cut off"
        )
        return [Finding.of(Trouble.MISSING, words, end=log.head.seq, seq=given.seq)]
    if not chain[given.seq].startswith(given.prefix):
        words = _("head: at entry %(seq)s this log's chain has another hash than the head you gave")
        return [Finding.of(Trouble.CHANGED, words, seq=given.seq)]
    return []


def head_notes(log: HourLog, given: GivenHead) -> list[Finding]:
    """What the given head leaves open, in sentences for the person who checks."""
    later = [str(entry.seq) for entry in log.entries if entry.seq > given.seq]
    notes = [_note(HEAD_ONLY)]
    if later:
        words = _("Not proved by this head, because they came later: entries %(entries)s.")
        notes.append(_note(words, entries=", ".join(later)))
    closed = [str(entry.seq) for entry in log.entries if unopened(entry)]
    if closed:
        words = _("Names or words erased, or left out of this log: entries %(entries)s.")
        notes.append(_note(words, entries=", ".join(closed)))
    if log.omitted:
        words = _("%(number)s entries about the member lie outside what it covers and are not shown.")
        notes.append(_note(words, number=len(log.omitted)))
    return notes


def _note(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.NOTE, words, facts)
