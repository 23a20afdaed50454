"""What people write when they are asked whether hours are right, and what it comes to (H3, I6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

import pytest

from app.attestations.outcomes import Purpose, Said, Verdict
from app.inbound.confirming.confirmed import answer_to_list
from app.inbound.decision import Confirmed, Decision, Ignored, Question, Reason, Recorded, Review
from app.inbound.facts import Adjustment
from app.inbound.known import KnownItem, KnownList, PendingQuestion
from app.reading import read_reply
from app.reading.contract import AskedItem, Checkin, Context, Participant, Partner, Programme, Reply, ReplyLine
from tests.factories.knowing import known

LINES: Final = {
    "en-CA": ("12 May, video, 1.5 h", "19 May, phone, 0.5 h", "26 May, in person, 1 h"),
    "fr-CA": ("12 mai, vidéo, 1,5 h", "19 mai, téléphone, 0,5 h", "26 mai, en personne, 1 h"),
}
MINUTES: Final = (90, 30, 60)
SENT: Final = datetime.fromisoformat("2026-06-03T09:00:00-04:00")
WRITTEN: Final = datetime.fromisoformat("2026-06-03T18:00:00-04:00")


_SHOWN: dict[str, tuple[str, ...]] = {}


@contextmanager
def lines_shown(locale: str, lines: tuple[str, ...]) -> Iterator[None]:
    """Other entries than those above stand in the mail."""
    _SHOWN[locale] = lines
    yield
    del _SHOWN[locale]


def answered(
    words: str,
    *,
    entries: int = 3,
    locale: str = "en-CA",
    purpose: Purpose = Purpose.ATTEST,
    proposed: int | None = None,
    insisted: bool = False,
    shared: bool = False,
) -> Decision:
    """What an answer to a list of so many entries comes to; `proposed` is what somebody else says of each."""
    lines = _SHOWN.get(locale, LINES[locale])[:entries]
    items = tuple(
        KnownItem(
            UUID(int=number), UUID(int=number + 10), "2026-05", line, minutes, proposed, minutes, "", is_shared=shared
        )
        for number, (line, minutes) in enumerate(zip(lines, MINUTES, strict=False), start=1)
    )
    listed = KnownList(UUID(int=99), purpose, items)
    question = PendingQuestion(UUID(int=1), Reason.UNCLEAR, None) if insisted else None
    reply = Reply(tuple(ReplyLine(line) for line in words.split("\n")))
    reading = read_reply(reply, _context(items, locale), WRITTEN)
    return answer_to_list(reading, replace(known(kind="attestation", question=question), listed=listed), listed)


def _context(items: tuple[KnownItem, ...], locale: str) -> Context:
    text = "\n".join(
        [
            "Hello Kate,",
            "Dan Roy logged this time with you. The programme asks you to confirm it.",
            *(f"{number}. {item.text}" for number, item in enumerate(items, start=1)),
            "Is that right? Reply “yes” if all of it is, or say what differs.",
            "Please reply by Wednesday 17 June. Without your answer the hours stay unconfirmed.",
        ]
    )
    return Context(
        programme=Programme("M", ("in_person", "email", "video", "phone", "other"), locale, "America/Toronto"),
        participant=Participant("Kate Li", "kate@example.org", "mentee"),
        partners=(Partner("Dan Roy", "mentor"),),
        checkin=Checkin(
            "attestation", None, SENT, "To confirm", text, None, tuple(AskedItem(str(i.item_id), i.text) for i in items)
        ),
    )


def said(decision: Decision, entries: int = 3) -> list[object]:
    """For each entry: True for a yes, minutes where it was another length, words of a mode or day, None for nothing."""
    assert isinstance(decision, Confirmed), decision
    found = {verdict.item_id.int: _in_short(verdict) for verdict in decision.verdicts}
    return [found.get(number) for number in range(1, entries + 1)]


def _in_short(verdict: Verdict) -> object:
    if verdict.yes:
        return True
    told = verdict.said
    return told.minutes if told.minutes is not None else told.mode or (told.on and told.on.day)


@pytest.mark.parametrize(
    "words",
    [
        "yes", "Yes, all correct.", "All good, thanks Priya", "Confirmed.", "ok", "OK!", "looks right to me",
        "That's right", "Correct", "y", "👍", "I confirm the above hours", "agree", "Approved", "all 3 ok",
        "Yes - all three sessions took place as listed.", "Hi Priya,\n\nyes that's all right.\n\nKate",
        "1 yes\n2 yes\n3 yes",
    ],
)  # fmt: skip
def test_a_yes_in_many_words(words: str) -> None:
    assert said(answered(words)) == [True, True, True]


@pytest.mark.parametrize(
    "words",
    [
        "oui", "Oui, tout est exact.", "C'est bon, merci", "Je confirme", "D'accord", "exact", "ok pour moi",
        "tout est beau", "c'est conforme", "Parfait",
    ],
)  # fmt: skip
def test_a_yes_in_french(words: str) -> None:
    assert said(answered(words, locale="fr-CA")) == [True, True, True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yes but the 12th was 1 h", [60, True, True]),
        ("1 and 3 yes, 2 was 45 min", [True, 45, True]),
        ("all but 2, that was 45 min", [True, 45, True]),
        ("All but the second. That was 45 minutes.", [True, 45, True]),
        ("everything except the phone call, that was 20 minutes", [True, 20, True]),
        ("no, we did not meet on the 12th", [0, None, None]),
        ("No we didn't meet on the 12th, the others are fine", [0, True, True]),
        ("1 yes\n2 no, it was 15 minutes\n3 yes", [True, 15, True]),
        ("The 26th was by video, not in person. Rest is right.", [True, True, "video"]),
        ("The video session was 60 minutes. Others ok.", [60, True, True]),
        ("None of these happened", [0, 0, 0]),
        ("We never met in May", [0, 0, 0]),
        ("yes to the first two, the third was on the 27th", [True, True, 27]),
        ("I can confirm 1 and 2. On the 26th we only met for 45 min.", [True, True, 45]),
        ("1.5 h on the 12th is right, 19th was 45 min, 26th is right", [True, 45, True]),
        ("#2 was 1 hour not 0.5", [None, 60, None]),
        ("Looks good except #3 should be 1.5 hours", [True, True, 90]),
        ("2 didn't happen", [None, 0, None]),
        ("I wasn't there on the 19th", [None, 0, None]),
    ],
)
def test_what_differs_is_taken_for_what_it_is(words: str, expected: list[object]) -> None:
    assert said(answered(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("oui sauf le 12, c'était 1 h", [60, True, True]),
        ("tout est correct sauf l'appel du 19, c'était 45 minutes", [True, 45, True]),
        ("tout sauf le 2, c'était 45 min", [True, 45, True]),
        ("1 et 3 oui, 2 était de 45 min", [True, 45, True]),
        ("non, nous ne nous sommes pas vus le 12", [0, None, None]),
        ("Le 26 c'était en vidéo, le reste est bon", [True, True, "video"]),
        ("Aucune de ces rencontres n'a eu lieu", [0, 0, 0]),
        ("la première a duré une heure, les autres sont exactes", [60, True, True]),
        ("oui pour 1 et 2, la 3e était le 27", [True, True, 27]),
        ("1 oui\n2 non, 15 minutes\n3 oui", [True, 15, True]),
        ("je confirme les deux premières; la troisième a duré 1 h 30", [True, True, 90]),
        ("Le 19 n'a pas eu lieu", [None, 0, None]),
    ],
)
def test_what_differs_in_french(words: str, expected: list[object]) -> None:
    assert said(answered(words, locale="fr-CA")) == expected


@pytest.mark.parametrize(
    ("words", "locale", "expected"),
    [
        ("yes", "en-CA", True),
        ("yes, 1.5 h", "en-CA", True),
        ("90 minutes is right", "en-CA", True),
        ("no, it was 1 h", "en-CA", 60),
        ("It was only an hour", "en-CA", 60),
        ("It took place but was only 45 minutes", "en-CA", 45),
        ("no we did not meet", "en-CA", 0),
        ("no, it was by phone", "en-CA", "phone"),
        ("it was on the 13th, not the 12th", "en-CA", 13),
        ("oui", "fr-CA", True),
        ("non, c'était 1 h", "fr-CA", 60),
        ("non, on ne s'est pas vus", "fr-CA", 0),
        ("c'était par téléphone", "fr-CA", "phone"),
    ],
)
def test_one_entry_alone(words: str, locale: str, expected: object) -> None:
    assert said(answered(words, entries=1, locale=locale), 1) == [expected]


@pytest.mark.parametrize(
    "words", ["no", "No, that's wrong", "partly", "thanks for the reminder", "yes but a few hours"]
)
def test_what_leaves_open_what_is_right_is_asked(words: str) -> None:
    assert isinstance(answered(words, entries=1), Question)


def test_what_names_no_entry_is_asked_and_no_other_entry_is_confirmed_by_it() -> None:
    assert isinstance(answered("both right"), Question)


def test_a_second_no_is_a_dispute_without_a_figure() -> None:
    decision = answered("no, it just is not right", entries=1, insisted=True)
    assert isinstance(decision, Confirmed)
    assert [(verdict.yes, verdict.said) for verdict in decision.verdicts] == [(False, Said())]


def test_what_is_clear_stands_and_the_rest_is_one_question() -> None:
    decision = answered("oui sauf le 12", locale="fr-CA")
    assert isinstance(decision, Confirmed)
    assert [(verdict.yes, verdict.said) for verdict in decision.verdicts] == [
        (False, Said()),
        (True, Said()),
        (True, Said()),
    ]
    assert "12 mai" in decision.question


def test_a_stranger_is_for_a_person_and_a_stop_is_a_stop() -> None:
    assert answered("I have never met this person") == Review(Reason.REQUEST)
    assert answered("stop") == Ignored(Reason.UNSUBSCRIBED)


@pytest.mark.parametrize(
    ("words", "minutes"), [("yes", 60), ("oui", 60), ("it was 1.25 h", 75), ("we did not meet that day", 0)]
)
def test_whoever_logged_it_says_what_is_right(words: str, minutes: int) -> None:
    decision = answered(words, entries=1, purpose=Purpose.SETTLE, proposed=60)
    assert decision == Recorded("2026-05", adjustments=(Adjustment(UUID(int=11), minutes),))


@pytest.mark.parametrize("words", ["no", "No, I am sure it was 1.5 h", "non"])
def test_whoever_stands_by_their_figure_is_heard_by_a_person(words: str) -> None:
    assert answered(words, entries=1, purpose=Purpose.SETTLE, proposed=60) == Review(Reason.REQUEST)


def test_a_yes_to_no_figure_takes_nothing_over() -> None:
    assert answered("yes", entries=1, purpose=Purpose.SETTLE) == Review(Reason.REQUEST)


def test_the_words_of_a_dispute_are_the_line_that_says_it() -> None:
    decision = answered("Hi Priya,\nyes but the 12th was 1 h\nI am in Calgary next week")
    assert isinstance(decision, Confirmed)
    assert decision.verdicts[0].words == "yes but the 12th was 1 h"
