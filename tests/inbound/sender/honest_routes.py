"""Replies by way of forwarders, gateways and lists, and as odd programs address them."""

from email.utils import format_datetime

from tests.factories.mail_servers import FOREIGN, OUTLOOK, RSA_2048, published, sealed, signed
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene
from tests.inbound.sender.world import (
    FOOTER,
    PEER,
    PEER6,
    both,
    dmarc,
    forwarded,
    gmail,
    google,
    microsoft,
    outlook,
    plain,
    replaced,
    sent,
    spf,
)

GOOGLE_SAID = (
    "dkim=pass header.i=@{domain} header.s=s1 header.b=Ab1dEf2h; spf=pass (google.com: domain of {address} designates "
    "192.0.2.25 as permitted sender) smtp.mailfrom={address}; dmarc=pass (p=NONE sp=NONE dis=NONE) "
    "header.from={domain}"
)
MICROSOFT_SAID = (
    "spf=pass (sender ip is 192.0.2.25) smtp.rcpttodomain=society.example smtp.mailfrom={domain}; dmarc=pass (p=none "
    "sp=none pct=100) action=none header.from={domain}; dkim=pass (signature was verified) header.d={domain}"
)


def _said(text: str, scene: Scene) -> str:
    return text.format(domain=scene.domain, address=scene.address)


def _subject_marked(scene: Scene) -> Arrival:
    """A gateway marks the subject and puts a line above the words; what it had found, it sealed."""
    raw = replaced(signed(scene.mail(), scene.domain), b"Subject: Re", b"Subject: [EXTERNAL] Re")
    said = _said(MICROSOFT_SAID, scene)
    return Arrival(sealed(raw, "microsoft.com", said, at=scene.at), "198.51.100.9", "mail.protection.example", "")


def _three_seals(scene: Scene) -> Arrival:
    raw = sealed(gmail(scene), "google.com", _said(GOOGLE_SAID, scene), at=scene.at)
    for sealer in ("microsoft.com", "google.com"):
        raw = sealed(raw + FOOTER, sealer, f"dmarc=fail header.from={scene.domain}", at=scene.at, chain="pass")
    return Arrival(raw, "198.51.100.9", "mx.google.com", "x@google.com")


def _rewrapped(scene: Scene) -> bytes:
    """A relay that folds each long header anew and writes other blanks: relaxed forms see none of it."""
    raw = signed(scene.mail(Subject="Re: May check-in  of the   programme"), scene.domain)
    return replaced(raw, b"check-in  of", b"check-in\r\n   of")


def _to(scene: Scene, to: str, **more: str) -> Arrival:
    return Arrival(signed(scene.mail(to=to.format(scene.key), **more), scene.domain))


def _from(scene: Scene, sender: str) -> Arrival:
    return Arrival(signed(scene.mail(sender=sender.format(scene.address)), scene.domain))


def _srs_twice(scene: Scene) -> Arrival:
    raw = b"X-Forwarded-To: society@alumni.example\r\nDelivered-To: dan@alumni.example\r\n" + gmail(scene)
    return Arrival(raw, "198.51.100.7", "out.alumni.example", "SRS1=ab=x.example==cd=yy=gmail.com=dan@alumni.example")


def _own_rule(scene: Scene) -> Arrival:
    """Gmail passes on a mail that Gmail has signed: the return path is the rule's, the signature the member's."""
    return Arrival(gmail(scene), PEER, "mail-sor-f41.google.com", f"dan+caf_={scene.key.replace('@', '=')}@gmail.com")


def _rule_and_footer(scene: Scene) -> Arrival:
    """The same behind a group's footer: Google had found the signature good, and the rule's return path."""
    said = 'dkim=pass header.i=@gmail.com; spf=pass smtp.mailfrom="dan+caf_=x=y@gmail.com"; dmarc=pass'
    return Arrival(sealed(gmail(scene) + FOOTER, "google.com", said, at=scene.at))


ROUTED: list[Case] = [
    Case("a rule of the member's own at Gmail", _own_rule, google, "gmail.com", "dan.rule"),
    Case("the same, sealed behind a footer", _rule_and_footer, google, "gmail.com", "dan.footer"),
    Case(
        "a group of Google's, in Google's words",
        lambda s: Arrival(sealed(signed(s.mail(), s.domain) + FOOTER, "google.com", _said(GOOGLE_SAID, s), at=s.at)),
        google,
    ),
    Case(
        "a tenant of Microsoft's, in Microsoft's words",
        lambda s: Arrival(sealed(outlook(s) + FOOTER, "microsoft.com", _said(MICROSOFT_SAID, s), at=s.at)),
        microsoft,
    ),
    Case("a gateway that marks the subject and seals", _subject_marked, microsoft),
    Case("three seals in a row, the first found it", _three_seals, both(google, microsoft), "gmail.com"),
    Case("a university's forwarder that rewrites the envelope twice", _srs_twice, google, "gmail.com"),
    Case(
        "a list that changes nothing",
        lambda s: forwarded(
            b"List-Id: <mentors.firm.example>\r\nList-Unsubscribe: <mailto:x@firm.example>\r\nPrecedence: list\r\n"
            b"Sender: mentors-bounces@lists.example\r\n" + signed(s.mail(), s.domain)
        ),
    ),
    Case(
        "sent again by a person's program",
        lambda s: forwarded(
            b"Resent-From: dan@home.example\r\nResent-To: x@society.example\r\nResent-Date: Tue, 2 Jun 2026 19:00 -0600"
            b"\r\n" + signed(s.mail(), s.domain)
        ),
    ),
    Case("headers folded anew on the way", lambda s: Arrival(_rewrapped(s))),
    Case(
        "a valid signature where SPF asks too much",
        lambda s: sent(s, signed(s.mail(), s.domain)),
        both(published, spf(" ".join(f"a:a{n}.example" for n in range(14)) + " -all")),
    ),
    Case(
        "a valid signature where SPF says no",
        lambda s: sent(s, signed(s.mail(), s.domain), "198.51.100.77"),
        both(spf("-all"), dmarc("p=reject")),
    ),
    Case(
        "a valid signature under a policy with slips",
        lambda s: Arrival(signed(s.mail(), s.domain)),
        dmarc("p=non; rua=mailto:x@firm.example;; pct=1oo"),
    ),
    Case(
        "a valid signature under two policies",
        plain,
        lambda d: {**published(d), (f"_dmarc.{d}", "TXT"): ("v=DMARC1; p=reject", "v=DMARC1; p=none")},
    ),
    Case(
        "a key that changed, the new one beside an old signature",
        lambda s: Arrival(signed(signed(s.mail(), s.domain, key=FOREIGN, selector="old"), s.domain)),
        lambda d: {**published(d), **published(d, selector="old")},
    ),
    Case(
        "a bounce address that is tagged (BATV)",
        lambda s: Arrival(s.mail(), PEER, f"mx.{s.domain}", f"prvs=0123abcdef={s.address}"),
        spf("ip4:192.0.2.25 -all"),
    ),
    Case(
        "an envelope in capitals",
        lambda s: Arrival(s.mail(), PEER, f"MX.{s.domain.upper()}", s.address.upper()),
        spf("ip4:192.0.2.25 -all"),
    ),
    Case(
        "a server that greets by its address",
        lambda s: Arrival(s.mail(), PEER, f"[{PEER}]", s.address),
        spf("ip4:192.0.2.25 -all"),
    ),
    Case(
        "SPF over the address of the domain itself",
        lambda s: sent(s, s.mail()),
        spf("a/24 ?all", A_SELF=("192.0.2.99",)),
    ),
    Case(
        "SPF by the exchanger over IPv6",
        lambda s: sent(s, s.mail(), PEER6),
        spf("mx -all", MX_SELF=("10 mx6.example",), AAAA_mx6__example=(PEER6,)),
    ),
    Case(
        "SPF with an explanation and a modifier of somebody's",
        lambda s: sent(s, s.mail()),
        spf("ip4:192.0.2.25 exp=why.example ra=abuse -all", TXT_why__example=("not %{i}",)),
    ),
    Case("SPF in capitals", lambda s: sent(s, s.mail()), lambda d: {(d, "TXT"): ("v=spf1 IP4:192.0.2.25 -ALL",)}),
    Case("to our key in capitals", lambda s: _to(s, s.key.upper())),
    Case("to our key in a group", lambda s: _to(s, "Mentoring: {};")),
    Case("to our key under a name with a colon", lambda s: _to(s, "Priya: OACETT <{}>")),
    Case("to our key under a name with a comma", lambda s: _to(s, "Nair, Priya <{}>")),
    Case("to our key before a semicolon", lambda s: _to(s, "Priya <{}>; Kate <kate@members.example>")),
    Case("to our key twice", lambda s: _to(s, "{0} <{0}>")),
    Case("to our key as a link", lambda s: _to(s, "mailto:{}")),
    Case("to our key, folded after the name", lambda s: _to(s, '"Priya Nair, OACETT"\r\n <{}>')),
    Case("the sender's address twice", lambda s: _from(s, "Dan Roy <{0}> <{0}>")),
    Case("the sender's address in square brackets in the name", lambda s: _from(s, "Dan Roy [{0}] <{0}>")),
    Case(
        "a sender in an encoded name of two words",
        lambda s: _from(s, "=?iso-8859-1?Q?Dan_C=F4t=E9,?=\r\n =?iso-8859-1?Q?_ing=2E?= <{}>"),
    ),
    Case("a sender whose encoded name has an address", lambda s: _from(s, "=?utf-8?q?Dan_=28d=40home=2Eex=29?= <{}>")),
    Case("a name whose encoding is broken", lambda s: _from(s, "=?utf-8?b?RGFu_a?= <{}>")),
    Case("a sender with titles", lambda s: _from(s, '"Roy, Dan (he/him) - P.Eng., M.Sc. | Acme: Canada" <{}>')),
    Case("a sender at a place, as large firms write", lambda s: _from(s, '"Roy, Dan @ Montreal" <{}>')),
    Case("a no-break space in the name", lambda s: _from(s, "Dan\u00a0Roy <{}>")),
    Case("a mark of order before the name", lambda s: _from(s, "\ufeffDan Roy <{}>")),
    Case("an arrow of Arabic in the name", lambda s: _from(s, "\u200fDan Roy\u200e <{}>")),
    Case(
        "three hundred headers of a gateway",
        lambda s: Arrival(
            b"".join(b"X-Gate-%d: %s\r\n" % (n, b"x" * 60) for n in range(300)) + signed(s.mail(), s.domain)
        ),
    ),
    Case(
        "a subject in two encodings",
        lambda s: plain(s, Subject="Re: =?utf-8?b?w4k=?= =?iso-8859-1?q?t=E9?= check-in \U0001f642"),
    ),
    Case("a date with a comment", lambda s: plain(s, Date=format_datetime(s.at) + " (MDT)")),
    Case(
        "Outlook, signed two hours before",
        lambda s: Arrival(
            signed(
                s.mail(),
                s.domain,
                key=RSA_2048,
                selector="selector1",
                names=OUTLOOK,
                tags=f"t={int(s.at.timestamp()) - 7_200}; ",
            )
        ),
        microsoft,
    ),
    Case(
        "words with bare line feeds beside others",
        lambda s: sent(
            s,
            s.mail(words=WORDS + "\nAll well.\n"),
        ),
        spf("ip4:192.0.2.25 -all"),
    ),
]
