"""One value has one way to be written (design: RFC 8785, NFC, integers only, UTC whole seconds)."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.ledger.canonical import canonical, instant_text, normal_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_what_is_written_canonically_is_read_and_written_the_same_again(value: object) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written


@given(JSON)
def test_it_is_written_as_another_program_for_rfc_8785_writes_it(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(_in_nfc(value))


def test_keys_stand_in_the_order_of_their_utf_16_units() -> None:
    """A sign beyond the first plane stands before one at its end: not the order of code points."""
    assert canonical({"\uffe5": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\uffe5":1}'.encode()


def test_every_control_sign_is_escaped_as_rfc_8785_has_it() -> None:
    text = "".join(map(chr, range(1, 128))) + "\u2028\u2029"
    assert canonical(text) == rfc8785.dumps(text)


def _in_nfc(value: Any) -> Any:
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, dict):
        return {normal_text(key): _in_nfc(item) for key, item in value.items()}
    return [_in_nfc(item) for item in value] if isinstance(value, list) else value


def test_keys_are_sorted_and_nothing_stands_between_them() -> None:
    assert canonical({"b": [1, None, True], "a": "é"}) == '{"a":"é","b":[1,null,true]}'.encode()


@given(st.text())
def test_text_has_one_form_whichever_way_its_accents_were_typed(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


def test_what_no_file_and_no_database_can_hold_is_replaced() -> None:
    assert normal_text("a\0b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("value", [1.5, 1.0, float("nan"), 2**53, datetime(2026, 5, 1, tzinfo=UTC), b"bytes", {1, 2}])
def test_fractions_huge_numbers_and_other_things_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical({"value": value})


def test_a_moment_is_written_in_utc_at_whole_seconds() -> None:
    edmonton = timezone(timedelta(hours=-6))
    assert instant_text(datetime(2026, 6, 2, 8, 12, 59, 999999, tzinfo=edmonton)) == "2026-06-02T14:12:59Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2026, 6, 2, 8, 12))  # noqa: DTZ001
