"""The day until which somebody is away, as mail programs tell it (I4)."""

from datetime import date

import pytest

from app.inbound.machines.away import away_from, away_until

MONDAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("I am out of the office until June 7 inclusive.", date(2026, 6, 7)),
        ("I am out of the office from May 29 until June 8 with limited access to email.", date(2026, 6, 8)),
        ("I'm on vacation and back on June 15. I'll spend 2 hours a day on email.", date(2026, 6, 14)),
        ("I am currently out of the office and will return on Monday, June 8. I will reply then.", date(2026, 6, 7)),
        ("I will be back on Monday 8 June 2026.", date(2026, 6, 7)),
        ("Away from 3 to 14 July, no access to mail.", date(2026, 7, 14)),
        ("I am on leave between June 3 and June 14.", date(2026, 6, 14)),
        ("Out of office through 2026-06-12.", date(2026, 6, 12)),
        ("I'm on vacation June 1-14.", date(2026, 6, 14)),
        ("I'm out June 1 - June 14.", date(2026, 6, 14)),
        ("Out of office 1-12 June", date(2026, 6, 12)),
        ("Please note I am away on June 4 and 5.", date(2026, 6, 5)),
        ("I am away until Friday (June 12).", date(2026, 6, 12)),
        ("Absente, de retour lundi (15 juin).", date(2026, 6, 14)),
        ("I will respond after June 15.", date(2026, 6, 15)),
        ("Je serai absent à compter du 5 juin, de retour le 15.", date(2026, 6, 14)),
        ("I am away this week, back Monday.", date(2026, 6, 7)),
        ("I'm out until tomorrow.", date(2026, 6, 2)),
        ("I'll be back in the office on the 10th.", date(2026, 6, 9)),
        ("I will be out of the office starting 2026-05-29 and will not return until 2026-06-15.", date(2026, 6, 14)),
        (
            "Je suis absent du bureau du 29 mai au 12 juin. Pour toute urgence, composez le 514 555-0150.",
            date(2026, 6, 12),
        ),
        ("Je suis en congé de maternité jusqu'au 4 janvier 2027.", date(2027, 1, 4)),
        ("Je suis absente jusqu’au 8 juin inclusivement.", date(2026, 6, 8)),
        ("En vacances, de retour le 10.", date(2026, 6, 9)),
        ("Je serai de retour au bureau le lundi 15 juin.", date(2026, 6, 14)),
        ("Absent du 3 au 14 juillet.", date(2026, 7, 14)),
        ("Je reviendrai le 1er juillet 2026.", date(2026, 6, 30)),
        ("Nos bureaux sont fermés jusqu'au mardi 9 juin.", date(2026, 6, 9)),
    ],
)
def test_the_last_day_away_is_read(text: str, last_day: date) -> None:
    assert away_until(text, MONDAY, "en-CA") == last_day


@pytest.mark.parametrize(
    "text",
    [
        "I am away on a job site until 06/12/2026. 1-888-555-0100 for emergencies.",
        "I am on vacation.",
        "Anton Weiss is no longer with the company.",
        "I was away until May 25.",
        "I am out of the office until further notice.",
        "Je suis absent pour une durée indéterminée.",
    ],
)
def test_a_day_that_is_unclear_or_past_is_none(text: str) -> None:
    assert away_until(text, MONDAY, "en-CA") is None


def test_figures_are_read_in_the_order_of_the_locale() -> None:
    assert away_until("Absent jusqu'au 03/07/2026.", MONDAY, "fr-CA") == date(2026, 7, 3)
    assert away_until("Away until 07/03/2026.", MONDAY, "en-US") == date(2026, 7, 3)
    assert away_until("Away until 07/03/2026.", MONDAY, "en-CA") == date(2026, 7, 3)  # the 7th of March is past


@pytest.mark.parametrize(
    ("text", "first_day"),
    [
        ("I am on vacation June 10-14.", date(2026, 6, 10)),
        ("I will be away from June 8 to June 12.", date(2026, 6, 8)),
        ("I'll be out of the office starting June 5, back June 15.", date(2026, 6, 5)),
        ("I am away until June 15.", MONDAY),
        ("I was away from May 20 until today, and am away until June 15.", MONDAY),
    ],
)
def test_an_absence_that_begins_later_is_counted_from_its_beginning(text: str, first_day: date) -> None:
    assert away_from(text, MONDAY, "en-CA") == first_day


def test_an_absence_in_half_a_year_is_none_yet() -> None:
    assert away_until("Out of office Dec 24 to Jan 2, back Jan 3.", MONDAY, "en-CA") is None
