"""Forged mails by how From and the headers around it are written: by a colleague at the member's own provider, whose
server signs whatever they send, or by somebody from outside."""

from collections.abc import Callable

from tests.factories.mail_servers import GMAIL, OUTLOOK, RSA_2048, signed
from tests.inbound.sender.forger import EVIL, EVIL_PEER, OWN, evil, forged, named, owned
from tests.inbound.sender.post import Arrival, Case, Scene
from tests.inbound.sender.world import microsoft, replaced


def _colleague(sender: str) -> Callable[[Scene], Arrival]:
    """A colleague's From, signed by the domain that both are at; `{}` is the member's address, `{eve}` their own."""
    return lambda s: Arrival(
        signed(s.mail(sender=sender.format(s.address, eve=f"eve@{s.domain}", domain=s.domain), words=OWN), s.domain)
    )


def _above(lines: str) -> Callable[[Scene], Arrival]:
    """A colleague's mail with something among its headers that hides or shows a second sender."""
    return lambda s: Arrival(
        signed(
            lines.format(s.address, eve=f"eve@{s.domain}").encode() + s.mail(words=OWN, drop=("From",)),
            s.domain,
            names=("from", "to", "subject", "date"),
        )
    )


def _on_top(line: str) -> Callable[[Scene], Arrival]:
    """A colleague's mail with a line above what was signed."""
    return lambda s: Arrival(
        f"{line.format(s.address)}\r\n".encode() + signed(s.mail(sender=f"eve@{s.domain}", words=OWN), s.domain)
    )


def _in_a_part(scene: Scene) -> Arrival:
    inner = f"--b\r\nContent-Type: text/plain\r\nFrom: {scene.address}\r\n\r\n{OWN}\r\n--b--"
    return forged(
        scene.mail(
            sender=f"eve@{EVIL}", words=inner, Content_Type='multipart/mixed; boundary="b"', drop=("Content-Type",)
        )
    )


def _in_an_attached_mail(scene: Scene) -> Arrival:
    """The member's genuine mail, as a part of the forger's."""
    genuine = signed(scene.mail(words=OWN), scene.domain).decode()
    inner = f"--b\r\nContent-Type: message/rfc822\r\n\r\n{genuine}\r\n--b--"
    return forged(scene.mail(sender=f"eve@{EVIL}", words=inner, Content_Type='multipart/mixed; boundary="b"'))


def _wrapped_in_external(scene: Scene) -> Arrival:
    inner = f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: {scene.address}\r\n--b\r\n\r\n{OWN}\r\n--b--"
    return forged(scene.mail(sender=f"eve@{EVIL}", words=inner, Content_Type='multipart/report; boundary="b"'))


def _replayed(scene: Scene, **options: object) -> bytes:
    """What the member wrote to the forger, signed by their provider."""
    raw = scene.mail(to=f"eve@{EVIL}", words=OWN, drop=("In-Reply-To", "References"), Cc="kate@members.example")
    return signed(raw, scene.domain, **options)


def _sent_on(old: str, new: str, **options: object) -> Callable[[Scene], Arrival]:
    """The same, with one header changed, from the forger's server."""
    return lambda s: Arrival(
        replaced(_replayed(s, **options), old.encode(), new.format(key=s.key, answered=s.answered).encode()),
        EVIL_PEER,
        f"mx.{EVIL}",
        f"eve@{EVIL}",
    )


UNNAMED = {"key": RSA_2048, "selector": "selector1", "names": OUTLOOK}
DISGUISED: list[Case] = [
    Case("a From that is one encoded word", named("=?utf-8?q?Dan_Roy_=3Cdan=40firm=2Eexample=3E?="), evil),
    Case("an encoded word before the @", _colleague("=?utf-8?q?dan?=@{domain}"), evil),
    Case("an encoded word of the whole, a colleague behind it", _colleague("=?utf-8?b?{domain}?= <{eve}>"), evil),
    Case("a group named by the address, nobody in it", named("{}:;"), evil),
    Case("a group with the colleague, the member outside", _colleague("Team: {eve};, {}"), evil),
    Case("a name before the comma, a colleague behind it", _colleague("dan, {eve}"), evil),
    Case(
        "two halves of the member's name around a comma",
        _colleague("dan, roy@{domain}"),
        evil,
        local="danroy",
    ),
    Case("two halves around a comment", _colleague("dan(x)roy@{domain}"), evil, local="danroy"),
    Case("two halves around a semicolon", _colleague("dan; roy@{domain}"), evil, local="danroy"),
    Case("the member in square brackets, the colleague in angles", _colleague("Dan [{}] <{eve}>"), evil),
    Case("the colleague in square brackets, the member behind", _colleague("<{eve}> [{}]"), evil),
    Case("both in angles, one inside the other", _colleague("<{eve}<{}>>"), evil),
    Case("a quote that opens before the colleague", _colleague('"<{eve}> {}'), evil),
    Case("a quote that ends in a backslash", _colleague('"Dan\\" <{eve}>" <{}>, <{eve}>'), evil),
    Case("the colleague behind a line feed that is none", _colleague("<{}>\u2028<{eve}>"), evil),
    Case("the colleague behind a vertical tab", _colleague("{eve}\x0b <{}>"), evil),
    Case("the colleague behind a next-line sign", _colleague("{eve}\x85<{}>"), evil),
    Case("a zero byte before the member", _colleague("{eve}\x00<{}>"), evil),
    Case("a domain in square brackets", _colleague("dan@[{domain}]"), evil),
    Case("two signs in one address", named("{}@evil.example"), evil),
    Case("a wide @", _colleague("dan\uff20{domain} <{eve}>"), evil),
    Case(
        "a wide full stop in the domain",
        lambda s: forged(s.mail(sender=s.address.replace(".", "\u3002"), words=OWN)),
        evil,
    ),
    Case("wide letters in the name", _colleague("\uff44an@{domain}"), evil, local="dan"),
    Case(
        "a letter without a dot",
        lambda s: forged(s.mail(sender="Dan <dan@xn--frm-jua.example>", words=OWN), "xn--frm-jua.example"),
        owned("xn--frm-jua.example"),
        "firm.example",
    ),
    Case("a soft hyphen in the name", _colleague("d\u00adan@{domain}"), evil, local="dan"),
    Case("a joiner of no width in the name", _colleague("d\u200dan@{domain}"), evil, local="dan"),
    Case(
        "a number for a letter",
        lambda s: forged(s.mail(sender="Dan <dan@f1rm.example>", words=OWN), "f1rm.example"),
        owned("f1rm.example"),
        "firm1.example",
    ),
    Case(
        "r and n for m",
        lambda s: forged(s.mail(sender="Dan <dan@rnembers.example>", words=OWN), "rnembers.example"),
        owned("rnembers.example"),
        "mmembers.example",
    ),
    Case(
        "a mailbox of the member's name at a subdomain of theirs",
        lambda s: Arrival(signed(s.mail(sender=s.address.replace("@", "@news."), words=OWN), s.domain)),
        evil,
    ),
    Case("From in a part of the mail", _in_a_part, evil),
    Case("the member's own mail attached", _in_an_attached_mail, evil),
    Case("the member's headers in a report", _wrapped_in_external, evil),
    Case("a line of blanks that looks like the end", _above("From: {eve}\r\n \r\nFrom: {}\r\n"), evil),
    Case("a From folded over a line of blanks", _above("From: {eve},\r\n \r\n {}\r\n"), evil),
    Case("a tab before the colon of a second sender", _on_top("From\t: {}"), evil),
    Case("a zero byte in the name of the header", _on_top("From\x00: {}"), evil),
    Case("a blank of no break before the name of the header", _on_top("\u00a0From: {}"), evil),
    Case("the end of the headers before the sender", _above("X-Note: a\r\n\r\nFrom: {}\r\n"), evil),
    Case("the member in Sender, the colleague's group in From", _above("Sender: {}\r\nFrom: Team: {eve};\r\n"), evil),
    Case(
        "the member in every other header",
        _above(
            "From: {eve}\r\nSender: {0}\r\nReply-To: {0}\r\nResent-From: {0}\r\nX-Original-From: {0}\r\n"
            "X-Sender: {0}\r\nReturn-Path: <{0}>\r\nDisposition-Notification-To: {0}\r\n"
        ),
        evil,
    ),
    Case(
        "a signed mail to the forger, our key put into its Cc", _sent_on("Cc: kate@members.example", "Cc: {key}"), evil
    ),
    Case(
        "the same, its signature names no recipient",
        _sent_on("Cc: kate@members.example", "Cc: {key}", **UNNAMED),
        microsoft,
    ),
    Case(
        "the same, our key beside the first recipient",
        _sent_on(f"To: eve@{EVIL}", f"To: eve@{EVIL}, {{key}}", **UNNAMED),
        microsoft,
    ),
    Case("the same, a second To with our key above", _sent_on("From: ", "To: {key}\r\nFrom: ", **UNNAMED), microsoft),
    Case(
        "a signed mail to the forger, our thread put on top",
        _sent_on("From: ", "In-Reply-To: {answered}\r\nFrom: ", names=GMAIL),
        evil,
    ),
    Case(
        "a signed mail to the forger, another Message-ID and subject",
        _sent_on("Message-ID: <", "Subject: Re: May check-in\r\nMessage-ID: <again-", names=("from", "to", "date")),
        evil,
    ),
]
