"""Forms that come back otherwise than printed: values below labels, several on a line, sums, minutes, a mere yes."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import lengths, total

ENGLISH = "Total Hours: \nIn-Person: (hrs) \nEmail: (hrs) \nVideo Chat: (hrs) \nPhone: (hrs) "
FRENCH = "Total des heures : \nEn personne (heures) : \nCourriel (heures) : \nVisio (heures) : \nTéléphone (heures) : "


@pytest.mark.parametrize(
    ("text", "sent", "by_mode"),
    [
        (
            "In-Person: (hrs)\n1:30\nEmail: (hrs)\nnone\nPhone: (hrs)\n\n30 min",
            ENGLISH,
            {"in_person": 1.5, "phone": 0.5},
        ),
        ("Visio (heures) :\n2\nCourriel (heures) :\n0,5", FRENCH, {"video": 2, "email": 0.5}),
        ("Video Chat: (hrs) 2, Email: (hrs) 1, Phone: (hrs) 0", ENGLISH, {"video": 2, "email": 1}),
        ("Visio (heures) : 2; Courriel (heures) : 0,5; Téléphone (heures) : 0", FRENCH, {"video": 2, "email": 0.5}),
        ("Email 0 / Phone 1.5 / Other 1", ENGLISH, {"phone": 1.5, "other": 1}),
        ("Courriel 0,5, visio 1, téléphone 2", FRENCH, {"email": 0.5, "video": 1, "phone": 2}),
        ("1.5 - Video Chat\n0 - Phone\n2 - Email", ENGLISH, {"video": 1.5, "email": 2}),
    ],
)
def test_a_form_in_another_layout_is_read(read: Read, text: str, sent: str, by_mode: dict[str, float]) -> None:
    reading = read(text, sent=sent)
    assert reading.hours is not None
    assert {mode: float(told) for mode, told in reading.hours.by_mode.items()} == by_mode
    assert not reading.meetings


@pytest.mark.parametrize(
    "text",
    ["In-Person: (hrs)\nEmail: (hrs)\nPhone: (hrs)\n2\n0\n1", "2\nIn-Person: (hrs)\n0\nEmail: (hrs)\n1\nPhone: (hrs)"],
)
def test_values_of_which_no_label_is_sure_are_asked_about(read: Read, text: str) -> None:
    assert read(text, sent=ENGLISH).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "hours", "minutes"),
    [
        ("Video Chat: (hrs) 1 (May 6) + .5 (May 20)\nEmail: (hrs) 1", 2.5, [60, 30]),
        ("Phone: (hrs) 1 on May 6 and 1.5 on May 20\nEmail: (hrs) 1", 3.5, [60, 90]),
        ("Visio (heures) : 1 h le 6 mai, 1 h 30 le 20 mai\nCourriel (heures) : 1", 3.5, [60, 90]),
        ("Phone: (hrs) 4 x 15 min\nEmail: (hrs) 1", 2, [15] * 4),
        ("Téléphone (heures) : 3 appels de 20 min chacun\nCourriel (heures) : 1", 2, [20] * 3),
        ("Email: (hrs) 1 + 1.5 = 2.5\nPhone: (hrs) 1", 3.5, []),
        ("Courriel (heures) : 20 min + 40 min", 1, []),
        ("Phone: (hrs) 2 - May 5 (1 hr), May 19 (1 hr)\nEmail: (hrs) 1 - letters", 3, [60, 60]),
    ],
)
def test_several_amounts_behind_a_label_are_added_up(read: Read, text: str, hours: float, minutes: list[int]) -> None:
    reading = read(text, sent=ENGLISH if "hrs" in text else FRENCH)
    assert (total(reading), lengths(reading)) == (hours, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "Phone: (hrs) 3 last month, 2 this month",
        "Phone: (hrs) 2 in April, 3 in May",
        "Téléphone (heures) : 2 (mois dernier), 3 (ce mois-ci)",
        "Phone: (hrs) 1.5 -> 2",
        "Téléphone (heures) : 2 → 1,5",
        "Phone: (hrs) 1 + 1.5 = 3",
        "Phone :20",
        "Téléphone (heures) : 1 h le 6 mai et 1 h 30 le 20 juin\nCourriel (heures) : 1",
        "2,0,1.5,0,0",
        "1 / 0 / 2 / 0",
    ],
)
def test_figures_that_cannot_be_added_up_are_asked_about(read: Read, text: str) -> None:
    assert read(text, sent=ENGLISH if "hrs" in text else FRENCH).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        (":20", 0.33),
        (":45h", 0.75),
        ("0:50", 0.83),
        ("yes, 2", 2),
        ("yes - about 30 min", 0.5),
        ("oui, 1 h 30", 1.5),
        ("oui (2 h)", 2),
        ("more or less 2", 2),
        ("peut-être 1", 1),
        ("à peu près 2", 2),
    ],
)
def test_minutes_a_yes_and_about_before_a_figure_are_read(read: Read, value: str, hours: float) -> None:
    assert total(read(f"Phone: (hrs) {value}\nEmail: (hrs) 0", sent=ENGLISH)) == hours


@pytest.mark.parametrize(
    ("text", "by_mode"),
    [
        ("Total Hours: 5\nPhone: yes\nEmail: no", {"phone": 5}),
        ("Total Hours: 2\nPhone: 100%\nEmail: 0%", {"phone": 2}),
        ("Total des heures : 4\nVisio : oui\nCourriel : non", {"video": 4}),
        ("Total Hours: 4\nPhone: yes\nEmail: yes", {"unspecified": 4}),
    ],
)
def test_ways_that_are_only_affirmed_share_the_total(read: Read, text: str, by_mode: dict[str, float]) -> None:
    hours = read(text, sent=ENGLISH if "Hours" in text else FRENCH).hours
    assert hours is not None
    assert {mode: float(told) for mode, told in hours.by_mode.items()} == by_mode


def test_a_name_behind_a_figure_says_whose_it_is(read: Read) -> None:
    text = "Email: 2 (Kate), 1 (Sam)\nPhone: 0.5 (Sam)"
    hours = read(text, partners=("Kate Li", "Sam Okoye"), sent=ENGLISH).hours
    assert hours is not None
    assert {name: float(told) for name, told in hours.by_partner.items()} == {"Kate Li": 2, "Sam Okoye": 1.5}
