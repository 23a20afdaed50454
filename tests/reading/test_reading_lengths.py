"""What is said of a length and of what it was spent on: ranges, shares, other things, an exact figure at last."""

import pytest

from app.reading.contract import Outcome, Status
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths, total


@pytest.mark.parametrize(
    "text",
    [
        "Somewhere from 30 to 50 minutes on zoom",
        "40-55 minutes in person",
        "from half an hour to an hour",
        "45 to 1 hour by phone",
        "de 30 à 45 minutes au téléphone",
        "entre 40 et 60 min en visio",
        "30 ou 35 minutes",
    ],
)
def test_a_range_of_minutes_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.hours) == (Outcome.CLARIFY, None)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("It seemed like a few hours... looked it up: 2.75 hours", 2.75),
        ("A couple of hours on zoom, 1h50 to be precise", 1.83),
        ("2-3 hours, exactly 2.5 hours", 2.5),
        ("Not sure how long. Checked my calendar: 2 hours", 2),
        ("A while. 40 minutes by phone according to my notes", 0.67),
        ("Quelques heures, 2 h 30 pour être exacte", 2.5),
        ("Une couple d'heures, soit 2 h 15", 2.25),
        ("Un bon moment, d'après mon agenda 1 h 45 au téléphone", 1.75),
    ],
)
def test_an_exact_amount_takes_the_place_of_a_vague_one_right_before(read: Read, text: str, hours: float) -> None:
    reading = read(text)
    assert (reading.outcome, total(reading)) == (Outcome.RECORDED, hours)


@pytest.mark.parametrize(
    "text",
    [
        "A few hours by email and 2 hours by phone",
        "Several hours. Working on her CV took 1 hour",
        "A few hours, 1 hour of it looking up jobs",
        "Some time by email. We talked for 2 hours, that is all",
        "Quelques heures par courriel, 1 h en personne",
    ],
)
def test_a_second_amount_of_other_time_leaves_the_vague_one_open(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text", ["An hour or two?", "Half a day?", "A few hours?", "Une heure ou deux?", "Une demi-journée?"]
)
def test_an_amount_in_doubt_asks_nothing_of_the_coordinator(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, reading.wants_help) == (Outcome.CLARIFY, False)


@pytest.mark.parametrize(
    "aside",
    [
        "Her board meeting ran for 3 hours.",
        "She had an interview of 2 hours last week.",
        "The last one had 5 people on the panel and went on for 2 hours!",
        "I chaired a 2 hour council meeting.",
        "I met my boss for 2 hours.",
        "L'entrevue a duré 2 heures.",
        "J'ai eu une réunion du conseil d'administration de 3 heures.",
        "Elle a passé une entrevue d'embauche de 2 heures.",
    ],
)
def test_hours_of_other_affairs_do_not_count(read: Read, aside: str) -> None:
    assert by_mode(read(f"{aside} Kate and I spent 45 minutes on the phone.")) == {"phone": 0.75}


@pytest.mark.parametrize(
    "text", ["The recital lasted 2 hours. We met for 1 hour.", "Le spectacle a duré 2 heures. On s'est vus 1 h."]
)
def test_what_lasted_and_is_no_session_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "It lasted 2 hours",
        "Our call went on for 2 hours",
        "We met and it went on for 2 hours",
        "Notre appel a duré 2 heures",
    ],
)
def test_a_session_that_lasted_counts(read: Read, text: str) -> None:
    assert total(read(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "1 hour preparing her job interview, 1 hour by phone",
        "A mock panel interview of 30 minutes, then 1.5 hours by phone",
        "1 h de préparation d'une entrevue d'embauche, 1 h au téléphone",
    ],
)
def test_what_they_practised_together_counts(read: Read, text: str) -> None:
    assert total(read(text)) == 2


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("We talked on the phone one time, 25 minutes, mostly about her grant.", "phone"),
        ("1 hour by zoom, mainly to practise", "video"),
        ("On s'est parlé au téléphone une fois, 40 min, surtout de la bourse", "phone"),
        ("2 h en visio, principalement sur son CV", "video"),
        ("90 mins on facetime at the shop", "video"),
        ("1 h en visio depuis le bureau", "video"),
        ("we talked on the phone at the office for an hour", "phone"),
    ],
)
def test_neither_the_topic_nor_the_place_puts_the_way_in_doubt(read: Read, text: str, mode: str) -> None:
    assert list(by_mode(read(text))) == [mode]


@pytest.mark.parametrize("text", ["2 hours, mostly on the phone", "2 heures, surtout au téléphone"])
def test_a_share_of_the_ways_stays_unspecified(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"unspecified": 2}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("There was one chat over coffee (20 minutes) and another by phone (35 minutes).", [20, 35]),
        ("One call of 30 minutes and one over lunch, 1 hour", [30, 60]),
        ("One on zoom, 30 minutes, and one by phone, 20 minutes", [30, 20]),
        ("Two sessions: one over lunch, 50 min, one by phone, 40 min", [50, 40]),
        ("Une rencontre au café (50 minutes) et une autre au téléphone (40 minutes)", [50, 40]),
        ("Un appel de 30 minutes et un autre en visio de 45 minutes", [30, 45]),
    ],
)
def test_one_and_another_stand_for_sessions(read: Read, text: str, minutes: list[int]) -> None:
    reading = read(text)
    assert (lengths(reading), total(reading)) == (minutes, round(sum(minutes) / 60, 2))


def test_one_before_a_way_is_an_hour_where_no_length_is_told(read: Read) -> None:
    assert by_mode(read("One by phone and one by email")) == {"phone": 1, "email": 1}


def test_many_ones_are_read_in_time(read: Read) -> None:
    assert read("One talk, " + "one by phone and " * 40 + "30 minutes").outcome in set(Outcome)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("45 min au telephone la semaine d'apres", 0.75),
        ("1 h la première semaine et 1 h la semaine du 12", 2),
        ("une heure la semaine suivante au téléphone", 1),
        ("an hour a week later by phone", 1),
    ],
)
def test_which_week_it_was_is_no_amount_a_week(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("rancontre de 2 heures en persone", "in_person"),
        ("on ces parlé 2 h au telefone", "phone"),
        ("par couriel 2 h", "email"),
        ("visioconferance 2h", "video"),
    ],
)
def test_weak_spelling_is_read(read: Read, text: str, mode: str) -> None:
    assert by_mode(read(text)) == {mode: 2}


@pytest.mark.parametrize("text", ["2.5 hours, I did not keep the breakdown", "I do not keep notes, 2.5 hours"])
def test_who_keeps_no_notes_has_not_ended_the_match(read: Read, text: str) -> None:
    assert read(text).status == Status.CONTINUING


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("1 h 00 au téléphone", {"phone": 1}),
        ("3h00 au bureau et 0h30 en visio", {"in_person": 3, "video": 0.5}),
        ("Visio : 2 h 00. Courriel : 1 h 05.", {"video": 2, "email": 1.08}),
        ("2 hr 00 on Teams", {"video": 2}),
        ("1h00 x 3 au tél", {"phone": 3}),
        ("Au total 4 h 00 : 3 h 00 en visio et 1 h 00 par téléphone", {"video": 3, "phone": 1}),
    ],
)
def test_an_hour_may_be_written_with_its_minutes_though_there_are_none(
    read: Read, text: str, modes: dict[str, float]
) -> None:
    assert by_mode(read(text)) == modes


@pytest.mark.parametrize(
    "text",
    ["2 h 00 au resto le 6 mai", "6 mai - 2h00 - café", "2 h 00 - 6 mai - café", "May 6: 2h00 in person"],
)
def test_a_session_lasts_the_hours_that_are_written_with_no_minutes(read: Read, text: str) -> None:
    assert (by_mode(read(text)), lengths(read(text))) == ({"in_person": 2}, [120])
