"""A resolver for one look: it asks each thing once, and stops asking when somebody has waited long enough."""

import time
from collections.abc import Callable

from app.dns import DnsUnavailable, RecordKind, Resolver


class Patient:
    """Asks `resolver` until `seconds` have passed since it was made; then nobody answers any more."""

    def __init__(self, resolver: Resolver, seconds: float, tick: Callable[[], float] = time.monotonic) -> None:
        self._resolver = resolver
        self._ends = tick() + seconds
        self._tick = tick
        self._known: dict[tuple[str, RecordKind], tuple[str, ...] | DnsUnavailable] = {}

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """See `app.dns.Resolver.lookup`."""
        asked = (name.lower(), kind)
        if asked not in self._known:
            self._known[asked] = self._ask(name, kind)
        known = self._known[asked]
        if isinstance(known, DnsUnavailable):
            raise known
        return known

    def _ask(self, name: str, kind: RecordKind) -> tuple[str, ...] | DnsUnavailable:
        if self._tick() > self._ends:
            return DnsUnavailable(f"{kind} of {name} was not looked up: the others took too long")
        try:
            return self._resolver.lookup(name, kind)
        except DnsUnavailable as silence:
            return silence
