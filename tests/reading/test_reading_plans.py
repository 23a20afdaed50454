"""Rule 15 of the contract: what was planned, ran over, is usual or is not to be counted is no time that was spent."""

from datetime import date

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Zoom of May 13: planned 1h, took 1h20 in the end", 1.33),
        ("Visio du 13 mai : prévue 1h, a duré 1h20", 1.33),
        ("The 1 hour call on the 11th was cut short after 40 minutes", 0.67),
        ("Visio d'une heure le 11, écourtée à 40 min", 0.67),
        ("2 hours done out of 3 hours planned, on zoom", 2),
        ("2h réalisées sur 3h prévues, en visio", 2),
        ("The planned meeting lasted 2 hours", 2),
        ("La rencontre prévue a duré 2 heures", 2),
        ("Une heure prévue le 28 mai mais Kate a dû partir après 30 minutes (en visio)", 0.5),
    ],
)
def test_how_it_turned_out_counts_and_not_the_plan(read: Read, text: str, hours: float) -> None:
    reading = read(text)
    assert total(reading) == hours
    assert reading.next_meeting is None


@pytest.mark.parametrize(
    "text",
    [
        "Meeting planned for one hour that ran 20 minutes over (in person, May 19).",
        "May 20 we went 15 min over our usual hour, at the cafe",
        "Rencontre prévue d'une heure, qui a débordé de 20 minutes (en personne, 19 mai).",
        "Le 20 mai on a dépassé de 15 min notre heure habituelle, au café",
        "Zoom planned for May 28, 1 hour",
        "Visio prévue le 28 mai, 1 h",
        "We usually meet 6 to 7 pm on Thursdays. In May: 3 Thursdays out of 4, on zoom.",
        "On se voit d'habitude de 18h à 19h le jeudi. En mai : 3 jeudis sur 4, en visio.",
        "2 hours including the drive",
        "2 h 30 en comptant le trajet (1 h)",
        "She came to the office on May 22 from 1:30 to 4 pm. I counted 2 hours.",
        "Rencontre le 22 mai de 13 h 30 à 16 h; j'ai compté 2 h de mentorat.",
        "2 hours by phone, not counting 30 min of emails",
    ],
)
def test_what_stays_open_is_asked(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome.value == "clarify"
    assert reading.hours is None
    assert reading.next_meeting is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I still have 6 hours to go on the program. In May, 2h by phone.", 2),
        ("Il me reste 6 heures à faire sur les 12 du programme. En mai, 2h par téléphone.", 2),
        ("We met for 1 hour, not counting the 45 minute bus ride.", 1),
        ("La rencontre a duré 1h, sans compter les 45 minutes de transport.", 1),
        ("1 hour on Zoom, excluding prep (30 min)", 1),
        ("1h de visio hors préparation (30 min)", 1),
        ("My manager lets me take 2 hours for this. I saw Kate for 1h30 in person.", 1.5),
        ("Mon patron m'accorde 2 heures pour ça. J'ai vu Kate 1h30 en personne.", 1.5),
        ("Je suis dispo de 12h à 13h le mardi. En mai, 1h30 au tel.", 1.5),
        ("Elle a 3 heures de cours par jour, alors on s'est parlé 30 minutes par téléphone", 0.5),
        ("Elle suit une formation de 30 heures. Nous, 1 heure au téléphone.", 1),
        ("Pas vu Kate en mai sauf 30 min au tel le 29", 0.5),
        ("Zéro pis une barre", 0),
    ],
)
def test_time_of_other_things_does_not_count(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours


def test_what_we_shall_do_is_the_next_meeting(read: Read) -> None:
    reading = read("Le 27 mai nous avons fait 1 h au café et nous ferons une visio de 2 h le 15 juin.")
    assert total(reading) == 1
    assert reading.next_meeting is not None
    assert reading.next_meeting.date == date(2026, 6, 15)


@pytest.mark.parametrize(
    "text",
    [
        "3 hours on site on May 22 with 1 hour of pause for lunch",
        "3 h au chantier le 22 mai avec une pause pour dîner",
    ],
)
def test_a_rest_for_lunch_is_no_pause_of_the_match(read: Read, text: str) -> None:
    assert read(text).status.value == "continuing"


@pytest.mark.parametrize(
    "text",
    [
        "I previously reported 3 hours for May; please make that 3.5 since I forgot a call",
        "I told you 3 hours; please make that 3.5 as we also emailed",
    ],
)
def test_a_figure_reported_before_and_put_right_is_a_correction(read: Read, text: str) -> None:
    reading = read(text)
    assert total(reading) == 3.5
    assert reading.correction


@pytest.mark.parametrize(
    "text", ["We went 2 hours over her resume on May 12", "2 hours on Zoom with travel plans as topic"]
)
def test_what_was_gone_over_is_no_overrun(read: Read, text: str) -> None:
    assert total(read(text)) == 2
