"""Replies with the signatures and headers of particular providers and programs."""

from itertools import pairwise

from tests.factories.mail_servers import ED25519, RSA_2048, Records, key_record, published, signed
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import (
    PEER,
    Zone,
    both,
    dmarc,
    google,
    microsoft,
    outlook,
    plain,
    replaced,
    sent,
    spf,
)

PROTON = (
    "Date", "To", "From", "Subject", "Message-ID", "In-Reply-To", "References", "Feedback-ID", "From", "To", "Cc",
    "Date", "Subject", "Reply-To", "Feedback-ID", "Message-ID", "BIMI-Selector", "List-Unsubscribe",
)  # fmt: skip
YAHOO = ("Date", "From", "To", "In-Reply-To", "References", "Subject", "References", "From", "Subject", "Reply-To")
ZOHO = ("Date", "Date", "From", "From", "To", "To", "Message-Id", "In-Reply-To", "Subject", "Subject", "Cc", "Reply-To")
ICLOUD = ("from", "content-type", "mime-version", "subject", "message-id", "date", "to", "x-icloud-hme")
EXCHANGE_TRACES = (
    b"X-MS-Exchange-Organization-Moderation-Data: approved\r\n"
    b"X-MS-Exchange-Organization-Approval-Approved: yes\r\n"
    b"Resent-From: <moderator@firm.example>\r\n"
    b"X-MS-Exchange-Transport-CrossTenantHeadersStamped: YQBPR0101MB1234\r\n"
)


def _proton(scene: Scene) -> bytes:
    at = int(scene.at.timestamp())
    return signed(
        scene.mail(), scene.domain, names=PROTON, selector="protonmail3", tags=f"t={at}; x={at + 3 * 86_400}; "
    )


def _behind(*aliases: str) -> Zone:
    """A key that stands behind a row of aliases."""

    def zone(domain: str) -> Records:
        names = [f"s1._domainkey.{domain}", *aliases]
        found: Records = {(name, "CNAME"): (there,) for name, there in pairwise(names)}
        return {**found, (names[-1], "TXT"): (key_record(RSA_2048),)}

    return zone


def _records(*texts: str) -> Zone:
    return lambda domain: {(f"s1._domainkey.{domain}", "TXT"): texts}


_RECORD = key_record(RSA_2048)


def _strong(scene: Scene, **options: str) -> Arrival:
    return Arrival(signed(scene.mail(**options), scene.domain, key=RSA_2048))


PROVIDED: list[Case] = [
    Case(
        "Proton, absent headers signed as well, three days to live",
        lambda s: Arrival(_proton(s)),
        lambda d: published(d, selector="protonmail3"),
        "proton.me",
    ),
    Case("Yahoo, headers named twice", lambda s: Arrival(signed(s.mail(), s.domain, names=YAHOO)), domain="yahoo.com"),
    Case("an alias at Yahoo", plain, domain="ymail.com", local="dan.mentoring-keepsafe"),
    Case(
        "Zoho, signed for the person by address",
        lambda s: Arrival(signed(s.mail(), s.domain, names=ZOHO, tags=f"i={s.address}; ")),
    ),
    Case(
        "iCloud's hidden address",
        lambda s: Arrival(signed(s.mail(sender=f"Dan <{s.address}>"), s.domain, names=ICLOUD)),
        domain="icloud.com",
        local="tidier.boxes-0k",
    ),
    Case(
        "Apple's relay for apps",
        lambda s: Arrival(signed(s.mail(), s.domain, names=ICLOUD)),
        domain="privaterelay.appleid.com",
        local="k3x9s7fq2z",
    ),
    Case(
        "Exchange, passed by a moderator",
        lambda s: sent(s, EXCHANGE_TRACES + outlook(s)),
        microsoft,
    ),
    Case(
        "Exchange, a copy for the journal before the key",
        lambda s: sent(s, b"X-MS-Journal-Report:\r\n" + outlook(s)),
        microsoft,
    ),
    Case(
        "Gmail sending as the firm, by the firm's server",
        lambda s: sent(s, signed(s.mail(Sender="dan.roy.1980@gmail.com", X_Google_Original_From="Dan Roy"), s.domain)),
        spf("ip4:192.0.2.25 -all"),
    ),
    Case(
        "a mobile carrier, by SPF alone",
        lambda s: sent(s, s.mail(sender=s.address)),
        spf("ip4:192.0.2.0/24 -all"),
        "msg.carrier.example",
        "4165550100",
    ),
    Case(
        "a campus of Google's with a policy that quarantines",
        lambda s: Arrival(signed(s.mail(), s.domain, key=RSA_2048, selector="20230601")),
        both(google, dmarc("p=quarantine; pct=100; adkim=s; aspf=s; fo=1; rf=afrf; ri=86400")),
    ),
    Case(
        "a hosted domain whose key stands behind two aliases",
        _strong,
        _behind("s1.domainkey.u1234.wl.example", "s1.keys.host.example"),
    ),
    Case(
        "a key record with its tags in another order",
        _strong,
        _records(f"{_RECORD.partition('p=')[2]}".join(("p=", "; k=rsa; v=DKIM1"))),
    ),
    Case("a key record with blanks around the signs", _strong, _records(_RECORD.replace("=rsa", " = rsa"))),
    Case("a key record with a granularity of old", _strong, _records(_RECORD.replace("k=rsa;", "g=*; k=rsa;"))),
    Case("a key record with a blank before it", _strong, _records(f" {_RECORD} ")),
    Case(
        "a dead key record beside the living one",
        _strong,
        _records("v=DKIM1; k=rsa; p=", _RECORD),
    ),
    Case(
        "names of the signed headers folded and spaced",
        lambda s: Arrival(signed(s.mail(), s.domain, names=("From", " To ", " Subject", "Date ", "\r\n\tMessage-ID"))),
    ),
    Case(
        "a signature with a copy of the headers in it",
        lambda s: Arrival(signed(s.mail(), s.domain, tags=f"z=From:Dan=20<{s.address}>|Subject:May; ")),
    ),
    Case(
        "a signature with tags that nobody knows",
        lambda s: Arrival(signed(s.mail(), s.domain, tags="r=y; atps=esp.example; darn=_; ")),
    ),
    Case(
        "a signature that names how its key is found",
        lambda s: Arrival(signed(s.mail(), s.domain, tags="q=dns/txt; ")),
    ),
    Case(
        "a signature that lists how its key is found",
        lambda s: Arrival(signed(s.mail(), s.domain, tags="q=dns/txt:dns/dkk; ")),
    ),
    Case("a signer's domain in capitals", lambda s: Arrival(signed(s.mail(), s.domain.upper()))),
    Case(
        "a header name in small letters",
        lambda s: Arrival(replaced(signed(s.mail(), s.domain), b"DKIM-Signature:", b"dkim-signature:")),
    ),
    Case(
        "the signature below the traces of five servers",
        lambda s: Arrival(
            b"".join(b"Received: from h%d.example by h%d.example; Tue, 2 Jun 2026\r\n" % (n, n + 1) for n in range(5))
            + signed(s.mail(), s.domain)
        ),
    ),
    Case(
        "Ed25519 above an RSA signature of the provider",
        lambda s: Arrival(
            signed(signed(s.mail(), "host.example"), s.domain, key=ED25519, selector="ed"), PEER, "mx.host.example"
        ),
        lambda d: {**published(d, ED25519, "ed"), **published("host.example")},
    ),
]
