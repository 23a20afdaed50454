"""Rule 15 of the contract: hours that were owed, missed, of a break or of somebody else are none of the match."""

from datetime import date

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We had budgeted 4 hours, used 2. By phone.", 2),
        ("I owe Kate two hours. We managed one hour on the 19th, by phone.", 1),
        ("On visait 6 heures mais on en a fait 3 h 30, en visio.", 3.5),
        ("Il fallait faire 5 heures, on en a fait 4, au téléphone.", 4),
        ("We cut the 2 hour session short, to 90 minutes. Zoom, May 6.", 1.5),
    ],
)
def test_what_was_aimed_for_or_owed_was_not_spent(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours


@pytest.mark.parametrize(
    "text",
    [
        "She asked for three hours, I could give one. Zoom, May 7.",
        "Elle m'a demandé 3 heures, je lui en ai donné une, en visio, le 7 mai.",
        "At first I hoped for 5 hours, it came to 3. All on Zoom.",
    ],
)
def test_a_number_beside_what_was_asked_for_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours", "days"),
    [
        ("Kate a annulé notre appel d'une heure du 5 mai. Visio le 8 mai, 2 heures.", 2, {8}),
        ("Kate n'a pas pu venir à notre rencontre de 1 h le 7 mai. Appel de 20 min le 9 mai.", 0.33, {9}),
        ("Kate did not show up for our 1 hour call on the 4th. On the 6th we had 30 min by phone.", 0.5, {6}),
        ("We skipped the 3 hours on the 7th. Zoom on the 9th, 30 min.", 0.5, {9}),
        ("1 h visio le 4, 1 h visio le 11, manqué le 18 (ma faute), 1 h visio le 25", 3, {4, 11, 25}),
        ("May 6: 1 hr Zoom (cancelled)\nMay 13: 1 hr Zoom", 1, {13}),
        ("5 mai : 1 h au téléphone (annulé)\n12 mai : 2 h au téléphone", 2, {12}),
        ("Kate missed the first 10 minutes but we had 50 minutes on Zoom on the 6th.", 0.83, {6}),
    ],
)
def test_a_session_that_was_missed_leaves_no_hours_and_no_day(
    read: Read, text: str, hours: float, days: set[int]
) -> None:
    reading = read(text)
    assert total(reading) == hours
    assert {meeting.date for meeting in reading.meetings} == {date(2026, 5, day) for day in days}


@pytest.mark.parametrize(
    "text",
    [
        "Missed this one earlier: a video call of 2 hours on May 8",
        "P.S. I forgot the 2 hour call on the 8th, by phone.",
        "On May 8 we met for 2 hours because she had missed the 2nd.",
    ],
)
def test_a_session_told_late_is_not_one_that_was_missed(read: Read, text: str) -> None:
    reading = read(text)
    assert total(reading) == 2
    assert [meeting.date for meeting in reading.meetings] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "I forgot our 1 hour call on the 5th. We had one on the 6th, 45 min.",
        "J'ai oublié notre appel d'une heure du 5. On s'est parlé le 6, 30 minutes.",
        "Neither of our 1 hour calls took place. 20 minutes by phone.",
        "May 13: 1 hr Zoom\nMay 20: 1 hr Zoom (Kate sick)",
        "On avait 3 rencontres à l'horaire, une a sauté. Les autres ont duré une heure, sur Teams.",
    ],
)
def test_whether_it_took_place_is_asked_where_it_cannot_be_told(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "We met from 1 pm to 4 pm with a half hour break, in person on May 16.",
        "Kate took a break from 2 to 2:30 but otherwise we met from 1 pm to 4 pm on May 16.",
        "On s'est vus de 13 h à 16 h le 16 mai avec une pause de 20 minutes.",
    ],
)
def test_a_break_leaves_the_length_open(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize("text", ["We met on her lunch break for 30 minutes.", "On s'est vus 30 min pendant sa pause."])
def test_a_break_may_be_when_they_met(read: Read, text: str) -> None:
    assert total(read(text)) == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "2 hours on Zoom with Kate, and another hour with a different mentee.",
        "Kate : 2 heures en personne. Mon autre mentorée Zoé : 3 heures.",
        "2 hours by phone. My husband says I spent 8 hours on it.",
        "2 heures au téléphone. Mon conjoint dit que j'y ai passé 8 heures.",
        "On May 12 Kate gave a one hour talk at the fair. We prepared for it, 90 minutes on Zoom.",
        "Le 12, Kate a donné une conférence d'une heure. Au téléphone 20 min.",
        "1 hour on the 6th and 1 hour on the 20th. Scratch the 20th, that was with another mentee.",
        "3 hours on Zoom plus prep time of 2 hours (unpaid).",
    ],
)
def test_time_that_may_be_of_somebody_else_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Our coordinator meeting took 3 hours. With Kate I had 30 minutes by phone.", 0.5),
        ("La réunion des mentors a duré 3 heures. Avec Kate, 30 minutes au téléphone.", 0.5),
        ("2 hours on Zoom. I also put in 5 hours preparing but you said not to count that.", 2),
        ("2 hours with Kate, 1 in person and 1 by phone. Plus 4 hours of prep that I'm not counting.", 2),
        ("2 heures en visio. J'ai aussi fait 4 heures de préparation que je compte pas.", 2),
        ("We ran a workshop together for 2 hours on May 5, in person.", 2),
        ("I attended her presentation for 2 hours on May 5, in person.", 2),
    ],
)
def test_other_gatherings_and_what_they_do_not_count_are_left_out(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours


def test_another_partner_of_theirs_counts(read: Read) -> None:
    reading = read("Kate: 2 hours. My other mentee Sam: 1 hour.", partners=("Kate Li", "Sam Okoye"))
    assert total(reading) == 3


def test_a_figure_that_is_denied_is_no_number_left_of_a_plan(read: Read) -> None:
    assert total(read("Oops, I meant 45 minutes in my last mail, not 90.")) == 0.75
