"""Tasks that were agreed on between meetings (G5): `She will send me her draft by Friday`, a line of homework."""

from collections.abc import Iterator, Sequence

from app.reading.asked.due import due_in, without_due
from app.reading.asked.places import places_of
from app.reading.contract import Evidence, State, Task
from app.reading.times.calendar import Calendar
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence
from app.reading.words.small_words import small_words

_CUTS = frozenset({";", ".", ","}) | small_words("and", "but", "then")
_ABOUT_CONDITION = small_words("if")


def actions_of(
    sentences: Sequence[Sentence], homework: Sequence[str], names: Names, calendar: Calendar
) -> tuple[tuple[Task, ...], tuple[Evidence, ...]]:
    """The tasks in order, each with its words; `homework` are the lines of homework that the reply holds."""
    told = [task for line in homework for task in _of_homework(line, names, calendar)]
    for sentence in sentences:
        labelled = after_label(sentence)
        if labelled:
            told.extend(_of_homework(labelled, names, calendar))
        elif sentence.closing != "?":
            told.extend(_of_sentence(sentence, calendar))
    unique = {task.text: (task, words) for task, words in told}
    evidence = tuple(Evidence(f"actions.{place}", words) for place, (_, words) in enumerate(unique.values()))
    return tuple(task for task, _ in unique.values()), evidence


def after_label(sentence: Sentence) -> str:
    """What stands behind `Next steps:` in the middle of a line; empty where no such label opens the sentence."""
    end = places_of(sentence, "task_label").get(0)
    return sentence.words(end + 1, len(sentence.tokens)) if end is not None and sentence.mark(end) == ":" else ""


def _of_homework(line: str, names: Names, calendar: Calendar) -> Iterator[tuple[Task, str]]:
    for part in line.split(";"):
        sentence = one_sentence(part.strip(), names)
        if not sentence.tokens:
            continue
        due = due_in(sentence, 0, len(sentence.tokens), calendar)
        text = without_due(sentence, 0, len(sentence.tokens), due)
        if text and not sentence.find("task_undone") and sentence.find("task_done") == text:
            continue  # "Homework: done" names no task
        if text:
            yield Task(text, State.SET, due.day if due else None), part.strip()


def _of_sentence(sentence: Sentence, calendar: Calendar) -> Iterator[tuple[Task, str]]:
    coming = sorted(places_of(sentence, "task_coming"))
    if coming and sentence.mark(0) not in _ABOUT_CONDITION:
        bounds = [*coming[1:], len(sentence.tokens)]
        for first, bound in zip(coming, bounds, strict=True):
            yield from _task(sentence, first, bound, calendar)
    elif not coming:
        yield from _told(sentence)


def _task(sentence: Sentence, first: int, bound: int, calendar: Calendar) -> Iterator[tuple[Task, str]]:
    end = bound
    while end > first and end < len(sentence.tokens) and sentence.mark(end - 1) in _CUTS:
        end -= 1
    if sentence.find_within("task_not", first, end):
        return
    due = due_in(sentence, first, end, calendar)
    text = without_due(sentence, first, end, due)
    if due is None:  # "By Friday, Tom will send his CV"
        ahead = due_in(sentence, 0, first, calendar)
        due = ahead if ahead and ahead.first == 0 else None
    if text:
        yield Task(text, State.SET, due.day if due else None), sentence.words(first, end)


def _told(sentence: Sentence) -> Iterator[tuple[Task, str]]:
    """`She finished her homework`, `la tâche est abandonnée`."""
    if not sentence.find("task_word") or sentence.find("task_undone") or sentence.find("goal_word"):
        return
    state = State.DROPPED if sentence.find("task_dropped") else State.DONE if sentence.find("task_done") else None
    if state is not None:
        yield Task(sentence.text, state), sentence.text
