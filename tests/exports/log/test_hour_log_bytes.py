"""Every byte of the file counts, and no bytes break the check (X3)."""

import json
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.exports.log.log_file import DamagedLog, NotAnHourLog, open_log
from tests.exports.log_changes import content_of, file_of, refusals
from tests.ledger.memory_ledger import filled_ledger

LOG = filled_ledger().log()
DATA = LOG.file_bytes()
CHANCE = random.Random(20260602)


def test_a_log_as_made_is_whole() -> None:
    assert refusals(DATA) == []


def test_a_log_of_a_part_of_the_year_is_whole() -> None:
    assert refusals(filled_ledger().log(since=date(2026, 6, 1), until=date(2026, 6, 30)).file_bytes()) == []


def test_six_hundred_changes_of_a_single_byte_are_all_told() -> None:
    for place in CHANCE.sample(range(len(DATA)), 600):
        other = CHANCE.choice([byte for byte in range(256) if byte != DATA[place]])
        assert refusals(DATA[:place] + bytes([other]) + DATA[place + 1 :]), f"byte {place} to {other}"


def test_every_digit_raised_by_one_is_told() -> None:
    digits = [place for place, byte in enumerate(DATA) if byte in b"012345678"]
    for place in CHANCE.sample(digits, 80):
        assert refusals(DATA[:place] + bytes([DATA[place] + 1]) + DATA[place + 1 :]), f"byte {place}"


def test_a_byte_more_or_less_is_told() -> None:
    for place in CHANCE.sample(range(len(DATA)), 50):
        assert refusals(DATA[:place] + DATA[place + 1 :])
        assert refusals(DATA[:place] + b" " + DATA[place:])


@pytest.mark.parametrize("end", [b"", b"\n\n", b"\r\n", b" \n", b"\n{}"])
def test_nothing_but_one_newline_stands_at_the_end(end: bytes) -> None:
    assert refusals(DATA.removesuffix(b"\n") + end)


def test_the_first_byte_that_is_not_canonical_is_named() -> None:
    spaced = DATA.replace(b'"chain":', b'"chain": ', 1)
    assert refusals(spaced) == [
        f"encoding: not canonical JSON with one newline at its end, from byte {spaced.index(b': ') + 1} on"
    ]


def test_another_order_of_keys_is_not_canonical() -> None:
    content = content_of(LOG)
    assert "encoding" in refusals(json.dumps(dict(reversed(content.items()))).encode())[0]


def test_a_key_given_twice_is_told() -> None:
    assert refusals(DATA.replace(b'{"chain"', b'{"chain":{},"chain"', 1))


def test_a_byte_order_mark_is_told() -> None:
    assert "not JSON" in refusals(b"\xef\xbb\xbf" + DATA)[0]


def test_damage_is_told_with_its_place() -> None:
    with pytest.raises(DamagedLog, match=r"^byte 100 is not UTF-8$"):
        open_log(DATA[:100] + b"\xff" + DATA[101:])
    with pytest.raises(DamagedLog, match=r"line 1, character 2 "):
        open_log(b"{!" + DATA[2:])


def test_the_place_of_a_wrong_value_is_named() -> None:
    content = content_of(LOG)
    content["entries"][1]["body"]["minutes"] = "30"
    (fault,) = refusals(file_of(content))
    assert "entries.1.body.minutes" in fault


@pytest.mark.parametrize("data", [b"", b"{}", b"\0", b"%PDF-1.7", b"[]", b'{"schema":"other"}', b"\xff\xfe"])
def test_something_else_is_said_not_to_be_an_hour_log(data: bytes) -> None:
    with pytest.raises(NotAnHourLog, match="not an hour log"):
        open_log(data)


@given(st.binary())
def test_no_bytes_break_the_check(data: bytes) -> None:
    with pytest.raises(AppError):
        open_log(data)
    assert refusals(b"mentorpost/" + data)


@pytest.mark.parametrize(
    "inside",
    ["[" * 200_000, "{" + '"a":{' * 100_000, "9" * 10_000, "1e999", "NaN", "-Infinity", '"\\ud800"', "1.5", "true"],
    ids=["lists", "objects", "digits", "overflow", "nan", "infinity", "surrogate", "fraction", "true"],
)
def test_hostile_json_is_told_and_breaks_nothing(inside: str) -> None:
    assert refusals(f'{{"schema":"mentorpost/hour-log/v1","head":{inside}}}\n'.encode())
    assert refusals(DATA.replace(b'"seq":1}', f'"seq":{inside}}}'.encode(), 1).replace(b'"v":1,', b'"v":1, ', 1))
