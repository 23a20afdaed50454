"""The context: read from JSON, or refused with the key that is wrong."""

import copy
from typing import Any

import pytest

from app.reading.contract import ContextError, context_from_json, context_to_json
from tests.reading.answered_checkin import context


def test_a_context_comes_back_from_its_json() -> None:
    assert context_from_json(context_to_json(context())) == context()


def test_keys_we_do_not_know_are_left_alone() -> None:
    data = {**context_to_json(context()), "later": 1}
    assert context_from_json(data) == context()


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ("programme", "timezone"),
            "Mars/Olympus",
            "programme.timezone: expected an IANA time zone, got str",
        ),
        (("programme", "modes"), "phone", "programme.modes: expected a list"),
        (("programme", "modes"), [1], r"programme.modes\[0\]: expected text, got int 1"),
        (("partners",), None, "partners: expected a list, got nothing"),
        (("partners",), ["Kate"], r"partners\[0\]: expected an object"),
        (("checkin", "kind"), None, "checkin.kind: expected text, got nothing"),
        (("checkin", "period"), "May", "checkin.period: expected a month as YYYY-MM or null"),
        (("checkin", "sent_at"), "2026-06-01T09:00:00", "checkin.sent_at: expected an ISO 8601 time with its offset"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(path: tuple[str, ...], value: object, message: str) -> None:
    data: Any = copy.deepcopy(context_to_json(context()))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ContextError, match=message):
        context_from_json(data)


def test_nothing_sent_is_an_empty_text() -> None:
    data: Any = context_to_json(context())
    data["checkin"].update(kind="none", subject=None, text=None, period=None, sent_at=None)
    assert context_from_json(data).checkin.text == ""
