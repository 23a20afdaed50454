"""Forged mails by servers and headers that vouch for nothing."""

from tests.factories.mail_servers import (
    published,
    signed,
)
from tests.inbound.sender.forger import EVIL, EVIL_PEER, OWN, evil, forged, on_top, unsigned
from tests.inbound.sender.post import Arrival, Case
from tests.inbound.sender.world import PEER, dmarc, spf

BROUGHT: list[Case] = [
    Case("nothing at all vouches for it", unsigned(""), lambda _: {}),
    Case("from the forger's server", unsigned(), evil),
    Case("signed by the forger's domain", lambda s: forged(s.mail(words=OWN)), evil),
    Case("SPF of the forger's return path", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, "", f"eve@{EVIL}"), evil),
    Case("SPF of the forger's HELO", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, f"mx.{EVIL}", ""), evil),
    Case(
        "the member's address inside the return path",
        lambda s: forged(s.mail(words=OWN), mail_from=f'"{s.address}"@{EVIL}'),
        evil,
    ),
    Case(
        "the member's address before the return path",
        lambda s: forged(s.mail(words=OWN), mail_from=f"{s.address}@{EVIL}"),
        evil,
    ),
    Case("the member's HELO", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, s.domain, ""), evil),
    Case("SPF soft fail", unsigned(), spf("ip4:192.0.2.25 ~all")),
    Case("SPF neutral", unsigned(), spf("ip4:192.0.2.25 ?all")),
    Case("SPF with nothing at its end", unsigned(), spf("ip4:192.0.2.25")),
    Case("SPF that lets anybody pass", unsigned(), spf("+all")),
    Case(
        "SPF that lets anybody pass, by include",
        unsigned(),
        spf("include:open.example -all", TXT_open__example=("v=spf1 all",)),
    ),
    Case("SPF over the whole of IPv4", unsigned(), spf("ip4:0.0.0.0/0 -all")),
    Case("SPF over the whole of IPv4 in halves", unsigned(), spf("ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all")),
    Case("SPF over the whole of IPv6", unsigned("2001:db8::66"), spf("ip6:2000::/3 -all")),
    Case("SPF that exists for everybody", unsigned(), spf("exists:open.example -all", A_open__example=("127.0.0.2",))),
    Case("SPF that asks too much", unsigned(), spf(" ".join(f"a:a{n}.example" for n in range(12)) + " +all")),
    Case("two SPF records", unsigned(), lambda d: {(d, "TXT"): ("v=spf1 ip4:203.0.113.0/24 -all", "v=spf1 -all")}),
    Case("SPF of a broken record", unsigned(), spf("ip4:203.0.113.0/240 ip4:203.0.113.66 -all")),
    Case("a peer of our own house", unsigned("127.0.0.1"), spf("ip4:127.0.0.1 -all")),
    Case("a peer of a private network", unsigned("10.0.0.9"), spf("ip4:10.0.0.0/8 -all")),
    Case("a peer that is no address", unsigned("mx.firm.example"), spf("a mx ip4:192.0.2.25 +all")),
    Case(
        "a return path below the forger's, above nothing",
        lambda s: forged(s.mail(words=OWN), mail_from=f"eve@{s.domain}.{EVIL}"),
        evil,
    ),
    Case(
        "SPF of a neighbour where the domain is strict",
        lambda s: Arrival(s.mail(words=OWN), PEER, "", f"x@news.{s.domain}"),
        lambda d: {**dmarc("p=reject; aspf=s")(d), (f"news.{d}", "TXT"): ("v=spf1 ip4:192.0.2.25 -all",)},
    ),
    Case(
        "DKIM of a neighbour where the domain is strict",
        lambda s: Arrival(signed(s.mail(words=OWN), f"news.{s.domain}")),
        lambda d: {**dmarc("p=none; adkim=s")(d), **published(f"news.{d}")},
    ),
    Case(
        "a forged result of our own",
        on_top("Authentication-Results: reply.localhost; dkim=pass header.d={domain}; spf=pass; dmarc=pass"),
        evil,
    ),
    Case(
        "a forged result of a known server",
        on_top(
            "Authentication-Results: mx.google.com; dkim=pass header.i=@{domain}; "
            "spf=pass smtp.mailfrom={}; dmarc=pass header.from={domain}"
        ),
        evil,
    ),
    Case(
        "a forged Received-SPF",
        on_top("Received-SPF: pass (google.com: domain of {} designates 203.0.113.66 as permitted sender)"),
        evil,
    ),
    Case(
        "a forged trace of the member's server",
        on_top("Received: from mail.{domain} (mail.{domain} [192.0.2.25]) by reply.localhost"),
        evil,
    ),
]
