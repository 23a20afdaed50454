"""What a domain asks of receivers, and whether our mail passes it (U5, RFC 7489)."""

import pytest

from app.outbound.domain_check.findings import About, Found, Verdict
from tests.outbound.domain_check.zones import DMARC_NAME, DOMAIN, KEY_NAME, Records, first, looked_at

ZONE = "association.org"


def _at(*values: str) -> Records:
    return {(DMARC_NAME, "TXT"): values}


GOOD: dict[str, tuple[Records, Found]] = {
    "quarantine": (_at("v=DMARC1; p=quarantine"), Found.DMARC_PASSES),
    "reject": (_at("v=DMARC1; p=reject"), Found.DMARC_PASSES),
    "strict in both": (_at("v=DMARC1; p=reject; adkim=s; aspf=s"), Found.DMARC_PASSES),
    "a part of the mail": (_at("v=DMARC1;p=quarantine;pct=50;"), Found.DMARC_PASSES),
    "only watched": (_at("v=DMARC1; p=none; rua=mailto:a@association.org!10m"), Found.DMARC_WATCHES_ONLY),
    "from above": ({**_at(), (f"_dmarc.{ZONE}", "TXT"): ("v=DMARC1; p=reject",)}, Found.DMARC_INHERITED),
    "from above, for subdomains": (
        {**_at(), (f"_dmarc.{ZONE}", "TXT"): ("v=DMARC1; p=reject; sp=none",)},
        Found.DMARC_INHERITED,
    ),
    "beside another text": (_at("hello=world", "v=DMARC1; p=reject"), Found.DMARC_PASSES),
}

TO_DO: dict[str, tuple[Records, Found, str]] = {
    "none": (_at(), Found.DMARC_MISSING, "v=DMARC1; p=none"),
    "something else": (_at("v=spf1 -all"), Found.DMARC_MISSING, "v=DMARC1; p=none"),
    "typed with the whole name": (
        {**_at(), (f"{DMARC_NAME}.{ZONE}", "TXT"): ("v=DMARC1; p=reject",)},
        Found.DMARC_DOUBLED,
        "v=DMARC1; p=reject",
    ),
    "without the underscore": (
        {**_at(), (f"dmarc.{DOMAIN}", "TXT"): ("v=DMARC1; p=reject",)},
        Found.DMARC_MISPLACED,
        "v=DMARC1; p=reject",
    ),
    "at the domain itself": (
        {**_at(), (DOMAIN, "TXT"): ("v=DMARC1; p=none",)},
        Found.DMARC_MISPLACED,
        "v=DMARC1; p=none",
    ),
    "two": (_at("v=DMARC1; p=none", "v=DMARC1; p=reject"), Found.DMARC_SEVERAL, "v=DMARC1; p=none"),
    "in quotes": (_at('"v=DMARC1; p=reject"'), Found.DMARC_QUOTED, "v=DMARC1; p=reject"),
    "escaped": (_at("v=DMARC1\\; p=reject"), Found.DMARC_QUOTED, "v=DMARC1; p=reject"),
    "no version": (_at("p=reject"), Found.DMARC_VERSION, "v=DMARC1; p=reject"),
    "the version misspelt": (_at("v=DMARC; p=reject"), Found.DMARC_VERSION, "v=DMARC1; p=reject"),
    "the version in small letters": (_at("v=dmarc1; p=reject"), Found.DMARC_VERSION, "v=DMARC1; p=reject"),
    "commas": (_at("v=DMARC1, p=reject"), Found.DMARC_SEPARATOR, "v=DMARC1; p=reject"),
    "spaces": (_at("v=DMARC1 p=reject"), Found.DMARC_SEPARATOR, "v=DMARC1; p=reject"),
    "a tag twice": (_at("v=DMARC1; p=none; p=reject"), Found.DMARC_SEPARATOR, "v=DMARC1; p=reject"),
    "no policy": (_at("v=DMARC1"), Found.DMARC_POLICY, "v=DMARC1; p=none"),
    "no policy but reports": (
        _at("v=DMARC1; rua=mailto:a@association.org"),
        Found.DMARC_POLICY,
        "v=DMARC1; p=none; rua=mailto:a@association.org",
    ),
    "a policy nobody knows": (_at("v=DMARC1; p=monitor"), Found.DMARC_POLICY, "v=DMARC1; p=none"),
    "a policy for subdomains nobody knows": (
        _at("v=DMARC1; p=reject; sp=no"),
        Found.DMARC_POLICY,
        "v=DMARC1; p=reject",
    ),
    "an alignment nobody knows": (
        _at("v=DMARC1; p=reject; adkim=strict"),
        Found.DMARC_ALIGNMENT,
        "v=DMARC1; p=reject",
    ),
    "reports without mailto": (
        _at("v=DMARC1; p=reject; rua=dmarc@association.org"),
        Found.DMARC_REPORTS_ADDRESS,
        "v=DMARC1; p=reject; rua=mailto:dmarc@association.org",
    ),
}


@pytest.mark.parametrize(("changes", "found"), GOOD.values(), ids=GOOD.keys())
def test_a_valid_record_that_our_mail_passes(changes: Records, found: Found) -> None:
    report = looked_at(changes)
    assert [(one.verdict, one.found) for one in report.of(About.DMARC)] == [(Verdict.OK, found)]
    assert report.usable is True


@pytest.mark.parametrize(("changes", "found", "value"), TO_DO.values(), ids=TO_DO.keys())
def test_what_receivers_pass_over_is_named_with_the_record_as_it_was_meant(
    changes: Records, found: Found, value: str
) -> None:
    report = looked_at(changes)
    finding = first(report, About.DMARC)
    assert (finding.verdict, finding.found) == (Verdict.TO_DO, found)
    assert [(one.name, one.host, one.value) for one in finding.publish] == [(DMARC_NAME, "_dmarc.mentoring", value)]
    assert report.usable is True  # nobody refuses mail for it


@pytest.mark.parametrize("policy", ["quarantine", "reject"])
def test_a_policy_stands_in_the_way_while_our_key_does_not_stand(policy: str) -> None:
    finding = first(looked_at({(KEY_NAME, "TXT"): (), **_at(f"v=DMARC1; p={policy}")}), About.DMARC)
    assert (finding.verdict, finding.found) == (Verdict.PROBLEM, Found.DMARC_REFUSES)


def test_a_policy_for_subdomains_is_the_one_that_holds_below() -> None:
    above = {**_at(), (f"_dmarc.{ZONE}", "TXT"): ("v=DMARC1; p=none; sp=reject",)}
    finding = first(looked_at({(KEY_NAME, "TXT"): (), **above}), About.DMARC)
    assert (finding.found, finding.details["policy"]) == (Found.DMARC_REFUSES, "reject")


def test_reports_to_another_domain_need_its_consent() -> None:
    told = _at("v=DMARC1; p=none; rua=mailto:x@reports.net,mailto:y@association.org")
    finding = first(looked_at(told), About.DMARC)
    assert (finding.verdict, finding.found) == (Verdict.TO_DO, Found.DMARC_REPORTS_REFUSED)
    assert finding.publish[0].name == f"{DOMAIN}._report._dmarc.reports.net"


def test_a_domain_that_takes_reports_for_others_has_agreed() -> None:
    told = _at("v=DMARC1; p=none; rua=mailto:x@reports.net")
    agreed: Records = {(f"{DOMAIN}._report._dmarc.reports.net", "TXT"): ("v=DMARC1",)}
    assert first(looked_at({**told, **agreed}), About.DMARC).found is Found.DMARC_WATCHES_ONLY


def test_silence_about_the_policy_is_not_its_absence() -> None:
    report = looked_at({}, down=frozenset({DMARC_NAME}))
    assert first(report, About.DMARC).verdict is Verdict.UNKNOWN


def test_while_the_key_is_not_known_a_strict_policy_is_not_said_to_be_passed() -> None:
    report = looked_at(_at("v=DMARC1; p=reject"), down=frozenset({KEY_NAME}))
    assert first(report, About.DMARC).verdict is Verdict.UNKNOWN
