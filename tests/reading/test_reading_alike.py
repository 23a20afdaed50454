"""Times told by comparison with the one before: `same on the 19th`, `Sam : pareil`, `twice as long`."""

import pytest

from app.reading.contract import Outcome
from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode, lengths

BOTH = ("Kate Li", "Sam Roy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Met for 90 minutes on the 5th at her office, same again on the 21st.", {"in_person": 3}),
        ("1 hour by phone on May 5, the same on May 12 and May 19.", {"phone": 3}),
        ("May 5: 1h zoom\nMay 12: same\nMay 19: ditto", {"video": 3}),
        ("May 5 1h zoom, May 12 same.", {"video": 2}),
        ("One hour by phone May 4, same on the 18th by zoom", {"phone": 1, "video": 1}),
        ("1 hour, same again on the 20th", {"unspecified": 2}),
        ("An hour by phone. Same on the 19th.", {"phone": 2}),
        ("An hour by phone on the 5th. The 19th was about the same.", {"phone": 2}),
        ("1h zoom and the same by phone", {"video": 1, "phone": 1}),
        ("Le 5 : 1 h au café\nLe 12 : idem\nLe 19 : idem", {"in_person": 3}),
        ("1 h en visio le 5, idem le 12.", {"video": 2}),
        ("45 minutes au téléphone le 5, puis autant le 19.", {"phone": 1.5}),
        ("Vu Kate le 6 pendant 1 h 15 au café, la même chose le 20.", {"in_person": 2.5}),
        ("1 h en personne et pareil au téléphone.", {"in_person": 1, "phone": 1}),
        ("Le 1er mai 1 h au tel, le 15 idem, le 29 en personne 2 h", {"phone": 2, "in_person": 2}),
    ],
)
def test_a_session_told_as_the_same_is_as_long_as_the_one_before(
    read: Read, text: str, expected: dict[str, float]
) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.RECORDED
    assert by_mode(reading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 40 min call and another of the same length.", [40, 40]),
        ("We talked for an hour on the 5th and half as long on the 19th.", [60, 30]),
        ("An hour on Zoom on the 4th, twice as long on the 18th.", [60, 120]),
        ("Une rencontre d'une heure le 5 et une autre de même durée le 19.", [60, 60]),
        ("On s'est parlé 30 min le 5 et deux fois plus longtemps le 19.", [30, 60]),
    ],
)
def test_how_much_longer_a_session_was_is_said_of_the_one_before(read: Read, text: str, expected: list[int]) -> None:
    assert lengths(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "kate", "sam"),
    [
        ("Kate 2h on Zoom. Sam ditto.", 2, 2),
        ("Kate: 2 sessions of 1 hour. Sam: same.", 2, 2),
        ("An hour with Kate and the same with Sam, both on Zoom.", 1, 1),
        ("I met Kate for an hour on May 5 and Sam for the same on May 6.", 1, 1),
        ("Kate\n2 hours in person\n\nSam\nSame", 2, 2),
        ("Kate 2h by phone, Sam same as with Kate", 2, 2),
        ("Kate: 3h. Sam: half that.", 3, 1.5),
        ("2 h avec Kate, autant avec Sam", 2, 2),
        ("Kate : 2 h en visio\nSam : même chose, mais au téléphone", 2, 2),
        ("Kate : 1 h. Sam : le double.", 1, 2),
        ("Kate : 2 h. Sam : autant que Kate.", 2, 2),
    ],
)
def test_a_partner_told_as_the_same_had_as_much_as_the_other(read: Read, text: str, kate: float, sam: float) -> None:
    hours = read(text, partners=BOTH).hours
    assert hours is not None
    assert {name: float(told) for name, told in hours.by_partner.items()} == {"Kate Li": kate, "Sam Roy": sam}


@pytest.mark.parametrize(
    "text",
    [
        "May 5: 1h zoom\nMay 12: 30 min phone\nMay 19: same",
        "1 hour May 5 on zoom and 1 hour May 12 by phone, same on the 19th",
        "1h on the 5th. Nothing on the 12th. Same on the 19th.",
        "2 calls of 30 min. Same on the 20th.",
        "1h on zoom on May 5. We did the same two weeks later.",
        "In-Person: (hrs) 2\nEmail: (hrs) same",
        "1 h le 5, rien le 12, idem le 19.",
        "1 h au téléphone le 5. Elle a travaillé deux fois plus le 19.",
        "1 hour on the 5th. Kate said the same on the 19th.",
        "Le 12, visio d'une heure. La semaine suivante, itou.",
        "En personne (heures) : 2\nTéléphone (heures) : idem",
        "Idem.",
    ],
)
def test_the_same_as_nothing_certain_is_asked_about(read: Read, text: str) -> None:
    reading = read(text)
    assert reading.outcome == Outcome.CLARIFY
    assert reading.hours is None


@pytest.mark.parametrize(
    "text",
    [
        "Kate 2h in person, 1h phone. Sam same.",
        "Kate 1 h le 5 et 1 h le 12. Sam pareil.",
        "Kate: same as April. Sam: 1h",
        "Kate : idem avril. Sam : 1 h",
        "Kate: as usual. Sam: 2h",
        "Avec Kate 2 h en visio, avec Sam la moitié.",
        "3 hours with Kate, half of that with Sam",
    ],
)
def test_a_partners_share_of_something_uncertain_is_asked_about(read: Read, text: str) -> None:
    assert read(text, partners=BOTH).outcome == Outcome.CLARIFY


@pytest.mark.parametrize(
    "text",
    [
        "1 hour on the 5th. We worked on the same resume.",
        "1 hour by phone. Kate feels the same.",
        "1 hour by phone. All the same, it went well.",
        "1 hour on May 20. Same on June 17.",
        "1 hour in May, same as April",
        "1 h en mai, autant qu'en avril.",
        "J'ai passé 1 h avec elle le 5. J'ai eu autant de plaisir que d'habitude.",
        "1 h de visio le 5. D'autant plus utile qu'elle a un examen.",
        "Elle fait le double de travail. 1 h au téléphone.",
        "1 h au téléphone. Elle gagne deux fois plus qu'avant.",
        "1 h au téléphone le 5. Elle parlait en même temps au bureau.",
        "1 hour on Zoom. As long as she is happy, so am I. Thanks, same to you.",
        "1 hour by phone. Her rent is twice as much as last year.",
    ],
)
def test_what_else_is_the_same_adds_no_time(read: Read, text: str) -> None:
    hours = read(text).hours
    assert hours is not None
    assert hours.total == 1
