"""When a process that died is started again, and when to give up."""

_QUICK_SECONDS = 5.0
_FIRST_PAUSE_SECONDS = 0.5
MOST_QUICK_DEATHS = 5


def count_death(quick_deaths: int, lived_seconds: float) -> int:
    """The number of quick deaths in a row after one more death; a process that had lived a while starts anew at 0."""
    return quick_deaths + 1 if lived_seconds < _QUICK_SECONDS else 0


def pause_seconds(quick_deaths: int) -> float | None:
    """How long to wait before the next start, doubled after each quick death; None: give up."""
    if quick_deaths >= MOST_QUICK_DEATHS:
        return None
    return _FIRST_PAUSE_SECONDS * 2.0 ** max(0, quick_deaths - 1)
