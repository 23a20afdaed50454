"""Forged mails with signatures and seals that are worth nothing."""

import base64
from datetime import timedelta

from tests.factories.mail_servers import (
    ED25519,
    FOREIGN,
    OUTLOOK,
    USUAL,
    key_record,
    published,
    sealed,
    signature,
    signed,
)
from tests.inbound.sender.forger import (
    EVIL,
    OWN,
    SHORT,
    evil,
    forged,
    on_top,
    owned,
    resealed,
    sealer,
    tagged,
    tampered,
)
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import (
    FOOTER,
    keyed,
    replaced,
    said_before,
)


def _at(scene: Scene, days: int) -> int:
    return int((scene.at + timedelta(days=days)).timestamp())


def _sealed_twice(scene: Scene, first: str, second: str) -> Arrival:
    once = sealed(scene.mail(words=OWN), first, said_before(scene), at=scene.at)
    failed = f"dmarc=fail header.from={scene.domain}"
    return Arrival(sealed(once + FOOTER, second, failed, at=scene.at, chain="pass"))


def _chain_of(raw: bytes, scene: Scene) -> bytes:
    return sealed(raw, "google.com", said_before(scene), at=scene.at).removesuffix(raw)


def _two_values(scene: Scene) -> bytes:
    raw = signed(scene.mail(words=OWN), scene.domain, names=USUAL)
    return replaced(raw, b"\r\n\tb=", b"\r\n\tb=" + base64.b64encode(b"x" * 128) + b"; b=")


def _attached(scene: Scene) -> bytes:
    inner = signed(scene.mail(words=OWN), scene.domain)
    head = scene.mail(words="", Content_Type='multipart/mixed; boundary="b"')
    return head + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"


SIGNED: list[Case] = [
    Case(
        "a forged chain without seals",
        on_top("ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from={domain}"),
        sealer,
    ),
    Case("a chain of an unknown sealer", resealed(sealer="sealer.example"), sealer),
    Case("a chain by another's key", resealed(key=FOREIGN), sealer),
    Case(
        "a trusted sealer that found nothing", resealed("dmarc=fail header.from={domain}; dkim=none; spf=none"), sealer
    ),
    Case(
        "a trusted sealer that found the forger's domain",
        resealed(
            "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=eve@evil.example; dmarc=fail header.from={domain}"
        ),
        sealer,
    ),
    Case(
        "a trusted sealer that quotes the forger",
        resealed(
            'spf=pass (google.com: domain of "x; dmarc=pass header.from={domain}"@evil.example designates) '
            'smtp.mailfrom="a; dmarc=pass header.from={domain}"@evil.example'
        ),
        sealer,
    ),
    Case(
        "a chain whose mail was changed after it",
        lambda s: Arrival(replaced(sealed(s.mail(), "google.com", said_before(s), at=s.at), b"1.5h", b"9.5h")),
        sealer,
    ),
    Case(
        "a chain whose sender was changed after it",
        lambda s: Arrival(
            replaced(
                sealed(s.mail(sender=f"eve@{s.domain}"), "google.com", said_before(s), at=s.at),
                b"eve@",
                s.address.partition("@")[0].encode() + b"@",
            )
        ),
        sealer,
    ),
    Case(
        "a chain with an unknown sealer in the middle",
        lambda s: _sealed_twice(s, "sealer.example", "google.com"),
        sealer,
    ),
    Case(
        "a chain with an unknown sealer at its end", lambda s: _sealed_twice(s, "google.com", "sealer.example"), sealer
    ),
    Case(
        "a chain said to be broken",
        lambda s: Arrival(
            replaced(sealed(s.mail(words=OWN), "google.com", said_before(s), at=s.at), b"cv=none", b"cv=fail")
        ),
        sealer,
    ),
    Case(
        "a chain that begins with two",
        lambda s: Arrival(sealed(s.mail(words=OWN), "google.com", said_before(s), at=s.at).replace(b"i=1", b"i=2")),
        sealer,
    ),
    Case("a chain of another mail", lambda s: Arrival(_chain_of(s.mail(), s) + s.mail(words=OWN)), sealer),
    Case("the words changed", tampered(b"1.5h", b"9.5h"), evil),
    Case("words put below", lambda s: Arrival(signed(s.mail(), s.domain) + b"9h by phone too.\r\n"), evil),
    Case(
        "words put below a signed length",
        lambda s: Arrival(signed(s.mail(words=""), s.domain, tags="l=2; ") + OWN.encode()),
        evil,
    ),
    Case(
        "words under a signed length of nothing",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags="l=0; ", body=b"")),
        evil,
    ),
    Case("the subject changed", tampered(b"Re: May check-in", b"Re: June check-in"), evil),
    Case("a second subject", tampered(b"Subject:", b"Subject: 9 hours\r\nSubject:"), evil),
    Case(
        "a second type beside the signed one",
        tampered(b"Content-Type:", b"Content-Type: text/html\r\nContent-Type:"),
        evil,
    ),
    Case(
        "the recipient changed",
        lambda s: Arrival(
            replaced(
                signed(s.mail(to="kate@members.example", drop=("In-Reply-To",)), s.domain),
                b"To: kate@members.example",
                f"To: {s.key}".encode(),
            )
        ),
        evil,
    ),
    Case(
        "a signed mail to somebody else",
        lambda s: Arrival(signed(s.mail(to="kate@members.example", drop=("In-Reply-To", "References")), s.domain)),
        evil,
    ),
    Case(
        "a signed mail to somebody else, a recipient added",
        lambda s: Arrival(
            f"Cc: {s.key}\r\n".encode()
            + signed(s.mail(to="kate@members.example", drop=("In-Reply-To", "References")), s.domain)
        ),
        evil,
    ),
    Case(
        "an old mail whose signature names no recipient",
        lambda s: Arrival(signed(s.mail(Date="Mon, 04 May 2026 09:00:00 -0600"), s.domain, names=OUTLOOK)),
        evil,
    ),
    Case(
        "a mail whose signature names neither recipient nor date",
        lambda s: Arrival(signed(s.mail(), s.domain, names=("from", "subject"))),
        evil,
    ),
    Case("From is not signed", tagged(names=("to", "subject", "date")), evil),
    Case("a SHA-1 signature", tagged(algorithm="rsa-sha1"), evil),
    Case("a key of 512 bits", tagged(), keyed(f"v=DKIM1; k=rsa; p={SHORT}")),
    Case("a key that was withdrawn", tagged(), keyed("v=DKIM1; k=rsa; p=")),
    Case("a key that is not there", tagged(selector="s2"), evil),
    Case("a key of another kind", tagged(), lambda d: published(d, ED25519)),
    Case("a key for another service", tagged(), keyed(key_record(FOREIGN, "s=tlsrpt; "))),
    Case("a key for SHA-1 only", tagged(key=FOREIGN), keyed(key_record(FOREIGN, "h=sha1; "))),
    Case("a key for other services only", tagged(key=FOREIGN), keyed(key_record(FOREIGN, "s=other; "))),
    Case(
        "a key for its own domain, used below it",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"i=@x.{s.domain}; ")),
        lambda d: published(d, record=f"v=DKIM1; t=s; {key_record(FOREIGN)[9:]}"),
    ),
    Case("somebody else's key", tagged(key=FOREIGN), evil),
    Case("signed on behalf of another domain", tagged(tags="i=dan@other.example; "), evil),
    Case(
        "signed on behalf of a colleague",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"i=eve@{s.domain}; ")),
        evil,
    ),
    Case(
        "signed on behalf of a colleague, spelt otherwise",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"i=ev=65@mail.{s.domain}; ")),
        evil,
    ),
    Case(
        "a signature that ended before it began",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"t={_at(s, 0)}; x={_at(s, -1)}; ")),
        evil,
    ),
    Case(
        "a mail of next year whose signature names no recipient",
        lambda s: Arrival(signed(s.mail(Date="Wed, 02 Jun 2027 18:30:00 -0600"), s.domain, names=OUTLOOK)),
        evil,
    ),
    Case(
        "a signature that has ended",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"t={_at(s, -9)}; x={_at(s, -2)}; ")),
        evil,
    ),
    Case(
        "a signature of next week",
        lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"t={_at(s, 7)}; ")),
        evil,
    ),
    Case(
        "the signature of another mail",
        lambda s: Arrival(signature(s.mail(), s.domain) + b"\r\n" + s.mail(words=OWN)),
        evil,
    ),
    Case(
        "a signature with a second value",
        lambda s: Arrival(
            replaced(signed(s.mail(words=OWN), s.domain, key=FOREIGN), b"; bh=", b"; b=AAAA; bh=")
            if b"; bh=" in signed(s.mail(), s.domain)
            else _two_values(s)
        ),
        evil,
    ),
    Case("a signature inside an attached mail", lambda s: forged(_attached(s)), evil),
    Case(
        "a domain that ends like the member's",
        lambda s: forged(s.mail(words=OWN), f"evil-{s.domain}"),
        owned("evil-SELF"),
    ),
    Case(
        "a domain that begins like the member's",
        lambda s: forged(s.mail(words=OWN), f"{s.domain}.{EVIL}"),
        owned(f"SELF.{EVIL}"),
    ),
    Case(
        "signed by the top-level name",
        lambda s: Arrival(signed(s.mail(words=OWN), "co.uk", key=FOREIGN)),
        lambda d: {**published("co.uk", FOREIGN), **published(d)},
        "firm.co.uk",
    ),
    Case(
        "signed by another firm below the same suffix",
        lambda s: Arrival(signed(s.mail(words=OWN), "evil.co.uk", key=FOREIGN)),
        owned("evil.co.uk"),
        "members.co.uk",
    ),
    Case(
        "signed by another customer of the same host",
        lambda s: Arrival(signed(s.mail(words=OWN), "evil.onmicrosoft.com", key=FOREIGN)),
        owned("evil.onmicrosoft.com"),
        "members.onmicrosoft.com",
    ),
    Case(
        "signed by the host itself",
        lambda s: Arrival(signed(s.mail(words=OWN), "github.io", key=FOREIGN)),
        owned("github.io"),
        "members.github.io",
    ),
]
