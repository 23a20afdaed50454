"""How long a mail waits before the next try: longer each time, by chance within that, so that none come in step. Pure.

Four days in all, as mail servers do (RFC 5321 4.5.4.1).
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

Chance = Callable[[], float]
"""A number from 0 up to and without 1; `random.random` is one."""

GIVE_UP_AFTER: Final = timedelta(days=4)
LONGEST_PAUSE: Final = timedelta(hours=4)
SHORTEST_PAUSE: Final = timedelta(seconds=5)
FIRST_PAUSE: Final = timedelta(seconds=30)
GREYLISTED: Final = timedelta(minutes=5)
_MOST_DOUBLINGS: Final = 12
_SPREAD: Final = 0.2
_WAIT: Final = re.compile(
    r"\b(?:in|after|for|wait)\s+(\d{1,4})\s*(s|sec|seconds?|m|min|minutes?|hours?)\b", re.IGNORECASE
)
_GREY: Final = re.compile(r"gr[ae]y\W?list|\bpostgrey\b|temporarily deferred.*first", re.IGNORECASE)
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}


def pause_after(attempt: int, words: str, chance: Chance) -> timedelta:
    """The pause after the `attempt`-th try failed with these words of the other server.

    A server that says when to come back, or greylists, is believed; else the pause is any length up to a bound that
    doubles each time.
    """
    if asked := _asked_for(words):
        return min(asked * (1 + _SPREAD * chance()), LONGEST_PAUSE)
    doubled: int = 2 ** min(attempt - 1, _MOST_DOUBLINGS)
    bound = min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
    return SHORTEST_PAUSE + (bound - SHORTEST_PAUSE) * chance()


def _asked_for(words: str) -> timedelta | None:
    if said := _WAIT.search(words):
        return max(timedelta(seconds=int(said[1]) * _SECONDS[said[2][0].lower()]), SHORTEST_PAUSE)
    return GREYLISTED if _GREY.search(words) else None
