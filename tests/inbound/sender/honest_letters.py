"""Replies as they are written and addressed, and key records as they are published."""

import re

from tests.factories.mail_servers import (
    GMAIL,
    RSA,
    RSA_2048,
    key_record,
    published,
    signed,
)
from tests.inbound.sender.post import WORDS, Arrival, Case, Scene, with_attachment
from tests.inbound.sender.world import (
    LONG,
    _from_to,
    both,
    dmarc,
    keyed,
    plain,
    replaced,
    sent,
    spf,
)


def _body(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def _spaced(record: str) -> str:
    head, _, key = record.partition("p=")
    return f"{head}p={' '.join(re.findall('.{1,60}', key))}"


def _by_itself(scene: Scene, sender: str = "") -> bytes:
    return scene.mail(sender=sender, to=scene.programme, drop=("In-Reply-To", "References"))


def _afresh(scene: Scene) -> bytes:
    return signed(_by_itself(scene), scene.domain)


def _many_headers(scene: Scene) -> bytes:
    return b"".join(b"X-List-%d: some value\r\n" % number for number in range(800)) + signed(scene.mail(), scene.domain)


WRITTEN: list[Case] = [
    Case("a key record in pieces with spaces", plain, lambda d: published(d, record=_spaced(key_record(RSA)))),
    Case(
        "a key record of 2048 bits",
        lambda s: Arrival(signed(s.mail(), s.domain, key=RSA_2048)),
        lambda d: published(d, RSA_2048),
    ),
    Case("a key record with hash and service", plain, keyed(key_record(RSA, "h=sha256; s=email; "))),
    Case("a key record that lists more", plain, keyed(key_record(RSA, "h=sha1:sha256; s=*; n=our key; "))),
    Case("a key still being tested", plain, keyed(key_record(RSA, "t=y; "))),
    Case("a key for its own domain only", plain, keyed(key_record(RSA, "t=y:s; "))),
    Case("a key record without a version", plain, keyed(key_record(RSA).removeprefix("v=DKIM1; k=rsa; "))),
    Case("a key record with escaped semicolons", plain, keyed(key_record(RSA).replace(";", "\\;"))),
    Case("a key record with nothing between two semicolons", plain, keyed(key_record(RSA).replace("; ", ";; ", 1))),
    Case("a key record in capitals", plain, keyed(key_record(RSA).replace("k=rsa", "k=RSA"))),
    Case(
        "a signature on behalf of a person, below the domain",
        lambda s: Arrival(
            signed(s.mail(), s.domain, tags=f"i={s.address.replace('@', '@mail.').replace('d', '=64', 1)}; ")
        ),
    ),
    Case("a key record with an end mark", plain, keyed(key_record(RSA) + ";")),
    Case(
        "two records at the key's name", plain, lambda d: {(f"s1._domainkey.{d}", "TXT"): ("a note", key_record(RSA))}
    ),
    Case("a signature on behalf of a person", lambda s: Arrival(signed(s.mail(), s.domain, tags=f"i={s.address}; "))),
    Case(
        "a signature on behalf of a subdomain",
        lambda s: Arrival(signed(s.mail(), s.domain, tags=f"i=@mail.{s.domain}; ")),
    ),
    Case(
        "a signature that ends next week",
        lambda s: Arrival(signed(s.mail(), s.domain, tags=_from_to(s, -60, 7 * 86_400))),
    ),
    Case("a sender's clock two hours ahead", lambda s: Arrival(signed(s.mail(), s.domain, tags=_from_to(s, 7_200)))),
    Case("a sender's clock of another year", lambda s: plain(s, Date="Tue, 01 Jan 2019 00:00:00 +0000")),
    Case(
        "a length that covers the whole body",
        lambda s: Arrival(signed(s.mail(), s.domain, tags=f"l={len(_body(s.mail()))}; ")),
    ),
    Case("a domain that refuses all else", plain, dmarc("p=reject; adkim=s; aspf=s")),
    Case(
        "SPF of a domain that refuses all else",
        lambda s: sent(s, s.mail()),
        both(spf("ip4:192.0.2.25 -all"), dmarc("p=reject; aspf=s")),
    ),
    Case(
        "a subdomain under its organisation's policy",
        plain,
        dmarc("p=reject; sp=reject", "inc.example"),
        "mail.inc.example",
    ),
    Case(
        "a foreign result that says fail",
        lambda s: plain(s, Authentication_Results="mx.other.example; dkim=fail; spf=fail; dmarc=fail"),
    ),
    Case("a name with a comma, in quotes", lambda s: plain(s, sender=f'"Roy, Dan" <{s.address}>')),
    Case("a name with a comma, bare", lambda s: plain(s, sender=f"Roy, Dan <{s.address}>")),
    Case("the address for a name", lambda s: plain(s, sender=f"{s.address} <{s.address}>")),
    Case("the address alone", lambda s: plain(s, sender=s.address)),
    Case("a name behind the address", lambda s: plain(s, sender=f"{s.address} (Dan Roy)")),
    Case("a comment in the name", lambda s: plain(s, sender=f"Dan Roy (Acme (Canada)) <{s.address}>")),
    Case("an encoded name", lambda s: plain(s, sender=f"=?utf-8?q?Dan_C=C3=B4t=C3=A9?= <{s.address}>")),
    Case("a name in UTF-8", lambda s: plain(s, sender=f"Dan Côté 🙂 <{s.address}>")),
    Case(
        "a name in Latin-1", lambda s: Arrival(signed(replaced(s.mail(), b"Dan Roy", b"Dan C\xf4t\xe9 \x92"), s.domain))
    ),
    Case("a folded sender", lambda s: plain(s, sender=f"Dan Roy\r\n\t<{s.address}>")),
    Case("a comment beside the address", lambda s: plain(s, sender=f"Dan Roy <{s.address} (work)>")),
    Case("a comment before the address", lambda s: plain(s, sender=f"Dan Roy <(work) {s.address}>")),
    Case("blanks around the @", lambda s: plain(s, sender="Dan <{} @ {}>".format(*s.address.split("@")))),
    Case("a blank behind the @", lambda s: plain(s, sender=f"Dan <{s.address.replace('@', '@ ')}>")),
    Case("a comma behind the address", lambda s: plain(s, sender=f"Dan Roy <{s.address}>,")),
    Case("a semicolon behind the address", lambda s: plain(s, sender=f"Dan Roy <{s.address}>;")),
    Case("a group of one", lambda s: plain(s, sender=f"Dan Roy: {s.address};")),
    Case("a smile in the name", lambda s: plain(s, sender=f"Dan Roy :) <{s.address}>")),
    Case("a colon in the name", lambda s: plain(s, sender=f"Acme: Dan Roy <{s.address}>")),
    Case("an inch in the name", lambda s: plain(s, sender=f'Dan 6" Roy <{s.address}>')),
    Case(
        "a gateway's header with a blank before its colon",
        lambda s: Arrival(b"X-Virus-Scan : clean\r\n" + plain(s).raw),
    ),
    Case(
        "a mailbox file's first line, escaped",
        lambda s: Arrival(b">From dan@firm.example Tue Jun  2 18:30:00 2026\r\n" + plain(s).raw),
    ),
    Case(
        "to the programme, from the group's form of a sender",
        lambda s: Arrival(signed(_by_itself(s, f"Acme: Dan Roy <{s.address}>"), s.domain), to=s.programme),
    ),
    Case("an address in capitals", lambda s: plain(s, sender=f"DAN ROY <{s.address.upper()}>")),
    Case("an address in needless quotes", lambda s: plain(s, sender='"{}"@{}'.format(*s.address.split("@")))),
    Case("an apostrophe in the address", plain, local="dan.o'roy"),
    Case("a plus in the address", plain, local="dan+mentoring"),
    Case("sent by an assistant's program, From the member", lambda s: plain(s, Sender=f"robot@{s.domain}")),
    Case("answers wanted elsewhere", lambda s: plain(s, Reply_To="dan@home.example")),
    Case(
        "to the programme, in the thread", lambda s: Arrival(signed(s.mail(to=s.programme), s.domain), to=s.programme)
    ),
    Case("to the programme, by itself", lambda s: Arrival(_afresh(s), to=s.programme)),
    Case("to a colleague, a copy to us", lambda s: plain(s, to="Kate <kate@members.example>", Cc=s.key)),
    Case("to several", lambda s: plain(s, to=f"kate@members.example, {s.key}")),
    Case(
        "to the coordinator, a blind copy to us, answered by References alone",
        lambda s: Arrival(signed(s.mail(to=s.coordinator, drop=("In-Reply-To",)), s.domain, names=GMAIL)),
    ),
    Case(
        "not to us by name, in the thread, recipients unsigned",
        lambda s: Arrival(signed(s.mail(to="undisclosed-recipients:;"), s.domain, names=GMAIL[1:])),
    ),
    Case(
        "a blind copy from the sender's own server",
        lambda s: sent(s, s.mail(to="kate@members.example", drop=("In-Reply-To", "References"))),
        spf("ip4:192.0.2.25 -all"),
    ),
    Case(
        "line feeds alone, as IMAP servers keep it",
        lambda s: Arrival(signed(s.mail(), s.domain).replace(b"\r\n", b"\n")),
    ),
    Case(
        "a mailbox file's first line",
        lambda s: Arrival(b"From dan@firm.example Tue Jun  2 18:30:00 2026\r\n" + signed(s.mail(), s.domain)),
    ),
    Case("a file beside the words", lambda s: Arrival(signed(with_attachment(s.mail(), LONG), s.domain))),
    Case("empty lines at the end", lambda s: Arrival(signed(s.mail() + b"\r\n" * 40, s.domain) + b"\r\n" * 3)),
    Case("no line end at the end", lambda s: Arrival(signed(s.mail().rstrip(), s.domain))),
    Case(
        "spaces that a relay takes away",
        lambda s: Arrival(signed(s.mail(words=WORDS + "   "), s.domain).replace(b"   \r\n", b"\r\n")),
    ),
    Case(
        "a subject folded anew on the way",
        lambda s: Arrival(replaced(signed(s.mail(), s.domain), b"Re: May check-in", b"Re: May\r\n check-in")),
    ),
    Case("eight hundred headers of a list", lambda s: Arrival(_many_headers(s))),
]
