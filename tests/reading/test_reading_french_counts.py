"""Numbers as French has them, and figures said again: `une vingtaine de minutes`, `deux (2) heures`, `7e rencontre`."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths, total


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Une vingtaine de minutes au téléphone et une heure au café", {"phone": 0.33, "in_person": 1}),
        ("Une bonne trentaine de minutes en visio", {"video": 0.5}),
        ("Cinq quarts d'heure au téléphone", {"phone": 1.25}),
        ("1 heure 3/4 en présentiel", {"in_person": 1.75}),
        ("2 h pis demie en visio", {"video": 2.5}),
        ("Deux (2) heures en personne et une (1) heure par téléphone", {"in_person": 2, "phone": 1}),
        ("two (2) hours on zoom, one (1) hour by phone", {"video": 2, "phone": 1}),
        ("2 (two) hours by email", {"email": 2}),
        ("Une douzaine de courriels, 1 h", {"email": 1}),
    ],
)
def test_an_amount_may_be_told_in_these_words(read: Read, text: str, modes: dict[str, float]) -> None:
    assert by_mode(read(text)) == modes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Trois échanges téléphoniques de 20 minutes", [20, 20, 20]),
        ("Deux échanges de 30 min en visio", [30, 30]),
        ("On s'est parlé à deux reprises, une quinzaine de minutes chaque fois", [15, 15]),
        ("Trois (3) rencontres d'une (1) heure chacune", [60, 60, 60]),
        ("Notre 4e rencontre a eu lieu le 12 mai (90 minutes)", [90]),
        ("La 3ème séance, le 12 mai, a duré 1 h", [60]),
        ("Our 4th session was on May 12, 90 min", [90]),
        ("The 12th call was 30 min", [30]),
    ],
)
def test_sessions_may_be_counted_in_these_words(read: Read, text: str, minutes: list[int]) -> None:
    assert lengths(read(text)) == minutes


def test_about_twelve_calls_are_twelve(read: Read) -> None:
    assert total(read("Une douzaine d'appels de 10 min")) == 2


def test_about_twenty_without_a_unit_is_no_amount(read: Read) -> None:
    assert read("Une vingtaine par courriel").outcome == Outcome.CLARIFY
