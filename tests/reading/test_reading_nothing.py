"""Rules 8 and 9 of the contract: nothing took place, in many words, and what that says of the match."""

import pytest

from app.reading.contract import Outcome, Status
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import total


@pytest.mark.parametrize(
    "text",
    [
        "we did not manage any meetings in May because of holidays, so zero from me",
        "Kate and I never got round to meeting in May.",
        "Not a single meeting in May.",
        "No meetings in May, Kate was down with flu for 2 weeks and then I had exams.",
        "Kate had a cold for two weeks so we didn't meet",
        "Pas de rencontre en mai, Kate a été malade deux semaines",
        "Rien à signaler ce mois-ci, aucune rencontre.",
        "Pas eu le temps ce mois-ci",
        "pas de nouvelles heures",
        "Zip",
        "There was none, his mother was in hospital.",
        "None, he was away",
        "There weren't any",
        "None at all, sorry",
        "We had none",
        "It never happened",
        "Il n'y en a pas eu, son fils était malade.",
        "On n'en a pas eu",
        "Aucune, elle était en voyage",
        "Ça n'a pas adonné ce mois-ci",
    ],
)
def test_nothing_took_place(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.outcome, total(reading), reading.status) == (Outcome.RECORDED, 0, Status.CONTINUING)


@pytest.mark.parametrize(
    "text",
    [
        "Rien à signaler",
        "Nothing special",
        "Rien de neuf",
        "There was nothing wrong with the form",
        "There was none by phone, just a few emails",
        "None, just emails",
        "Je n'en ai pas besoin",
        "Il y a rien eu, juste des courriels",
    ],
)
def test_nothing_to_tell_is_not_no_time(read: Read, text: str) -> None:
    assert (read(text).outcome, read(text).hours) == (Outcome.CLARIFY, None)


def test_what_picks_up_again_this_month_is_not_paused(read: Read) -> None:
    assert read("No meetings in May. We pick up again in June.").status == Status.CONTINUING
    assert read("No meetings in May. We pick up again in September.").status == Status.PAUSED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We Zoomed twice, first time 30 minutes, second time 50 minutes.", Status.CONTINUING),
        ("We met for the first time on May 12, 1 hour", Status.CONTINUING),
        ("We are going to meet for the first time next week", Status.NOT_STARTED),
        ("I haven't been in touch with her yet, we start next week", Status.NOT_STARTED),
    ],
)
def test_a_first_time_that_was_is_no_match_without_a_start(read: Read, text: str, status: Status) -> None:
    assert read(text).status == status


@pytest.mark.parametrize(
    "text", ["2 hours with Kate, nothing with Sam", "2 h avec Kate, rien avec Sam", "Kate 2h, Sam none"]
)
def test_nothing_with_one_of_several_partners_is_zero_for_that_one(read: Read, text: str) -> None:
    reading = read(text, partners=("Kate Li", "Sam Okoye"))
    told = {said.name: said.hours and float(said.hours.total) for said in reading.partners}
    assert (total(reading), told) == (2, {"Kate Li": 2, "Sam Okoye": 0})


@pytest.mark.parametrize(
    "text", ["I met both of them together on May 5 for 2 hours", "les deux ensemble, 2 h en atelier"]
)
def test_time_with_several_at_once_is_recorded_and_not_divided(read: Read, text: str) -> None:
    reading = read(text, partners=("Kate Li", "Sam Okoye"))
    assert reading.hours is not None
    assert (reading.outcome, total(reading), dict(reading.hours.by_partner)) == (Outcome.RECORDED, 2, {})


def test_the_words_say_whose_the_hours_of_the_form_are(read: Read) -> None:
    lines: list[tuple[str, str | None]] = [("3 h", "Total des heures :"), ("2 h avec Kate, 1 h avec Sam.", None)]
    reading = read(lines, partners=("Kate Li", "Sam Okoye"), sent="Total des heures :\n")
    assert reading.hours is not None
    assert {name: float(hours) for name, hours in reading.hours.by_partner.items()} == {"Kate Li": 2, "Sam Okoye": 1}
