"""Replies as people's programs and providers sign them."""

from dataclasses import replace

from tests.factories.mail_servers import (
    ED25519,
    FOREIGN,
    OUTLOOK,
    USUAL,
    published,
    signature,
    signed,
)
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import PEER6, RELAYS, forwarded, gmail, google, microsoft, outlook, plain, sent, spf


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


SIGNED: list[Case] = [
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
    Case(
        "Gmail, enrolled under its other name",
        lambda s: plain(s, sender=f"Dan <{s.address.replace('googlemail', 'gmail')}>", by="gmail.com"),
        lambda _: published("gmail.com"),
        "googlemail.com",
    ),
    Case(
        "Googlemail to the programme, enrolled at Gmail",
        lambda s: replace(
            plain(
                s,
                sender=f"Dan <{s.address.replace('gmail', 'googlemail')}>",
                to=s.programme,
                by="googlemail.com",
                In_Reply_To="<1@mail.example>",
                References="<1@mail.example>",
            ),
            to=s.programme,
        ),
        lambda _: published("googlemail.com"),
        "gmail.com",
    ),
    Case("Outlook.com, by a webhook", lambda s: Arrival(outlook(s)), microsoft, "outlook.com"),
    Case("Hotmail, forwarded", lambda s: forwarded(outlook(s)), microsoft, "hotmail.com"),
    Case("Microsoft 365, its key behind an alias", lambda s: Arrival(outlook(s)), microsoft),
    Case(
        "Microsoft 365 with the key it came with",
        lambda s: sent(s, signed(s.mail(), "firm.onmicrosoft.com", selector="selector2", names=OUTLOOK)),
        microsoft,
    ),
    Case("Microsoft 365, no answer, by its own server", lambda s: sent(s, outlook(s, afresh=True)), microsoft),
    Case("an address at onmicrosoft.com", plain, domain="club.onmicrosoft.com"),
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
    Case(
        "one signature broken, one whole", lambda s: Arrival(signed(signed(s.mail(), s.domain, key=FOREIGN), s.domain))
    ),
    Case("six signatures", lambda s: Arrival(_many_signatures(s))),
]
