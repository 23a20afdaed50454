"""Rule 2 of the contract in tables: what the head of a column says of the cells below it."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, total

TWO = ("Imogen Sattar", "Jory Feldstein")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Mentee\tHow\tTime\nImogen\tvideo\t1 h\nJory\tin person\t2 h", {"Imogen Sattar": 1, "Jory Feldstein": 2}),
        ("Name | Hours\nImogen | 2\nJory | 1.5", {"Imogen Sattar": 2, "Jory Feldstein": 1.5}),
        ("Mentoré(e)\tHeures\nImogen\t2 h\nJory\t45 min", {"Imogen Sattar": 2, "Jory Feldstein": 0.75}),
        ("Avec qui | Durée\nImogen | 1h30\nJory | 30 min", {"Imogen Sattar": 1.5, "Jory Feldstein": 0.5}),
        ("Mentee | In person | Email\nImogen | 2 | 0.5\nJory | 1 | 0", {"Imogen Sattar": 2.5, "Jory Feldstein": 1}),
    ],
)  # fmt: skip
def test_a_row_for_each_partner_gives_each_their_hours(read: Read, rows: str, expected: dict[str, float]) -> None:
    hours = read(rows, partners=TWO).hours
    assert hours is not None
    assert {name: float(amount) for name, amount in hours.by_partner.items()} == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("In person | Email | Video\n2 | 0.5 | 1", {"in_person": 2, "email": 0.5, "video": 1}),
        ("En personne | Courriel\n2,5 | 1", {"in_person": 2.5, "email": 1}),
        ("Mode | Hours\nIn person | 2\nEmail | 1\nTotal | 3", {"in_person": 2, "email": 1}),
    ],
)
def test_a_column_for_each_mode_gives_the_figures_below_it_their_mode(
    read: Read, rows: str, expected: dict[str, float]
) -> None:
    assert by_mode(read(rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Date | How | Minutes\n7 May | phone | 20\n15 May | in person | 90", [20, 90]),
        ("# | Date | Length (min)\n1 | May 5 | 45\n2 | May 12 | 60", [45, 60]),
        ("Jour | Minutes\n5 mai | 45\n12 mai | 60", [45, 60]),
    ],
)
def test_a_column_of_minutes_is_read_in_minutes_and_the_number_of_a_row_counts_nothing(
    read: Read, rows: str, expected: list[int]
) -> None:
    assert [meeting.minutes for meeting in read(rows).meetings] == expected


def test_a_session_longer_than_half_a_day_is_asked_about(read: Read) -> None:
    assert read("Date | Length\nMay 5 | 45\nMay 12 | 60").outcome == Outcome.CLARIFY
    assert total(read("Date | Length\nMay 5 | 1.5\nMay 12 | 1")) == 2.5
