"""How many conversations there may be at once, in all and with one peer; relays of ours count only in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network

from app.config import Network
from workers.listener.xforward import is_within

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
TOO_MANY = "421 4.7.0 Too many conversations at once; please try again in a minute"


@dataclass
class Admission:
    """The conversations that are under way."""

    relays: Sequence[Network]
    most: int = 100
    most_of_one: int = 10
    _open: Counter[str] = field(default_factory=Counter)

    def admit(self, host: str) -> bool:
        """Count one more conversation, if there is room for it. An empty host is a socket in the file system."""
        if self._open.total() >= self.most:
            return False
        if not self.is_relay(host) and self._open[host] >= self.most_of_one:
            return False
        self._open[host] += 1
        return True

    def leave(self, host: str) -> None:
        """A conversation that was admitted is over."""
        self._open[host] -= 1
        if not self._open[host]:
            del self._open[host]

    def is_relay(self, host: str) -> bool:
        """Whether we believe what that host tells of others: it is a relay of ours, or shares our file system."""
        return not host or is_within(host, self.relays)
