"""Answers about hours we already have: a yes restates nothing, another figure is a correction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.reading.claims.gather import gather
from app.reading.claims.passed import passed_evidence
from app.reading.contract import Context, Hours, Reply, ReplyLine
from app.reading.explained import PassedReason
from app.reading.hours.parts_on_record import with_parts_on_record
from app.reading.hours.sums import Problem, Tally
from app.reading.hours.tally import tally
from app.reading.standing.answers import ABOUT_HOURS, ANSWERED_KINDS, Answer, Said
from app.reading.times.calendar import calendar_for
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_LEDGER_HEAD = re.compile(r"\b\d+:[0-9a-f]{64}\b")
_GOES_ON = small_words("and", "plus")
_CONTRASTS = small_words("but", "except", "contrasts")


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer and the tally as they stand together."""

    said: Said
    tally: Tally
    correction: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply to hours: its answer, its figures, its sentences, and the days of its sessions."""

    said: Said
    tally: Tally
    sentences: Sequence[Sentence]
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """What our mail gave: the hours, and the days of the sessions that it lists."""

    hours: Hours | None
    days: frozenset[date]


def settled(reply: Answered, context: Context, *, correction: bool) -> Settled:
    """What an answer and the figures beside it mean for the kind of mail that was sent."""
    said, counted, sentences = reply.said, reply.tally, reply.sentences
    kind = context.checkin.kind
    if kind not in ANSWERED_KINDS:
        return Settled(Said(None), counted, correction)
    if kind not in ABOUT_HOURS:
        return Settled(said, _without(counted, PassedReason.NOT_HOURS), correction=False)
    if counted.hours is None or not counted.hours.total:
        return _without_figures(said, counted, sentences, correction=correction)
    return _with_figures(reply, context)


def _with_figures(reply: Answered, context: Context) -> Settled:
    said, counted, sentences = reply.said, reply.tally, reply.sentences
    record = _on_record(context)
    on_record = record.hours
    ours = counted.hours is not None and _is_ours(counted.hours, on_record)
    other_days = ours and bool(reply.days and record.days) and reply.days.isdisjoint(record.days)
    if other_days and any(sentence.find("correction") for sentence in sentences):
        return Settled(Said(Answer.NO, said.words), counted, correction=True)
    adds = other_days or any(sentence.find("addition") and _amount_end(sentence) is not None for sentence in sentences)
    if context.checkin.kind == "confirmation" and (other_days or is_addition(sentences)):
        return Settled(Said(None), counted, correction=False)
    doubted = ours or (said.answer == Answer.YES and _is_total_on_record(counted, on_record))
    if doubted and (_contrasts(sentences) or _corrects(sentences)) and any(map(_tells_way, sentences)):
        return Settled(
            replace(said, answer=None),
            Tally(problem=Problem("answer_figures"), passed=counted.passed),
            correction=False,
        )
    if ours and not adds and said.answer in {Answer.YES, None}:
        return Settled(Said(Answer.YES, said.words), _without(counted, PassedReason.ON_RECORD), correction=False)
    if adds or (said.answer == Answer.YES and not _contrasts(sentences)):
        return Settled(
            replace(said, answer=None),
            Tally(problem=Problem("answer_figures"), passed=counted.passed),
            correction=False,
        )
    if context.checkin.kind == "confirmation":
        counted = with_parts_on_record(counted, sentences, on_record)
    return Settled(Said(Answer.NO, said.words), counted, correction=counted.hours is not None)


def _without(counted: Tally, reason: PassedReason) -> Tally:
    """No hours, and why those that are told do not count."""
    return Tally(passed=(*counted.passed, *passed_evidence(counted.evidence, reason)))


def is_addition(sentences: Sequence[Sentence]) -> bool:
    """Whether every amount is told as one more (`also 30 min`, `j'ai oublié 1 h`); what replaces or sums up is not."""
    telling = [sentence for sentence in sentences if _amount_end(sentence) is not None]
    return bool(telling) and all(map(adds, telling))


def adds(sentence: Sentence) -> bool:
    """Whether the amount of a sentence is told as one more; what replaces or sums up is not."""
    if sentence.has("total") or sentence.find("restates") or sentence.find("denied_figure"):
        return False
    amount = _amount_end(sentence) or 0
    behind = sentence.find_within("adding_behind", amount, len(sentence.tokens))
    opens = sentence.mark(0) in _GOES_ON or sentence.find_within("adding", 0, amount) is not None
    return opens or bool(behind and _closes_amount(sentence, amount, behind))


def _closes_amount(sentence: Sentence, amount: int, words: str) -> bool:
    """`30 minutes more`, `30 minutes by phone as well`: right behind the amount, or last."""
    rest = sentence.words(amount, len(sentence.tokens))
    return rest.startswith(words) or rest.endswith(words)


def _amount_end(sentence: Sentence) -> int | None:
    """Where the first amount of time ends."""
    ends = (tag.end for here in sentence.tags for tag in here if tag.category in {"unit", "duration"})
    return next(ends, None)


def _without_figures(said: Said, counted: Tally, sentences: Sequence[Sentence], *, correction: bool) -> Settled:
    """`Yes but it was all by phone` says that something differs, and not how much."""
    differs = _contrasts(sentences) and any(sentence.has("mode") for sentence in sentences)
    adds = any(sentence.find("addition") and sentence.has("unit") for sentence in sentences)
    if said.answer == Answer.YES and (differs or adds or _corrects(sentences)):
        return Settled(
            replace(said, answer=None),
            Tally(problem=Problem("answer_figures"), passed=counted.passed),
            correction=False,
        )
    return Settled(said, Tally(problem=counted.problem, passed=counted.passed), correction)


def _corrects(sentences: Sequence[Sentence]) -> bool:
    """`In person should be 3, the phone is right`: words that put a figure right; not `it was 1.5h zoom on May 13`."""
    if any(sentence.has(each) for sentence in sentences for each in ("month", "weekday")):
        return False
    told = (sentence for sentence in sentences if sentence.find("correction"))
    return any(token.is_number for sentence in told for token in sentence.tokens)


def _contrasts(sentences: Sequence[Sentence]) -> bool:
    return any(token.text in _CONTRASTS for sentence in sentences for token in sentence.tokens)


def _on_record(context: Context) -> _OnRecord:
    """The hours that our mail gave: they stand in lines with figures. The head of the ledger in its small print,
    `2:32cd…`, is no time of day.
    """
    lines = tuple(ReplyLine(line) for line in context.checkin.text.splitlines() if _gives_figures(line))
    told = gather(Reply(lines), context, calendar_for(context, None))
    hours = tally(told, told.claims, [partner.name for partner in context.partners]).hours
    return _OnRecord(hours, frozenset(day for claim in told.claims for day in claim.days))


def _gives_figures(line: str) -> bool:
    return any(map(str.isdigit, line)) and not _LEDGER_HEAD.search(line)


def _tells_way(sentence: Sentence) -> bool:
    return sentence.has("mode")


def _is_total_on_record(counted: Tally, ours: Hours | None) -> bool:
    """`2 hours yes, but in person not by phone`: as many hours as our mail gave."""
    return counted.hours is not None and ours is not None and counted.hours.total == ours.total


def _is_ours(hours: Hours, ours: Hours | None) -> bool:
    """Whether the figures are those that our mail gave; a total alone may leave the modes out."""
    if ours is None or ours.total != hours.total:
        return False
    return hours.by_mode == ours.by_mode or set(hours.by_mode) == {"unspecified"}
