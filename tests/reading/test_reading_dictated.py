"""Replies that were dictated: marks written out as words."""

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hi comma two hours comma one on video and one on the phone", {"video": 1, "phone": 1}),
        ("bonjour deux heures virgule une en visio et une au téléphone", {"video": 1, "phone": 1}),
        ("deux heures point en personne point merci", {"in_person": 2}),
        ("two hours period in person comma one hour comma on the phone period", {"in_person": 2, "phone": 1}),
        ("deux virgule cinq heures en visio", {"video": 2.5}),
        ("two point five hours on Zoom", {"video": 2.5}),
        ("2 hours for the May period by phone", {"phone": 2}),
        ("2 hours in the mentoring period by phone", {"phone": 2}),
    ],
)
def test_dictated_marks_part_what_is_told(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected
