"""Rule 4 of the contract: a total and the parts that explain it, whatever stands between them."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths, total


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 hours, 3 of them in person and the rest by phone", {"in_person": 3, "phone": 2}),
        ("4 hours: 1 hour on Zoom, the rest by email", {"video": 1, "email": 3}),
        ("2 hours of my time, 1 in person and the other by phone", {"in_person": 1, "phone": 1}),
        ("3 h en tout, dont 1 h au téléphone et le reste en personne", {"phone": 1, "in_person": 2}),
        ("5 hours, 2 on Zoom", {"video": 2, "unspecified": 3}),
        ("4 h dont 1 h par courriel", {"email": 1, "unspecified": 3}),
    ],
)
def test_what_is_left_of_a_total_has_the_mode_that_is_said_of_it(
    read: Read, text: str, expected: dict[str, float]
) -> None:
    assert by_mode(read(text)) == expected


def test_parts_without_a_unit_that_exceed_the_total_are_a_question(read: Read) -> None:
    assert read("4 hours - 3 in person and 2 by phone").outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In-person 2 / email 1 / phone 0 / video 0", {"in_person": 2, "email": 1}),
        ("zoom 1h, phone 0.5h, nothing by email", {"video": 1, "phone": 0.5}),
        ("No meetings this month, just emails (about 1 hour)", {"email": 1}),
        ("May 12, 1 hour, library", {"in_person": 1}),
        ("met may 12 1hr coffee shop", {"in_person": 1}),
        ("We met at my office on the 11th for an hour but afterwards he kept texting me", {"in_person": 1}),
    ],
)
def test_a_mode_goes_with_its_own_figure(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


def test_lines_of_an_own_list_are_added_to_the_sessions_above_them(read: Read) -> None:
    reading = read("5 May: Zoom, 1 hr\n19 May: Zoom, 1 hr\nemails: 15 mins")
    assert by_mode(reading) == {"video": 2, "email": 0.25}
    assert lengths(reading) == [60, 60]


def test_lines_of_the_same_mode_stay_the_form_that_sessions_detail(read: Read) -> None:
    assert by_mode(read("In person: 2\nEmail: 1\nWe met at the office on May 5 for an hour.")) == {
        "in_person": 2,
        "email": 1,
    }


@pytest.mark.parametrize("label", ["dont présentiel", "dont en personne", "- dont en présentiel"])
def test_the_parts_of_a_french_form_begin_with_dont(read: Read, label: str) -> None:
    reading = read(f"Total des heures : 3\n{label} : 1\ndont téléphone : 2", sent="Total des heures :\n")
    assert by_mode(reading) == {"in_person": 1, "phone": 2}


def test_a_mode_on_its_line_may_be_told_with_small_words(read: Read) -> None:
    form = "Total time (hours): 3\n- face to face: 2\n- on the telephone: 0.5\n- writing e-mails: 0.5"
    assert by_mode(read(form, sent="Total time (hours):\n")) == {"in_person": 2, "phone": 0.5, "email": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "Kate started on the night shift, twelve hours at a stretch with 6 patients. We talked 1 hour.",
        "1 hour. Reach me at kate2h@example.org or 3h.example.com",
        "1 hour by phone https://x.example/?a=8h30&b=4h www.test.example/10h",
        "1 hour of mentoring, 0.5 travel",
    ],
)
def test_hours_of_work_and_figures_of_addresses_are_not_added(read: Read, text: str) -> None:
    assert total(read(text)) == 1


def test_time_spent_alone_is_asked_about(read: Read) -> None:
    assert read("I spent 2 hours with Kate, plus 1 hour preparing on my own").outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "We usually do 2 hours, this month only 1",
        "The programme asks for 2 hours but we only found 1.",
        "Normally 2 hours but May was 1",
    ],
)
def test_what_is_usual_or_asked_for_is_not_what_was_spent(read: Read, text: str) -> None:
    assert total(read(text)) == 1


@pytest.mark.parametrize(
    "text", ["Last month 3 hours, this month 2", "8 hours so far this year, 2 in May", "12 hours this term"]
)
def test_hours_of_more_than_the_month_are_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


def test_a_comparison_with_last_month_is_no_second_month(read: Read) -> None:
    assert total(read("2 hours this month, same as last month")) == 2


def test_hours_before_a_question_are_told(read: Read) -> None:
    reading = read("We met for 2 hours, is that enough?")
    assert (total(reading), reading.wants_help) == (2, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1h30 x 2 en visio", [90, 90]),
        ("1 h 30 x2", [90, 90]),
        ("1h15 fois 3", [75, 75, 75]),
        ("1:30 x 2", [90, 90]),
        ("2 x 1h30", [90, 90]),
        ("1h 20 x 2", [80, 80]),
        ("90 min x 2", [90, 90]),
        ("2 h 3 times", [120, 120, 120]),
    ],
)
def test_a_length_times_a_number_is_that_many_sessions(read: Read, text: str, expected: list[int]) -> None:
    """Rule 3: the minutes behind `h` belong to the length, not to the number of times."""
    assert lengths(read(text)) == expected
