"""Who takes a domain's mail, and whether receivers believe in it (U5, RFC 5321, RFC 7505)."""

import pytest

from app.outbound.domain_check.findings import About, Found, Report, Verdict
from tests.outbound.domain_check.zones import DMARC_NAME, DOMAIN, KEY_NAME, Records, first, looked_at

THEIRS = "association-org.mail.protection.outlook.com"
HOST: Records = {(THEIRS, "A"): ("192.0.2.1",)}
OURS = ["10 mx1.mentorpost.net", "20 mx2.mentorpost.net"]


def _at(*values: str) -> Records:
    return {(DOMAIN, "MX"): values, **HOST}


CASES: dict[str, tuple[Records, Verdict, Found]] = {
    "to us": (_at("10 mx1.mentorpost.net"), Verdict.OK, Found.MX_OURS),
    "to us, in capitals and with a dot": (_at("10 MX1.Mentorpost.NET."), Verdict.OK, Found.MX_OURS),
    "to their own": (_at(f"0 {THEIRS}"), Verdict.OK, Found.MX_THEIRS),
    "to a host with a newer address only": (
        {**_at("5 six.net"), ("six.net", "AAAA"): ("2001:db8::1",)},
        Verdict.OK,
        Found.MX_THEIRS,
    ),
    "to both": (_at("10 mx1.mentorpost.net", f"20 {THEIRS}"), Verdict.TO_DO, Found.MX_MIXED),
    "to nobody": (_at("0 ."), Verdict.PROBLEM, Found.MX_NULL),
    "to nobody, as one resolver spells it": (_at("0 "), Verdict.PROBLEM, Found.MX_NULL),
    "to nobody and somebody": (_at("0 .", f"10 {THEIRS}"), Verdict.PROBLEM, Found.MX_NULL_AND_MORE),
    "nothing said": (_at(), Verdict.PROBLEM, Found.MX_MISSING),
    "nothing said, and a website": ({**_at(), (DOMAIN, "A"): ("192.0.2.2",)}, Verdict.TO_DO, Found.MX_WEBSITE),
    "to an address in numbers": (_at("10 192.0.2.1"), Verdict.PROBLEM, Found.MX_ADDRESS),
    "to a host that is not there": (_at("10 gone.net"), Verdict.PROBLEM, Found.MX_DEAD_HOST),
    "to our host with their domain added": (
        _at("10 mx1.mentorpost.net.association.org"),
        Verdict.PROBLEM,
        Found.MX_DOUBLED_HOST,
    ),
    "to a host that is not there, and one that is": (
        _at("10 gone.net", f"20 {THEIRS}"),
        Verdict.TO_DO,
        Found.MX_DEAD_HOST,
    ),
    "an alias without mail": (
        {**_at(), (DOMAIN, "CNAME"): ("site.host.net",), ("site.host.net", "A"): ("192.0.2.3",)},
        Verdict.PROBLEM,
        Found.MX_ALIAS,
    ),
    "to an alias": (
        {
            **_at("10 mail.association.org"),
            ("mail.association.org", "CNAME"): ("h.net",),
            ("h.net", "A"): ("192.0.2.4",),
        },
        Verdict.TO_DO,
        Found.MX_ALIAS_HOST,
    ),
    "a record for every name": (
        {**_at(f"10 {THEIRS}"), (f"no-such-name.{DOMAIN}", "TXT"): ("hello",)},
        Verdict.TO_DO,
        Found.MX_WILDCARD,
    ),
}


@pytest.mark.parametrize(("changes", "verdict", "found"), CASES.values(), ids=CASES.keys())
def test_where_mail_arrives(changes: Records, verdict: Verdict, found: Found) -> None:
    report = looked_at(changes)
    finding = first(report, About.MX)
    assert (finding.verdict, finding.found) == (verdict, found)
    assert report.usable is (verdict is not Verdict.PROBLEM)


@pytest.mark.parametrize("changes", [_at(), _at("0 .")], ids=["nothing", "nobody"])
def test_who_takes_no_mail_is_shown_the_records_that_bring_it_to_us(changes: Records) -> None:
    finding = first(looked_at(changes), About.MX)
    assert [(one.kind, one.host, one.value) for one in finding.publish] == [("MX", "mentoring", host) for host in OURS]


def test_whoever_runs_their_mail_is_named() -> None:
    assert first(looked_at(_at(f"0 {THEIRS}")), About.MX).details["provider"] == "Microsoft 365"


def test_a_name_that_nobody_knows_is_said_to_be_that() -> None:
    """A typing mistake in the name: nothing is there at all."""
    nothing: Records = {(KEY_NAME, "TXT"): (), (DMARC_NAME, "TXT"): (), (DOMAIN, "TXT"): (), (DOMAIN, "MX"): ()}
    assert first(looked_at(nothing), About.MX).found is Found.MX_NAME_UNKNOWN


def test_silence_is_not_absence() -> None:
    def unknown(report: Report) -> set[About]:
        return {about for about in About if report.verdict(about) is Verdict.UNKNOWN}

    assert unknown(looked_at({}, down=frozenset({"association.org"}))) == set(About)
    assert unknown(looked_at(_at("10 quiet.net"), down=frozenset({"quiet.net"}))) == {About.MX}
