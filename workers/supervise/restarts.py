"""When a process that died is started again, and when to give up."""

import signal

_QUICK_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.5
MOST_QUICK_DEATHS = 5


def count_death(quick_deaths: int, lived_seconds: float, exit_code: int) -> int:
    """The number of quick deaths in a row after one more death; a process that had lived a while starts anew at 0.

    SIGKILL (`exit_code` -9) comes from outside and says nothing of whether the program can run: it leaves the number.
    """
    if exit_code == -signal.SIGKILL:
        return quick_deaths
    return quick_deaths + 1 if lived_seconds < _QUICK_SECONDS else 0


def pause_seconds(quick_deaths: int) -> float | None:
    """How long to wait before the next start, doubled after each quick death; None: give up."""
    if quick_deaths >= MOST_QUICK_DEATHS:
        return None
    return _FIRST_PAUSE_SECONDS * 2.0 ** max(0, quick_deaths - 1)
