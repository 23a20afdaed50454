"""Forged mails by what name servers say, and by signatures, seals and policies made to mislead or to tire."""

from tests.factories.mail_servers import ED25519, FOREIGN, RSA, Records, key_record, public, published, sealed, signed
from tests.inbound.sender.forger import (
    EVIL,
    EVIL_PEER,
    OWN,
    evil,
    forged,
    owned,
    resealed,
    sealer,
    tagged,
    unsigned,
)
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import Zone, both, dmarc, keyed, replaced, said_before, sent, spf


def _aliases(*pairs: tuple[str, str]) -> Zone:
    """Names that lead to names; SELF stands for the member's domain."""

    def zone(domain: str) -> Records:
        return {(name.replace("SELF", domain), "CNAME"): (there.replace("SELF", domain),) for name, there in pairs}

    return zone


def _many_signatures(scene: Scene) -> Arrival:
    """Three hundred, each by a key that is not the domain's."""
    raw = scene.mail(words=OWN)
    one = signed(raw, scene.domain, key=FOREIGN).removesuffix(raw)
    return Arrival(one * 300 + raw, EVIL_PEER, f"mx.{EVIL}", f"eve@{EVIL}")


def _many_domains(scene: Scene) -> Arrival:
    raw = scene.mail(words=OWN)
    lines = b"".join(signed(raw, f"d{number}.{scene.domain}", key=FOREIGN).removesuffix(raw) for number in range(60))
    return Arrival(lines + raw)


def _oversigned(scene: Scene) -> Arrival:
    """The member's provider signed that there is no Reply-To and no Cc; the forger adds one."""
    names = ("from", "to", "subject", "date", "message-id", "reply-to", "cc", "from", "to")
    raw = signed(scene.mail(to=f"eve@{EVIL}"), scene.domain, names=names)
    return Arrival(f"Cc: {scene.key}\r\n".encode() + raw)


def _cut(scene: Scene, length: int) -> Arrival:
    """A signature over the first bytes only, and other words below."""
    first = "Hi Priya,\r\n"
    raw = signed(scene.mail(words="Hi Priya,"), scene.domain, tags=f"l={length}; ", body=first.encode()[:length])
    return Arrival(replaced(raw, b"Hi Priya,\r\n", first.encode() + OWN.encode() + b"\r\n"))


def _of_chain(scene: Scene, old: bytes, new: bytes, *, every: bool = False) -> Arrival:
    raw = sealed(scene.mail(words=OWN), "google.com", said_before(scene), at=scene.at)
    return Arrival(raw.replace(old, new) if every else replaced(raw, old, new))


def _twice_sealed(scene: Scene) -> Arrival:
    """The forger seals first, in the name of a sealer that we trust; the real one seals above, and found nothing."""
    first = sealed(scene.mail(words=OWN), "google.com", said_before(scene), at=scene.at, key=FOREIGN)
    failed = f"dkim=none; spf=fail; dmarc=fail header.from={scene.domain}"
    return Arrival(sealed(first, "microsoft.com", failed, at=scene.at, chain="pass"))


def _fifty_seals(scene: Scene) -> Arrival:
    raw = sealed(scene.mail(words=OWN), "google.com", said_before(scene), at=scene.at)
    head = raw[: raw.index(b"From:")]
    return Arrival(b"".join(head.replace(b"i=1", b"i=%d" % number) for number in range(50, 1, -1)) + raw)


def _ends(scene: Scene, since: int, until: int) -> str:
    at = int(scene.at.timestamp())
    return f"t={at + since}; x={at + until}; "


PUBLISHED: list[Case] = [
    Case(
        "a key behind aliases that run in a circle",
        tagged(key=FOREIGN),
        _aliases(
            ("s1._domainkey.SELF", "a.circle.example"),
            ("a.circle.example", "b.circle.example"),
            ("b.circle.example", "a.circle.example"),
        ),
    ),
    Case(
        "a domain whose policy runs in a circle",
        unsigned(),
        both(evil, _aliases(("_dmarc.SELF", "_dmarc.b.example"), ("_dmarc.b.example", "_dmarc.SELF"))),
    ),
    Case(
        "SPF that includes itself",
        unsigned(),
        spf("include:SELF.example -all", TXT_SELF__example=("v=spf1 include:SELF.example -all",)),
    ),
    Case("SPF that leads to itself", unsigned(), lambda d: {(d, "TXT"): (f"v=spf1 redirect={d}",)}),
    Case(
        "SPF of a chain of thirty",
        unsigned(),
        spf(
            "include:i0.example -all",
            **{f"TXT_i{n}__example": (f"v=spf1 include:i{n + 1}.example -all",) for n in range(30)},
            TXT_i30__example=(f"v=spf1 ip4:{EVIL_PEER} -all",),
        ),
    ),
    Case(
        "SPF that passes behind ten questions",
        unsigned(),
        spf(
            " ".join(f"a:a{n}.example" for n in range(11)) + f" ip4:{EVIL_PEER} -all",
            **{f"A_a{n}__example": ("192.0.2.1",) for n in range(11)},
        ),
    ),
    Case(
        "SPF of names that do not exist",
        unsigned(),
        spf("a:n1.example a:n2.example a:n3.example ip4:203.0.113.66 -all"),
    ),
    Case(
        "SPF over quarters of IPv4",
        unsigned(),
        spf("ip4:0.0.0.0/2 ip4:64.0.0.0/2 ip4:128.0.0.0/2 ip4:192.0.0.0/2 -all"),
    ),
    Case(
        "SPF by the name that the forger's address has",
        unsigned(),
        both(spf("ptr -all"), lambda _: {("66.113.0.203.in-addr.arpa", "PTR"): (f"mx.{EVIL}",)}),
    ),
    Case(
        "SPF whose pass is of a second record's",
        unsigned(),
        lambda d: {(d, "TXT"): ("v=spf1 -all", "v=spf10 +all"), (d, "A"): (EVIL_PEER,)},
    ),
    Case(
        "SPF that passes the forger's own sub-name",
        lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, "", f"x@{s.domain}.{EVIL}"),
        lambda d: {(f"{d}.{EVIL}", "TXT"): ("v=spf1 +all",)},
    ),
    Case(
        "SPF of a quoted return path with a second @",
        lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, f"mx.{EVIL}", f'"x@{s.domain}"@{EVIL}'),
        evil,
    ),
    Case(
        "a return path with a zero byte in it",
        lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, f"mx.{EVIL}", f"eve@{EVIL}\x00@{s.domain}"),
        evil,
    ),
    Case("a policy with slips, which refuses", unsigned(), both(evil, dmarc("p=reject;; adkim"))),
    Case(
        "a policy of another kind",
        unsigned(),
        lambda d: {**evil(d), (f"_dmarc.{d}", "TXT"): ("v=DMARC2; p=none; trust=all",)},
    ),
    Case(
        "a neighbour's signature under the strict record of the organisation",
        lambda s: Arrival(signed(s.mail(words=OWN), "eve.corp.example")),
        both(lambda _: published("eve.corp.example"), dmarc("p=reject; adkim=s", "corp.example")),
        "hr.corp.example",
    ),
    Case(
        "a province's suffix, two firms below it",
        lambda s: forged(s.mail(words=OWN), "evil.on.ca"),
        owned("evil.on.ca"),
        "members.on.ca",
    ),
    Case(
        "a suffix with a star",
        lambda s: forged(s.mail(words=OWN), "evil.kawasaki.jp"),
        owned("evil.kawasaki.jp"),
        "firm.members.kawasaki.jp",
    ),
    Case(
        "a suffix of a host's, two customers",
        lambda s: forged(s.mail(words=OWN), "evil.blogspot.com"),
        owned("evil.blogspot.com"),
        "members.blogspot.com",
    ),
    Case(
        "signed by the whole of a country", lambda s: forged(s.mail(words=OWN), "qc.ca"), owned("qc.ca"), "ordre.qc.ca"
    ),
    Case("a selector that leads out of the domain", tagged(key=FOREIGN, selector=f"x._domainkey.{EVIL}#"), evil),
    Case("a selector with a dot at its end", tagged(key=FOREIGN, selector="s1."), evil),
    Case("a signer's domain with a blank in it", lambda s: forged(s.mail(words=OWN), f"{s.domain} .{EVIL}"), evil),
    Case(
        "a signer's domain with a dot before it",
        lambda s: Arrival(signed(s.mail(words=OWN), f".{s.domain}", key=FOREIGN)),
        evil,
    ),
    Case(
        "a signer's domain with a zero byte",
        lambda s: Arrival(signed(s.mail(words=OWN), f"{s.domain}\x00.{EVIL}", key=FOREIGN)),
        evil,
    ),
    Case(
        "a key of the parent that may not speak for those below",
        lambda s: Arrival(signed(s.mail(words=OWN), "corp.example", key=FOREIGN, tags="i=@hr.corp.example; ")),
        lambda _: published("corp.example", record=f"v=DKIM1; t=s; {key_record(FOREIGN)[9:]}"),
        "hr.corp.example",
    ),
    Case("an Ed25519 signature under an RSA key", tagged(key=ED25519), keyed(key_record(RSA))),
    Case("an Ed25519 key cut short", tagged(key=ED25519), keyed(f"v=DKIM1; k=ed25519; p={public(ED25519)[:40]}")),
    Case("an RSA signature that says it is Ed25519", tagged(algorithm="ed25519-sha256"), evil),
    Case(
        "an algorithm of MD5",
        lambda s: Arrival(replaced(signed(s.mail(words=OWN), s.domain), b"a=rsa-sha256", b"a=rsa-md5")),
        evil,
    ),
    Case("a key record with the key twice", tagged(key=FOREIGN), keyed(f"{key_record(RSA)}; p={public(FOREIGN)}")),
    Case("a key record of HTML", tagged(key=FOREIGN), keyed("<html>v=DKIM1; p=AAAA</html>")),
    Case(
        "a signature for mail to come",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=_ends(s, 3 * 86_400, 9 * 86_400))),
        evil,
    ),
    Case("a signature whose end is no number", tagged(tags="x=tomorrow; "), evil),
    Case("a signature whose end is below nothing", tagged(tags="x=-1; "), evil),
    Case("a length below the body's", lambda s: _cut(s, 11), evil),
    Case(
        "a length with a sign before it",
        lambda s: Arrival(signed(s.mail(words=""), s.domain, tags="l=+2; ") + OWN.encode()),
        evil,
    ),
    Case("headers signed as absent, then added", _oversigned, evil),
    Case("three hundred signatures", _many_signatures, evil),
    Case("sixty signatures of sixty neighbours", _many_domains, evil),
    Case("the words of a seal changed", lambda s: _of_chain(s, b"dmarc=pass", b"dmarc=PASS"), sealer),
    Case("a seal whose number is not one", lambda s: _of_chain(s, b"i=1", b"i=0", every=True), sealer),
    Case("a seal by a trusted name, and one above that found nothing", _twice_sealed, sealer),
    Case("fifty seals", _fifty_seals, sealer),
    Case(
        "a sealer below a trusted one",
        resealed(sealer="evil.google.com", key=FOREIGN),
        both(sealer, lambda _: published("evil.google.com", FOREIGN)),
    ),
    Case(
        "a sealer that ends like a trusted one",
        resealed(sealer="evilgoogle.com", key=FOREIGN),
        both(sealer, lambda _: published("evilgoogle.com", FOREIGN)),
    ),
    Case(
        "a trusted sealer that saw a neighbour",
        resealed(
            "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom={domain}.evil.example; dmarc=pass "
            "header.from={domain}.evil.example"
        ),
        sealer,
    ),
    Case(
        "a trusted sealer that says it twice",
        resealed("dmarc=fail header.from={domain}; dmarc=pass header.from={domain}; spf=fail"),
        sealer,
    ),
    Case(
        "SPF of a customer of the same host",
        lambda s: sent(s, s.mail(words=OWN), "203.0.113.67"),
        both(evil, lambda _: {}),
    ),
]
