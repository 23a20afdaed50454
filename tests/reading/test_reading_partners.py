"""Rules 9 and 13 of the contract with several partners: each match stands where the words that name it say."""

from decimal import Decimal

import pytest

from app.reading.contract import Hours, Outcome, Reading, Status
from tests.reading.answered_checkin import Read

BOTH = ("Amara Diallo", "Tomas Novak")


def stands(reading: Reading) -> list[Status]:
    return [partner.status for partner in reading.partners]


@pytest.mark.parametrize(
    ("text", "amara", "tomas"),
    [
        (
            "Amara and I are finished, our match has ended. With Tomas it was 2 hours by video",
            Status.ENDED,
            Status.CONTINUING,
        ),
        ("Amara and I are finished, but Tomas and I continue.", Status.ENDED, Status.CONTINUING),
        ("I continue with Amara and have ended the match with Tomas.", Status.CONTINUING, Status.ENDED),
        ("Amara: 2 hours. Tomas: we have decided to end the match.", Status.CONTINUING, Status.ENDED),
        ("Amara is on maternity leave until September. Tomas 1h zoom", Status.PAUSED, Status.CONTINUING),
        ("Avec Amara, c'est terminé. Avec Tomas, 2 heures en visio.", Status.ENDED, Status.CONTINUING),
        ("We have finished with Amara and Tomas", Status.ENDED, Status.ENDED),
        ("Both matches have ended.", Status.ENDED, Status.ENDED),
        ("Amara\n2 hours by phone\n\nTomas\nOur match has ended.", Status.CONTINUING, Status.ENDED),
    ],
)
def test_a_status_is_theirs_who_are_named_with_it(read: Read, text: str, amara: Status, tomas: Status) -> None:
    reading = read(text, partners=BOTH)
    assert (reading.outcome, stands(reading)) == (Outcome.RECORDED, [amara, tomas])


def test_an_end_told_on_in_the_next_sentence_is_still_of_the_same_partner(read: Read) -> None:
    text = "Amara et moi avons terminé. Notre jumelage a pris fin en mai. Tomas : 1 h au téléphone"
    assert stands(read(text, partners=BOTH)) == [Status.ENDED, Status.CONTINUING]


@pytest.mark.parametrize("text", ["Our match has ended.", "Things are on hold", "Notre jumelage est terminé."])
def test_an_end_or_a_pause_that_names_nobody_is_asked_about_by_name(read: Read, text: str) -> None:
    reading = read(text, partners=BOTH)
    assert reading.outcome == Outcome.CLARIFY
    assert len(reading.questions) == 1
    assert all(name in reading.questions[0] for name in BOTH)
    assert stands(reading) == [Status.UNKNOWN, Status.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "status"), [("All is going well.", Status.CONTINUING), ("We have not met yet", Status.NOT_STARTED)]
)
def test_what_harms_no_match_is_said_of_all(read: Read, text: str, status: Status) -> None:
    reading = read(text, partners=BOTH)
    assert (reading.outcome, reading.status, stands(reading)) == (Outcome.RECORDED, status, [status, status])


def test_the_status_of_the_whole_is_shared_or_continuing_or_unknown(read: Read) -> None:
    assert read("Amara and Tomas have both left the program", partners=BOTH).status == Status.ENDED
    assert read("Our match with Amara has ended. Tomas 1h", partners=BOTH).status == Status.CONTINUING
    alone = read("Our match with Amara has ended.", partners=BOTH)
    assert (alone.outcome, alone.status) == (Outcome.RECORDED, Status.UNKNOWN)


def test_each_partner_has_the_hours_told_of_them_by_mode(read: Read) -> None:
    reading = read("Amara: 2h phone / Tomas: 0", partners=BOTH)
    assert [partner.hours for partner in reading.partners] == [
        Hours(Decimal(2), {"phone": Decimal(2)}),
        Hours(Decimal(0)),
    ]


def test_nothing_at_all_leaves_every_match_going_on(read: Read) -> None:
    assert stands(read("nothing this month", partners=BOTH)) == [Status.CONTINUING, Status.CONTINUING]


def test_with_one_partner_there_is_no_list(read: Read) -> None:
    reading = read("Our match has ended.")
    assert (reading.status, reading.partners) == (Status.ENDED, ())


def test_unclear_hours_are_left_out_of_the_partners_too(read: Read) -> None:
    reading = read("Amara: 1h, Tomas: a few hours", partners=BOTH)
    assert reading.outcome == Outcome.CLARIFY
    assert [partner.hours for partner in reading.partners] == [None, None]


def test_a_given_name_with_a_hyphen_is_a_name(read: Read) -> None:
    """I4."""
    both = ("Océane Tardif", "Marc-Olivier Roy")
    reading = read("Océane : 1,5 h\nMarc-Olivier : 2 h", partners=both)
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Océane Tardif": 1.5, "Marc-Olivier Roy": 2}


SAMS = ("Sam Li", "Sam Poe")


@pytest.mark.parametrize("text", ["Sam: 2h", "I met Sam for 2 hours on May 5.", "2 h avec Sam au téléphone"])
def test_a_name_that_two_partners_share_is_asked_about(read: Read, text: str) -> None:
    """I4."""
    reading = read(text, partners=SAMS)
    assert reading.outcome == Outcome.CLARIFY
    assert "Sam Li" in reading.questions[0]
    assert "Sam Poe" in reading.questions[0]


@pytest.mark.parametrize("text", ["Sam L: 2h, Sam P: 1h", "Sam Li: 2h, Sam Poe: 1h", "Li 2h, Poe 1h"])
def test_partners_of_one_given_name_are_told_apart_by_more_of_the_name(read: Read, text: str) -> None:
    reading = read(text, partners=SAMS)
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Sam Li": 2, "Sam Poe": 1}


def test_a_partner_who_shares_the_writers_family_name_is_the_partner(read: Read) -> None:
    reading = read("Li 2h, Roy 1h", partners=("Kate Li", "Sam Roy"))
    assert reading.hours is not None
    assert reading.hours.by_partner == {"Kate Li": 2, "Sam Roy": 1}
