"""Opens an hour log's file: any bytes at all, answered by a log or by a sentence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from app.errors import AppError
from app.exports.schema import HourLog
from app.ledger.canonical import canonical, digest

MOST_BYTES: Final = 256 * 1024 * 1024
_MARKS: Final = (b"mentorpost/", b'"person_entries"', b'"commitments"')
"""A file with any of these is taken for an hour log: damage it as you like, it is told as damage."""


class NotAnHourLog(AppError):
    """The file cannot be checked: it is not there, too large, or something else than an hour log."""


class DamagedLog(AppError):
    """The file was an hour log once and can no longer be read as one; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """A log as read, and what is wrong with its bytes."""

    log: HourLog
    faults: tuple[str, ...]


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
        raise NotAnHourLog(f"cannot be read: {why}") from error
    if len(data) > MOST_BYTES:
        raise NotAnHourLog(f"is larger than {MOST_BYTES // 1024**2} MB, which no hour log is")
    return data


def open_log(data: bytes) -> OpenedLog:
    """The hour log in these bytes, with every fault of encoding and digest.

    Raises:
        NotAnHourLog: when nothing in the bytes says that they are one.
        DamagedLog: when they are one that cannot be read any more.

    """
    if not any(mark in data for mark in _MARKS):
        raise NotAnHourLog("this is not an hour log of Mentorpost")
    value = _json(data)
    faults = (*_encoding_faults(data, value), *_digest_faults(value))
    return OpenedLog(_shaped(value), faults)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DamagedLog(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise DamagedLog(f"not JSON from line {error.lineno}, character {error.colno} on: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise DamagedLog("it holds a number or a nesting that no hour log has") from error


def _shaped(value: Any) -> HourLog:
    try:
        return HourLog.model_validate(value)
    except ValidationError as error:
        places = (f"{_place(fault['loc']) or 'the whole'}: {fault['msg']}" for fault in error.errors())
        raise DamagedLog("not in the shape of an hour log v1: " + "; ".join(list(places)[:5])) from error


def _place(loc: Sequence[int | str]) -> str:
    """Where in the file it is; the version by which a body was read is no place."""
    steps = pairwise(("", *loc))
    return ".".join(str(step) for before, step in steps if not (before == "body" and isinstance(step, int)))


def _encoding_faults(data: bytes, value: Any) -> tuple[str, ...]:
    try:
        expected = canonical(value) + b"\n"
    except (ValueError, RecursionError):
        return ("encoding: it holds a value that canonical JSON does not know",)
    if data == expected:
        return ()
    return (
        f"encoding: not canonical JSON with one newline at its end, from byte {_first_difference(data, expected)} on",
    )


def _first_difference(data: bytes, expected: bytes) -> int:
    shared = min(len(data), len(expected))
    return next((at for at in range(shared) if data[at] != expected[at]), shared)


def _digest_faults(value: Any) -> tuple[str, ...]:
    if not isinstance(value, dict):
        return ()
    try:
        covered = canonical({key: item for key, item in value.items() if key != "digest"})
    except (ValueError, RecursionError):
        return ()
    if value.get("digest") == digest(covered).hex():
        return ()
    return ("digest: the file was changed after it was made, its digest is that of other contents",)
