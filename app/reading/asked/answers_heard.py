"""What the answers to several items make of a reading: its answer, its outcome, and the one question that is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.answered import Corrected, ItemSaid
from app.reading.asked.clocks import tells_only_a_time, tells_shift, tells_time_or_length
from app.reading.asked.described import is_unknown
from app.reading.asked.details import Lengths, details_of, lengths_of, put_right
from app.reading.asked.further import tells_further_time
from app.reading.asked.items import Answers, answers_of
from app.reading.asked.known import FIGURES_KINDS, SETTLED_KINDS, SURVEY_KINDS, asked_of
from app.reading.claims.passed import passed_evidence
from app.reading.context import AskedItem, ItemKind
from app.reading.contract import Context, Hours, Outcome, Reading, Reply, Status
from app.reading.explained import PassedReason, Rule
from app.reading.hours.sums import Problem
from app.reading.questions import question_for
from app.reading.standing.answers import is_stranger
from app.reading.times.amounts import amount_at
from app.reading.times.calendar import Calendar
from app.reading.words.names import Names
from app.reading.words.sentences import Sentence, one_sentence

_SILENT = frozenset({"nothing_read", "no_hours", "blank", "answer_yes_no"})
_AWAY = frozenset({Status.ENDED, Status.ENDING, Status.PAUSED, Status.NOT_STARTED})
_NO_STATUS = frozenset({"approval", "was_this_you"})
_OF_HOURS = ("hours", "meetings")
_ALONE = AskedItem("", "")
_BESIDE_ENTRY = frozenset({"answer_figures", "answer_yes_no"})
"""What may be unclear of an answer by itself, and clear beside the one entry that it is about."""
_AGAINST_YES = frozenset({"item_amount", "item_figures"})
"""What a yes to the one entry leaves open all the same: how long it was, or which day, time or way they mean."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reply was read from, and the problem that was found so far.

    `homework` are its lines of homework; `must_review`: a person reads it whatever else it says.
    """

    reply: Reply
    context: Context
    calendar: Calendar
    sentences: Sequence[Sentence]
    homework: Sequence[str]
    problem: Problem | None
    must_review: bool

    @property
    def is_silent(self) -> bool:
        """Whether nothing but the lack of an answer to our question kept it from being recorded."""
        return self.problem is not None and self.problem.question in _SILENT and not self.must_review


def with_answers(reading: Reading, heard: Heard) -> Reading:
    """The reading with one answer for each asked item, and with the outcome that they make."""
    kind, items = heard.context.checkin.kind, heard.context.checkin.items
    if items and all(item.kind == ItemKind.DETAILS for item in items):
        return _with_details(reading, heard)
    if len(items) == 1 and kind in FIGURES_KINDS:
        return _of_one_entry(reading, items[0], heard)
    if not items and kind not in SURVEY_KINDS | {"did_it_happen"}:
        return reading
    if not items and kind not in SETTLED_KINDS:
        return _unasked(_without_hours(reading), heard)
    asked = asked_of(items or (_ALONE,), heard.context, heard.calendar)
    answers = answers_of(heard.reply, asked, heard.context.checkin.text)
    if items:
        evidence = (*reading.evidence, *answers.evidence)
        reading = replace(reading, answers=answers.said, evidence=evidence)
    return _settled(_answered(reading, answers, heard), answers, heard)


def _with_details(reading: Reading, heard: Heard) -> Reading:
    """What is added to hours on record; hours told beside stay, for they may put those right."""
    asked, sent = asked_of(heard.context.checkin.items, heard.context, heard.calendar), heard.context.checkin.text
    if reading.hours and _are_no_hours(reading):
        reading = replace(_without_hours(reading), outcome=Outcome.CLARIFY, answer=None)
    lengths = lengths_of(heard.reply, asked, sent) if len(asked.items) > 1 and _counts_hours(reading, heard) else None
    if tells_further_time(_without_coming(reading, heard), reading.hours, asked=len(asked.items)):
        return _beside_record(reading, heard)
    if lengths and lengths.differ:
        return _beside_record(reading, heard) if lengths.partly else _put_right(reading, lengths, heard)
    if lengths and reading.hours and lengths.restated == reading.hours.total * 60:
        reading = _without_hours(reading)
    said, evidence = details_of(heard.reply, asked, sent)
    reading = replace(reading, answers=said, evidence=(*reading.evidence, *evidence))
    if heard.must_review:
        return reading
    if any(each.is_told for each in said):
        return replace(reading, outcome=Outcome.RECORDED, questions=()).because(Rule.ANSWERS)
    if reading.outcome is Outcome.CLARIFY and any(is_unknown(sentence) for sentence in heard.sentences):
        return replace(reading, outcome=Outcome.REVIEW, questions=()).because(Rule.HELP)  # they cannot tell it
    return reading


def _put_right(reading: Reading, lengths: Lengths, heard: Heard) -> Reading:
    """Other lengths than those on record; where each has its own, it is told of that one."""
    if not lengths.each or heard.must_review:
        return replace(reading, answers=_untold(heard))
    said, words = put_right(heard.context.checkin.items, lengths)
    return replace(reading, answers=said, evidence=(*reading.evidence, *words))


def _without_coming(reading: Reading, heard: Heard) -> list[Sentence]:
    """The sentences of what has been: `we have another session on 2 June` is to come."""
    coming = [each.text for each in reading.evidence if each.field == "next_meeting"]
    return [sentence for sentence in heard.sentences if not any(words in sentence.text for words in coming)]


def _beside_record(reading: Reading, heard: Heard) -> Reading:
    """Time that may stand beside the hours on record: it neither completes nor corrects them, and is asked about."""
    told = replace(reading, answers=_untold(heard), answer=None, correction=False)
    silent = told.hours is None and told.outcome is Outcome.RECORDED
    return _asking(told, Problem("answer_figures"), heard) if silent else told


def _untold(heard: Heard) -> tuple[ItemSaid, ...]:
    return tuple(ItemSaid(item.id) for item in heard.context.checkin.items)


def _counts_hours(reading: Reading, heard: Heard) -> bool:
    """Whether it tells hours, or something of them that has to be asked about."""
    return reading.hours is not None or (heard.problem is not None and not heard.is_silent)


def _are_no_hours(reading: Reading) -> bool:
    """Figures without a unit: `1. phone 2. Zoom`, `one by phone`. We asked for no hours."""
    told = [each.text for each in reading.evidence if each.field.startswith("hours")]
    return bool(told) and all(_is_bare(words) for words in told)


def _is_bare(words: str) -> bool:
    sentence = one_sentence(words, Names({}, 0))
    amount = amount_at(sentence, 0) if sentence.tokens else None
    return amount is not None and amount.bare and amount.end == len(sentence.tokens)


def _of_one_entry(reading: Reading, item: AskedItem, heard: Heard) -> Reading:
    """A single entry of hours is read as ever; its correction stands in the hours.

    What that leaves unclear may be clear beside the entry itself: `yes, 1.5 h` of one of 1.5 h, `it was by phone`. And
    a yes with a length that stays open, `yes, but a few hours`, or with another day, time or way, is none.
    """
    value = _with_rest(reading.hours, item, heard) if reading.correction and reading.hours else None
    told = replace(reading, answers=(ItemSaid(item.id, reading.answer, value),))
    if not heard.must_review and (clocked := _by_clock(reading, item, heard)):
        return clocked
    if heard.must_review or not (reading.answer == "yes" or _may_be_clear(heard.problem)):
        return told
    answers = answers_of(heard.reply, asked_of((item,), heard.context, heard.calendar), heard.context.checkin.text)
    if reading.answer == "yes":
        is_open = answers.problem is not None and answers.problem.question in _AGAINST_YES
        silent = replace(told, answer=None, answers=(ItemSaid(item.id),))
        return _asking(silent, answers.problem, heard) if is_open and answers.problem else told
    said = answers.said[0] if answers.problem is None else ItemSaid(item.id)
    if said.answer is None or (said.answer == "no" and not isinstance(said.value, Corrected)):
        return told
    return _clear_beside_entry(told, said, answers)


def _with_rest(hours: Hours, item: AskedItem, heard: Heard) -> Corrected:
    """Another length with the other day or way that is told beside it: `no, it was 1 h on 13 May by phone`."""
    asked = asked_of((item,), heard.context, heard.calendar)
    value = answers_of(heard.reply, asked, heard.context.checkin.text).said[0].value
    alike = isinstance(value, Corrected) and value.hours is not None and value.hours == hours.total
    return value if isinstance(value, Corrected) and alike else Corrected(hours.total)


def _by_clock(reading: Reading, item: AskedItem, heard: Heard) -> Reading | None:
    """Another time of day than our mail told: `no, we started at 3`. Elsewhere it would be a length of 15 hours."""
    asked = asked_of((item,), heard.context, heard.calendar)
    if asked.items[0].start is None or any(map(tells_shift, heard.sentences)):
        return _without_time(reading, item, heard)
    answers = answers_of(heard.reply, asked, heard.context.checkin.text)
    value = answers.said[0].value
    if not isinstance(value, Corrected) or not (value.start or value.end):
        return _without_time(reading, item, heard)
    return _clear_beside_entry(reading, answers.said[0], answers)


def _without_time(reading: Reading, item: AskedItem, heard: Heard) -> Reading | None:
    """`It was at 3 pm`, `half an hour late`: no length, so that what would be right is asked for."""
    known = asked_of((item,), heard.context, heard.calendar).items[0]
    told = any(
        tells_only_a_time(sentence) or (known.start is not None and tells_time_or_length(sentence))
        for sentence in heard.sentences
    )
    if not (reading.correction and told):
        return None
    silent = replace(_without_hours(reading), answer=None, answers=(ItemSaid(item.id),))
    return _asking(silent, Problem("answer_figures"), heard)


def _may_be_clear(problem: Problem | None) -> bool:
    return problem is not None and problem.question in _BESIDE_ENTRY


def _clear_beside_entry(reading: Reading, said: ItemSaid, answers: Answers) -> Reading:
    right = said.value.hours if isinstance(said.value, Corrected) else None
    return replace(
        reading,
        outcome=Outcome.RECORDED,
        answers=(said,),
        answer=said.answer,
        correction=isinstance(said.value, Corrected),
        hours=None if right is None else Hours(right, {"unspecified": right}),
        questions=(),
        evidence=(*reading.evidence, *answers.evidence),
    ).because(Rule.ANSWERS)


def _unasked(reading: Reading, heard: Heard) -> Reading:
    """A survey or a report whose questions we do not know: a person reads it, unless the match ends."""
    if heard.must_review or reading.status in _AWAY or reading.goals or not reading.reply_text:
        return reading
    return replace(reading, outcome=Outcome.REVIEW, questions=()).because(Rule.UNKNOWN_QUESTIONS)


def _answered(reading: Reading, answers: Answers, heard: Heard) -> Reading:
    kind = heard.context.checkin.kind
    one_session = kind == "did_it_happen" and len(answers.said) == 1 and answers.shared != "no"
    if not one_session:
        reading = _without_hours(reading)
    if kind in _NO_STATUS and reading.status == Status.CONTINUING:
        reading = replace(reading, status=Status.UNKNOWN)
    answer = answers.shared if kind in SETTLED_KINDS else None
    return replace(reading, answer=answer, correction=kind in FIGURES_KINDS and answers.corrects)


def _without_hours(reading: Reading) -> Reading:
    """What looks like hours of the month is an answer to an item."""
    of_hours = [each for each in reading.evidence if each.field.startswith(_OF_HOURS)]
    evidence = tuple(each for each in reading.evidence if each not in of_hours)
    lengths = [each for each in of_hours if each.field.startswith("hours")] or of_hours
    reading = reading.passing(passed_evidence(lengths, PassedReason.NOT_HOURS))
    apart = tuple(replace(partner, hours=None) for partner in reading.partners)
    return replace(reading, hours=None, meetings=(), correction=False, evidence=evidence, partners=apart)


def _settled(reading: Reading, answers: Answers, heard: Heard) -> Reading:
    if heard.must_review or _is_of_stranger(answers, heard):
        reviewed = replace(reading, outcome=Outcome.REVIEW, questions=())
        return reviewed if heard.must_review else reviewed.because(Rule.STRANGER)
    if answers.problem is not None and not _only_requests(reading, answers):
        return _asking(reading, answers.problem, heard)
    if answers.is_told:
        unclear = _figures_are_unclear(answers, heard)
        told = replace(reading, outcome=Outcome.RECORDED, questions=()).because(Rule.ANSWERS)
        return reading if unclear else told
    if reading.status in _AWAY or reading.goals:
        return replace(reading, outcome=Outcome.RECORDED, questions=()).because(Rule.FACTS)
    if reading.wants_help:
        return replace(reading, outcome=Outcome.REVIEW, questions=()).because(Rule.HELP)
    return _asking(reading, _nothing_told(heard), heard)


def _only_requests(reading: Reading, answers: Answers) -> bool:
    """Words that answer no question of ours and ask for something."""
    unnamed = answers.problem is not None and answers.problem.question == "item_answers"
    return unnamed and reading.wants_help and not answers.is_told


def _is_of_stranger(answers: Answers, heard: Heard) -> bool:
    """`I have never met this person`, and no entry that is right."""
    asked_of_partner = heard.context.checkin.kind in FIGURES_KINDS
    right = any(said.answer == "yes" for said in answers.said)
    return asked_of_partner and not right and is_stranger(heard.sentences)


def _figures_are_unclear(answers: Answers, heard: Heard) -> bool:
    """`Yes, a few hours`: it took place, and how long is asked."""
    one_session = heard.context.checkin.kind == "did_it_happen" and len(answers.said) == 1
    return one_session and answers.shared == "yes" and heard.problem is not None and not heard.is_silent


def _nothing_told(heard: Heard) -> Problem:
    items = heard.context.checkin.items
    if not items:
        return Problem("answer_yes_no")
    if len(items) == 1:
        return Problem("item_text", {"item": items[0].text})
    listed = "; ".join(f"{place}. {item.text}" for place, item in enumerate(items, 1))
    return Problem("item_answers", {"items": listed})


def _asking(reading: Reading, problem: Problem, heard: Heard) -> Reading:
    if not heard.context.checkin.items:
        problem = Problem("answer_yes_no")
    question = question_for(problem, heard.context, None)
    asking = replace(reading, outcome=Outcome.CLARIFY, hours=None, questions=(question,))
    return asking.because(Rule.UNCLEAR, problem.question)
