"""A number beside a way of meeting that is a session too: `5 heures : 3 en visio`, `0 in person, 2 zoom`."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths


@pytest.mark.parametrize(
    "text",
    [
        "5 heures, soit 3 en visio et 2 au bureau",
        "Cinq heures : trois en visio, deux en présentiel",
        "Total de 5 h, dont 3 en visio et 2 en personne",
        "5 h (3 visio + 2 en présence)",
        "5 hours: 3 zoom, 2 in person",
        "Five hours, three of them on Teams and the other two in person",
        "Cinq heures dont trois en visio, les deux autres en personne",
        "5 heures : 3 en visio, les autres au café",
    ],
)
def test_behind_a_total_the_numbers_are_its_parts(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"video": 3, "in_person": 2}


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("3 heures dont 2 en visio", {"video": 2, "unspecified": 1}),
        ("Trois heures, dont une en visio", {"video": 1, "unspecified": 2}),
        ("Une heure en visio et une au téléphone", {"video": 1, "phone": 1}),
        ("An hour on zoom and one by phone", {"video": 1, "phone": 1}),
        ("2 en visio, 1 au téléphone", {"video": 2, "phone": 1}),
        ("2 zoom, 1 phone", {"video": 2, "phone": 1}),
        ("4 h et non 3 h, dont 2 au téléphone", {"phone": 2, "unspecified": 2}),
        ("4 hours, not 3, 2 of them by phone", {"phone": 2, "unspecified": 2}),
    ],
)
def test_a_number_by_a_way_is_of_hours_where_hours_are_told(read: Read, text: str, modes: dict[str, float]) -> None:
    assert by_mode(read(text)) == modes


@pytest.mark.parametrize(
    "text",
    [
        "0 en personne, 2 en visio",
        "0 présentiel, 2 visio, 0 tél",
        "Rien en personne, 2 en visio",
        "Aucune heure au téléphone, 2 en visio",
        "Zéro par courriel et deux en visio",
        "0 in person, 2 zoom",
        "none by phone, 2 on Zoom",
        "no in person, 2 zoom",
    ],
)
def test_no_hours_of_one_way_leave_those_of_the_next(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"video": 2}


@pytest.mark.parametrize("text", ["2 en visio, 30 min chacune", "Deux en visio de 30 minutes"])
def test_with_a_length_of_their_own_they_are_sessions(read: Read, text: str) -> None:
    assert lengths(read(text)) == [30, 30]


@pytest.mark.parametrize(
    "text",
    ["2 visio", "3 zoom calls and 2 in person", "5 hours (3 zoom calls and 2 in person)", "3 appels, 2 en personne"],
)
def test_what_may_be_sessions_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY
