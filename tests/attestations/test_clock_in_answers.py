"""A time of day in an answer about listed hours: another start or end, never a length, never a yes (H3)."""

import pytest

from app.attestations.outcomes import Said
from app.inbound.decision import Confirmed, Question, Review
from tests.inbound.confirming.test_confirmed_words import answered, lines_shown

EN = ("12 May, 2:00 pm, video, 1.5 h", "19 May, 9:00 am, phone, 1 h", "26 May, in person, 1 h")
FR = ("12 mai, 14 h, vidéo, 1,5 h", "19 mai, 9 h, téléphone, 1 h", "26 mai, en personne, 1 h")


def told(said: Said) -> str:
    """`15:00-16:00 60 on 13`, as far as it is said."""
    clock = f"{said.starts:%H:%M}" if said.starts else ""
    clock += f"-{said.ends:%H:%M}" if said.ends else ""
    day = f"on {said.on.day}" if said.on else ""
    return " ".join(part for part in (clock, str(said.minutes or ""), said.mode or "", day) if part)


TABLE = [
    ("no, we started at 3, not 2", "15:00"),
    ("we started at 3 pm, not 2", "15:00"),
    ("no, it was 3 to 4:30", "15:00-16:30"),
    ("it was 3 to 4, not 2 to 3:30", "15:00-16:00 60"),
    ("it began at 3 pm", "15:00"),
    ("yes but we started at 3", "15:00"),
    ("the time is wrong, it was 15:00", "15:00"),
    ("it was from 3 to 4:30 pm", "15:00-16:30"),
    ("it ended at 3", "-15:00"),
    ("started at 2:30 and ended at 3:30", "14:30-15:30 60"),
    ("2:30 to 3:30 pm", "14:30-15:30 60"),
    ("it was on 13 May at 3 pm", "15:00 on 13"),
    ("No, 13 May, 3pm, by phone", "15:00 phone on 13"),
    ("non, nous avons commencé à 15 h, pas 14 h", "15:00"),
    ("c'était de 10 h à 11 h, pas de 9 h à 10 h", "10:00-11:00 60"),
    ("c'était à 15 h", "15:00"),
    ("oui mais on a commencé à 15 h", "15:00"),
    ("on a commencé à 14h30", "14:30"),
    ("on a fini à 15 h", "-15:00"),
    ("le 13 mai à 15 h", "15:00 on 13"),
]


@pytest.mark.parametrize(("words", "expected"), TABLE)
def test_another_time_of_day_disputes_the_one_entry(words: str, expected: str) -> None:
    french = any(word in words for word in ("c'", "on a", "nous", "le 13"))
    with lines_shown("fr-CA" if french else "en-CA", FR if french else EN):
        decision = answered(words, entries=1, locale="fr-CA" if french else "en-CA")
    assert isinstance(decision, Confirmed)
    assert [(one.yes, told(one.said)) for one in decision.verdicts] == [(False, expected)]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "yes, 2 to 3:30 pm"), ("en-CA", "yes at 2 pm"), ("en-CA", "yes, we started at 2"),
        ("en-CA", "yes, next session at 4 pm on 3 June"), ("fr-CA", "oui, à 14 h"),
        ("fr-CA", "oui, de 14 h à 15 h 30"),
    ],
)  # fmt: skip
def test_our_own_time_said_again_is_a_yes(locale: str, words: str) -> None:
    with lines_shown(locale, FR if locale == "fr-CA" else EN):
        decision = answered(words, entries=1, locale=locale)
    assert isinstance(decision, Confirmed)
    assert [one.yes for one in decision.verdicts] == [True]


@pytest.mark.parametrize(
    ("locale", "words", "expected"),
    [
        ("en-CA", "1 yes, 2 was 10 to 11 not 9 to 10, 3 yes", [True, "10:00-11:00", True]),
        ("en-CA", "yes to 1 and 3, the second started at 10", [True, "10:00", True]),
        ("en-CA", "the 19th was 10 to 11", [None, "10:00-11:00", None]),
        ("fr-CA", "la deuxième était de 10 h à 11 h", [None, "10:00-11:00", None]),
        ("fr-CA", "le 19 c'était à 10 h", [None, "10:00", None]),
    ],
)
def test_of_several_entries_it_is_of_the_one_that_is_named(locale: str, words: str, expected: list[object]) -> None:
    with lines_shown(locale, FR if locale == "fr-CA" else EN):
        decision = answered(words, locale=locale)
    assert isinstance(decision, Confirmed)
    found = {one.item_id.int: True if one.yes else told(one.said) for one in decision.verdicts}
    assert [found.get(number) for number in (1, 2, 3)] == expected


@pytest.mark.parametrize(
    "words",
    ["it started 30 minutes late", "half an hour later", "20 minutes late", "no, it was 2:30", "2 to 3"],
)
def test_what_may_be_a_time_or_a_length_is_asked_about(words: str) -> None:
    with lines_shown("en-CA", EN):
        assert isinstance(answered(words, entries=1), Question)


def test_beside_an_entry_without_a_time_it_is_no_length_either() -> None:
    assert isinstance(answered("c'était à 15 h", entries=1, locale="fr-CA"), Question)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "not me"), ("en-CA", "wrong person"), ("en-CA", "that was with somebody else"),
        ("fr-CA", "pas moi"), ("fr-CA", "ce n'était pas moi"),
    ],
)  # fmt: skip
def test_whoever_says_that_it_was_somebody_else_is_read_by_a_person(locale: str, words: str) -> None:
    assert isinstance(answered(words, entries=1, locale=locale), Review)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "I was sick so we cancelled, nobody met"),
        ("en-CA", "We did not meet that day, I was ill"),
        ("en-CA", "It did not take place, I could not make it"),
        ("en-CA", "No, we did not meet. I was away."),
        ("fr-CA", "Cela n'a pas eu lieu, j'étais malade"),
        ("fr-CA", "Nous ne nous sommes pas vus, j'étais malade"),
        ("fr-CA", "Annulé, j'étais absente"),
        ("fr-CA", "On ne s'est pas rencontrés, j'étais malade"),
    ],
)
def test_one_of_several_who_says_why_nobody_met_denies_the_session(locale: str, words: str) -> None:
    """H3: that they were ill is the reason, and not all that they say of it."""
    decision = answered(words, entries=1, locale=locale, shared=True)
    assert isinstance(decision, Confirmed), decision
    assert [one.said for one in decision.verdicts] == [Said(0)]


@pytest.mark.parametrize("words", ["No, I was away, the others met", "I could not make it, I had cancelled"])
def test_one_of_several_who_cancelled_for_themselves_denies_no_session(words: str) -> None:
    decision = answered(words, entries=1, shared=True)
    assert not isinstance(decision, Confirmed) or [one.said for one in decision.verdicts] == [Said(absent=True)]


@pytest.mark.parametrize(
    ("shared", "expected"), [(True, Said(absent=True)), (False, Said(0))], ids=["one of several", "the only other"]
)
@pytest.mark.parametrize(("locale", "words"), [("en-CA", "I was not there"), ("fr-CA", "je n'y étais pas")])
def test_one_of_several_who_was_not_there_denies_no_session(
    locale: str, words: str, expected: Said, *, shared: bool
) -> None:
    decision = answered(words, entries=1, locale=locale, shared=shared)
    assert isinstance(decision, Confirmed)
    assert [one.said for one in decision.verdicts] == [expected]
