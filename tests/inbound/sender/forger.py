"""A forger who has seen a reply key: their own domains in order, and ways to write in a member's name."""

from collections.abc import Callable

from tests.factories.mail_servers import (
    FOREIGN,
    Records,
    published,
    sealed,
    signed,
)
from tests.inbound.sender.post import Arrival, Scene
from tests.inbound.sender.world import Zone, replaced, said_before, sent

EVIL, EVIL_PEER = "evil.example", "203.0.113.66"
OWN = "9h zoom with Kate on the 12th."
SHORT = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL2ZmhXUItoOZrQAlXy2hmKsRP3T9NS3mr0SSsaw7tG9Vk7UqqEQM/2a6tWxyLvbDgh8tEJgl7wb"
    "TrY70sNeKe0CAwEAAQ=="
)
"""An RSA key of 512 bits, as anybody can take apart."""


def evil(domain: str) -> Records:
    """The member's domain signs; the forger's own is in perfect order."""
    return {
        **published(domain),
        **published(EVIL, FOREIGN),
        (domain, "TXT"): ("v=spf1 ip4:192.0.2.25 -all",),
        (EVIL, "TXT"): (f"v=spf1 ip4:{EVIL_PEER} -all",),
        (f"mx.{EVIL}", "TXT"): (f"v=spf1 ip4:{EVIL_PEER} -all",),
    }


def owned(*domains: str) -> Zone:
    """Domains of the forger's, each in order, beside the member's."""

    def zone(domain: str) -> Records:
        found = evil(domain)
        for one in domains:
            name = one.replace("SELF", domain)
            found |= {**published(name, FOREIGN), (name, "TXT"): (f"v=spf1 ip4:{EVIL_PEER} -all",)}
        return found

    return zone


def forged(raw: bytes, domain: str = EVIL, mail_from: str = "") -> Arrival:
    """From the forger's server, signed by the forger's domain, under the forger's return path."""
    return Arrival(signed(raw, domain, key=FOREIGN), EVIL_PEER, f"mx.{EVIL}", mail_from or f"eve@{domain}")


def named(sender: str) -> Callable[[Scene], Arrival]:
    """A forgery by what stands in From; `{}` is the member's address, `{domain}` its domain."""
    return lambda s: forged(s.mail(sender=sender.format(s.address, domain=s.domain), words=OWN))


def on_top(line: str) -> Callable[[Scene], Arrival]:
    """The forger's mail from the member's address, with a header on top that vouches for it."""
    return lambda s: forged(line.format(s.address, domain=s.domain).encode() + b"\r\n" + s.mail(words=OWN))


def tampered(old: bytes, new: bytes) -> Callable[[Scene], Arrival]:
    """A mail that the member signed, changed afterwards."""
    return lambda s: Arrival(replaced(signed(s.mail(), s.domain), old, new), EVIL_PEER, f"mx.{EVIL}", f"eve@{EVIL}")


def tagged(**options: object) -> Callable[[Scene], Arrival]:
    """A signature of the member's own domain, with something about it that makes it worth nothing."""
    return lambda s: Arrival(signed(s.mail(words=OWN), s.domain, **options))


def unsigned(peer: str = EVIL_PEER) -> Callable[[Scene], Arrival]:
    """A plain forgery under the member's return path."""
    return lambda s: sent(s, s.mail(words=OWN), peer)


def resealed(said: str = "", sealer: str = "google.com", **options: object) -> Callable[[Scene], Arrival]:
    """A forgery with a chain of seals."""
    return lambda s: Arrival(
        sealed(s.mail(words=OWN), sealer, said.format(domain=s.domain) or said_before(s), at=s.at, **options)  # type: ignore[arg-type]
    )


def sealer(domain: str) -> Records:
    """Trusted sealers, and one that nobody knows."""
    return {**evil(domain), **published("google.com"), **published("microsoft.com"), **published("sealer.example")}
