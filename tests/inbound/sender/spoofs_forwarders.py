"""Forged mails that a forwarder of the member's own provider has passed on, under a return path of its own.

Whoever has an account there lets a mail in a neighbour's name be forwarded: the provider's server may send for the
domain of both. Gmail, Google Groups and Microsoft 365 write such return paths, and every forwarder with SRS.
"""

from collections.abc import Callable

from tests.factories.mail_servers import published, sealed
from tests.inbound.sender.forger import OWN, sealer
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import PEER, PEER6, Zone, both, dmarc, google, microsoft, outlook, sent, spf

_HOST: Zone = spf("ip4:192.0.2.25 -all")


def _passed_on(return_path: str, peer: str = PEER) -> Callable[[Scene], Arrival]:
    """The forgery from the provider's server; `{key}` is the member's reply key as forwarders spell it."""
    return lambda s: Arrival(s.mail(words=OWN), peer, f"mx.{s.domain}", _filled(return_path, s))


def _found(said: str, before: str = "") -> Callable[[Scene], Arrival]:
    """The forgery with the seal of a trusted server that took the neighbour's forwarder for the domain itself."""

    def write(scene: Scene) -> Arrival:
        raw = scene.mail(words=OWN)
        if before:
            raw = sealed(raw, "google.com", _filled(before, scene), at=scene.at)
        chain = "pass" if before else "none"
        return Arrival(sealed(raw, "google.com", _filled(said, scene), at=scene.at, chain=chain), "", "", "")

    return write


def _redirected(scene: Scene, resent_by: str, raw: bytes) -> Arrival:
    """What the member wrote to a colleague, sent on by the colleague's rule: their firm keeps the return path."""
    return sent(scene, f"Resent-From: {resent_by}@{scene.domain}\r\n".encode() + raw)


def _to_colleague(scene: Scene) -> bytes:
    return outlook(scene, afresh=True, to=f"eve@{scene.domain}", words=OWN)


def _filled(text: str, scene: Scene) -> str:
    return text.format(domain=scene.domain, key=scene.key.replace("@", "="))


FORWARDED: list[Case] = [
    Case("a neighbour's rule at Gmail", _passed_on("eve+caf_={key}@{domain}"), google, "gmail.com", "roy.dan"),
    Case("a neighbour's rule at Gmail, over IPv6", _passed_on("Eve+CAF_={key}@{domain}", PEER6), google),
    Case("a neighbour's group at Google", _passed_on("team+bncBC3OXXQ4XEIBBLPQ2LDQMGQEKLD5J6Q@{domain}"), google),
    Case("a neighbour's redirection at Microsoft", _passed_on("eve+SRS=Zk3xQ=7M=evil.example=eve@{domain}"), microsoft),
    Case("the same, for a return path that was empty", _passed_on("bounces+SRS=0rS2B=7M@{domain}"), microsoft),
    Case("a neighbour's alias at a small host", _passed_on("SRS0=hXpN=7M=evil.example=eve@{domain}"), _HOST),
    Case("the same with the plus sign of some", _passed_on("SRS0+hXpN=7M=evil.example=eve@{domain}"), _HOST),
    Case("the second hop of an alias", _passed_on("srs1=ab=x.example==hXpN=7M=evil.example=eve@{domain}"), _HOST),
    Case("the same in needless quotes", _passed_on('"SRS0=hXpN=7M=evil.example=eve"@{domain}'), _HOST),
    Case(
        "an alias below the member's domain",
        _passed_on("SRS0=hXpN=7M=evil.example=eve@mx.{domain}"),
        both(dmarc("p=none"), lambda d: {(f"mx.{d}", "TXT"): ("v=spf1 ip4:192.0.2.25 -all",)}),
    ),
    Case(
        "a trusted sealer that saw a neighbour's rule",
        _found('spf=pass smtp.mailfrom="eve+caf_={key}@{domain}"; dmarc=pass (p=NONE) header.from={domain}'),
        sealer,
    ),
    Case(
        "one that saw it after another had found the forgery",
        _found(
            'spf=pass smtp.mailfrom="eve+caf_={key}@{domain}"; dmarc=pass (p=NONE) header.from={domain}',
            before="spf=softfail smtp.mailfrom=eve@evil.example; dmarc=fail (p=NONE) header.from={domain}",
        ),
        sealer,
    ),
    Case(
        "one that saw SRS, and a signature of somebody else",
        _found(
            "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=SRS0=h=7M=evil.example=eve@{domain}; "
            "dmarc=pass header.from={domain}"
        ),
        both(sealer, lambda _: published("evil.example")),
    ),
    Case("a mail to a colleague, redirected by a rule", lambda s: _redirected(s, "eve", _to_colleague(s)), microsoft),
    Case(
        "the same by two rules",
        lambda s: _redirected(s, "eve", b"Resent-From: <x@y.example>\r\n" + _to_colleague(s)),
        microsoft,
    ),
    Case(
        "a forgery from outside, redirected by a colleague's rule",
        lambda s: _redirected(s, "eve", s.mail(words=OWN)),
        both(microsoft, dmarc("p=none")),
    ),
]
