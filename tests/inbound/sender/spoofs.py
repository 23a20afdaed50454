"""Mails in a member's name that the member did not send here, by whoever has seen the reply key."""

import base64
from collections.abc import Callable
from datetime import timedelta

from tests.factories.mail_servers import (
    ED25519,
    FOREIGN,
    OUTLOOK,
    USUAL,
    Records,
    key_record,
    published,
    sealed,
    signature,
    signed,
)
from tests.inbound.sender.honest import (
    FOOTER,
    PEER,
    Zone,
    both,
    dmarc,
    google,
    keyed,
    microsoft,
    replaced,
    said_before,
    sent,
    spf,
)
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene

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


SPOOFS: list[Case] = [
    Case("nothing at all vouches for it", unsigned(""), lambda _: {}),
    Case("from the forger's server", unsigned(), evil),
    Case("signed by the forger's domain", lambda s: forged(s.mail(words=OWN)), evil),
    Case("SPF of the forger's return path", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, "", f"eve@{EVIL}"), evil),
    Case("SPF of the forger's HELO", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, f"mx.{EVIL}", ""), evil),
    Case("the member's address inside the return path", lambda s: forged(s.mail(words=OWN), mail_from=f'"{s.address}"@{EVIL}'), evil),
    Case("the member's address before the return path", lambda s: forged(s.mail(words=OWN), mail_from=f"{s.address}@{EVIL}"), evil),
    Case("the member's HELO", lambda s: Arrival(s.mail(words=OWN), EVIL_PEER, s.domain, ""), evil),
    Case("SPF soft fail", unsigned(), spf("ip4:192.0.2.25 ~all")),
    Case("SPF neutral", unsigned(), spf("ip4:192.0.2.25 ?all")),
    Case("SPF with nothing at its end", unsigned(), spf("ip4:192.0.2.25")),
    Case("SPF that lets anybody pass", unsigned(), spf("+all")),
    Case("SPF that lets anybody pass, by include", unsigned(), spf("include:open.example -all", TXT_open__example=("v=spf1 all",))),
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
    Case("a return path below the forger's, above nothing", lambda s: forged(s.mail(words=OWN), mail_from=f"eve@{s.domain}.{EVIL}"), evil),
    Case("SPF of a neighbour where the domain is strict", lambda s: Arrival(s.mail(words=OWN), PEER, "", f"x@news.{s.domain}"), lambda d: {**dmarc("p=reject; aspf=s")(d), (f"news.{d}", "TXT"): ("v=spf1 ip4:192.0.2.25 -all",)}),
    Case("DKIM of a neighbour where the domain is strict", lambda s: Arrival(signed(s.mail(words=OWN), f"news.{s.domain}")), lambda d: {**dmarc("p=none; adkim=s")(d), **published(f"news.{d}")}),
    Case("a forged result of our own", on_top("Authentication-Results: reply.localhost; dkim=pass header.d={domain}; spf=pass; dmarc=pass"), evil),
    Case("a forged result of a known server", on_top("Authentication-Results: mx.google.com; dkim=pass header.i=@{domain}; spf=pass smtp.mailfrom={}; dmarc=pass header.from={domain}"), evil),
    Case("a forged Received-SPF", on_top("Received-SPF: pass (google.com: domain of {} designates 203.0.113.66 as permitted sender)"), evil),
    Case("a forged trace of the member's server", on_top("Received: from mail.{domain} (mail.{domain} [192.0.2.25]) by reply.localhost"), evil),
    Case("a forged chain without seals", on_top("ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from={domain}"), sealer),
    Case("a chain of an unknown sealer", resealed(sealer="sealer.example"), sealer),
    Case("a chain by another's key", resealed(key=FOREIGN), sealer),
    Case("a trusted sealer that found nothing", resealed("dmarc=fail header.from={domain}; dkim=none; spf=none"), sealer),
    Case("a trusted sealer that found the forger's domain", resealed("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=eve@evil.example; dmarc=fail header.from={domain}"), sealer),
    Case("a trusted sealer that quotes the forger", resealed('spf=pass (google.com: domain of "x; dmarc=pass header.from={domain}"@evil.example designates) smtp.mailfrom="a; dmarc=pass header.from={domain}"@evil.example'), sealer),
    Case("a chain whose mail was changed after it", lambda s: Arrival(replaced(sealed(s.mail(), "google.com", said_before(s), at=s.at), b"1.5h", b"9.5h")), sealer),
    Case("a chain whose sender was changed after it", lambda s: Arrival(replaced(sealed(s.mail(sender=f"eve@{s.domain}"), "google.com", said_before(s), at=s.at), b"eve@", s.address.partition("@")[0].encode() + b"@")), sealer),
    Case("a chain with an unknown sealer in the middle", lambda s: _sealed_twice(s, "sealer.example", "google.com"), sealer),
    Case("a chain with an unknown sealer at its end", lambda s: _sealed_twice(s, "google.com", "sealer.example"), sealer),
    Case("a chain said to be broken", lambda s: Arrival(replaced(sealed(s.mail(words=OWN), "google.com", said_before(s), at=s.at), b"cv=none", b"cv=fail")), sealer),
    Case("a chain that begins with two", lambda s: Arrival(sealed(s.mail(words=OWN), "google.com", said_before(s), at=s.at).replace(b"i=1", b"i=2")), sealer),
    Case("a chain of another mail", lambda s: Arrival(_chain_of(s.mail(), s) + s.mail(words=OWN)), sealer),
    Case("the words changed", tampered(b"1.5h", b"9.5h"), evil),
    Case("words put below", lambda s: Arrival(signed(s.mail(), s.domain) + b"9h by phone too.\r\n"), evil),
    Case("words put below a signed length", lambda s: Arrival(signed(s.mail(words=""), s.domain, tags="l=2; ") + OWN.encode()), evil),
    Case("words under a signed length of nothing", lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags="l=0; ", body=b"")), evil),
    Case("the subject changed", tampered(b"Re: May check-in", b"Re: June check-in"), evil),
    Case("a second subject", tampered(b"Subject:", b"Subject: 9 hours\r\nSubject:"), evil),
    Case("a second type beside the signed one", tampered(b"Content-Type:", b"Content-Type: text/html\r\nContent-Type:"), evil),
    Case("the recipient changed", lambda s: Arrival(replaced(signed(s.mail(to="kate@members.example", drop=("In-Reply-To",)), s.domain), b"To: kate@members.example", f"To: {s.key}".encode())), evil),
    Case("a signed mail to somebody else", lambda s: Arrival(signed(s.mail(to="kate@members.example", drop=("In-Reply-To", "References")), s.domain)), evil),
    Case("a signed mail to somebody else, a recipient added", lambda s: Arrival(f"Cc: {s.key}\r\n".encode() + signed(s.mail(to="kate@members.example", drop=("In-Reply-To", "References")), s.domain)), evil),
    Case("an old mail whose signature names no recipient", lambda s: Arrival(signed(s.mail(Date="Mon, 04 May 2026 09:00:00 -0600"), s.domain, names=OUTLOOK)), evil),
    Case("a mail whose signature names neither recipient nor date", lambda s: Arrival(signed(s.mail(), s.domain, names=("from", "subject"))), evil),
    Case("From is not signed", tagged(names=("to", "subject", "date")), evil),
    Case("a SHA-1 signature", tagged(algorithm="rsa-sha1"), evil),
    Case("a key of 512 bits", tagged(), keyed(f"v=DKIM1; k=rsa; p={SHORT}")),
    Case("a key that was withdrawn", tagged(), keyed("v=DKIM1; k=rsa; p=")),
    Case("a key that is not there", tagged(selector="s2"), evil),
    Case("a key of another kind", tagged(), lambda d: published(d, ED25519)),
    Case("a key for another service", tagged(), keyed(key_record(FOREIGN, "s=tlsrpt; "))),
    Case("a key for SHA-1 only", tagged(key=FOREIGN), keyed(key_record(FOREIGN, "h=sha1; "))),
    Case("a key for other services only", tagged(key=FOREIGN), keyed(key_record(FOREIGN, "s=other; "))),
    Case("a key for its own domain, used below it", lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"i=@x.{s.domain}; ")), lambda d: published(d, record=f"v=DKIM1; t=s; {key_record(_rsa())[9:]}")),
    Case("somebody else's key", tagged(key=FOREIGN), evil),
    Case("signed on behalf of another domain", tagged(tags="i=dan@other.example; "), evil),
    Case("a signature that has ended", lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"t={_at(s, -9)}; x={_at(s, -2)}; ")), evil),
    Case("a signature of next week", lambda s: Arrival(signed(s.mail(words=OWN), s.domain, tags=f"t={_at(s, 7)}; ")), evil),
    Case("the signature of another mail", lambda s: Arrival(signature(s.mail(), s.domain) + b"\r\n" + s.mail(words=OWN)), evil),
    Case("a signature with a second value", lambda s: Arrival(replaced(signed(s.mail(words=OWN), s.domain, key=FOREIGN), b"; bh=", b"; b=AAAA; bh=") if b"; bh=" in signed(s.mail(), s.domain) else _two_values(s)), evil),
    Case("a signature inside an attached mail", lambda s: forged(_attached(s)), evil),
    Case("a domain that ends like the member's", lambda s: forged(s.mail(words=OWN), f"evil-{s.domain}"), owned("evil-SELF")),
    Case("a domain that begins like the member's", lambda s: forged(s.mail(words=OWN), f"{s.domain}.{EVIL}"), owned(f"SELF.{EVIL}")),
    Case("signed by the top-level name", lambda s: Arrival(signed(s.mail(words=OWN), "co.uk", key=FOREIGN)), lambda d: {**published("co.uk", FOREIGN), **published(d)}, "firm.co.uk"),
    Case("signed by another firm below the same suffix", lambda s: Arrival(signed(s.mail(words=OWN), "evil.co.uk", key=FOREIGN)), owned("evil.co.uk"), "members.co.uk"),
    Case("signed by another customer of the same host", lambda s: Arrival(signed(s.mail(words=OWN), "evil.onmicrosoft.com", key=FOREIGN)), owned("evil.onmicrosoft.com"), "members.onmicrosoft.com"),
    Case("signed by the host itself", lambda s: Arrival(signed(s.mail(words=OWN), "github.io", key=FOREIGN)), owned("github.io"), "members.github.io"),
    Case("two senders, the member's on top", lambda s: forged(f"From: {s.address}\r\n".encode() + s.mail(sender=f"eve@{EVIL}", words=OWN)), evil),
    Case("two senders, the member's below", lambda s: forged(f"From: eve@{EVIL}\r\n".encode() + s.mail(words=OWN)), evil),
    Case("two senders, the member's own signature below", lambda s: Arrival(f"From: {s.address}\r\n".encode() + signed(s.mail(sender=f"eve@{s.domain}", words=OWN), s.domain)), evil),
    Case("two senders in one header", named(f"{{}}, eve@{EVIL}"), evil),
    Case("two senders in one header, the other first", named(f"eve@{EVIL}, {{}}"), evil),
    Case("a group of senders", named(f"Members: {{}}, eve@{EVIL};"), evil),
    Case("a sender hidden behind a bare CR", lambda s: Arrival(signed(s.mail(sender=f"eve@{s.domain}", words=OWN, X_Note=f"a\rFrom: {s.address}"), s.domain)), evil),
    Case("headers ended by bare CRs", lambda s: Arrival(signed(f"X-Note: a\rFrom: {s.address}\rTo: {s.key}\r\r{OWN}\r\n".encode() + s.mail(sender=f"eve@{s.domain}"), s.domain, names=("from", "subject"))), evil),
    Case("a line among the headers that is none", lambda s: Arrival(b"no header at all\r\n" + signed(s.mail(words=OWN), s.domain)), evil),
    Case("a space before the colon of a second sender", lambda s: Arrival(f"From : {s.address}\r\n".encode() + signed(s.mail(sender=f"eve@{s.domain}", words=OWN), s.domain)), evil),
    Case("the member's address for a name", named(f'"{{}}" <eve@{EVIL}>'), evil),
    Case("the member's address for a bare name", named(f"{{}} <eve@{EVIL}>"), evil),
    Case("the member's address in angle brackets for a name", named(f'"<{{}}>" <eve@{EVIL}>'), evil),
    Case("the member's address encoded for a name", named(f"=?utf-8?q?dan=40firm=2Eexample?= <eve@{EVIL}>"), evil),
    Case("two addresses in angle brackets", named(f"<{{}}> <eve@{EVIL}>"), evil),
    Case("two addresses in angle brackets, the member's last", named(f"<eve@{EVIL}> <{{}}>"), evil),
    Case("the member's address in a comment", named(f"eve@{EVIL} ({{}})"), evil),
    Case("a comment that does not end", named(f"({{}} eve@{EVIL}"), evil),
    Case("a way through another server", named(f"<@{EVIL}:{{}}>"), evil),
    Case("a zero byte in the sender", named("Dan <{}\x00@evil.example>"), evil),
    Case("a way in per cent", lambda s: forged(s.mail(sender=f"{s.address.replace('@', '%')}@{EVIL}", words=OWN)), evil),
    Case("the member in Sender", lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Sender=s.address)), evil),
    Case("the member in Reply-To", lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Reply_To=s.address)), evil),
    Case("the member in Resent-From", lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Resent_From=s.address)), evil),
    Case("letters of another alphabet in the domain", lambda s: forged(s.mail(sender="Dan <dan@xn--frm-tkc.example>", words=OWN), "xn--frm-tkc.example"), owned("xn--frm-tkc.example")),
    Case("letters of another alphabet, as they are", lambda s: forged(s.mail(sender="Dan <dаn@firm.example>", words=OWN)), owned("firm.example")),
    Case("a letter that only looks like k", lambda s: Arrival(signed(s.mail(sender=f"Kit <\N{KELVIN SIGN}it@{s.domain}>", words=OWN), s.domain)), evil, local="kit"),
    Case("a dot at the end", lambda s: forged(s.mail(sender=f"Dan <{s.address}.>", words=OWN)), evil),
    Case("another user of the same provider", lambda s: Arrival(signed(s.mail(sender=f"Dan Roy <eve@{s.domain}>", words=OWN), s.domain)), google, "gmail.com"),
    Case("another tag of the member's address", lambda s: Arrival(signed(s.mail(sender=s.address.replace("@", "+x@"), words=OWN), s.domain)), evil),
    Case("a colleague to whom it was forwarded", lambda s: forged(s.mail(sender=f"Eve <eve@{EVIL}>", words=WORDS)), evil),
    Case("the coordinator at the member's key", lambda s: forged(s.mail(sender=s.coordinator, words=OWN)), evil),
    Case("a forged coordinator who hands on", lambda s: _handed_on(s, s.coordinator), evil),
    Case("a member who hands on for another", lambda s: _handed_on(s, f"eve@{EVIL}"), evil),
    Case("to the programme, from the forger", lambda s: _at_programme(s), evil),
    Case("a domain that refuses it", unsigned(), both(evil, dmarc("p=reject"))),
    Case("a Microsoft customer in the member's name", lambda s: Arrival(signed(s.mail(words=OWN), "evil.onmicrosoft.com", key=FOREIGN), EVIL_PEER, "", "x@evil.onmicrosoft.com"), both(microsoft, lambda _: published("evil.onmicrosoft.com", FOREIGN))),
]  # fmt: skip


def _rsa() -> object:
    return FOREIGN


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


def _handed_on(scene: Scene, sender: str) -> Arrival:
    words = (
        f"---------- Forwarded message ---------\r\nFrom: Dan Roy <{scene.address}>\r\n"
        f"Date: Tue, Jun 2, 2026 at 6:30 PM\r\nSubject: May\r\nTo: Priya <{scene.coordinator}>\r\n\r\n{OWN}"
    )
    raw = scene.mail(sender=sender, to=scene.programme, words=words, drop=("In-Reply-To", "References"))
    arrival = forged(raw)
    return Arrival(arrival.raw, arrival.peer, arrival.helo, arrival.mail_from, scene.programme)


def _at_programme(scene: Scene) -> Arrival:
    arrival = forged(scene.mail(to=scene.programme, words=OWN, drop=("In-Reply-To", "References")))
    return Arrival(arrival.raw, arrival.peer, arrival.helo, arrival.mail_from, scene.programme)
