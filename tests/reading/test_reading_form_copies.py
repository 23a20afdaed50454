"""Lines of our form that came more than once, or with something unclear in them (rules 1, 2 and 4 of the contract)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read

FORM = "Total hours in May: \nIn-Person: (hrs) \nEmail: (hrs) \nPhone: (hrs) "
FRENCH = "Total des heures (mai) : \nEn personne (heures) : \nCourriel (heures) : \nTéléphone (heures) : "


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("In-Person: (hrs) 3\nEmail: (hrs) 1\n\nIn-Person: (hrs) 3\nEmail: (hrs) 1", 4),
        ("Total hours in May: 3\nIn-Person: (hrs) 3\n\nTotal hours in May: 3\nIn-Person: (hrs) 3", 3),
        ("Total hours in May: 3\n\nTotal hours in May: 3", 3),
        ("In-Person: (hrs) 3\nIn-Person: (hrs)", 3),
        ("In-Person: (hrs) 1 + 1\nIn-Person: (hrs) 2", 2),
    ],
)
def test_equal_copies_of_a_line_count_once(read: Read, text: str, hours: int) -> None:
    reading = read(text, sent=FORM)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert reading.hours.total == hours


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Total hours in May: 3\nIn-Person: (hrs) 3\n\nTotal hours in May: 5\nIn-Person: (hrs) 5", "3 h and 5 h"),
        ("In-Person: (hrs) 2\nIn-Person: (hrs) 3", "2 h and 3 h"),
        ("In-Person: (hrs) 0\nIn-Person: (hrs) 3", "0 h and 3 h"),
        ("In-Person: 2\n\nIn-Person: (hrs) 3", "2 h and 3 h"),
    ],
)
def test_copies_that_differ_are_asked_about(read: Read, text: str, question: str) -> None:
    reading = read(text, sent=FORM)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)
    assert question in reading.questions[0]


def test_french_copies(read: Read) -> None:
    same = read("En personne (heures) : 3\n\nEn personne (heures) : 3", sent=FRENCH, locale="fr-CA")
    assert same.hours is not None
    assert same.hours.total == 3
    other = read("En personne (heures) : 3\n\nEn personne (heures) : 1,5", sent=FRENCH, locale="fr-CA")
    assert other.outcome == Outcome.CLARIFY
    assert "3 h et 1,5 h".replace(" h", "\u00a0h") in other.questions[0]


@pytest.mark.parametrize("sent", ["How many hours in May?", FORM])
def test_lines_of_a_list_of_ones_own_add_up(read: Read, sent: str) -> None:
    reading = read("emails: 15 min\nphone: 1 h\nemails: 15 min", sent=sent)
    assert reading.hours is not None
    assert reading.hours.total == 1.5


def test_a_line_for_each_partner_is_no_copy(read: Read) -> None:
    reading = read("Kate Li:\nPhone: (hrs) 2\n\nSam Roe:\nPhone: (hrs) 3", sent=FORM, partners=("Kate Li", "Sam Roe"))
    assert reading.hours is not None
    assert reading.hours.total == 5


@pytest.mark.parametrize("line", ["Phone: (hrs) 2 3", "In-Person: (hrs) ?\nEmail: (hrs) 2"])
def test_a_line_with_something_unclear_is_asked_about(read: Read, line: str) -> None:
    assert read(line, sent=FORM).outcome == Outcome.CLARIFY


def test_a_total_in_words_that_differs_is_no_session(read: Read) -> None:
    reading = read("In-Person: (hrs) 1\nEmail: (hrs) 2\nWe spent 4 hours in all.", sent=FORM)
    assert reading.questions == ("You wrote 4 h in all, but the parts come to 3 h: which is right, 4 h or 3 h?",)


@pytest.mark.parametrize(
    ("text", "sent", "locale"),
    [
        ("No meetings this month.\n\nIn-Person: (hrs) 3", FORM, "en-CA"),
        ("Aucune rencontre ce mois-ci.\n\nEn personne (heures) : 3", FRENCH, "fr-CA"),
    ],
)
def test_no_meetings_beside_hours_together_is_asked_about(read: Read, text: str, sent: str, locale: str) -> None:
    assert read(text, sent=sent, locale=locale).outcome == Outcome.CLARIFY


def test_no_meetings_and_hours_by_email_agree(read: Read) -> None:
    assert read("No meetings this month.\n\nEmail: (hrs) 2", sent=FORM).outcome == Outcome.RECORDED
