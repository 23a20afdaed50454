"""Ways to tamper with an hour log, for the tests: change its content and make the digest fit again."""

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

from app.exports.checks.proof import faults
from app.exports.log.compose import sealed
from app.exports.log.log_file import DamagedLog, OtherVersion, open_log
from app.exports.log.schema import HourLog
from app.finding import Finding
from app.ledger.canonical import canonical, digest

Content = dict[str, Any]


def content_of(log: HourLog) -> Content:
    """The log as JSON data."""
    found: Content = json.loads(log.file_bytes())
    return found


def changed(log: HourLog, change: Callable[[Content], object]) -> HourLog:
    """The log after `change` was made to its content, its digest made to fit."""
    content = copy.deepcopy(content_of(log))
    change(content)
    return sealed(content)


def file_of(content: Content) -> bytes:
    """A file of any content, canonical and with a digest that fits."""
    covered = {key: value for key, value in content.items() if key != "digest"}
    return canonical({**covered, "digest": digest(canonical(covered)).hex()}) + b"\n"


def refusals(data: bytes) -> list[str]:
    """All that is said against a file, whether it can be read or not; empty when it is whole."""
    try:
        opened = open_log(data)
    except (DamagedLog, OtherVersion) as refusal:
        return [str(refusal)]
    return told([*opened.faults, *faults(opened.log)])


def told(found: Iterable[Finding]) -> list[str]:
    """The sentences of what was found, in English."""
    return [str(one) for one in found]
