"""From what a mail server said to why it did not deliver (RFC 3463, RFC 5248, and servers' own words). Pure."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.outbound.reach.failures import Failure

_STATUS: Final = re.compile(r"[245]\.(\d{1,3})\.(\d{1,3})")
_EXACT: Final = re.compile(r"(?<![\d.])[45]\.(?!0\.0\b)\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_LONGEST: Final = 2_000
_PERMANENT: Final = "5"


def failure_of(status: str, *texts: str) -> Failure:
    """Why a mail was not delivered, from its status (`5.1.1`, may be empty) and the words beside it, nearest first.

    What the server said goes before its status: servers put `5.0.0` and `5.1.1` on anything. Then comes a status that
    says a thing of its own, then the words farther off. Where nothing says why, a refusal for good is
    `UNDELIVERABLE`, anything else `UNCLEAR`.
    """
    nearest, *others = texts or ("",)
    if not status or status.endswith(".0.0"):
        status = next(iter(_EXACT.findall(nearest)), status)
    found = _by_words(nearest) or _by_status("status", status)
    return found or next(filter(None, map(_by_words, others)), None) or _by_status("vague", status) or _unsaid(status)


def _by_words(text: str) -> Failure | None:
    words = folded(text[:_LONGEST])
    return next((reason for reason, pattern in _patterns() if pattern.search(words)), None)


def _by_status(table: str, status: str) -> Failure | None:
    found = _STATUS.fullmatch(status)
    if found is None:
        return None
    subject, detail = found.groups()
    known: dict[str, str] = _vocabulary()[table]
    reason = known.get(f"{subject}.{detail}") or known.get(subject)
    return Failure(reason) if reason else None


def _unsaid(status: str) -> Failure:
    return Failure.UNDELIVERABLE if status.startswith(_PERMANENT) else Failure.UNCLEAR


def folded(text: str) -> str:
    """Small letters without accents, white space made one blank, apostrophes straight."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


@cache
def _patterns() -> tuple[tuple[Failure, re.Pattern[str]], ...]:
    return tuple(
        (Failure(group["reason"]), re.compile("|".join(f"(?:{pattern})" for pattern in group["patterns"])))
        for group in _vocabulary()["words"]
    )


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("app.outbound.reach").joinpath("diagnosis.toml").read_text("utf-8"))
