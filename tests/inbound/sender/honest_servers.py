"""Replies as gateways, forwarders and small servers bring them."""

from tests.factories.mail_servers import (
    published,
    sealed,
    signed,
)
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene
from tests.inbound.sender.world import (
    FOOTER,
    PEER,
    PEER6,
    after_gateway,
    both,
    forwarded,
    gmail,
    google,
    microsoft,
    outlook,
    plain,
    replaced,
    said_before,
    sent,
    spf,
)


def _made_7_bit(scene: Scene) -> bytes:
    raw = signed(scene.mail(words=f"{WORDS} Ça va.", Content_Transfer_Encoding="8bit"), scene.domain)
    quoted = replaced(raw, "Ça va.".encode(), b"=C3=87a va.")
    return replaced(quoted, b"Encoding: 8bit", b"Encoding: quoted-printable")


def _through_two_gateways(scene: Scene) -> Arrival:
    first = sealed(outlook(scene) + FOOTER, "microsoft.com", said_before(scene), at=scene.at)
    failed = f"dmarc=fail header.from={scene.domain}"
    second = sealed(first + FOOTER, "google.com", failed, at=scene.at, chain="pass")
    return Arrival(second, "198.51.100.9", "mx.google.com", "x@google.com")


def _sealed(scene: Scene, said: str) -> Arrival:
    return Arrival(sealed(scene.mail() + FOOTER, "microsoft.com", said, at=scene.at))


def _bounced_to(scene: Scene, domain: str) -> Arrival:
    return Arrival(scene.mail(), PEER, f"mx.{scene.domain}", f"bounce-1@{domain}")


BROUGHT: list[Case] = [
    Case("8-bit words made 7-bit on the way", lambda s: sent(s, _made_7_bit(s)), spf("ip4:192.0.2.25 -all")),
    Case(
        "a gateway's footer, the gateway in SPF",
        lambda s: Arrival(signed(s.mail(), s.domain) + FOOTER, "198.51.100.9", "gateway.example", s.address),
        spf("ip4:198.51.100.9 -all"),
    ),
    Case("a gateway's footer, sealed by Microsoft", lambda s: after_gateway(s, "microsoft.com", outlook(s)), microsoft),
    Case("a group's footer, sealed by Google", lambda s: after_gateway(s, "google.com", gmail(s)), google, "gmail.com"),
    Case("two gateways in a row", _through_two_gateways, both(microsoft, google)),
    Case("a gateway that found SPF alone", lambda s: _sealed(s, f"spf=pass smtp.mailfrom={s.address}"), microsoft),
    Case("a gateway that found DKIM alone", lambda s: _sealed(s, f"dkim=pass header.i=@{s.domain}"), microsoft),
    Case("a forwarder that adds traces", lambda s: forwarded(signed(s.mail(), s.domain))),
    Case("no signature, SPF by address", lambda s: sent(s, s.mail()), spf("ip4:192.0.2.25 -all")),
    Case("SPF by name", lambda s: sent(s, s.mail()), spf("a:mail.example -all", A_mail__example=(PEER,))),
    Case(
        "SPF by mail exchanger",
        lambda s: sent(s, s.mail()),
        spf(
            "mx -all",
            MX_SELF=("10 mx1.example", "20 mx2.example"),
            A_mx2__example=(PEER,),
            A_mx1__example=("192.0.2.1",),
        ),
    ),
    Case("SPF over IPv6", lambda s: sent(s, s.mail(), PEER6), spf("ip6:2001:db8::/32 -all")),
    Case("SPF of a mapped address", lambda s: sent(s, s.mail(), f"::ffff:{PEER}"), spf("ip4:192.0.2.25 -all")),
    Case(
        "SPF through five includes",
        lambda s: sent(s, s.mail()),
        spf(
            "include:i1.example -all",
            **{f"TXT_i{n}__example": (f"v=spf1 include:i{n + 1}.example ~all",) for n in range(1, 5)},
            TXT_i5__example=("v=spf1 ip4:192.0.2.0/24 ~all",),
        ),
    ),
    Case(
        "SPF by redirect",
        lambda s: sent(s, s.mail()),
        spf("redirect=r.example", TXT_r__example=("v=spf1 ip4:192.0.2.25 -all",)),
    ),
    Case(
        "SPF by macro",
        lambda s: sent(s, s.mail()),
        spf("exists:%{ir}.%{v}.list.example -all", **{"A_25__2__0__192__in-addr__list__example": ("127.0.0.2",)}),
    ),
    Case(
        "SPF of a bounce domain",
        lambda s: _bounced_to(s, f"bounces.{s.domain}"),
        lambda d: spf("ip4:192.0.2.25 -all")(f"bounces.{d}"),
    ),
    Case(
        "SPF of HELO under a null return path",
        lambda s: Arrival(s.mail(), PEER, f"mx.{s.domain}", ""),
        lambda d: spf("ip4:192.0.2.25 -all")(f"mx.{d}"),
    ),
    Case(
        "SPF with a network of the house in it",
        lambda s: sent(s, s.mail()),
        spf("ip4:10.0.0.0/8 ip4:192.0.2.0/24 ~all"),
    ),
    Case(
        "a department signed by its university",
        lambda s: Arrival(signed(s.mail(), "uni.example")),
        lambda _: published("uni.example"),
        "cs.uni.example",
    ),
    Case(
        "a firm signed by its mail host",
        lambda s: Arrival(signed(s.mail(), f"mail.{s.domain}")),
        lambda d: published(f"mail.{d}"),
    ),
    Case(
        "neighbours of one university",
        lambda s: Arrival(signed(s.mail(), "mail.school.example")),
        lambda _: published("mail.school.example"),
        "alumni.school.example",
    ),
    Case("a domain below a public suffix", plain, domain="council.gov.uk"),
    Case("an international domain in A-labels", plain, domain="xn--caf-dma.example"),
    Case(
        "an international domain in its own letters",
        lambda s: plain(s, sender=f"Dan <{s.address.replace('xn--th-cja', 'thé')}>"),
        domain="xn--th-cja.example",
    ),
]
