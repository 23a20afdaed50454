"""A form that gives its total in hours and only affirms the ways: `Total hours: 5`, `In person: yes`, `Email: no`."""

from collections.abc import Sequence
from dataclasses import replace

from app.reading.claims.forms.forms import Entry


def with_affirmed_ways(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The total given to the one way that is affirmed; with several of them their shares stay open."""
    totals = [entry for entry in entries if entry.mode is None and entry.minutes]
    affirmed = [entry for entry in entries if entry.affirmed]
    others = [entry for entry in entries if entry.mode is not None and not entry.affirmed]
    if len(totals) != 1 or not affirmed or any(entry.minutes or entry.vague for entry in others):
        return tuple(entries)
    if len(affirmed) > 1:
        return tuple(totals)
    return (replace(affirmed[0], minutes=totals[0].minutes, words=totals[0].words, vague="", affirmed=False),)
