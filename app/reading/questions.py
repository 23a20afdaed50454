"""The one question that goes back where something is unclear (rule I3): a sentence with the choices in words."""

from collections.abc import Mapping

from app.reading.contract import Context
from app.reading.hours.sums import Problem
from app.reading.words.lexicon import Wording, wording

_FIGURES = frozenset({"total", "parts"})


def question_for(problem: Problem, context: Context, month: tuple[int, int] | None) -> str:
    """The question in the language of the programme's locale. `month`: the one it is about."""
    words = wording(context.programme.locale)
    given = {key: _worded(key, value, words) for key, value in problem.words.items()}
    return words.questions[problem.question].format(**{**_defaults(words, month), **given})


def _defaults(words: Wording, month: tuple[int, int] | None) -> Mapping[str, str]:
    return {"month": words.months[month[1] - 1] if month else words.questions["this_month"]}


def _worded(key: str, value: str, words: Wording) -> str:
    if key not in _FIGURES:
        return " ".join(value.split())
    return words.questions["hours"].format(hours=value.replace(".", words.questions["decimal_mark"]))
