"""A reading kept as JSON comes back as it was."""

import json

import pytest

from app.reading.contract import Reading
from app.reading.stored import reading_from_json
from tests.reading.answered_checkin import Read


def restored(reading: Reading) -> Reading:
    return reading_from_json(json.loads(json.dumps(reading.to_json())))


@pytest.mark.parametrize(
    "text",
    [
        "Amara: 2h phone, Tomas: we have decided to end the match.",
        "Please stop sending me these mails. I met Amara for 2 hours.",
        "Met Amara on May 12, 6-7pm on Zoom. Next one June 20.",
        "help",
    ],
)
def test_every_fact_comes_back(read: Read, text: str) -> None:
    reading = read(text, partners=("Amara Diallo", "Tomas Novak"))
    assert restored(reading) == reading


def test_a_reading_kept_before_partners_and_commands_has_none(read: Read) -> None:
    kept = read("2 hours", partners=("Kate Li",)).to_json()
    del kept["partners"], kept["command"]
    again = reading_from_json(kept)
    assert (again.partners, again.command) == ((), None)
