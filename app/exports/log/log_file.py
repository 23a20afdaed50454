"""Opens an hour log's file: any bytes at all, answered by a log or by a sentence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from app.exports.log.schema import SCHEMA, HourLog
from app.finding import Fact, Finding, Refusal, Trouble
from app.language import mark as _
from app.ledger.canonical import canonical, digest

MOST_BYTES: Final = 256 * 1024 * 1024
_FAMILY: Final = SCHEMA.rpartition("v")[0]
_MARKS: Final = (b"mentorpost/", b'"person_entries"', b'"commitments"')
"""A file with any of these is taken for an hour log: damage it as you like, it is told as damage."""


class NotAnHourLog(Refusal):
    """The file cannot be checked: it is not there, too large, or something else than an hour log."""


class OtherVersion(NotAnHourLog):
    """A whole hour log of a version that this program does not know."""


class DamagedLog(Refusal):
    """The file was an hour log once and can no longer be read as one; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """A log as read, and what is wrong with its bytes."""

    log: HourLog
    faults: tuple[Finding, ...]


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        NotAnHourLog: when it cannot be read or is larger than any log we make.

    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _not_a_log(_("cannot be read: %(why)s"), why=why) from error
    if len(data) > MOST_BYTES:
        raise _not_a_log(_("is larger than %(most)s MB, which no hour log is"), most=MOST_BYTES // 1024**2)
    return data


def open_log(data: bytes) -> OpenedLog:
    """The hour log in these bytes, with every fault of encoding and digest.

    Raises:
        NotAnHourLog: when nothing in the bytes says that they are one.
        DamagedLog: when they are one that cannot be read any more.

    """
    if not any(mark in data for mark in _MARKS):
        raise _not_a_log(_("this is not an hour log of Mentorpost"))
    value = _json(data)
    faults = (*_encoding_faults(data, value), *_digest_faults(value))
    if not faults and (version := _other_version(value)):
        words = _("this is an hour log of the version %(version)s, and this program knows %(known)s only")
        raise OtherVersion(Finding.of(Trouble.VERSION, words, version=version, known=SCHEMA))
    return OpenedLog(_shaped(value), faults)


def first_difference(data: bytes, expected: bytes) -> int:
    """The place of the first byte in which two files differ; the length of the shorter where one begins the other."""
    shared = min(len(data), len(expected))
    return next((at for at in range(shared) if data[at] != expected[at]), shared)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _damaged(_("byte %(byte)s is not UTF-8"), byte=error.start) from error
    except json.JSONDecodeError as error:
        raise _damaged(
            _("not JSON from line %(line)s, character %(character)s on: %(why)s"),
            line=error.lineno,
            character=error.colno,
            why=error.msg,
        ) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(_("it holds a number or a nesting that no hour log has")) from error


def _shaped(value: Any) -> HourLog:
    try:
        return HourLog.model_validate(value)
    except ValidationError as error:
        places = [f"{_place(fault['loc']) or '/'}: {fault['msg']}" for fault in error.errors()]
        raise _damaged(_("not in the shape of an hour log v1: %(places)s"), places="; ".join(places[:5])) from error


def _place(loc: Sequence[int | str]) -> str:
    """Where in the file it is; the version by which a body was read is no place."""
    steps = pairwise(("", *loc))
    return ".".join(str(step) for before, step in steps if not (before == "body" and isinstance(step, int)))


def _other_version(value: Any) -> str | None:
    named = value.get("schema") if isinstance(value, dict) else None
    return named if isinstance(named, str) and named != SCHEMA and named.startswith(_FAMILY) else None


def _encoding_faults(data: bytes, value: Any) -> tuple[Finding, ...]:
    try:
        expected = canonical(value) + b"\n"
    except (ValueError, RecursionError):
        return (Finding(Trouble.CHANGED, _("encoding: it holds a value that canonical JSON does not know")),)
    if data == expected:
        return ()
    words = _("encoding: not canonical JSON with one newline at its end, from byte %(byte)s on")
    return (Finding.of(Trouble.CHANGED, words, byte=first_difference(data, expected)),)


def _digest_faults(value: Any) -> tuple[Finding, ...]:
    if not isinstance(value, dict):
        return ()
    try:
        covered = canonical({key: item for key, item in value.items() if key != "digest"})
    except (ValueError, RecursionError):
        return ()
    if value.get("digest") == digest(covered).hex():
        return ()
    words = _("digest: the file was changed after it was made, its digest is that of other contents")
    return (Finding(Trouble.CHANGED, words),)


def _not_a_log(words: str, **facts: Fact) -> NotAnHourLog:
    return NotAnHourLog(Finding(Trouble.OTHER_FILE, words, facts))


def _damaged(words: str, **facts: Fact) -> DamagedLog:
    return DamagedLog(Finding(Trouble.CHANGED, words, facts))
