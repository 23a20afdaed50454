"""The one address in a From header, and when two addresses are the same (I9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain_names import plain_domain
from app.inbound.sender.mailbox import one_address, plain_address

DAN = "dan@firm.example"


@pytest.mark.parametrize(
    "header",
    [
        "dan@firm.example",
        "<dan@firm.example>",
        "Dan Roy <dan@firm.example>",
        '"Roy, Dan" <dan@firm.example>',
        "Roy, Dan <dan@firm.example>",
        '"Dan \\"the man\\" Roy" <dan@firm.example>',
        "Dan (home (new)) Roy <DAN@Firm.Example>",
        "dan@firm.example (Dan Roy)",
        '"dan"@firm.example',
        "dan@firm.example <dan@firm.example>",
        "=?utf-8?q?Dan_C=C3=B4t=C3=A9?= <dan@firm.example>",
        "\t Dan  <dan@firm.example> ",
        '"eve@evil.example" <dan@firm.example>',
        "Dan Roy <dan@firm.example (work)>",
        "Dan Roy <(work) dan@firm.example>",
        "Dan <dan @ firm.example>",
        "Dan <dan@ firm.example>",
        "dan @firm.example",
        "Dan Roy <dan@firm.example>,",
        ", Dan Roy <dan@firm.example>",
        "Dan Roy <dan@firm.example> (work), ",
        "Members: dan@firm.example;",
        "Members: Dan <dan@firm.example>;",
        "Dan <dan@firm.example> <DAN@firm.example>",
        "dan@firm.example, Dan <dan@firm.example>",
        "Dan Roy [dan@firm.example] <dan@firm.example>",
        "dan@firm.example <mailto:dan@firm.example>",
    ],
)
def test_honest_ways_to_write_one_address_are_one_address(header: str) -> None:
    assert one_address(header) == DAN


@pytest.mark.parametrize(
    "header",
    [
        "Dan Roy :) <dan@firm.example>",
        "Dan Roy :( <dan@firm.example>",
        "Acme: Dan Roy <dan@firm.example>",
        'Dan 6" Roy <dan@firm.example>',
        "Dan Roy <dan@firm.example>;",
        "(Dan <dan@firm.example>",
    ],
)
def test_a_name_that_no_rule_allows_harms_nobody_beside_the_only_address(header: str) -> None:
    assert one_address(header) == DAN


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Members: dan@firm.example, eve@evil.example;",
        "Members: Dan <dan@firm.example>; eve@evil.example",
        "eve@evil.example: Dan <dan@firm.example>;",
        "eve@evil.example :) <dan@firm.example>",
        'eve@evil.example " <dan@firm.example>',
        "Dan <(eve@evil.example) dan@firm.example>",
        "Dan <dan@firm.example>; Eve",
        "Dan dan@firm.example",
        "dan, roy@firm.example",
        "dan; roy@firm.example",
        "dan(and)roy@firm.example",
        "x: dan; roy@firm.example",
        "eve, dan@firm.example, dan@firm.example",
        "(dan@firm.example)",
        '"dan@firm.example"',
        "Dan <dan roy@firm.example>",
        "Dan <dan@firm. example>",
        "Dan Roy",
        "dan@firm.example, eve@evil.example",
        "eve@evil.example, Dan <dan@firm.example>",
        '"a@b.example", Dan <dan@firm.example>',
        "<dan@firm.example> <eve@evil.example>",
        "Dan <dan@firm.example> eve@evil.example",
        "Dan <<dan@firm.example>>",
        "<@evil.example:dan@firm.example>",
        "Dan <dan@firm.example",
        "Dan <dan@firm.example\x00>",
        "Dan\r <dan@firm.example>",
        "Dan\u2028<dan@firm.example>",
        "<=?utf-8?q?dan=40firm.example?=>",
        "dan@firm@evil.example",
        "dan@@firm.example",
        "dan@firm",
        "dan@firm.example.",
        "dan..roy@firm.example",
        "x" * 3_000 + " <dan@firm.example>",
    ],
)
def test_what_two_programs_could_read_differently_is_no_address(header: str) -> None:
    assert one_address(header) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kate@firm.example", "\N{KELVIN SIGN}ate@firm.example"),
        ("dan@firm.example", "d\N{CYRILLIC SMALL LETTER A}n@firm.example"),
        ("dan@firm.example", "dan@f\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}rm.example"),
        ("dan@firm.example", "dan+x@firm.example"),
        ("dan@firm.example", "d.an@firm.example"),
        ("stass@firm.example", "staß@firm.example"),
        ("dan@firm.example", "dan@mail.firm.example"),
    ],
)
def test_addresses_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert plain_address(one) != plain_address(other)


def test_a_domain_is_the_same_in_its_own_letters_and_in_ascii() -> None:
    assert plain_address("dan@café.example") == plain_address("dan@CAFÉ.example") == "dan@xn--caf-dma.example"


@given(st.text(max_size=60))
def test_whatever_the_header_an_address_has_one_spelling(header: str) -> None:
    found = one_address(header)
    assert found is None or plain_address(found) == found


@given(st.text(alphabet='<>"(),;:@ ab.\\\u212a\r\n', max_size=30))
def test_headers_made_of_marks_are_read_to_their_end(header: str) -> None:
    found = one_address(header)
    assert found is None or found.count("@") >= 1


@given(st.text(max_size=300))
def test_a_domain_is_written_in_ascii(text: str) -> None:
    found = plain_domain(text)
    assert found is None or (found.isascii() and found == found.lower())
