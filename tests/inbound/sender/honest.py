"""Mails that people really send, as their programs, providers, gateways and forwarders bring them to us."""

import re
from collections.abc import Callable

from tests.factories.mail_servers import (
    ED25519,
    FOREIGN,
    GMAIL,
    OUTLOOK,
    RSA,
    RSA_2048,
    USUAL,
    Records,
    key_record,
    published,
    sealed,
    signature,
    signed,
)
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene, with_attachment

PEER, PEER6 = "192.0.2.25", "2001:db8::25"
RELAYS = (
    "dkim-signature", "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "in-reply-to",
    "references", "from", "to", "cc", "subject", "date", "message-id", "reply-to",
)[1:]  # fmt: skip
LONG = b"\r\n".join(b"line %d of the notes" % number for number in range(2_000))
FOOTER = b"\r\n--\r\nThis message may be confidential.\r\n"

Zone = Callable[[str], Records]


def spf(record: str, **more: tuple[str, ...]) -> Zone:
    """A domain with this SPF record, and its signing key; more records by `KIND_name`, with __ for dots."""

    def zone(domain: str) -> Records:
        found: Records = {**published(domain), (domain, "TXT"): ("some-verification=1", f"v=spf1 {record}")}
        for name, values in more.items():
            kind, _, label = name.partition("_")
            there = label.replace("__", ".").replace("SELF", domain) or domain
            found[(there, kind)] = values  # type: ignore[index]  # a kind by its name
        return found

    return zone


def keyed(record: str) -> Zone:
    """A domain whose key record is written like this."""
    return lambda domain: published(domain, record=record)


def dmarc(record: str, at: str = "") -> Zone:
    """A domain with a key and a policy."""
    return lambda domain: {**published(domain), (f"_dmarc.{at or domain}", "TXT"): (f"v=DMARC1; {record}",)}


def both(first: Zone, second: Zone) -> Zone:
    """What both say."""
    return lambda domain: {**first(domain), **second(domain)}


def google(domain: str) -> Records:
    """A domain of Google's, sealing as google.com where it passes mail on."""
    return {
        **published(domain, RSA_2048, "20230601"),
        **published("google.com"),
        (domain, "TXT"): ("v=spf1 redirect=_spf.google.com",),
        ("_spf.google.com", "TXT"): ("v=spf1 include:_netblocks.google.com ~all",),
        ("_netblocks.google.com", "TXT"): ("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all",),
        (f"_dmarc.{domain}", "TXT"): ("v=DMARC1; p=none; sp=quarantine; rua=mailto:reports@google.com",),
    }


def microsoft(domain: str) -> Records:
    """A domain at Microsoft 365, its key behind an alias."""
    there = f"selector1-{domain.replace('.', '-')}._domainkey.firm.onmicrosoft.com"
    return {
        (f"selector1._domainkey.{domain}", "CNAME"): (there,),
        (there, "TXT"): (key_record(RSA_2048),),
        **published("firm.onmicrosoft.com", selector="selector2"),
        **published("microsoft.com"),
        (domain, "TXT"): ("v=spf1 include:spf.protection.outlook.com -all",),
        ("spf.protection.outlook.com", "TXT"): ("v=spf1 ip4:192.0.2.0/24 -all",),
        (f"_dmarc.{domain}", "TXT"): ("v=DMARC1; p=reject",),
    }


def bare(_domain: str) -> Records:
    """A domain that says nothing."""
    return {}


def gmail(scene: Scene, **options: str) -> bytes:
    """As Gmail signs."""
    return signed(scene.mail(**options), scene.domain, key=RSA_2048, selector="20230601", names=GMAIL)


def outlook(scene: Scene) -> bytes:
    """As Exchange Online signs: no recipient, no thread."""
    return signed(scene.mail(), scene.domain, key=RSA_2048, selector="selector1", names=OUTLOOK)


def sent(scene: Scene, raw: bytes, peer: str = PEER) -> Arrival:
    """From the sender's own server."""
    return Arrival(raw, peer, f"mx.{scene.domain}", scene.address)


def forwarded(raw: bytes) -> Arrival:
    """By a forwarder that rewrites the envelope (SRS) and nothing else."""
    trace = b"Received: from mx.firm.example by forward.example; Tue, 2 Jun 2026 18:31:00 -0600\r\n"
    return Arrival(trace + raw, "198.51.100.7", "forward.example", "SRS0=x=y=firm.example=dan@forward.example")


def plain(scene: Scene, **options: str) -> Arrival:
    """Signed as most do, brought by a webhook: nobody knows the server."""
    return Arrival(signed(scene.mail(**options), scene.domain))


def said_before(scene: Scene) -> str:
    """What a gateway found before it changed the mail."""
    return (
        f"dmarc=pass action=none header.from={scene.domain}; dkim=pass (signature was verified) "
        f"header.d={scene.domain}; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom={scene.domain}"
    )


def after_gateway(scene: Scene, sealer: str, raw: bytes) -> Arrival:
    """A gateway puts its footer below, which breaks the signature, and seals what it had found."""
    return Arrival(sealed(raw + FOOTER, sealer, said_before(scene), at=scene.at), "198.51.100.9", f"mx.{sealer}", "")


def replaced(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The mail with one thing in it changed."""
    assert old in raw
    return raw.replace(old, new, 1)


HONEST: list[Case] = [
    Case("Gmail, by a webhook", lambda s: Arrival(gmail(s)), google, "gmail.com"),
    Case("Gmail, by its own server", lambda s: sent(s, gmail(s)), google, "gmail.com"),
    Case("Gmail, over IPv6, unsigned", lambda s: sent(s, s.mail(), PEER6), google, "gmail.com"),
    Case("Gmail, forwarded by a person's rule", lambda s: forwarded(gmail(s)), google, "gmail.com"),
    Case(
        "Google Workspace, signed twice",
        lambda s: Arrival(signed(gmail(s), "firm-ca.20230601.gappssmtp.com", selector="20230601")),
        google,
    ),
    Case(
        "Google Workspace without a key of its own",
        lambda s: sent(s, signed(s.mail(), "firm-ca.20230601.gappssmtp.com", selector="20230601")),
        spf("include:_netblocks.google.com ~all"),
    ),
    Case("Outlook.com, by a webhook", lambda s: Arrival(outlook(s)), microsoft, "outlook.com"),
    Case("Hotmail, forwarded", lambda s: forwarded(outlook(s)), microsoft, "hotmail.com"),
    Case("Microsoft 365, its key behind an alias", lambda s: Arrival(outlook(s)), microsoft),
    Case(
        "Microsoft 365 with the key it came with",
        lambda s: sent(s, signed(s.mail(), "firm.onmicrosoft.com", selector="selector2", names=OUTLOOK)),
        microsoft,
    ),
    Case("an address at onmicrosoft.com", lambda s: plain(s), domain="club.onmicrosoft.com"),
    Case("iCloud", lambda s: Arrival(signed(s.mail(), s.domain, names=(*USUAL, "from"))), domain="icloud.com"),
    Case("Yahoo", lambda s: sent(s, signed(s.mail(), s.domain, names=("date", *USUAL))), spf("ptr:yahoo.com ?all")),
    Case("Proton, every header signed against a second", lambda s: Arrival(signed(s.mail(), s.domain, names=RELAYS))),
    Case("Fastmail, two signatures", lambda s: Arrival(signed(signed(s.mail(), s.domain), "messagingengine.com"))),
    Case("a provider's own signature first", lambda s: Arrival(signed(signed(s.mail(), "esp.example"), s.domain))),
    Case("OpenDKIM, relaxed and simple", lambda s: Arrival(signed(s.mail(), s.domain, form="relaxed/simple"))),
    Case("simple and simple", lambda s: Arrival(signed(s.mail(), s.domain, form="simple/simple"))),
    Case("simple and relaxed", lambda s: Arrival(signed(s.mail(), s.domain, form="simple/relaxed"))),
    Case("a form of one word", lambda s: Arrival(signed(s.mail(), s.domain, form="relaxed"))),
    Case("no form named", lambda s: Arrival(_without_form(s))),
    Case("Ed25519 alone", lambda s: Arrival(signed(s.mail(), s.domain, key=ED25519)), lambda d: published(d, ED25519)),
    Case(
        "Ed25519 and RSA together",
        lambda s: Arrival(signed(signed(s.mail(), s.domain), s.domain, key=ED25519, selector="ed")),
        lambda d: {**published(d), **published(d, ED25519, "ed")},
    ),
    Case(
        "Ed25519 whose key is not published yet, and RSA",
        lambda s: Arrival(signed(signed(s.mail(), s.domain), s.domain, key=ED25519, selector="ed")),
    ),
    Case("one signature broken, one whole", lambda s: Arrival(signed(signed(s.mail(), s.domain, key=FOREIGN), s.domain))),
    Case("six signatures", lambda s: Arrival(_many_signatures(s))),
    Case("8-bit words made 7-bit on the way", lambda s: sent(s, _made_7_bit(s)), spf("ip4:192.0.2.25 -all")),
    Case(
        "a gateway's footer, the gateway in SPF",
        lambda s: Arrival(signed(s.mail(), s.domain) + FOOTER, "198.51.100.9", "gateway.example", s.address),
        spf("ip4:198.51.100.9 -all"),
    ),
    Case("a gateway's footer, sealed by Microsoft", lambda s: after_gateway(s, "microsoft.com", outlook(s)), microsoft),
    Case("a group's footer, sealed by Google", lambda s: after_gateway(s, "google.com", gmail(s)), google, "gmail.com"),
    Case("two gateways in a row", lambda s: _through_two_gateways(s), both(microsoft, google)),
    Case("a gateway that found SPF alone", lambda s: _sealed(s, f"spf=pass smtp.mailfrom={s.address}"), microsoft),
    Case("a gateway that found DKIM alone", lambda s: _sealed(s, f"dkim=pass header.i=@{s.domain}"), microsoft),
    Case("a forwarder that adds traces", lambda s: forwarded(signed(s.mail(), s.domain))),
    Case("no signature, SPF by address", lambda s: sent(s, s.mail()), spf("ip4:192.0.2.25 -all")),
    Case("SPF by name", lambda s: sent(s, s.mail()), spf("a:mail.example -all", A_mail__example=(PEER,))),
    Case(
        "SPF by mail exchanger",
        lambda s: sent(s, s.mail()),
        spf("mx -all", MX_SELF=("10 mx1.example", "20 mx2.example"), A_mx2__example=(PEER,), A_mx1__example=("192.0.2.1",)),
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
    Case("SPF by redirect", lambda s: sent(s, s.mail()), spf("redirect=r.example", TXT_r__example=("v=spf1 ip4:192.0.2.25 -all",))),
    Case(
        "SPF by macro",
        lambda s: sent(s, s.mail()),
        spf("exists:%{ir}.%{v}.list.example -all", **{"A_25__2__0__192__in-addr__list__example": ("127.0.0.2",)}),
    ),
    Case("SPF of a bounce domain", lambda s: _bounced_to(s, f"bounces.{s.domain}"), lambda d: spf("ip4:192.0.2.25 -all")(f"bounces.{d}")),
    Case("SPF of HELO under a null return path", lambda s: Arrival(s.mail(), PEER, f"mx.{s.domain}", ""), lambda d: spf("ip4:192.0.2.25 -all")(f"mx.{d}")),
    Case("SPF with a network of the house in it", lambda s: sent(s, s.mail()), spf("ip4:10.0.0.0/8 ip4:192.0.2.0/24 ~all")),
    Case("a department signed by its university", lambda s: Arrival(signed(s.mail(), "uni.example")), lambda _: published("uni.example"), "cs.uni.example"),
    Case("a firm signed by its mail host", lambda s: Arrival(signed(s.mail(), f"mail.{s.domain}")), lambda d: published(f"mail.{d}")),
    Case("neighbours of one university", lambda s: Arrival(signed(s.mail(), "mail.school.example")), lambda _: published("mail.school.example"), "alumni.school.example"),
    Case("a domain below a public suffix", lambda s: plain(s), domain="council.gov.uk"),
    Case("an international domain in A-labels", lambda s: plain(s), domain="xn--caf-dma.example"),
    Case("an international domain in its own letters", lambda s: plain(s, sender=f"Dan <{s.address.replace('xn--th-cja', 'thé')}>"), domain="xn--th-cja.example"),
    Case("a key record in pieces with spaces", lambda s: plain(s), lambda d: published(d, record=_spaced(key_record(RSA)))),
    Case("a key record of 2048 bits", lambda s: Arrival(signed(s.mail(), s.domain, key=RSA_2048)), lambda d: published(d, RSA_2048)),
    Case("a key record with hash and service", lambda s: plain(s), keyed(key_record(RSA, "h=sha256; s=email; "))),
    Case("a key record that lists more", lambda s: plain(s), keyed(key_record(RSA, "h=sha1:sha256; s=*; n=our key; "))),
    Case("a key still being tested", lambda s: plain(s), keyed(key_record(RSA, "t=y; "))),
    Case("a key for its own domain only", lambda s: plain(s), keyed(key_record(RSA, "t=y:s; "))),
    Case("a key record without a version", lambda s: plain(s), keyed(key_record(RSA).removeprefix("v=DKIM1; k=rsa; "))),
    Case("a key record with escaped semicolons", lambda s: plain(s), keyed(key_record(RSA).replace(";", "\\;"))),
    Case("a key record with an end mark", lambda s: plain(s), keyed(key_record(RSA) + ";")),
    Case("two records at the key's name", lambda s: plain(s), lambda d: {(f"s1._domainkey.{d}", "TXT"): ("a note", key_record(RSA))}),
    Case("a signature on behalf of a person", lambda s: Arrival(signed(s.mail(), s.domain, tags=f"i={s.address}; "))),
    Case("a signature on behalf of a subdomain", lambda s: Arrival(signed(s.mail(), s.domain, tags=f"i=@mail.{s.domain}; "))),
    Case("a signature that ends next week", lambda s: Arrival(signed(s.mail(), s.domain, tags=_from_to(s, -60, 7 * 86_400)))),
    Case("a sender's clock two hours ahead", lambda s: Arrival(signed(s.mail(), s.domain, tags=_from_to(s, 7_200)))),
    Case("a sender's clock of another year", lambda s: plain(s, Date="Tue, 01 Jan 2019 00:00:00 +0000")),
    Case("a length that covers the whole body", lambda s: Arrival(signed(s.mail(), s.domain, tags=f"l={len(_body(s.mail()))}; "))),
    Case("a domain that refuses all else", lambda s: plain(s), dmarc("p=reject; adkim=s; aspf=s")),
    Case("SPF of a domain that refuses all else", lambda s: sent(s, s.mail()), both(spf("ip4:192.0.2.25 -all"), dmarc("p=reject; aspf=s"))),
    Case("a subdomain under its organisation's policy", lambda s: plain(s), dmarc("p=reject; sp=reject", "inc.example"), "mail.inc.example"),
    Case("a foreign result that says fail", lambda s: plain(s, Authentication_Results="mx.other.example; dkim=fail; spf=fail; dmarc=fail")),
    Case("a name with a comma, in quotes", lambda s: plain(s, sender=f'"Roy, Dan" <{s.address}>')),
    Case("a name with a comma, bare", lambda s: plain(s, sender=f"Roy, Dan <{s.address}>")),
    Case("the address for a name", lambda s: plain(s, sender=f"{s.address} <{s.address}>")),
    Case("the address alone", lambda s: plain(s, sender=s.address)),
    Case("a name behind the address", lambda s: plain(s, sender=f"{s.address} (Dan Roy)")),
    Case("a comment in the name", lambda s: plain(s, sender=f"Dan Roy (Acme (Canada)) <{s.address}>")),
    Case("an encoded name", lambda s: plain(s, sender=f"=?utf-8?q?Dan_C=C3=B4t=C3=A9?= <{s.address}>")),
    Case("a name in UTF-8", lambda s: plain(s, sender=f"Dan Côté 🙂 <{s.address}>")),
    Case("a name in Latin-1", lambda s: Arrival(signed(replaced(s.mail(), b"Dan Roy", b"Dan C\xf4t\xe9 \x92"), s.domain))),
    Case("a folded sender", lambda s: plain(s, sender=f"Dan Roy\r\n\t<{s.address}>")),
    Case("an address in capitals", lambda s: plain(s, sender=f"DAN ROY <{s.address.upper()}>")),
    Case("an address in needless quotes", lambda s: plain(s, sender='"{}"@{}'.format(*s.address.split("@")))),
    Case("an apostrophe in the address", lambda s: plain(s), local="dan.o'roy"),
    Case("a plus in the address", lambda s: plain(s), local="dan+mentoring"),
    Case("sent by an assistant's program, From the member", lambda s: plain(s, Sender=f"robot@{s.domain}")),
    Case("answers wanted elsewhere", lambda s: plain(s, Reply_To="dan@home.example")),
    Case("to the programme, in the thread", lambda s: Arrival(signed(s.mail(to=s.programme), s.domain), to=s.programme)),
    Case("to the programme, by itself", lambda s: Arrival(_afresh(s), to=s.programme)),
    Case("to a colleague, a copy to us", lambda s: plain(s, to="Kate <kate@members.example>", Cc=s.key)),
    Case("to several", lambda s: plain(s, to=f"kate@members.example, {s.key}")),
    Case("not to us by name, in the thread, recipients unsigned", lambda s: Arrival(signed(s.mail(to="undisclosed-recipients:;"), s.domain, names=GMAIL[1:]))),
    Case("a blind copy from the sender's own server", lambda s: sent(s, s.mail(to="kate@members.example", drop=("In-Reply-To", "References"))), spf("ip4:192.0.2.25 -all")),
    Case("line feeds alone, as IMAP servers keep it", lambda s: Arrival(signed(s.mail(), s.domain).replace(b"\r\n", b"\n"))),
    Case("a mailbox file's first line", lambda s: Arrival(b"From dan@firm.example Tue Jun  2 18:30:00 2026\r\n" + signed(s.mail(), s.domain))),
    Case("a file beside the words", lambda s: Arrival(signed(with_attachment(s.mail(), LONG), s.domain))),
    Case("empty lines at the end", lambda s: Arrival(signed(s.mail() + b"\r\n" * 40, s.domain) + b"\r\n" * 3)),
    Case("no line end at the end", lambda s: Arrival(signed(s.mail().rstrip(), s.domain))),
    Case("spaces that a relay takes away", lambda s: Arrival(signed(s.mail(words=WORDS + "   "), s.domain).replace(b"   \r\n", b"\r\n"))),
    Case("a subject folded anew on the way", lambda s: Arrival(replaced(signed(s.mail(), s.domain), b"Re: May check-in", b"Re: May\r\n check-in"))),
    Case("eight hundred headers of a list", lambda s: Arrival(_many_headers(s))),
]  # fmt: skip


def _body(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def _without_form(scene: Scene) -> bytes:
    """Signed in the form that holds where none is named."""
    raw = scene.mail()
    field = signature(raw, scene.domain, form="simple/simple")
    assert b"c=simple/simple" in field
    return signed(raw, scene.domain, form="simple/simple")


def _many_signatures(scene: Scene) -> bytes:
    raw = signed(scene.mail(), scene.domain)
    for number in range(5):
        raw = signed(raw, f"relay{number}.example")
    return raw


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


def _spaced(record: str) -> str:
    head, _, key = record.partition("p=")
    return f"{head}p={' '.join(re.findall('.{1,60}', key))}"


def _from_to(scene: Scene, since: int, until: int | None = None) -> str:
    at = int(scene.at.timestamp())
    return f"t={at + since}; " + (f"x={at + until}; " if until else "")


def _afresh(scene: Scene) -> bytes:
    return signed(scene.mail(to=scene.programme, drop=("In-Reply-To", "References")), scene.domain)


def _many_headers(scene: Scene) -> bytes:
    return b"".join(b"X-List-%d: some value\r\n" % number for number in range(800)) + signed(scene.mail(), scene.domain)
