"""Whether a domain's list of senders names ours, and what is wrong with it (U5, RFC 7208)."""

from dataclasses import replace
from ipaddress import ip_network

import pytest

from app.dns import Zones
from app.outbound.domain_check.check import check_domain
from app.outbound.domain_check.findings import About, Found, Verdict
from tests.outbound.domain_check.zones import DOMAIN, OURS, SOUND, Records, first, looked_at

US = "include:reply.mentorpost.net"
ZONE = "association.org"


def _at(*values: str) -> Records:
    return {(DOMAIN, "TXT"): values}


def _chain(length: int) -> Records:
    """Lists that refer to each other, one look-up each."""
    return {
        (f"s{number}.net", "TXT"): (f"v=spf1 include:s{number + 1}.net -all" if number < length else "v=spf1 -all",)
        for number in range(1, length + 1)
    }


GOOD: dict[str, Records] = {
    "by our name": _at(f"v=spf1 {US} -all"),
    "in capitals": _at(f"V=SPF1 {US.upper().replace('INCLUDE', 'Include')} ~all"),
    "beside others": {
        **_at(f"v=spf1 mx a:www.association.org {US} ~all"),
        ("www.association.org", "A"): ("203.0.113.9",),
    },
    "through another list": {**_at("v=spf1 include:lists.net -all"), ("lists.net", "TXT"): (f"v=spf1 {US} ~all",)},
    "by a redirect": {**_at("v=spf1 redirect=lists.net"), ("lists.net", "TXT"): (f"v=spf1 {US} ~all",)},
    "by our addresses": _at("v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 -all"),
    "with ten look-ups": {**_at(f"v=spf1 include:s1.net {US} -all"), **_chain(9)},
    "with a modifier nobody knows": _at(f"v=spf1 {US} -all x-note=hello"),
    "with an explanation": _at(f"v=spf1 {US} -all exp=why.association.org"),
    "with a macro": _at(f"v=spf1 exists:%{{i}}.allowed.association.org {US} -all"),
    "through an alias": {(DOMAIN, "TXT"): (), (DOMAIN, "CNAME"): ("a.net",), ("a.net", "TXT"): (f"v=spf1 {US} -all",)},
}

FAULTS: dict[str, tuple[Records, Verdict, Found, str]] = {
    "none": (_at(), Verdict.TO_DO, Found.SPF_MISSING, f"v=spf1 mx {US} ~all"),
    "only another text": (_at("hello=world"), Verdict.TO_DO, Found.SPF_MISSING, f"v=spf1 mx {US} ~all"),
    "without us": (_at("v=spf1 mx -all"), Verdict.TO_DO, Found.SPF_WITHOUT_US, f"v=spf1 mx {US} -all"),
    "nobody sends": (_at("v=spf1 -all"), Verdict.TO_DO, Found.SPF_WITHOUT_US, f"v=spf1 {US} -all"),
    "a redirect without us": (
        {**_at("v=spf1 redirect=lists.net"), ("lists.net", "TXT"): ("v=spf1 -all",)},
        Verdict.TO_DO,
        Found.SPF_WITHOUT_US,
        f"v=spf1 {US} redirect=lists.net",
    ),
    "two lists": (
        _at("v=spf1 mx -all", f"v=spf1 {US} ~all"),
        Verdict.PROBLEM,
        Found.SPF_SEVERAL,
        f"v=spf1 {US} mx ~all",
    ),
    "two lists that are both hard": (
        _at("v=spf1 mx -all", "v=spf1 ip4:192.0.2.1 -all"),
        Verdict.PROBLEM,
        Found.SPF_SEVERAL,
        f"v=spf1 ip4:192.0.2.1 mx {US} -all",
    ),
    "in quotes": (_at(f'"v=spf1 {US} -all"'), Verdict.PROBLEM, Found.SPF_QUOTED, f"v=spf1 {US} -all"),
    "everybody": (_at(f"v=spf1 {US} +all"), Verdict.PROBLEM, Found.SPF_EVERYBODY, f"v=spf1 {US} ~all"),
    "everybody, unsaid": (_at(f"v=spf1 {US} all"), Verdict.PROBLEM, Found.SPF_EVERYBODY, f"v=spf1 {US} ~all"),
    "neutral": (_at(f"v=spf1 {US} ?all"), Verdict.TO_DO, Found.SPF_NEUTRAL, f"v=spf1 {US} ~all"),
    "no end": (_at(f"v=spf1 {US}"), Verdict.TO_DO, Found.SPF_NO_END, f"v=spf1 {US} ~all"),
    "behind all": (_at(f"v=spf1 mx -all {US}"), Verdict.PROBLEM, Found.SPF_BEHIND_ALL, f"v=spf1 mx {US} -all"),
    "refusing us": (_at(f"v=spf1 mx -{US} -all"), Verdict.PROBLEM, Found.SPF_REFUSES_US, f"v=spf1 mx {US} -all"),
    "ptr": (_at(f"v=spf1 ptr {US} -all"), Verdict.TO_DO, Found.SPF_PTR, f"v=spf1 {US} -all"),
    "ipv4": (
        _at(f"v=spf1 ipv4:192.0.2.1 {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 ip4:192.0.2.1 {US} -all",
    ),
    "a bare address": (
        _at(f"v=spf1 192.0.2.1 {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 ip4:192.0.2.1 {US} -all",
    ),
    "a bare host": (
        _at(f"v=spf1 mail.a.org {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 a:mail.a.org {US} -all",
    ),
    "a host as an address": (
        _at(f"v=spf1 ip4:mail.a.org {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 a:mail.a.org {US} -all",
    ),
    "version 6 as 4": (
        _at(f"v=spf1 ip4:2001:db8::1 {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 ip6:2001:db8::1 {US} -all",
    ),
    "an equals sign": (
        _at(f"v=spf1 include=a.org {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 include:a.org {US} -all",
    ),
    "a space behind include": (
        _at("v=spf1 include: a.org -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 include:a.org {US} -all",
    ),
    "commas": (_at(f"v=spf1 mx, {US}, -all"), Verdict.PROBLEM, Found.SPF_TERM, f"v=spf1 mx {US} -all"),
    "a semicolon at the end": (_at(f"v=spf1 {US} -all;"), Verdict.PROBLEM, Found.SPF_TERM, f"v=spf1 {US} -all"),
    "a mask too long": (
        _at(f"v=spf1 ip4:192.0.2.0/33 {US} -all"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 {US} -all",
    ),
    "a word nobody knows": (_at(f"v=spf1 gibberish {US} -all"), Verdict.PROBLEM, Found.SPF_TERM, f"v=spf1 {US} -all"),
    "two redirects": (
        _at("v=spf1 redirect=a.org redirect=b.org"),
        Verdict.PROBLEM,
        Found.SPF_TERM,
        f"v=spf1 {US} redirect=a.org",
    ),
    "another version": (_at("spf2.0/pra mx -all"), Verdict.TO_DO, Found.SPF_VERSION, f"v=spf1 mx {US} -all"),
    "no version": (_at(f"spf1 {US} -all"), Verdict.TO_DO, Found.SPF_VERSION, f"v=spf1 {US} -all"),
    "no space": (_at(f"v=spf1{US} -all"), Verdict.TO_DO, Found.SPF_VERSION, f"v=spf1 {US} -all"),
    "a semicolon behind the version": (
        _at(f"v=spf1; {US} -all"),
        Verdict.TO_DO,
        Found.SPF_VERSION,
        f"v=spf1 {US} -all",
    ),
    "typed with the whole name": (
        {**_at(), (f"{DOMAIN}.{ZONE}", "TXT"): ("v=spf1 mx -all",)},
        Verdict.TO_DO,
        Found.SPF_DOUBLED,
        f"v=spf1 mx {US} -all",
    ),
    "below the domain": (
        {**_at(), (f"_spf.{DOMAIN}", "TXT"): ("v=spf1 mx -all",)},
        Verdict.TO_DO,
        Found.SPF_DOUBLED,
        f"v=spf1 mx {US} -all",
    ),
}

BROKEN: dict[str, tuple[Records, Found]] = {
    "eleven look-ups": ({**_at(f"v=spf1 include:s1.net {US} -all"), **_chain(10)}, Found.SPF_LOOKUPS),
    "endless look-ups": ({**_at(f"v=spf1 include:s1.net {US} -all"), **_chain(90)}, Found.SPF_LOOKUPS),
    "an include without a list": (_at(f"v=spf1 include:gone.net {US} -all"), Found.SPF_INCLUDED_LACKS),
    "an include with two lists": (
        {**_at(f"v=spf1 include:two.net {US} -all"), ("two.net", "TXT"): ("v=spf1 -all", "v=spf1 mx -all")},
        Found.SPF_INCLUDED_LACKS,
    ),
    "an include that is broken": (
        {**_at(f"v=spf1 include:bad.net {US} -all"), ("bad.net", "TXT"): ("v=spf1 ipv4:1.2.3.4 -all",)},
        Found.SPF_INCLUDED_LACKS,
    ),
    "a circle": (
        {**_at(f"v=spf1 include:round.net {US} -all"), ("round.net", "TXT"): (f"v=spf1 include:{DOMAIN} -all",)},
        Found.SPF_CIRCLE,
    ),
    "three that lead nowhere": (_at(f"v=spf1 a:x.net a:y.net a:z.net {US} -all"), Found.SPF_VOID),
}


@pytest.mark.parametrize("changes", GOOD.values(), ids=GOOD.keys())
def test_a_valid_list_that_lets_our_servers_send(changes: Records) -> None:
    report = looked_at(changes)
    assert [(one.verdict, one.found) for one in report.of(About.SPF)] == [(Verdict.OK, Found.SPF_NAMES_US)]


@pytest.mark.parametrize(("changes", "verdict", "found", "value"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_the_record_to_publish(
    changes: Records, verdict: Verdict, found: Found, value: str
) -> None:
    finding = first(looked_at(changes), About.SPF)
    assert (finding.verdict, finding.found) == (verdict, found)
    assert [(one.kind, one.name, one.host, one.value) for one in finding.publish] == [
        ("TXT", DOMAIN, "mentoring", value)
    ]


@pytest.mark.parametrize("changes", [changes for changes, *_ in FAULTS.values()], ids=FAULTS.keys())
def test_the_record_to_publish_is_itself_valid_and_names_us(changes: Records) -> None:
    """Whoever does as the page says finds nothing more to do."""
    better = first(looked_at(changes), About.SPF).publish[0].value
    others: Records = {("a.org", "TXT"): ("v=spf1 -all",), ("mail.a.org", "A"): ("192.0.2.7",)}
    report = looked_at({**changes, **others, (DOMAIN, "TXT"): (better,)})
    assert {one.found for one in report.of(About.SPF)} == {Found.SPF_NAMES_US}


@pytest.mark.parametrize(("changes", "found"), BROKEN.values(), ids=BROKEN.keys())
def test_a_list_that_receivers_give_up_on_is_a_problem_even_if_it_names_us(changes: Records, found: Found) -> None:
    finding = first(looked_at(changes), About.SPF)
    assert (finding.verdict, finding.found) == (Verdict.PROBLEM, found)


def test_room_for_ours_is_counted_before_it_is_added() -> None:
    report = looked_at({**_at("v=spf1 include:s1.net -all"), **_chain(10)})
    assert [one.found for one in report.of(About.SPF)] == [Found.SPF_LOOKUPS, Found.SPF_WITHOUT_US]
    assert report.of(About.SPF)[0].details["number"] == "11"
    assert "include:s1.net (10)" in report.of(About.SPF)[0].details["terms"]


@pytest.mark.parametrize(
    ("host", "include"),
    [
        ("association-org.mail.protection.outlook.com", "spf.protection.outlook.com"),
        ("smtp.google.com", "_spf.google.com"),
    ],
)
def test_a_first_list_leaves_room_for_whoever_runs_their_mail(host: str, include: str) -> None:
    theirs: Records = {(DOMAIN, "TXT"): (), (DOMAIN, "MX"): (f"10 {host}",), (host, "A"): ("192.0.2.1",)}
    assert first(looked_at(theirs), About.SPF).publish[0].value == f"v=spf1 include:{include} {US} ~all"


def test_servers_named_in_the_settings_are_looked_for_by_address() -> None:
    ours = replace(OURS, networks=(ip_network("192.0.2.0/30"),))
    zones = Zones({**SOUND, (DOMAIN, "TXT"): ("v=spf1 ip4:192.0.2.0/24 -all",)})
    assert first(check_domain(zones, DOMAIN, ours), About.SPF).found is Found.SPF_NAMES_US


def test_the_list_does_not_decide_whether_mail_may_go_out() -> None:
    """The return path of our mail is our own, and so is the list that receivers look at."""
    assert looked_at(_at("v=spf1 mx -all", "v=spf1 -all")).usable is True


def test_silence_of_an_included_list_is_not_its_absence() -> None:
    report = looked_at(_at("v=spf1 include:lists.net -all"), down=frozenset({"lists.net"}))
    assert [one.verdict for one in report.of(About.SPF)] == [Verdict.UNKNOWN]
