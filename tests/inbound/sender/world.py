"""Providers, gateways and forwarders as they are, and what their name servers say."""

from collections.abc import Callable

from tests.factories.mail_servers import (
    GMAIL,
    OUTLOOK,
    RSA_2048,
    Records,
    key_record,
    published,
    sealed,
    signed,
)
from tests.inbound.sender.post import Arrival, Scene

PEER, PEER6 = "192.0.2.25", "2001:db8::25"
RELAYS = (
    "dkim-signature",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "in-reply-to",
    "references",
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "reply-to",
)[1:]
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


def outlook(scene: Scene, *, afresh: bool = False, **options: str) -> bytes:
    """As Exchange Online signs: no recipient, no thread. `afresh`: it answers nothing."""
    raw = scene.mail(drop=("In-Reply-To", "References") if afresh else (), **options)
    return signed(raw, scene.domain, key=RSA_2048, selector="selector1", names=OUTLOOK)


def sent(scene: Scene, raw: bytes, peer: str = PEER) -> Arrival:
    """From the sender's own server."""
    return Arrival(raw, peer, f"mx.{scene.domain}", scene.address)


def forwarded(raw: bytes) -> Arrival:
    """By a forwarder that rewrites the envelope (SRS) and nothing else."""
    trace = b"Received: from mx.firm.example by forward.example; Tue, 2 Jun 2026 18:31:00 -0600\r\n"
    return Arrival(trace + raw, "198.51.100.7", "forward.example", "SRS0=x=y=firm.example=dan@forward.example")


def plain(scene: Scene, by: str = "", **options: str) -> Arrival:
    """Signed as most do, `by` their domain, brought by a webhook: nobody knows the server."""
    return Arrival(signed(scene.mail(**options), by or scene.domain))


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


def _from_to(scene: Scene, since: int, until: int | None = None) -> str:
    at = int(scene.at.timestamp())
    return f"t={at + since}; " + (f"x={at + until}; " if until else "")
