"""Who runs a domain's mail, told from its MX hosts: what their SPF is called, and the name people know them by."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailProvider:
    """A company that runs mail for others; `include` is what they have their customers put into SPF."""

    name: str
    hosts: tuple[str, ...]
    include: str


PROVIDERS = (
    MailProvider("Microsoft 365", ("mail.protection.outlook.com", "mx.microsoft"), "spf.protection.outlook.com"),
    MailProvider("Google Workspace", ("google.com", "googlemail.com"), "_spf.google.com"),
    MailProvider("Zoho Mail", ("zoho.com", "zoho.eu"), "zohomail.com"),
    MailProvider("Fastmail", ("messagingengine.com",), "spf.messagingengine.com"),
    MailProvider("Proton Mail", ("protonmail.ch",), "_spf.protonmail.ch"),
    MailProvider("iCloud Mail", ("mail.icloud.com",), "icloud.com"),
    MailProvider("OVHcloud", ("ovh.net", "ovh.ca"), "mx.ovh.com"),
    MailProvider("Infomaniak", ("infomaniak.ch",), "spf.infomaniak.ch"),
    MailProvider("GoDaddy", ("secureserver.net",), "secureserver.net"),
    MailProvider("Namecheap", ("privateemail.com",), "spf.privateemail.com"),
    MailProvider("Rackspace", ("emailsrvr.com",), "emailsrvr.com"),
)
FREE_MAIL = frozenset(
    {
        "aim.com",
        "aol.com",
        "att.net",
        "bell.net",
        "bellnet.ca",
        "btinternet.com",
        "comcast.net",
        "cox.net",
        "eastlink.ca",
        "email.com",
        "fastmail.com",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.fr",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.ca",
        "hotmail.co.uk",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "inbox.com",
        "laposte.net",
        "live.ca",
        "live.com",
        "live.fr",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "mts.net",
        "naver.com",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "rocketmail.com",
        "rogers.com",
        "sasktel.net",
        "sfr.fr",
        "shaw.ca",
        "sympatico.ca",
        "t-online.de",
        "telus.net",
        "telusplanet.net",
        "tutanota.com",
        "verizon.net",
        "videotron.ca",
        "wanadoo.fr",
        "web.de",
        "yahoo.ca",
        "yahoo.co.uk",
        "yahoo.com",
        "yahoo.fr",
        "yandex.com",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
    }
)
"""Domains at which anybody may have an address: nobody proves them as theirs."""


def mail_provider(hosts: Iterable[str]) -> MailProvider | None:
    """The provider that all or some of the hosts belong to."""
    listed = tuple(hosts)
    return next((one for one in PROVIDERS if any(_is_at(host, one.hosts) for host in listed)), None)


def _is_at(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
