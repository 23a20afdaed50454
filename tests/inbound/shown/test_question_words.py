"""Our questions as people read them: one sentence, in their language, with the amounts they wrote (I3, I10)."""

import pytest

from app.inbound.decision import Question, Reason
from app.inbound.shown.question_words import YES_OR_NO, worded

MAY = "2026-05"
QUESTIONS = {
    "add": Question(Reason.ADD_OR_REPLACE, values={"before": 60, "minutes": 90, "period": MAY}),
    "keep": Question(Reason.ADD_OR_REPLACE, values={"before": 60, "minutes": 0, "period": MAY}),
    "rest": Question(Reason.REST_STAYS, values={"period": MAY, "said": [("video", 90)], "rest": [("email", 30)]}),
    "which": Question(Reason.WHICH_PARTNER, values={"partners": ("Kate Li", "Sam Ode"), "minutes": 90}),
    "with": Question(Reason.WHICH_PARTNER, values={"partners": ("Kate Li", "Sam Ode"), "minutes": 0}),
    "large": Question(Reason.LARGE_AMOUNT, values={"minutes": 4800, "period": MAY}),
    "again": Question(Reason.UNCLEAR),
}
ENGLISH = {
    "add": ("May", "1 h", "1.5 h", "added"),
    "keep": ("May", "1 h", "keep"),
    "rest": ("May", "1.5 h", "0.5 h", "stay"),
    "which": ("1.5 h", "Kate Li and Sam Ode"),
    "with": ("Kate Li and Sam Ode", "date"),
    "large": ("80 h", "May"),
    "again": ("May",),
}
FRENCH = {
    "add": ("mai", "1 h", "1,5 h"),
    "keep": ("mai", "1 h"),
    "rest": ("mai", "1,5 h", "0,5 h"),
    "which": ("1,5 h", "Kate Li et Sam Ode"),
    "with": ("Kate Li et Sam Ode",),
    "large": ("80 h", "mai"),
    "again": ("mai",),
}


def sentence(name: str, locale: str) -> str:
    return worded(QUESTIONS[name], MAY, locale).sentence.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_names_what_it_is_about(name: str) -> None:
    for words in ENGLISH[name]:
        assert words in sentence(name, "en-CA")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_put_in_french_to_who_reads_french(name: str) -> None:
    """I10."""
    for words in FRENCH[name]:
        assert words in sentence(name, "fr-CA")
    assert sentence(name, "fr-CA") != sentence(name, "en-CA")


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
def test_a_question_is_finished_and_calm(name: str, locale: str) -> None:
    words = sentence(name, locale)
    assert "?" in words
    assert "!" not in words
    assert "%(" not in words


def test_without_a_month_an_unclear_reply_is_asked_about_as_a_whole() -> None:
    assert "reply" in worded(Question(Reason.UNCLEAR), None, "en-CA").sentence


def test_the_readings_own_wording_goes_before_ours() -> None:
    asked = worded(Question(Reason.UNCLEAR, wording="Was it one hour or two?"), MAY, "fr-CA")
    assert (asked.sentence, asked.yes_or_no) == ("Was it one hour or two?", False)


@pytest.mark.parametrize("name", QUESTIONS)
def test_only_questions_that_a_yes_settles_keep_the_reading(name: str) -> None:
    question = QUESTIONS[name]
    assert worded(question, MAY, "en-CA").yes_or_no is (question.matter in YES_OR_NO)
