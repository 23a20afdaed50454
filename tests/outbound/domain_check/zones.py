"""A domain whose mail records are all in order, to be spoilt by each case."""

from collections.abc import Mapping

from app.dns import RecordKind, Zones
from app.outbound.domain_check.check import check_domain
from app.outbound.domain_check.findings import About, Finding, Report
from app.outbound.domain_check.ours import Ours

DOMAIN = "mentoring.association.org"
KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" + "k7Tq" * 84 + "IDAQAB"
SELECTOR = "mp2026"
OURS = Ours(
    reply_domain="reply.mentorpost.net",
    selector=SELECTOR,
    public_key=KEY,
    spf_include="reply.mentorpost.net",
    mail_hosts=("mx1.mentorpost.net", "mx2.mentorpost.net"),
)
KEY_NAME = f"{SELECTOR}._domainkey.{DOMAIN}"
KEY_RECORD = f"v=DKIM1; k=rsa; p={KEY}"
DMARC_NAME = f"_dmarc.{DOMAIN}"

Records = Mapping[tuple[str, RecordKind], tuple[str, ...]]

SOUND: Records = {
    (KEY_NAME, "TXT"): (KEY_RECORD,),
    (DMARC_NAME, "TXT"): ("v=DMARC1; p=quarantine; rua=mailto:dmarc@association.org",),
    (DOMAIN, "TXT"): ("v=spf1 include:reply.mentorpost.net -all", "some-service=proof"),
    (DOMAIN, "MX"): ("10 mx1.mentorpost.net", "20 mx2.mentorpost.net"),
    ("reply.mentorpost.net", "MX"): ("10 mx1.mentorpost.net", "20 mx2.mentorpost.net"),
    ("reply.mentorpost.net", "TXT"): ("v=spf1 ip4:198.51.100.0/28 ip6:2001:db8:7::/64 -all",),
    ("mx1.mentorpost.net", "A"): ("198.51.100.3",),
    ("mx2.mentorpost.net", "A"): ("198.51.100.4",),
}


def looked_at(
    changes: Records, *, domain: str = DOMAIN, down: frozenset[str] = frozenset(), ours: Ours = OURS
) -> Report:
    """The sound domain with some records changed, looked at; an empty tuple takes a record away."""
    return check_domain(Zones({**SOUND, **changes}, down), domain, ours)


def first(report: Report, about: About) -> Finding:
    """The weightiest finding about one sort of records."""
    return report.of(about)[0]
