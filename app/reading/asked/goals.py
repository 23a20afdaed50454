"""What is said of goals (G4): `goal 2 is done`, `new goal: public speaking by end of August`, `on laisse tomber …`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reading.asked.actions import after_label
from app.reading.asked.due import due_in, without_due
from app.reading.asked.known import words_of
from app.reading.asked.places import places_of
from app.reading.claims.claim import Claim
from app.reading.contract import Evidence, State, Task
from app.reading.times.calendar import Calendar
from app.reading.words.figures import number_at
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_CUTS = frozenset({",", ";", "(", ")"}) | small_words("and", "but")
_JOINS = frozenset({",", "&", "#"}) | small_words("and", "number_of_a_goal")
_CONDITIONS = small_words("if", "unless", "once")
_ARTICLES = small_words("before_a_goal")
_LISTED = frozenset({","}) | small_words("and")
_TO_STATE = small_words("leads_to_a_state")
_OF = small_words("of_a_goal")
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class _Named:
    first: int
    end: int
    text: str


def goals_of(
    sentences: Sequence[Sentence], names: Sequence[str], calendar: Calendar
) -> tuple[tuple[Task, ...], tuple[Evidence, ...]]:
    """The goals that were set, reached or given up, each with its words. `names` are those the context holds."""
    found: dict[str, tuple[Task, str]] = {}
    for sentence in sentences:
        if sentence.closing != "?" and (sentence.find("goal_word") or names):
            for goal in _of_sentence(sentence, names, calendar):
                found[goal.text] = goal, sentence.text
    goals = tuple(goal for goal, _ in found.values())
    evidence = tuple(Evidence(f"goals.{place}", words) for place, (_, words) in enumerate(found.values()))
    return goals, evidence


def of_match(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that may tell how the match goes on: the end of a goal is not the end of a match."""
    return tuple(sentence for sentence in sentences if not _ends_goal(sentence))


def of_time(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that may be of time spent: the 2 of `goal 2` is none, nor the day that a goal or task is due."""
    return tuple(claim for claim in claims if not _is_number(claim) and not _is_due(claim))


def _is_number(claim: Claim) -> bool:
    return claim.amount_words.isdecimal() and claim.sentence.find("goal_number") is not None


def _is_due(claim: Claim) -> bool:
    if claim.unclear_day is None or claim.has_amount:
        return False
    coming = claim.sentence.find("task_coming") or claim.sentence.find("goal_word") or after_label(claim.sentence)
    return bool(coming)


def _ends_goal(sentence: Sentence) -> bool:
    ends = sentence.find("goal_word") is not None and bool(sentence.find("task_done") or sentence.find("task_dropped"))
    return ends and sentence.find("goal_not_match") is None


def _of_sentence(sentence: Sentence, names: Sequence[str], calendar: Calendar) -> Iterator[Task]:
    new = next(iter(places_of(sentence, "goal_new").items()), None)
    if new is not None and not sentence.find_within("task_done", new[1], new[1] + 2):
        yield from _new(sentence, new[1], calendar)
        return
    if sentence.mark(0) in _CONDITIONS:
        return
    state, waiting = None, list[_Named]()
    for first, end in _clauses(sentence):
        named = list(_named(sentence, first, end, names))
        told = _state(sentence, first, end)
        if told is None:
            waiting.extend(named)
            continue
        if named or waiting:
            state = told
        due = due_in(sentence, first, end, calendar) if told == State.SET else None
        yield from (Task(each.text, told, due.day if due else None) for each in (*waiting, *named))
        waiting = []
    yield from (Task(each.text, state) for each in waiting if state is not None)


def _new(sentence: Sentence, index: int, calendar: Calendar) -> Iterator[Task]:
    """What stands behind `new goal`, up to its day."""
    while index < len(sentence.tokens) and (
        sentence.mark(index) in {":", ",", "-", "=", "("} or sentence.find_within("goal_filler", index, index + 1)
    ):
        index += 1
    due = due_in(sentence, index, len(sentence.tokens), calendar)
    text = without_due(sentence, index, len(sentence.tokens), due)
    if text:
        yield Task(text, State.SET, due.day if due else None)


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(len(sentence.tokens)):
        if sentence.mark(at) in _CUTS:
            yield first, at
            first = at + 1
    yield first, len(sentence.tokens)


def _state(sentence: Sentence, first: int, end: int) -> State | None:
    if sentence.find_within("task_done_later", first, end):
        return State.SET
    if sentence.find_within("task_undone", first, end):
        return None
    if sentence.find_within("task_dropped", first, end):
        return State.DROPPED
    return State.DONE if sentence.find_within("task_done", first, end) else None


def _named(sentence: Sentence, first: int, end: int, names: Sequence[str]) -> Iterator[_Named]:
    """The goals named in the clause: by number, by place, by a name of the context, or by the words before `goal`."""
    words = words_of(sentence.words(first, end))
    known = [name for name in names if words_of(name) and words_of(name) <= words]
    at = next((at for at in range(first, end) if sentence.find_within("goal_word", at, at + 1)), None)
    numbered = list(_numbers(sentence, first, end, at))
    if numbered:
        for number in numbered:
            text = names[number - 1] if number <= len(names) else sentence.words(at or first, (at or first) + 2)
            yield _Named(first, end, text)
    elif known:
        yield from (_Named(first, end, name) for name in known)
    elif at is not None and (text := _described(sentence, first, at, end)):
        yield _Named(first, end, text)


def _numbers(sentence: Sentence, first: int, end: int, at: int | None) -> Iterator[int]:
    """`goal 2`, `goal #2`, `goal two`, `the second goal`; a bare number alone goes on a list: `goals 1 and 3`."""
    if at is None:
        number = number_at(sentence, first)
        listed = first > 0 and sentence.mark(first - 1) in _LISTED and sentence.find("goal_word")
        if listed and number is not None and number.value.denominator == 1:
            yield int(number.value)
        return
    ordinal = sentence.tag(at - 1, "ordinal")
    if ordinal and int(ordinal.value) > 0:
        yield int(ordinal.value)
    after = at + 1
    while sentence.mark(after) in _JOINS and after < end:
        after += 1
    number = number_at(sentence, after) if after < end else None
    if number is not None and number.value.denominator == 1 and not sentence.tag(number.end, "unit"):
        yield int(number.value)


def _described(sentence: Sentence, first: int, at: int, end: int) -> str:
    """`finished the resume review goal`, `the goal of speaking up is done`: the goal's own words."""
    start = next(
        (
            back + 1
            for back in range(at - 1, max(first, at - _LONGEST_NAME) - 1, -1)
            if sentence.mark(back) in _ARTICLES
        ),
        None,
    )
    if start is not None and start < at:
        return sentence.words(start, at)
    stop = next((place for place in range(at + 1, end) if sentence.find_within("task_done", place, place + 1)), end)
    while stop > at and sentence.mark(stop - 1) in _TO_STATE:
        stop -= 1
    behind = at + 2 if sentence.mark(at + 1) in _OF else at
    if any(sentence.tag(place, "unit") for place in range(at, stop)):
        return ""
    return sentence.words(behind, stop) if behind > at else ""
