"""A draw as a file, with all that is needed to do it again (docs/auditors.md). Pure."""

import json
from collections.abc import Mapping
from typing import Any, Final

from app.audits.drawn import Draw
from app.audits.sampling import draw as drawn_of
from app.audits.sampling import population_digest
from app.errors import AppError

FORMAT: Final = "mentorpost/draw/v1"
METHOD: Final = "first `wanted` of `population` by SHA-256(seed|digest|key) in ascending order"


class NotADraw(AppError):
    """The file is not one that we publish of a draw."""


def published(draw: Draw) -> bytes:
    """The file of a draw that is done: list, digest, seed and result, as JSON in UTF-8."""
    content = {
        "format": FORMAT,
        "method": METHOD,
        "seed": draw.seed,
        "digest": draw.digest.hex(),
        "wanted": draw.wanted,
        "population": list(draw.keys),
        "drawn": list(draw.drawn),
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def faults_of(content: bytes) -> list[str]:
    """What in such a file does not follow from its list and seed, in sentences; empty when all does.

    Raises:
        NotADraw: when it is no such file.

    """
    found = _read(content)
    keys, said = found["population"], found["digest"]
    digest = population_digest(keys).hex()
    faults = [] if digest == said else [f"list: its SHA-256 is {digest}, the file says {said}"]
    if len(set(keys)) != len(keys):
        faults.append("list: somebody stands in it twice")
    drawn = drawn_of(found["seed"], keys, found["wanted"])
    return faults if drawn == found["drawn"] else [*faults, f"drawn: the seed draws {', '.join(drawn)}"]


def _read(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
        whole = (
            found["format"] == FORMAT
            and isinstance(found["wanted"], int)
            and all(isinstance(found[name], str) for name in ("seed", "digest"))
            and all(isinstance(key, str) for name in ("population", "drawn") for key in found[name])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotADraw("this is not the file of a draw") from error
    if not whole:
        raise NotADraw("this is not the file of a draw")
    assert isinstance(found, dict)
    return found
