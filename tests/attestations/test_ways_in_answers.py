"""The way of meeting in an answer about listed hours: a correction, never a yes, and never the name of another (H3)."""

import pytest

from app.attestations.outcomes import Said
from app.inbound.decision import Confirmed, Decision, Outcome, Question
from tests.factories.confirming import asked, entries, stands
from tests.factories.post_room import PostRoom
from tests.inbound.confirming.test_confirmed_words import answered

YES, OPEN = True, None
"""Of the three entries: 12 May by video 1.5 h, 19 May by phone 0.5 h, 26 May in person 1 h."""


def ways(decision: Decision) -> list[object]:
    """For each entry: True for a yes, False for a bare no, the way that would be right, None for nothing."""
    if not isinstance(decision, Confirmed):
        return [None] * 3
    found = {verdict.item_id.int: verdict for verdict in decision.verdicts}
    return [_way(found[number].yes, found[number].said) if number in found else None for number in (1, 2, 3)]


def _way(yes: bool, said: Said) -> object:
    return yes if yes or said == Said() else said.mode


TABLE = [
    ("en-CA", "all by video", [OPEN, "video", "video"]),
    ("en-CA", "they were all in person", ["in_person", "in_person", OPEN]),
    ("en-CA", "yes, all by phone", ["phone", YES, "phone"]),
    ("en-CA", "no, all three were in person", ["in_person", "in_person", OPEN]),
    ("en-CA", "yes, but the first was by phone", ["phone", YES, YES]),
    ("en-CA", "yes, but the first was by phone not video", ["phone", YES, YES]),
    ("en-CA", "yes, but the first was by video not phone", [OPEN, YES, YES]),
    ("en-CA", "yes but the in person one was on Zoom", [YES, YES, "video"]),
    ("en-CA", "all good, the phone one was by video", [YES, OPEN, YES]),
    ("en-CA", "yes but the first was phone and the second video", ["phone", "video", YES]),
    ("en-CA", "1 and 3 yes, 2 by video", [YES, "video", YES]),
    ("en-CA", "1 ok, 2 ok, 3 by phone", [YES, YES, "phone"]),
    ("en-CA", "the 12th by phone, the 19th on Zoom, the 26th is right", ["phone", "video", YES]),
    ("en-CA", "last one was by phone", [OPEN, OPEN, "phone"]),
    ("en-CA", "the video call was in person", ["in_person", OPEN, OPEN]),
    ("en-CA", "yes all, but one was by phone", [OPEN, OPEN, OPEN]),
    ("en-CA", "yes, and we also met on 20 May for 1 h", [OPEN, OPEN, OPEN]),
    ("en-CA", "no idea", [OPEN, OPEN, OPEN]),
    ("en-CA", "no idea about the second, the rest is fine", [YES, OPEN, YES]),
    ("en-CA", "yes to 1, no idea about 2", [YES, OPEN, OPEN]),
    ("en-CA", "1 yes, 2 no, 3 yes", [YES, False, YES]),
    ("en-CA", "2 no", [OPEN, False, OPEN]),
    ("en-CA", "all but the phone call", [YES, False, YES]),
    ("en-CA", "no", [OPEN, OPEN, OPEN]),
    ("fr-CA", "toutes en visio", [OPEN, "video", "video"]),
    ("fr-CA", "oui, toutes par téléphone", ["phone", YES, "phone"]),
    ("fr-CA", "oui, mais la première était au téléphone", ["phone", YES, YES]),
    ("fr-CA", "oui, mais la première était au téléphone et non en visio", ["phone", YES, YES]),
    ("fr-CA", "oui mais celle en personne était sur Zoom", [YES, YES, "video"]),
    ("fr-CA", "1 et 3 oui, 2 en visio", [YES, "video", YES]),
    ("fr-CA", "la 1re était en personne, les autres sont bonnes", ["in_person", YES, YES]),
    ("fr-CA", "le 12 c'était au téléphone, le 19 et le 26 sont exacts", ["phone", YES, YES]),
    ("fr-CA", "aucune idée", [OPEN, OPEN, OPEN]),
    ("fr-CA", "aucune idée pour la deuxième, le reste est exact", [YES, OPEN, YES]),
    ("fr-CA", "oui pour la 1, je ne me souviens pas de la 2", [YES, OPEN, OPEN]),
    ("fr-CA", "1 oui, 2 non, 3 oui", [YES, False, YES]),
    ("fr-CA", "tout est exact sauf celle au téléphone", [YES, False, YES]),
    ("fr-CA", "oui, et nous nous sommes aussi vus le 20 mai pendant 1 h", [OPEN, OPEN, OPEN]),
]


@pytest.mark.parametrize(("locale", "words", "expected"), TABLE)
def test_what_is_said_of_each_entry(locale: str, words: str, expected: list[object]) -> None:
    assert ways(answered(words, locale=locale)) == expected


@pytest.mark.parametrize(
    "words",
    ["all by video", "yes all, but one was by phone", "no idea", "yes to 1, no idea about 2", "1 yes, 2 no, 3 yes"],
)
def test_what_a_doubt_leaves_open_is_one_question(words: str) -> None:
    decision = answered(words)
    assert isinstance(decision, Question | Confirmed)
    assert decision.wording if isinstance(decision, Question) else decision.question


def test_a_single_entry_is_not_denied_by_no_idea() -> None:
    assert isinstance(answered("no idea", entries=1), Question)
    assert isinstance(answered("aucune idée", entries=1, locale="fr-CA"), Question)


def test_a_way_that_is_another_is_no_yes_for_a_single_entry() -> None:
    decision = answered("they were all in person", entries=1)
    assert isinstance(decision, Confirmed)
    assert [(one.yes, one.said.mode) for one in decision.verdicts] == [(False, "in_person")]


def test_no_idea_disputes_nothing_and_a_named_no_disputes_at_once(cpd_room: PostRoom) -> None:
    mail = asked(cpd_room)
    assert cpd_room.answer(mail, "no idea") is Outcome.ASKED
    assert {state for _, state in stands(cpd_room)} == {"claimed"}
    cpd_room.watch.pass_by(hours=2)
    assert cpd_room.answer(mail, "1 yes, 2 no, 3 yes") is Outcome.RECORDED
    assert stands(cpd_room) == [(90, "attested"), (30, "disputed"), (60, "attested")]
    assert len(entries(cpd_room, "dispute")) == 1
