"""Forged mails by what stands in their headers."""

from dataclasses import replace
from datetime import timedelta

from tests.factories.mail_servers import (
    FOREIGN,
    published,
    signed,
)
from tests.inbound.sender.forger import EVIL, EVIL_PEER, OWN, evil, forged, named, owned, unsigned
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene
from tests.inbound.sender.world import both, dmarc, google, microsoft, outlook, replaced


def _at(scene: Scene, days: int) -> int:
    return int((scene.at + timedelta(days=days)).timestamp())


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


def _readdressed(scene: Scene, there: str = "") -> Arrival:
    """A mail that the member wrote to the forger, who puts our address into its To."""
    raw = outlook(scene, afresh=True, to=f"eve@{EVIL}", words=OWN)
    return Arrival(
        replaced(raw, f"eve@{EVIL}".encode(), (there or scene.key).encode()), EVIL_PEER, f"mx.{EVIL}", f"eve@{EVIL}"
    )


WRITTEN: list[Case] = [
    Case(
        "two senders, the member's on top",
        lambda s: forged(f"From: {s.address}\r\n".encode() + s.mail(sender=f"eve@{EVIL}", words=OWN)),
        evil,
    ),
    Case(
        "two senders, the member's below", lambda s: forged(f"From: eve@{EVIL}\r\n".encode() + s.mail(words=OWN)), evil
    ),
    Case(
        "two senders, the member's own signature below",
        lambda s: Arrival(
            f"From: {s.address}\r\n".encode() + signed(s.mail(sender=f"eve@{s.domain}", words=OWN), s.domain)
        ),
        evil,
    ),
    Case("two senders in one header", named(f"{{}}, eve@{EVIL}"), evil),
    Case("two senders in one header, the other first", named(f"eve@{EVIL}, {{}}"), evil),
    Case("a group of senders", named(f"Members: {{}}, eve@{EVIL};"), evil),
    Case(
        "a sender hidden behind a bare CR",
        lambda s: Arrival(
            signed(s.mail(sender=f"eve@{s.domain}", words=OWN, X_Note=f"a\rFrom: {s.address}"), s.domain)
        ),
        evil,
    ),
    Case(
        "headers ended by bare CRs",
        lambda s: Arrival(
            signed(
                f"X-Note: a\rFrom: {s.address}\rTo: {s.key}\r\r{OWN}\r\n".encode() + s.mail(sender=f"eve@{s.domain}"),
                s.domain,
                names=("from", "subject"),
            )
        ),
        evil,
    ),
    Case(
        "a line among the headers that is none",
        lambda s: Arrival(b"no header at all\r\n" + signed(s.mail(words=OWN), s.domain)),
        evil,
    ),
    Case(
        "a space before the colon of a second sender",
        lambda s: Arrival(
            f"From : {s.address}\r\n".encode() + signed(s.mail(sender=f"eve@{s.domain}", words=OWN), s.domain)
        ),
        evil,
    ),
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
    Case(
        "a way in per cent", lambda s: forged(s.mail(sender=f"{s.address.replace('@', '%')}@{EVIL}", words=OWN)), evil
    ),
    Case("the member in Sender", lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Sender=s.address)), evil),
    Case("the member in Reply-To", lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Reply_To=s.address)), evil),
    Case(
        "the member in Resent-From",
        lambda s: forged(s.mail(sender=f"eve@{EVIL}", words=OWN, Resent_From=s.address)),
        evil,
    ),
    Case(
        "letters of another alphabet in the domain",
        lambda s: forged(s.mail(sender="Dan <dan@xn--frm-tkc.example>", words=OWN), "xn--frm-tkc.example"),
        owned("xn--frm-tkc.example"),
    ),
    Case(
        "letters of another alphabet, as they are",
        lambda s: Arrival(signed(s.mail(sender=f"d\N{CYRILLIC SMALL LETTER A}n@{s.domain}", words=OWN), s.domain)),
        evil,
        local="dan",
    ),
    Case(
        "a letter that only looks like k",
        lambda s: Arrival(signed(s.mail(sender=f"Kit <\N{KELVIN SIGN}it@{s.domain}>", words=OWN), s.domain)),
        evil,
        local="kit",
    ),
    Case("a dot at the end", lambda s: forged(s.mail(sender=f"Dan <{s.address}.>", words=OWN)), evil),
    Case(
        "another user of the same provider",
        lambda s: Arrival(signed(s.mail(sender=f"Dan Roy <eve@{s.domain}>", words=OWN), s.domain)),
        google,
        "gmail.com",
    ),
    Case(
        "another tag of the member's address",
        lambda s: Arrival(signed(s.mail(sender=s.address.replace("@", "+x@"), words=OWN), s.domain)),
        evil,
    ),
    Case(
        "a colleague to whom it was forwarded", lambda s: forged(s.mail(sender=f"Eve <eve@{EVIL}>", words=WORDS)), evil
    ),
    Case("the coordinator at the member's key", lambda s: forged(s.mail(sender=s.coordinator, words=OWN)), evil),
    Case("a forged coordinator who hands on", lambda s: _handed_on(s, s.coordinator), evil),
    Case("a member who hands on for another", lambda s: _handed_on(s, f"eve@{EVIL}"), evil),
    Case("to the programme, from the forger", _at_programme, evil),
    Case("a mail from Outlook to the forger, readdressed", _readdressed, microsoft),
    Case("the same to the programme", lambda s: replace(_readdressed(s, s.programme), to=s.programme), microsoft),
    Case(
        "another address of the domain in a comment",
        lambda s: Arrival(signed(s.mail(sender=f"Eve <({s.address}) eve@{s.domain}>", words=OWN), s.domain)),
    ),
    Case(
        "a group named like the member",
        lambda s: Arrival(signed(s.mail(sender=f"{s.address}: eve@{s.domain};", words=OWN), s.domain)),
    ),
    Case(
        "a colleague in a group of two",
        lambda s: Arrival(signed(s.mail(sender=f"Team: {s.address}, eve@{s.domain};", words=OWN), s.domain)),
    ),
    Case(
        "a thread of others, sent on with our mail further up",
        lambda s: Arrival(
            signed(
                s.mail(to="kate@members.example", drop=("In-Reply-To",), References=f"{s.answered} <2@kate.example>"),
                s.domain,
            )
        ),
    ),
    Case("a domain that refuses it", unsigned(), both(evil, dmarc("p=reject"))),
    Case(
        "a Microsoft customer in the member's name",
        lambda s: Arrival(
            signed(s.mail(words=OWN), "evil.onmicrosoft.com", key=FOREIGN), EVIL_PEER, "", "x@evil.onmicrosoft.com"
        ),
        both(microsoft, lambda _: published("evil.onmicrosoft.com", FOREIGN)),
    ),
]
