"""Numbers that say which session is told of count nothing: `Session 2 (May 13)`, `S1 : 1 h`, `rencontre no 3`."""

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Meeting 1 (May 5): 30 min\nMeeting 2 (May 12): 1 hr\nMeeting 3 (May 26): 45 min", [30, 60, 45]),
        ("Rencontre 1 (le 5) : 1 h; rencontre 2 (le 19) : 1 h 30", [60, 90]),
        ("Call 1 [May 5] 20 min, call 2 [May 19] 40 min", [20, 40]),
        ("Session 1 (zoom): 1 h. Session 2 (phone): 30 min.", [60, 30]),
        ("Séance no 1 (5 mai) : 40 min. Séance no 2 (19 mai) : 50 min.", [40, 50]),
        ("Rencontre no. 2 (le 12 mai) : 1 h", [60]),
        ("Visio 3 (12 mai) : 45 min", [45]),
        ("Zoom 2 on May 12: 45 min", [45]),
        ("Rencontre 3 de 45 min le 20 mai", [45]),
        ("Call 2 (30 min)", [30]),
    ],
)
def test_the_number_of_a_session_is_no_length(read: Read, text: str, minutes: list[int]) -> None:
    assert lengths(read(text)) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "S1: 1 h, S2: 30 min, S3: 0, all by phone",
        "R1 : 45 min, R2 : 45 min, toutes au téléphone",
        "Call 1 - 1 h, call 2 - 30 min, both by phone",
    ],
)
def test_sessions_may_be_numbered_with_a_letter(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"phone": 1.5}


@pytest.mark.parametrize("text", ["Zoom 2 (May 13), phone 1", "Zoom 2, phone 1", "Visio 2, tél 1"])
def test_a_number_beside_how_they_met_is_of_hours(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"video": 2, "phone": 1}
