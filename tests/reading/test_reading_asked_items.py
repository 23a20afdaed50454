"""Mails that ask several things (I6): what the context may hold, and what the reading and its question look like."""

import copy
import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import app.reading.words.lexicon
from app.reading import read_reply
from app.reading.contract import (
    AskedItem,
    Context,
    ContextError,
    Corrected,
    ItemKind,
    Outcome,
    Reading,
    Reply,
    ReplyLine,
    context_from_json,
    context_to_json,
)
from app.reading.stored import reading_from_json
from tests.reading.answered_checkin import context

FOLDER = Path(app.reading.words.lexicon.__file__).parent / "vocabulary"
NEW_KEYS = ("answers", "goals", "actions", "attended", "fields_missing")
ENTRIES = (AskedItem("a", "12 May 2026, video, 1.5 h"), AskedItem("b", "19 May 2026, phone, 1 h"))
RATED = (AskedItem("q", "How is it going?", ItemKind.SCALE, low=0, high=10), AskedItem("t", "Why?", ItemKind.TEXT))


def asking(items: tuple[AskedItem, ...], kind: str = "attestation", **about: Any) -> Context:
    plain = context(kind=kind, **about)
    return replace(plain, checkin=replace(plain.checkin, items=items))


def answered(text: str, asked: Context) -> Reading:
    lines = tuple(ReplyLine(line) for line in text.split("\n"))
    return read_reply(Reply(lines), asked, datetime(2026, 6, 3, 16, tzinfo=UTC))


def test_a_context_with_items_goals_and_required_fields_comes_back_from_its_json() -> None:
    choice = AskedItem("c", "How did you meet?", ItemKind.CHOICE, ("Video", "Phone"))
    full = asking((*ENTRIES, *RATED, choice))
    full = replace(full, goals=("Public speaking",), programme=replace(full.programme, requires=("date", "topics")))
    assert context_from_json(json.loads(json.dumps(context_to_json(full)))) == full


def test_a_context_without_the_optional_keys_has_none_of_them() -> None:
    data: Any = context_to_json(context())
    del data["goals"], data["checkin"]["items"], data["programme"]["requires"]
    assert context_from_json(data) == context()


def test_an_item_is_answered_by_yes_or_no_unless_it_says_otherwise() -> None:
    data: Any = context_to_json(context())
    data["checkin"]["items"] = [{"id": "1", "text": "Did you meet?"}]
    assert context_from_json(data).checkin.items == (AskedItem("1", "Did you meet?", ItemKind.YES_NO),)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("checkin", "items"), "one", "checkin.items: expected a list"),
        (("checkin", "items"), [{"id": "1"}], r"checkin.items\[0\].text: expected text, got nothing"),
        (
            ("checkin", "items"),
            [{"id": "1", "text": "?", "kind": "maybe"}],
            r"checkin.items\[0\].kind: expected yes_no or",
        ),
        (("checkin", "items"), [{"id": "1", "text": "?", "high": "5"}], r"high: expected a whole number, got str"),
        (("programme", "requires"), ["shoes"], "programme.requires: expected date or times"),
        (("goals",), [1], r"context.goals\[0\]: expected text, got int 1"),
    ],
)
def test_a_wrong_optional_value_is_named_with_its_place(path: tuple[str, ...], value: object, message: str) -> None:
    data: Any = copy.deepcopy(context_to_json(context()))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ContextError, match=message):
        context_from_json(data)


def test_there_is_one_answer_for_each_item_in_the_order_of_the_mail() -> None:
    reading = answered("2 no, it was 45 min", asking(ENTRIES))
    assert [said.to_json() for said in reading.answers] == [
        {"item": "a", "answer": None, "value": None},
        {"item": "b", "answer": "no", "value": {"hours": 0.75}},
    ]


def test_hours_of_several_entries_are_told_in_their_values_alone() -> None:
    reading = answered("1 yes, 2 no, it was 45 min", asking(ENTRIES))
    assert (reading.hours, reading.correction, reading.answer) == (None, True, None)
    assert isinstance(reading.answers[1].value, Corrected)


def test_a_value_stands_on_the_words_of_the_reply() -> None:
    reading = answered("1 yes, 2 no, it was 45 min", asking(ENTRIES))
    words = {piece.field: piece.text for piece in reading.evidence}
    assert words["answers.b"] in reading.reply_text


@pytest.mark.parametrize(
    ("locale", "text", "question"),
    [
        ("en-CA", "1 yes, 2 no", "What would be right for “19 May 2026, phone, 1 h”"),
        ("en-CA", "1 yes, 2 I don't remember", "For “19 May 2026, phone, 1 h”, is your answer yes or no?"),
        ("fr-CA", "1 oui, 2 non", "Quels seraient les bons chiffres pour «\u00a019 May 2026, phone, 1 h\u00a0»"),
        ("fr-CA", "la deuxième, je ne suis pas certain", "Pour «\u00a019 May 2026, phone, 1 h\u00a0»"),
    ],
)
def test_one_question_names_the_item_that_is_unclear(locale: str, text: str, question: str) -> None:
    reading = answered(text, asking(ENTRIES, locale=locale))
    assert reading.outcome == Outcome.CLARIFY
    assert len(reading.questions) == 1
    assert reading.questions[0].startswith(question)


def test_a_scale_has_the_ends_that_the_context_gives() -> None:
    assert answered("1: 8/10\n2: good people", asking(RATED, "survey")).answers[0].value == 8
    assert "from 0 to 10" in answered("1: 11", asking(RATED, "survey")).questions[0]


def test_a_survey_claims_no_hours() -> None:
    reading = answered("1: 7\n2: we met for 3 hours each week", asking(RATED, "survey"))
    assert (reading.outcome, reading.hours, reading.meetings) == (Outcome.RECORDED, None, ())


def test_a_request_beside_no_answer_goes_to_a_person() -> None:
    assert answered("Could you call me please?", asking(RATED, "survey")).outcome == Outcome.REVIEW


def test_a_concern_goes_to_a_person_whatever_was_answered() -> None:
    reading = answered("1: 1\n2: He threatened me.", asking(RATED, "survey"))
    assert (reading.outcome, reading.safeguarding) == (Outcome.REVIEW, True)
    assert reading.answers[0].value == 1


def test_an_empty_answer_is_asked_for() -> None:
    assert answered("", asking(ENTRIES)).outcome == Outcome.CLARIFY


def test_a_mail_that_asks_nothing_of_the_kind_has_empty_keys() -> None:
    data = answered("2 hours by phone", context()).to_json()
    assert [data[key] for key in NEW_KEYS] == [[]] * len(NEW_KEYS)


def test_a_reading_kept_before_these_keys_comes_back_without_them() -> None:
    reading = answered("2 hours by phone", context(partners=("Kate Li", "Sam Roy")))
    kept: Any = json.loads(json.dumps(reading.to_json()))
    for key in NEW_KEYS:
        del kept[key]
    for partner in kept["partners"]:
        del partner["answer"]
    assert reading_from_json(kept) == reading


def test_a_partner_of_several_has_the_keys_of_the_contract() -> None:
    data: Any = answered("Kate: 2h phone, Sam: 1h", context(partners=("Kate Li", "Sam Roy"))).to_json()
    assert data["partners"][0] == {
        "name": "Kate Li",
        "status": "continuing",
        "hours": {"total": 2.0, "by_mode": {"phone": 2.0}},
        "answer": None,
    }


@pytest.mark.parametrize("matter", ["asked", "agreed"])
@pytest.mark.parametrize("part", ["patterns", "questions"])
def test_every_idea_exists_in_both_languages(matter: str, part: str) -> None:
    english, french = (
        tomllib.loads((FOLDER / f"{matter}.{language}.toml").read_text("utf-8")) for language in ("en", "fr")
    )
    assert english.get(part, {}).keys() == french.get(part, {}).keys()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("part", ["words", "patterns", "questions"])
def test_no_idea_has_the_name_of_another(language: str, part: str) -> None:
    paths = [FOLDER / f"{language}.toml", *FOLDER.glob(f"*.{language}.toml")]
    names = [name for path in paths for name in tomllib.loads(path.read_text("utf-8")).get(part, {})]
    assert len(names) == len(set(names))
