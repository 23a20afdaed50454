"""Compares an hour log with a head of the ledger that someone kept, such as the one in the small print of a receipt."""

import re
from dataclasses import dataclass
from typing import Final

from app.errors import AppError
from app.exports.proof import heads
from app.exports.rows import unopened
from app.exports.schema import HourLog

_HEAD = re.compile(r"([1-9][0-9]{0,15}):([0-9a-f]{16,64})")
HEAD_ONLY: Final = (
    "A head proves the entries up to it. Whether a later entry about the member was left out, and the organisation's "
    "name, only the live ledger can tell."
)


class BadHead(AppError):
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
        raise BadHead(f"--head {text}: write SEQ:HASH as the receipt prints it, with at least 16 digits of the hash")
    return GivenHead(int(found[1]), found[2])


def head_faults(log: HourLog, given: GivenHead) -> list[str]:
    """Whether the log's chain goes through the given head; one sentence when it does not.

    Raises:
        BadHead: when the head is older than the log's first entry, so that it can say nothing about it.

    """
    chain = {head.seq: head.hash.hex() for head in heads(log)}
    first = log.chain.first if log.chain.bodies else log.head.seq
    if given.seq < first:
        raise BadHead(f"--head: entry {given.seq} is older than this log's chain, which begins at entry {first}")
    if given.seq not in chain:
        ends = f"this log ends at entry {log.head.seq}, before the head you gave (entry {given.seq})"
        return [f"head: {ends}: it was made earlier, or its end was cut off"]
    if not chain[given.seq].startswith(given.prefix):
        return [f"head: at entry {given.seq} this log's chain has another hash than the head you gave"]
    return []


def head_notes(log: HourLog, given: GivenHead) -> list[str]:
    """What the given head leaves open, in sentences for the person who checks."""
    later = [str(entry.seq) for entry in log.entries if entry.seq > given.seq]
    notes = [HEAD_ONLY]
    if later:
        notes.append(f"Not proved by this head, because they came later: entries {', '.join(later)}.")
    closed = [str(entry.seq) for entry in log.entries if unopened(entry)]
    if closed:
        notes.append(f"Names or words erased, or left out of this log: entries {', '.join(closed)}.")
    if log.omitted:
        notes.append(f"{len(log.omitted)} entries about the member lie outside what it covers and are not shown.")
    return notes
