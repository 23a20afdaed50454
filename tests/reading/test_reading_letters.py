"""Long letters: hours of other things beside the real ones, and what a correction below a form puts right."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read

BOTH = ("Kate Li", "Sam Poe")


@pytest.mark.parametrize(
    "aside",
    [
        "I was on call for 48 hours last weekend.",
        "The ferry takes 80 minutes each way.",
        "We lost power for 9 hours in a blackout.",
        "She works nights, 11 pm to 7 am.",
        "She is on nights, 10 pm to 6 am.",
        "The party went on until 2 in the morning.",
        "I did 5 hours at the soup kitchen.",
        "My workshop was 6 hours long.",
        "I flew to Halifax (5 hours).",
        "I had promised her 20 minutes.",
        "The bus takes 45 minutes. I don't count that.",
        "They bought a meter, serial 81-4H.",
        "J'étais de garde pendant 48 heures.",
        "Le traversier prend 80 minutes aller-retour.",
        "Il y a eu 9 heures de panne.",
        "La fête a duré jusqu'à 3 h du matin.",
        "J'ai passé 6 heures aux urgences.",
        "Elle gagne 31 $ de l'heure.",
    ],
)
def test_hours_of_other_things_are_left_out_of_a_letter(read: Read, aside: str) -> None:
    reading = read(f"{aside}\n\nKate and I had 2 hours in May, by phone.")
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert reading.hours.by_mode == {"phone": 2}


@pytest.mark.parametrize(
    "text",
    [
        "She spent 10 hours on the assignment and we went over it for 2 hours on Zoom.",
        "Elle a passé 10 heures sur son devoir et nous l'avons revu 2 heures en visio.",
        "I did the 4-hour tour on the 9th. Kate and I had 2 hours on Zoom.",
    ],
)
def test_what_one_of_the_two_did_alone_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("With the 10-hour shifts we only got 1 hour in, by phone.", {"phone": 1}),
        ("I clocked 3 hours with Kate in May: two on Zoom, one at the library.", {"video": 2, "in_person": 1}),
        (
            "Coffee 2h on the 3rd and zoom 1h on the 10th. Correction: the zoom was 1h30.",
            {"in_person": 2, "video": 1.5},
        ),
        ("La rencontre a duré une heure, au café.", {"in_person": 1}),
        ("We met for an hour on the 8th. It should have been two but her bus was late.", {"unspecified": 1}),
        ("2 hours in person. P.S. I forgot the 30 minute call on the 22nd.", {"in_person": 2, "unspecified": 0.5}),
        ("Weekly 20-minute calls, three of them", {"unspecified": 1}),
        ("DR: 2 hours by phone", {"phone": 2}),
    ],
)
def test_no_amount_and_no_way_is_lost(read: Read, text: str, by_mode: dict[str, float]) -> None:
    hours = read(text).hours
    assert hours is not None
    assert {mode: float(each) for mode, each in hours.by_mode.items()} == by_mode


def test_a_corrected_length_keeps_the_day_of_its_session(read: Read) -> None:
    reading = read("Coffee 2h on the 3rd and zoom 1h on the 10th. Correction: the zoom was 1h30.")
    assert [(str(each.date), each.minutes) for each in reading.meetings] == [("2026-05-03", 120), ("2026-05-10", 90)]


@pytest.mark.parametrize(
    ("words", "total"),
    [("Oops, video should be 1.5, not 2.", 2.5), ("Sorry, I meant 1 hour for video.", 2.0)],
)
def test_a_line_of_the_form_is_put_right_by_the_words_below_it(read: Read, words: str, total: float) -> None:
    reading = read(f"In person (hours): 1\nVideo (hours): 2\n\n{words}")
    assert reading.hours is not None
    assert float(reading.hours.total) == total
    assert reading.correction


@pytest.mark.parametrize(
    "text",
    [
        "Video (hours): 2\nCorrection: 3",
        "Vidéo (heures) : 2\nOups, la visio c'était 1,5 et non 2.",
        "Video (hours): not sure, maybe 1 or 2",
        "Video (hours): 2, maybe 3",
        "Vidéo (heures) : aucune idée, 2 peut-être",
    ],
)
def test_a_figure_of_the_form_that_is_in_doubt_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


def test_a_doubt_about_the_day_is_none_about_the_hours(read: Read) -> None:
    reading = read("In person (hours): 2\nVideo (hours): 1 (not sure of the date)")
    assert reading.hours is not None
    assert float(reading.hours.total) == 3


def test_a_sum_of_years_is_no_claim_beside_the_form(read: Read) -> None:
    reading = read("I hit 100 hours since 2019 with this one!\nVideo (hours): 2")
    assert reading.hours is not None
    assert float(reading.hours.total) == 2


@pytest.mark.parametrize(
    "text",
    [
        "We never got the chance to sit down in May.\nNOTICE: this message is confidential.",
        "On n'a pas trouvé le temps de se voir en mai.",
        "0 - I can't get hold of Kate, can you help?",
        "She was on nights, 10 pm to 6 am. We did not meet at all this month.",
    ],
)
def test_nothing_happened_whatever_stands_beside_it(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert reading.hours is not None
    assert reading.hours.total == 0


def test_a_pronoun_stands_for_the_partner_whom_the_paragraph_names(read: Read) -> None:
    text = "Kate has moved. I had 2 hours with her, by video.\n\nSam has an exam. With him it was one hour, by phone."
    reading = read(text, partners=BOTH)
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Kate Li": 2, "Sam Poe": 1}


def test_a_pronoun_behind_two_names_is_asked_about(read: Read) -> None:
    reading = read("Kate and Sam have moved. I had 2 hours with her, by video.", partners=BOTH)
    assert reading.outcome == Outcome.CLARIFY


def test_a_loan_of_books_is_no_harm(read: Read) -> None:
    assert not read("An hour by phone, and I lent her 3 books for her board exam.").safeguarding
    assert read("An hour by phone. He keeps asking and I lent him $500.").safeguarding


@pytest.mark.parametrize(
    "text", ["I forgot to tell you about May 12: an hour by phone.", "J'ai oublié de vous parler du 12 mai : 1 h."]
)
def test_the_day_that_is_told_about_is_that_of_the_session(read: Read, text: str) -> None:
    assert [str(each.date) for each in read(text).meetings] == ["2026-05-12"]


def test_waiting_somewhere_is_no_session(read: Read) -> None:
    hours = read("J'ai attendu 40 minutes au garage, puis appelé Kate : 25 minutes au téléphone.").hours
    assert hours is not None
    assert set(hours.by_mode) == {"phone"}
