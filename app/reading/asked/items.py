"""The answers to a mail that asks several things (the contract's `answers`): one for each item, or what is unclear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.reading.answered import Corrected, ItemSaid
from app.reading.asked.events import NOBODY
from app.reading.asked.known import FIGURES_KINDS, SURVEY_KINDS, Asked
from app.reading.asked.lines import AnswerLine, answer_lines
from app.reading.asked.lists import in_order
from app.reading.asked.marks import parted
from app.reading.asked.values import value_of
from app.reading.asked.verdicts import Verdict, Verdicts, verdicts_of
from app.reading.context import AskedItem, ItemKind
from app.reading.contract import Evidence, Reply
from app.reading.hours.sums import Problem
from app.reading.standing.answers import Answer
from app.reading.words.sentences import Sentence, one_sentence

_SHORT = 6  # tokens of a reply that is only a yes or a no
_OPEN = frozenset({ItemKind.SCALE, ItemKind.CHOICE})
_UNFIT = {
    ItemKind.SCALE: "item_scale",
    ItemKind.CHOICE: "item_choice",
    ItemKind.TEXT: "item_text",
    ItemKind.YES_NO: "item_yes_no",
    ItemKind.DETAILS: "item_text",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """One for each item in order; `problem`: the first thing that is unclear; `evidence`: the words by item id."""

    said: tuple[ItemSaid, ...] = ()
    problem: Problem | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether any item is answered."""
        return any(said.is_told for said in self.said)

    @property
    def shared(self) -> str | None:
        """The yes or no that all items share."""
        told = {said.answer for said in self.said}
        return told.pop() if len(told) == 1 else None

    @property
    def corrects(self) -> bool:
        """Whether any entry is put right."""
        return any(isinstance(said.value, Corrected) for said in self.said)


@dataclass(frozen=True, slots=True)
class _Heard:
    """One item: its answer, the words, and the question to ask if it is unclear."""

    said: ItemSaid
    words: str = ""
    question: str = ""


def answers_of(reply: Reply, asked: Asked, sent: str) -> Answers:
    """What the reply answers to each item; `sent` is the text of our mail."""
    lines = answer_lines(reply, asked, sent)
    if not lines:
        return Answers(tuple(ItemSaid(known.item.id) for known in asked.items))
    ordered = in_order(lines, asked)
    if ordered is not None:
        told = [_of_text(text, asked, place) for place, text in enumerate(ordered)]
        return _gathered([*told, *_silent(asked)[len(told) :]], asked)
    return _plain(lines, asked) if asked.is_plain else _survey(lines, asked)


def _gathered(heard: Sequence[_Heard], asked: Asked, problem: Problem | None = None) -> Answers:
    unclear = next((each for each in zip(heard, asked.items, strict=True) if each[0].question), None)
    if unclear and problem is None:
        problem = Problem(unclear[0].question, _words_of(unclear[1].item))
    evidence = tuple(Evidence(f"answers.{each.said.item}", each.words) for each in heard if each.words)
    return Answers(tuple(each.said for each in heard), problem, evidence)


def _silent(asked: Asked) -> list[_Heard]:
    return [_Heard(ItemSaid(known.item.id)) for known in asked.items]


def _words_of(item: AskedItem) -> Mapping[str, str]:
    return {
        "item": item.text,
        "low": str(item.low),
        "high": str(item.high),
        "choices": ", ".join(item.choices),
    }


def _of_text(text: str, asked: Asked, place: int) -> _Heard:
    """One item from the words that stand under it alone."""
    item = asked.items[place].item
    if item.kind == ItemKind.YES_NO:
        alone = replace(asked, items=(asked.items[place],))
        lines = [AnswerLine(line, one_sentence(line, asked.names), 0) for line in text.splitlines()]
        verdict = verdicts_of(_told(lines), alone).of.get(0)
        skipped = value_of(text, item).value is None
        question = "" if skipped else "item_yes_no"
        return _judged(verdict, item, asked.kind) if verdict else _Heard(ItemSaid(item.id), text, question)
    given = value_of(text, item)
    return _Heard(ItemSaid(item.id, value=given.value), text, _UNFIT[item.kind] if given.unclear else "")


def _told(lines: Sequence[AnswerLine]) -> list[tuple[Sentence, frozenset[int]]]:
    """The sentences of the lines; only the first of a line is led by the item above it."""
    return [
        (sentence, frozenset() if place else line.about)
        for line in lines
        for place, sentence in enumerate(line.sentences)
    ]


def _plain(lines: Sequence[AnswerLine], asked: Asked) -> Answers:
    """Every item is answered by yes or no."""
    found = verdicts_of(_told(lines), asked)
    heard = [_of_verdict(found, asked, place) for place in range(len(asked.items))]
    problem = None
    if found.stray and (asked.kind in FIGURES_KINDS or found.of.keys() >= NOBODY):
        problem = Problem("item_which", {"words": found.stray, "items": asked.listed()})
    elif len(heard) > 1 and all(each.question == "item_yes_no" for each in heard) and _is_unknown(lines):
        problem = Problem("answer_yes_no")
    return _gathered(heard, asked, problem)


def _is_unknown(lines: Sequence[AnswerLine]) -> bool:
    """`No idea.`; not `Yes. No. I am not certain.`"""
    told = [line.sentence for line in lines]
    return any(each.find("in_doubt") for each in told) and not any(each.find("answer_yes") for each in told)


def _of_verdict(found: Verdicts, asked: Asked, place: int) -> _Heard:
    item = asked.items[place].item
    verdict = found.of.get(place)
    if verdict is None:
        return _Heard(ItemSaid(item.id), question="item_yes_no" if place in found.named else "")
    return _judged(verdict, item, asked.kind)


def _judged(verdict: Verdict, item: AskedItem, kind: str) -> _Heard:
    words = max(verdict.words, key=len, default="")
    if kind in SURVEY_KINDS:
        answer, question = _bare(verdict.answer)
        return _Heard(ItemSaid(item.id, answer), words, question)
    if verdict.vague:
        return _Heard(ItemSaid(item.id, _bare(verdict.answer)[0]), words, "item_amount")
    if kind not in FIGURES_KINDS:
        took_place = verdict.answer is None and verdict.value.hours  # "45 minutes, by phone"
        answer, question = _bare(Answer.YES if took_place else verdict.answer)
        return _Heard(ItemSaid(item.id, answer, verdict.value or None), words, question)
    return _of_entry(verdict, item, words)


def _bare(answer: Answer | None) -> tuple[str | None, str]:
    """A yes or no, or the question for it."""
    if answer is not None and answer in {Answer.YES, Answer.NO}:
        return answer.value, ""
    return None, "item_yes_no"


def _of_entry(verdict: Verdict, item: AskedItem, words: str) -> _Heard:
    """An entry of hours: a figure of their own puts it right, a bare no leaves open what would be."""
    clashes = bool(verdict.value) and verdict.answer == Answer.YES and not verdict.turned
    if verdict.answer == Answer.MAYBE or clashes:
        return _Heard(ItemSaid(item.id), words, "item_figures" if clashes else "item_yes_no")
    value = verdict.value or (Corrected(Decimal(0)) if verdict.denied else None)
    if value is not None:
        return _Heard(ItemSaid(item.id, "no", value), words)
    if verdict.answer is None and verdict.only_way:
        return _Heard(ItemSaid(item.id), words, "item_yes_no")
    if verdict.answer in {Answer.YES, None}:  # our own figure said again
        return _Heard(ItemSaid(item.id, "yes"), words)
    return _Heard(ItemSaid(item.id, "no" if verdict.answer == Answer.NO else None), words, "item_figures")


def _survey(lines: Sequence[AnswerLine], asked: Asked) -> Answers:
    """Questions of several kinds: each part by its own, what names none only where one question can be meant."""
    parts = parted(lines, asked)
    if not parts.of:
        return _unmarked("\n".join(line.text for line in lines), lines, asked)
    heard = [
        _of_text("\n".join(parts.of[place]), asked, place) if place in parts.of else _Heard(ItemSaid(known.item.id))
        for place, known in enumerate(asked.items)
    ]
    return _gathered(heard, asked)


def _only_scale(text: str, asked: Asked) -> list[_Heard] | None:
    """One number where only one question wants a number and the others want words."""
    kinds = [known.item.kind for known in asked.items]
    if kinds.count(ItemKind.SCALE) != 1 or not set(kinds) <= {ItemKind.SCALE, ItemKind.TEXT}:
        return None
    place = kinds.index(ItemKind.SCALE)
    given = _of_text(text, asked, place)
    nothing = _silent(asked)
    return None if given.question else [*nothing[:place], given, *nothing[place + 1 :]]


def _unmarked(text: str, lines: Sequence[AnswerLine], asked: Asked) -> Answers:
    if len(asked.items) == 1:
        return _gathered([_of_text(text, asked, 0)], asked)
    scale = _only_scale(text, asked)
    if scale is not None:
        return _gathered(scale, asked)
    nothing = _silent(asked)
    polar = [place for place, known in enumerate(asked.items) if known.item.kind == ItemKind.YES_NO]
    open_ones = [place for place, known in enumerate(asked.items) if known.item.kind in _OPEN]
    found = verdicts_of(_told(lines), asked)
    bare = bool(polar) and not found.named and all(_bare(found.of[at].answer)[0] for at in polar if at in found.of)
    short = len(lines) == 1 and len(lines[0].sentence.tokens) <= _SHORT
    if not bare or not found.of or not short:
        return _gathered(nothing, asked, Problem("item_answers", {"items": asked.listed()}))
    if open_ones:
        first = asked.items[open_ones[0]].item
        return _gathered(nothing, asked, Problem(_UNFIT[first.kind], _words_of(first)))
    heard = [
        _judged(found.of[place], known.item, asked.kind) if place in polar and place in found.of else nothing[place]
        for place, known in enumerate(asked.items)
    ]
    return _gathered(heard, asked)
