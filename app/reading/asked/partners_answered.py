"""Yes or no of each of several partners: `Yes for Kate, no for Sam` (the contract's `partners`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.reading.answered import Corrected, ItemSaid
from app.reading.asked.answers_heard import Heard
from app.reading.asked.items import Answers, answers_of
from app.reading.asked.known import FIGURES_KINDS, SETTLED_KINDS, Asked, asked_of
from app.reading.context import AskedItem
from app.reading.contract import Evidence, Hours, Outcome, Reading
from app.reading.explained import Rule
from app.reading.questions import question_for
from app.reading.words.names import Names
from app.reading.words.sentences import one_sentence


def with_partners_answers(reading: Reading, heard: Heard) -> Reading:
    """The reading with the answer of each of several partners: their items', theirs by name, or the one for all."""
    context = heard.context
    if not reading.partners or context.checkin.kind not in SETTLED_KINDS:
        return reading
    if context.checkin.items:
        return _with(reading, _of_items(asked_of(context.checkin.items, context, heard.calendar), reading))
    asked = asked_of(_named_in_mail(heard), context, heard.calendar)
    if len(asked.items) > 1:
        told = answers_of(heard.reply, asked, context.checkin.text)
        apart = {said.item: said.answer for said in told.said if said.answer}
        if len(set(apart.values())) > 1:
            return _apart(reading, told, heard)
    return _with(reading, {})


def _with(reading: Reading, apart: Mapping[str, str | None]) -> Reading:
    partners = tuple(replace(each, answer=apart.get(each.name, reading.answer)) for each in reading.partners)
    return replace(reading, partners=partners)


def _of_items(asked: Asked, reading: Reading) -> Mapping[str, str | None]:
    """The answer that all items of one partner share."""
    apart: dict[str, str | None] = {}
    for place, partner in enumerate(reading.partners):
        pairs = zip(asked.items, reading.answers, strict=True)
        told = {said.answer for known, said in pairs if known.partners == {place}}
        if told:
            apart[partner.name] = told.pop() if len(told) == 1 else None
    return apart


def _named_in_mail(heard: Heard) -> Sequence[AskedItem]:
    """The partners that our mail asks about."""
    names = Names.of(heard.context)
    sent = {mark for line in heard.context.checkin.text.splitlines() for mark in _marks(line, names)}
    people = heard.context.partners
    return [AskedItem(each.name, each.name) for place, each in enumerate(people) if f"@p{place}" in sent]


def _marks(line: str, names: Names) -> Sequence[str]:
    return [token.text for token in one_sentence(line, names).tokens]


def _apart(reading: Reading, told: Answers, heard: Heard) -> Reading:
    """Yes of one and no of another: hours are those that were put right, by partner."""
    names = {said.item: said.answer for said in told.said}
    reading = _with(replace(reading, answer=None, evidence=_evidence(reading, told)), names)
    if heard.must_review:
        return reading
    if told.problem is not None:
        question = question_for(told.problem, heard.context, None)
        asking = replace(reading, outcome=Outcome.CLARIFY, hours=None, correction=False, questions=(question,))
        return asking.because(Rule.UNCLEAR, told.problem.question)
    hours = _hours(told.said) if heard.context.checkin.kind in FIGURES_KINDS else None
    told_apart = replace(
        reading, outcome=Outcome.RECORDED, hours=hours, meetings=(), correction=hours is not None, questions=()
    )
    return told_apart.because(Rule.ANSWERS)


def _evidence(reading: Reading, told: Answers) -> tuple[Evidence, ...]:
    kept = tuple(each for each in reading.evidence if each.field != "answer")
    return (*kept, *(Evidence("answer", each.text) for each in told.evidence))


def _hours(said: Sequence[ItemSaid]) -> Hours | None:
    of = {each.item: each.value.hours for each in said if isinstance(each.value, Corrected) and each.value.hours}
    total = sum((hours for hours in of.values() if hours), Decimal(0))
    return Hours(total, {"unspecified": total}, {name: hours for name, hours in of.items() if hours}) if of else None
