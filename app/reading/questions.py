"""The one question that goes back where something is unclear (rule I3): a sentence with the choices in words."""

from collections.abc import Mapping
from datetime import date

from app.reading.contract import Context
from app.reading.hours.sums import Problem
from app.reading.words.lexicon import Wording, wording

_DAYS = frozenset({"first", "second"})
_FIGURES = frozenset({"total", "parts"})


def question_for(problem: Problem, context: Context, month: tuple[int, int] | None) -> str:
    """The question in the language of the programme's locale. `month`: the one it is about."""
    words = wording(context.programme.locale)
    given = {key: _worded(key, value, words) for key, value in problem.words.items()}
    return _template(problem.question, context.checkin.kind, words).format(**{**_defaults(words, month), **given})


def _template(question: str, kind: str, words: Wording) -> str:
    """The wording that names the matter of this kind of mail, else the one for every kind."""
    return words.questions.get(f"{question}_{kind}") or words.questions[question]


def _defaults(words: Wording, month: tuple[int, int] | None) -> Mapping[str, str]:
    return {"month": words.months[month[1] - 1] if month else words.questions["this_month"]}


def _day(day: date, words: Wording) -> str:
    """A day in words, as `5 June 2026` or `5 juin 2026`: figures are what was unclear."""
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


def _worded(key: str, value: str, words: Wording) -> str:
    if key in _DAYS:
        return _day(date.fromisoformat(value), words)
    if key not in _FIGURES:
        return " ".join(value.split())
    return words.questions["hours"].format(hours=value.replace(".", words.questions["decimal_mark"]))
