"""What is found where our key should stand (U5, RFC 6376)."""

import pytest

from app.outbound.domain_check.findings import About, Found, Verdict
from tests.outbound.domain_check.zones import DOMAIN, KEY, KEY_NAME, KEY_RECORD, SELECTOR, Records, first, looked_at

ZONE = "association.org"
GONE: Records = {(KEY_NAME, "TXT"): ()}


def _at(*values: str) -> Records:
    return {(KEY_NAME, "TXT"): values}


GOOD = {
    "as we ask for it": KEY_RECORD,
    "without a version": f"k=rsa; p={KEY}",
    "without a kind of key": f"v=DKIM1; p={KEY}",
    "without a space": f"v=DKIM1;k=rsa;p={KEY}",
    "with a semicolon at the end": f"{KEY_RECORD};",
    "with spaces in the key": f"v=DKIM1; k=rsa; p={KEY[:100]} {KEY[100:200]}\t{KEY[200:]}",
    "with its tags in another order": f"v=DKIM1; p={KEY}; k=rsa",
    "with a note": f"v=DKIM1; k=rsa; n=for the mentors; p={KEY}",
    "for mail only": f"v=DKIM1; k=rsa; s=email; p={KEY}",
    "for several hashes": f"v=DKIM1; k=rsa; h=sha1:sha256; p={KEY}",
    "for this very domain": f"v=DKIM1; k=rsa; t=s; p={KEY}",
}

WRONG: dict[str, tuple[Records, Found]] = {
    "no record": (GONE, Found.DKIM_MISSING),
    "typed with the whole name": (
        {**GONE, (f"{KEY_NAME}.{ZONE}", "TXT"): (KEY_RECORD,)},
        Found.DKIM_DOUBLED,
    ),
    "typed with the subdomain twice": (
        {**GONE, (f"{KEY_NAME}.{DOMAIN}", "TXT"): (KEY_RECORD,)},
        Found.DKIM_DOUBLED,
    ),
    "without _domainkey": ({**GONE, (f"{SELECTOR}.{DOMAIN}", "TXT"): (KEY_RECORD,)}, Found.DKIM_MISPLACED),
    "without the underscore": (
        {**GONE, (f"{SELECTOR}.domainkey.{DOMAIN}", "TXT"): (KEY_RECORD,)},
        Found.DKIM_MISPLACED,
    ),
    "at the domain itself": ({**GONE, (DOMAIN, "TXT"): ("v=spf1 -all", KEY_RECORD)}, Found.DKIM_MISPLACED),
    "at the domain above": (
        {**GONE, (f"{SELECTOR}._domainkey.{ZONE}", "TXT"): (KEY_RECORD,)},
        Found.DKIM_MISPLACED,
    ),
    "another key": (_at(f"v=DKIM1; k=rsa; p={'A' + KEY[1:]}"), Found.DKIM_OTHER_KEY),
    "another key that is longer": (_at(f"v=DKIM1; k=rsa; p={KEY}AB"), Found.DKIM_OTHER_KEY),
    "cut at 255 characters": (_at(KEY_RECORD[:255]), Found.DKIM_CUT_OFF),
    "withdrawn": (_at("v=DKIM1; k=rsa; p="), Found.DKIM_REVOKED),
    "no key": (_at("v=DKIM1; k=rsa"), Found.DKIM_NO_KEY),
    "in quotes": (_at(f'"{KEY_RECORD}"'), Found.DKIM_QUOTED),
    "in pieces with quotes": (_at(f'"{KEY_RECORD[:200]}" "{KEY_RECORD[200:]}"'), Found.DKIM_QUOTED),
    "with escaped semicolons": (_at(KEY_RECORD.replace(";", "\\;")), Found.DKIM_QUOTED),
    "in curly quotes": (_at("“".encode().decode("latin-1") + KEY_RECORD), Found.DKIM_QUOTED),
    "a version nobody knows": (_at(f"v=DKIM2; k=rsa; p={KEY}"), Found.DKIM_VERSION),
    "the version in small letters": (_at(f"v=dkim1; k=rsa; p={KEY}"), Found.DKIM_VERSION),
    "the version behind the key": (_at(f"k=rsa; p={KEY}; v=DKIM1"), Found.DKIM_VERSION),
    "another kind of key": (_at(f"v=DKIM1; k=ed25519; p={KEY}"), Found.DKIM_KEY_TYPE),
    "an old hash alone": (_at(f"v=DKIM1; h=sha1; p={KEY}"), Found.DKIM_HASH),
    "not for mail": (_at(f"v=DKIM1; s=calendar; p={KEY}"), Found.DKIM_SERVICE),
    "the bare key": (_at(KEY), Found.DKIM_MALFORMED),
    "two keys": (_at(KEY_RECORD, "v=DKIM1; k=rsa; p=AAAA"), Found.DKIM_SEVERAL),
    "an alias that leads nowhere": (
        {**GONE, (KEY_NAME, "CNAME"): ("key.elsewhere.net",)},
        Found.DKIM_ALIAS_LOST,
    ),
    "a list of senders that answers for every name": (
        {
            (KEY_NAME, "TXT"): ("v=spf1 -all",),
            (f"no-such-selector._domainkey.{DOMAIN}", "TXT"): ("v=spf1 -all",),
        },
        Found.DKIM_MISSING,
    ),
}


@pytest.mark.parametrize("value", GOOD.values(), ids=GOOD.keys())
def test_a_record_that_receivers_can_verify_with_stands(value: str) -> None:
    report = looked_at(_at(value))
    assert [(one.verdict, one.found) for one in report.of(About.DKIM)] == [(Verdict.OK, Found.DKIM_STANDS)]
    assert report.key_proven is True


@pytest.mark.parametrize(("changes", "found"), WRONG.values(), ids=WRONG.keys())
def test_what_receivers_cannot_verify_with_is_named_with_the_record_to_publish(changes: Records, found: Found) -> None:
    report = looked_at(changes)
    finding = first(report, About.DKIM)
    assert (finding.verdict, finding.found) == (Verdict.PROBLEM, found)
    assert [(one.kind, one.name, one.host, one.value) for one in finding.publish] == [
        ("TXT", KEY_NAME, f"{SELECTOR}._domainkey.mentoring", KEY_RECORD)
    ]
    assert report.key_proven is False
    assert report.usable is False


def test_a_key_behind_an_alias_stands() -> None:
    report = looked_at({**GONE, (KEY_NAME, "CNAME"): ("key.host.net",), ("key.host.net", "TXT"): (KEY_RECORD,)})
    assert first(report, About.DKIM).found is Found.DKIM_STANDS


def test_aliases_in_a_circle_lead_nowhere() -> None:
    report = looked_at({**GONE, (KEY_NAME, "CNAME"): ("b.net",), ("b.net", "CNAME"): (KEY_NAME,)})
    assert first(report, About.DKIM).found is Found.DKIM_ALIAS_LOST


def test_a_key_that_is_only_tried_out_stands_and_is_worth_a_word() -> None:
    report = looked_at(_at(f"v=DKIM1; k=rsa; t=y; p={KEY}"))
    assert [one.found for one in report.of(About.DKIM)] == [Found.DKIM_TESTING, Found.DKIM_STANDS]
    assert report.key_proven is True


def test_the_old_record_is_named_for_taking_away() -> None:
    old = "v=DKIM1; k=rsa; p="
    assert [one.value for one in first(looked_at(_at(old)), About.DKIM).remove] == [old]


def test_of_two_records_the_other_one_is_to_go() -> None:
    finding = first(looked_at(_at(KEY_RECORD, "v=DKIM1; k=rsa; p=AAAA")), About.DKIM)
    assert [one.value for one in finding.remove] == ["v=DKIM1; k=rsa; p=AAAA"]


def test_silence_is_not_absence() -> None:
    report = looked_at({}, down=frozenset({KEY_NAME}))
    assert first(report, About.DKIM).verdict is Verdict.UNKNOWN
    assert report.key_proven is None
    assert report.usable is None


def test_a_domain_without_a_subdomain_has_the_key_at_its_host() -> None:
    finding = first(looked_at({}, domain=ZONE), About.DKIM)
    assert finding.publish[0].host == f"{SELECTOR}._domainkey"
