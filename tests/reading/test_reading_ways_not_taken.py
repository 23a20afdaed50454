"""Ways to meet that were named and not taken, places in short notes, and meeting at somebody's home."""

import pytest

from tests.reading.answered_checkin import Read
from tests.reading.reading_figures import by_mode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 hour by phone instead of Zoom", {"phone": 1}),
        ("2 h au téléphone plutôt qu'en visio", {"phone": 2}),
        ("Téléphone au lieu de visio ce mois-ci, 1 h 30", {"phone": 1.5}),
        ("2 hours, not on Zoom this time but at the office", {"in_person": 2}),
        ("2 h, pas en visio cette fois mais à la bibliothèque", {"in_person": 2}),
        ("Skype wouldn't work so we did an hour by phone", {"phone": 1}),
        ("Teams ne fonctionnait pas, donc 45 min au téléphone", {"phone": 0.75}),
        ("We meant to meet in person but because of the snow did it over Teams: one hour.", {"video": 1}),
        ("We spent 3 hours together. It was always at the library, never online.", {"in_person": 3}),
    ],
)
def test_a_way_that_was_not_taken_is_no_way(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


@pytest.mark.parametrize(
    "text", ["2 hours, not only by phone but also on Zoom", "2 h, pas juste au téléphone mais en visio aussi"]
)
def test_a_way_that_was_not_the_only_one_stays(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"unspecified": 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resto 1h30", {"in_person": 1.5}),
        ("2h Kate library ok", {"in_person": 2}),
        ("22 mai 13h30-16h chantier", {"in_person": 2.5}),
        ("le 4 mai 12h-13h resto\nle 11 mai 16h30-17h tel", {"in_person": 1, "phone": 0.5}),
        ("5 mai, 14h à 15h, chez elle. Le 19, 30 min par Teams.", {"in_person": 1, "video": 0.5}),
        ("Met at Kate's on May 5 for an hour", {"in_person": 1}),
        ("May 5, 1 hour at her place", {"in_person": 1}),
        ("1 h chez Kate le 6 mai", {"in_person": 1}),
    ],
)
def test_where_they_met_may_be_noted_in_a_word(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kate was sick at her place, so 1 hour on Zoom",
        "Kate était malade chez elle, 1 h sur Zoom",
        "One hour at Kate's request, on Zoom",
        "1 h sur Zoom de chez moi",
    ],
)
def test_where_somebody_was_is_not_where_they_met(read: Read, text: str) -> None:
    assert by_mode(read(text)) == {"video": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 h de visu", {"in_person": 2}),
        ("2 heures en vizio", {"video": 2}),
        ("1h sur Messenger (vidéo) et 30 min de texto", {"video": 1, "other": 0.5}),
        ("Point tel de 30 min le 6 mai", {"phone": 0.5}),
    ],
)
def test_other_words_for_a_way(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By phone:\nMay 5, 1 hour\nMay 12, 30 min", {"phone": 1.5}),
        ("En personne :\n- 5 mai 1h\n- 12 mai 2h", {"in_person": 3}),
        ("Phone:\nMay 5, 1 hour\nZoom:\nMay 12, 30 min", {"phone": 1, "video": 0.5}),
        ("By phone:\nMay 5, 1 hour\n\nWe also met for an hour on May 12.", {"phone": 1, "unspecified": 1}),
        ("Our one and only meeting was on the 12th. One hour. At Kate's.", {"in_person": 1}),
        ("Une heure le 12 mai. À son bureau.", {"in_person": 1}),
        ("Séance du 6 : 50 min. Séance du 20 : 40 min. Toutes deux en visio.", {"video": 1.5}),
        ("Instead of our usual hour in person we had 30 minutes by phone on May 20.", {"phone": 0.5}),
        ("I logged 2.5 hours: 1.5 on May 9 (in person) and 1 on May 23 (phone).", {"in_person": 1.5, "phone": 1}),
    ],
)
def test_a_way_told_once_goes_to_what_it_is_told_of(read: Read, text: str, expected: dict[str, float]) -> None:
    assert by_mode(read(text)) == expected
