"""A time of day in an answer about listed hours: another start or end, never a length, never a yes (H3)."""

import pytest

from app.attestations.outcomes import Said
from app.inbound.decision import Confirmed, Question, Review
from app.inbound.identity.plain_answer import is_of_another
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
    [
        "it started 30 minutes late",
        "No, it started late by 30 minutes",
        "half an hour later",
        "20 minutes late",
        "no, it was 2:30",
        "2 to 3",
    ],
)
def test_what_may_be_a_time_or_a_length_is_asked_about(words: str) -> None:
    with lines_shown("en-CA", EN):
        assert isinstance(answered(words, entries=1), Question)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "Sorry for the late reply. No, it was 1 h."),
        ("en-CA", "No, I had to leave early, it was 1 h"),
        ("en-CA", "No, 1 h. I am late with this, sorry."),
        ("en-CA", "No, as I wrote earlier it was 1 h"),
        ("fr-CA", "Désolée de répondre en retard. Non, c'était 1 h."),
        ("fr-CA", "Non, c'était 1 h. Je vous en dirai plus tard."),
    ],
)
def test_a_late_answer_or_an_early_end_leaves_the_length_that_is_told(locale: str, words: str) -> None:
    """H3: by how much the start was another, only a length beside it says."""
    with lines_shown(locale, FR if locale == "fr-CA" else EN):
        decision = answered(words, entries=1, locale=locale)
    assert isinstance(decision, Confirmed)
    assert [(one.yes, told(one.said)) for one in decision.verdicts] == [(False, "60")]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "No, between 1 h and 2 h"), ("fr-CA", "Non, on a eu entre 1 h et 2 h"),
        ("fr-CA", "Non, 1 à 2 h"), ("fr-CA", "Non, de 1 h à 2 h"), ("fr-CA", "Non, changez de 1 h 30 à 2 h"),
        ("fr-CA", "Non, de 1 h 30 à 2 h 30"), ("en-CA", "No, change 1 h 30 to 2 h"),
    ],
)  # fmt: skip
def test_a_range_of_lengths_is_no_time_of_day(locale: str, words: str) -> None:
    """H3: neither one of the two, nor what lies between them, is entered without asking."""
    with lines_shown(locale, FR if locale == "fr-CA" else EN):
        assert isinstance(answered(words, entries=1, locale=locale), Question)


@pytest.mark.parametrize(
    ("locale", "words", "expected"),
    [
        ("en-CA", "No, please change from 1 h to 2 h", "120"),
        ("en-CA", "No, change it from 1 h to 2.5 h", "150"),
        ("en-CA", "No, it was from 1 pm to 2 pm", "13:00-14:00 60"),
        ("en-CA", "No, from 13 h to 14 h", "13:00-14:00 60"),
        ("fr-CA", "Non, de 15 h à 16 h", "15:00-16:00 60"),
        ("fr-CA", "Non, c'était à 3 h", "15:00"),
    ],
)
def test_a_length_that_became_another_is_told_from_times_of_day(locale: str, words: str, expected: str) -> None:
    """H3."""
    with lines_shown(locale, FR if locale == "fr-CA" else EN):
        decision = answered(words, entries=1, locale=locale)
    assert isinstance(decision, Confirmed)
    assert [(one.yes, told(one.said)) for one in decision.verdicts] == [(False, expected)]


def test_beside_an_entry_without_a_time_it_is_no_length_either() -> None:
    assert isinstance(answered("c'était à 15 h", entries=1, locale="fr-CA"), Question)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "not me"), ("en-CA", "wrong person"), ("en-CA", "that was with somebody else"),
        ("fr-CA", "pas moi"), ("fr-CA", "ce n'était pas moi"),
        ("en-CA", "No, I don't know Kate"), ("en-CA", "I am not Dan"), ("fr-CA", "Non, je ne connais pas Kate"),
    ],
)  # fmt: skip
def test_whoever_says_that_it_was_somebody_else_is_read_by_a_person(locale: str, words: str) -> None:
    """H3: the writer of these is Dan Roy, and Kate Li is the partner."""
    assert isinstance(answered(words, entries=1, locale=locale), Review)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-CA", "I am not sure"), ("en-CA", "No, I am not available"), ("en-CA", "No, that is wrong.\nDan"),
        ("fr-CA", "Je ne suis pas certaine"), ("fr-CA", "Non, je ne suis pas disponible"),
        ("en-CA", "No, I am not. Dan Roy"),
    ],
)  # fmt: skip
def test_whoever_is_unsure_of_the_figures_is_asked_and_no_other_person(locale: str, words: str) -> None:
    """H3: no word about the writer or the date says that it was somebody else."""
    assert isinstance(answered(words, entries=1, locale=locale), Question)


@pytest.mark.parametrize("words", ["Je ne connais pas la date", "Je ne suis pas certaine", "It was the wrong one"])
def test_what_is_not_known_of_the_entry_says_nothing_of_a_person(words: str) -> None:
    """H3."""
    assert not is_of_another(words, ["Dan Roy"], ["Kate Li"])


@pytest.mark.parametrize(
    "words", ["Je ne suis pas la bonne personne", "Je ne connais pas cette personne", "You have the wrong Dan"]
)
def test_words_for_another_person_are_heard_with_the_names_of_the_match(words: str) -> None:
    """H3."""
    assert is_of_another(words, ["Dan Roy"], ["Kate Li"])


def test_the_wrong_figure_is_no_wrong_person() -> None:
    """H3: whoever sent a wrong one before says what is right."""
    with lines_shown("en-CA", EN):
        decision = answered("No. The right figure is 2 h, I sent the wrong one earlier.", entries=1)
    assert isinstance(decision, Confirmed)
    assert [one.said.minutes for one in decision.verdicts] == [120]


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
