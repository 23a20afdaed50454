"""What a later word of the same mail puts right, adds to or concludes from an earlier one."""

from datetime import date

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2 hours in person, 1 by Zoom. Correction: the Zoom one was 30 min.", 2.5),
        ("2 hours in person, 1 by phone. Edit: the phone one lasted 30 min.", 2.5),
        ("3 hours, but 2 on Zoom and 1 by phone", 3),
        ("2 hours by phone, 1 by Zoom, so 3", 3),
        ("2 h en visio et 1 h au téléphone, donc 3 h", 3),
        ("1 hour on her cover letter. Then 1 hour by phone.", 2),
        ("J'ai relu son CV, 1 h. Ensuite 1 h en visio.", 2),
        ("1 heure à corriger sa lettre, 1 heure au téléphone pour en parler", 2),
        ("2 heures. 2 heures en visio.", 2),
    ],
)
def test_what_is_put_right_or_concluded_is_not_added(read: Read, text: str, hours: float) -> None:
    assert total(read(text)) == hours


@pytest.mark.parametrize(
    "text",
    [
        "3 hours on Zoom - sorry, that includes the April one, so 2.",
        "1 h au téléphone et 1 h en visio, donc 3 h",
        "J'avais dit 2 heures, mais j'oubliais l'appel du 28 (30 min), donc 2 h 30.",
        "J'ai écrit 3 h; mettez 3,5 parce qu'il y a eu des courriels",
    ],
)
def test_a_conclusion_that_does_not_fit_or_was_not_read_is_asked_about(read: Read, text: str) -> None:
    assert read(text).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    ["1h on May 5 in person, no wait it was the 6th", "1 h en personne le 5 mai, non attends, c'était le 6"],
)
def test_a_day_is_put_right_past_the_way(read: Read, text: str) -> None:
    assert [meeting.date for meeting in read(text).meetings] == [date(2026, 5, 6)]


@pytest.mark.parametrize(
    "text", ["Du tout, on s'est jamais vus en mai", "Nous ne nous sommes jamais rencontrés en mai"]
)
def test_never_having_met_that_month_disputes_the_hours(read: Read, text: str) -> None:
    assert read(text, kind="attestation", sent="Kate Li logged 2 hours in May: is that right?").answer == "no"
