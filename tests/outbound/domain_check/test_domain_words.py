"""Every finding has its sentences in both languages, with all that they name; and is kept as it was (I10)."""

import re

import pytest

from app.outbound.domain_check.findings import About, Finding, Found, Verdict, report_from_json
from app.outbound.domain_check.names import BadDomain, host_of, organisational_domain, typed_domain
from app.outbound.domain_check.words import EXPLAINED, NAMES, VERDICTS, WHY, said
from app.registered_domains import is_public_suffix
from tests.outbound.domain_check.test_domain_dkim import WRONG
from tests.outbound.domain_check.test_domain_dmarc import GOOD, TO_DO
from tests.outbound.domain_check.test_domain_mx import CASES
from tests.outbound.domain_check.test_domain_spf import BROKEN, FAULTS
from tests.outbound.domain_check.zones import Records, looked_at

SEEN: list[Records] = [
    *(changes for table in (WRONG, GOOD, TO_DO, CASES, BROKEN, FAULTS) for changes, *_ in table.values()),
    {},
]


def test_nothing_that_can_be_found_lacks_its_sentences() -> None:
    assert set(EXPLAINED) == set(Found)
    assert set(NAMES) == set(WHY) == set(About)
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_the_sentences_of_every_finding_can_be_filled_in(locale: str) -> None:
    found = [finding for changes in SEEN for finding in looked_at(changes).findings]
    assert len({finding.found for finding in found}) > 50
    for finding in found:
        words = said(finding, locale)
        assert words.found.endswith((".", ")"))
        assert "%(" not in words.found + words.to_do


def test_french_names_the_same_things() -> None:
    for found, explained in EXPLAINED.items():
        names = sorted(re.findall(r"%\((\w+)\)s", explained.found + explained.to_do))
        finding = Finding(About.MX, Verdict.OK, found, {name: f"<{name}>" for name in names})
        french = said(finding, "fr-CA")
        assert sorted(set(re.findall(r"<(\w+)>", french.found + french.to_do))) == sorted(set(names)), found


def test_whatever_is_worth_doing_says_what_to_do() -> None:
    for changes in SEEN:
        for finding in looked_at(changes).findings:
            assert bool(EXPLAINED[finding.found].to_do) == (finding.verdict is not Verdict.OK), finding.found


@pytest.mark.parametrize("changes", SEEN)
def test_a_report_is_the_same_after_being_kept(changes: Records) -> None:
    report = looked_at(changes)
    assert report_from_json(report.to_json()) == report


def test_a_finding_of_another_version_is_passed_over() -> None:
    kept = looked_at({}).to_json()
    kept["findings"][0]["found"] = "from_the_future"
    assert len(report_from_json(kept).findings) == len(kept["findings"]) - 1


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Mentoring.Association.ORG", "mentoring.association.org"),
        (" association.org. ", "association.org"),
        ("https://association.org/contact", "association.org"),
        ("priya@association.org", "association.org"),
        ("québec-génie.ca", "xn--qubec-gnie-c7af.ca"),
        ("xn--qubec-gnie-c7af.ca", "xn--qubec-gnie-c7af.ca"),
        ("\uff21ssociation\u3002org", "association.org"),
    ],
)
def test_a_domain_is_taken_as_people_type_it(typed: str, plain: str) -> None:
    assert typed_domain(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        *("", "org", "a b.org", "-a.org", "a-.org", "a..org", "192.0.2.1", "[192.0.2.1]", "a" * 64 + ".org"),
        *("a.org\r\nb.org", "a.org\r\nBcc: x@y.org", "a.org;b", "<a.org>", "*.a.org", "a_.org\x00", "a.org:25"),
        "x." * 100 + "org",
    ],
)
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(BadDomain):
        typed_domain(typed)


def test_where_an_organisation_begins() -> None:
    assert organisational_domain("a.b.example.co.uk") == "example.co.uk"
    assert organisational_domain("mail.association.example") == "association.example"
    assert is_public_suffix("on.ca")
    assert is_public_suffix("github.io")
    assert not is_public_suffix("association.on.ca")


def test_the_host_is_what_providers_ask_for() -> None:
    assert host_of("association.org") == "@"
    assert host_of("s1._domainkey.association.org") == "s1._domainkey"
    assert host_of("_dmarc.mentoring.association.org") == "_dmarc.mentoring"
