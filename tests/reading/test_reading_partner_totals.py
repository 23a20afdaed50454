"""Several partners, each with a total and its parts: the same time is added once (contract, rules 4 and 13)."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode

PARTNERS = ("Kate Li", "Hugo Roy")


@pytest.mark.parametrize(
    ("text", "of_each", "modes"),
    [
        (
            "Kate: 2 hours (90 min zoom, 30 min by phone)\nHugo: 1 hour (in person)",
            (2, 1),
            {"video": 1.5, "phone": 0.5, "in_person": 1},
        ),
        (
            "I spent 3 hours with Kate (2 on zoom, 1 by phone) and 1 hour with Hugo in person.",
            (3, 1),
            {"video": 2, "phone": 1, "in_person": 1},
        ),
        (
            "Kate - 2h total, 1h in person & 1h video\nHugo - 45 min total, all by phone",
            (2, 0.75),
            {"in_person": 1, "video": 1, "phone": 0.75},
        ),
        (
            "Kate: 3h - 2 in person, 1 by email\nHugo: 2h - 1 in person, 1 by email\nTotal: 5h",
            (3, 2),
            {"in_person": 3, "email": 2},
        ),
        (
            "Kate, 2 hours, an hour in person, an hour by phone. Hugo, 1 hour in person.",
            (2, 1),
            {"in_person": 2, "phone": 1},
        ),
        (
            "Kate, 3 h : 2 h en visio et 1 h au téléphone. Hugo, 1 h en personne.",
            (3, 1),
            {"video": 2, "phone": 1, "in_person": 1},
        ),
        (
            "Avec Kate 2 h en tout (1 h au café, 1 h sur Zoom), avec Hugo 1 h au téléphone.",
            (2, 1),
            {"in_person": 1, "video": 1, "phone": 1},
        ),
        (
            "Kate : 1 h 30 (1 h visio, le reste par courriel). Hugo : 2 h.",
            (1.5, 2),
            {"video": 1, "email": 0.5, "unspecified": 2},
        ),
        ("Total : 4 h. Kate : 3 h (2 visio, 1 tél). Hugo : 1 h.", (3, 1), {"video": 2, "phone": 1, "unspecified": 1}),
        ("2 for Kate + 1 for Hugo = 3 hours", (2, 1), {"unspecified": 3}),
        ("Kate 2 h, Hugo 1 h, total 3 h", (2, 1), {"unspecified": 3}),
        ("Kate: 2 meetings, 1h each (2h). Hugo: 1h", (2, 1), {"unspecified": 3}),
        ("Kate: 1 hour. Hugo: 2 hours. Kate: 1 hour by phone.", (2, 2), {"unspecified": 3, "phone": 1}),
    ],
)
def test_a_partners_total_and_its_parts_are_one(
    read: Read, text: str, of_each: tuple[float, float], modes: dict[str, float]
) -> None:
    reading = read(text, partners=PARTNERS)
    assert reading.hours is not None
    assert {name: float(hours) for name, hours in reading.hours.by_partner.items()} == dict(
        zip(PARTNERS, of_each, strict=True)
    )
    assert by_mode(reading) == modes


@pytest.mark.parametrize(
    "text",
    ["Kate: 3h (2 video, 1 phone), Hugo: none", "Kate 3 h dont 1 h au téléphone, le reste en visio; Hugo 0"],
)
def test_a_partner_with_none_gets_nothing_of_the_others_parts(read: Read, text: str) -> None:
    hours = read(text, partners=PARTNERS).hours
    assert hours is not None
    assert hours.by_partner == {"Kate Li": 3}


def test_parts_of_one_partner_that_differ_from_the_total_are_a_question(read: Read) -> None:
    reading = read("Kate: 2h (1 in person, 30 min phone)\nHugo: 1h", partners=PARTNERS)
    assert reading.outcome == Outcome.CLARIFY
    assert "1.5" in reading.questions[0]


@pytest.mark.parametrize("text", ["2 meetings, 1h each (2h)", "3 appels de 40 min (2 h)"])
def test_the_sum_of_sessions_in_brackets_says_their_time_again(read: Read, text: str) -> None:
    hours = read(text).hours
    assert hours is not None
    assert hours.total == 2
