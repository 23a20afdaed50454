"""The one way to the domain name system, so that tests and development bring their own zones."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, Protocol

import dns.exception
import dns.rdatatype
import dns.resolver

from app.errors import AppError

RecordKind = Literal["TXT", "MX", "A", "AAAA", "PTR", "CNAME", "NS"]

_SECONDS = 5.0
_MOST_ALIASES = 8


class DnsUnavailable(AppError):
    """No server answered: nothing is known, and a later try may tell. Never the same as "there is no record"."""


class Resolver(Protocol):
    """Who answers questions of the domain name system."""

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """The values of a name, in no order; empty where the name or the kind does not exist.

        TXT values have their strings joined, bytes beyond ASCII as Latin-1; an MX value is `10 mail.example.org`;
        names have no dot at the end.

        Raises:
            DnsUnavailable: when nobody could answer.

        """
        ...


class SystemResolver:
    """The name servers of this machine, or those given, with a cache that keeps to each record's time to live."""

    def __init__(self, servers: tuple[str, ...] = ()) -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not servers)
        except dns.resolver.NoResolverConfiguration:  # a machine that names no server: then nobody can answer
            self._resolver = dns.resolver.Resolver(configure=False)
        if servers:
            self._resolver.nameservers = list(servers)
        self._resolver.cache = dns.resolver.LRUCache()
        self._resolver.lifetime = _SECONDS

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """See `Resolver.lookup`."""
        try:
            answer = self._resolver.resolve(name, kind, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.name.LabelTooLong, dns.name.EmptyLabel, dns.name.NameTooLong, dns.name.BadEscape, UnicodeError):
            return ()  # no such name can exist
        except dns.exception.DNSException as problem:
            raise DnsUnavailable(f"{kind} of {name} could not be looked up: {type(problem).__name__}") from problem
        return tuple(_text(record) for record in answer)


class Zones:
    """Records held in memory, for tests and development: `{("example.org", "MX"): ("10 mx.example.org",)}`.

    Names and their case are compared as DNS does, and a CNAME is followed; names in `unreachable` (and all below them)
    answer nothing.
    """

    def __init__(
        self, records: Mapping[tuple[str, RecordKind], tuple[str, ...]], unreachable: AbstractSet[str] = frozenset()
    ) -> None:
        self._records = {(_plain(name), kind): values for (name, kind), values in records.items()}
        self._unreachable = frozenset(_plain(name) for name in unreachable)

    def lookup(self, name: str, kind: RecordKind) -> tuple[str, ...]:
        """See `Resolver.lookup`."""
        asked = _plain(name)
        for _ in range(_MOST_ALIASES):
            if any(asked == down or asked.endswith(f".{down}") for down in self._unreachable):
                raise DnsUnavailable(f"{kind} of {name} could not be looked up")
            alias = self._records.get((asked, "CNAME"))
            if kind == "CNAME" or not alias:
                break
            asked = _plain(alias[0])
        return self._records.get((asked, kind), ())


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


def _text(record: object) -> str:
    strings = getattr(record, "strings", None)
    if strings is not None:
        return b"".join(strings).decode("latin-1")
    return str(record).rstrip(".")
