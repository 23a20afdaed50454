"""What an answer about listed hours comes to: confirmed, disputed, put right, or one question more (H3). Pure."""

from collections.abc import Sequence
from typing import Final

from app.attestations.outcomes import NOTHING_SAID, Purpose, Said, Verdict
from app.inbound.decision import Confirmed, Decision, Ignored, Question, Reason, Recorded, Review
from app.inbound.facts import Adjustment, TakenOver
from app.inbound.hours.claims import whole_minutes
from app.inbound.identity.plain_answer import excepted_numbers, is_absence, is_of_another, is_taken_back
from app.inbound.known import Known, KnownItem, KnownList
from app.reading.contract import Corrected, ItemSaid, Kind, Outcome, Reading

YES, NO = "yes", "no"
_OF_ONE_ITEM: Final = frozenset({"item_figures", "item_amount", "item_yes_no"})
"""What may be unclear of one entry while the others are clear."""


def answer_to_list(reading: Reading, known: Known, listed: KnownList) -> Decision:
    """What becomes of it. What is clear of some entries is entered at once, and the rest is asked for."""
    if reading.kind is Kind.UNSUBSCRIBE:
        return Ignored(Reason.UNSUBSCRIBED)
    if reading.outcome is Outcome.REVIEW:
        return Review(Reason.REQUEST)
    if listed.purpose is Purpose.SETTLE:
        return _settled(reading, listed)
    insisted = known.question is not None
    verdicts = _verdicts(reading, listed, insisted=insisted)
    unclear = reading.outcome is Outcome.CLARIFY
    if unclear and (not verdicts or not (_is_of_one_item(reading) or insisted)):
        return Review(Reason.REQUEST) if _is_of_another(reading, known) else _once_more(reading)
    left_open = unclear and len(verdicts) < len(listed.items)
    to_all = len(verdicts) == len(listed.items) and all(verdict.yes for verdict in verdicts)
    taken_back = to_all and is_taken_back(reading.reply_text)
    if not verdicts or taken_back or _passes_over_an_exception(reading, listed, verdicts, left_open=left_open):
        return Review(Reason.REQUEST)
    asks = left_open or (unclear and not insisted)  # also what would be right of an entry that is disputed now
    return Confirmed(verdicts, next(iter(reading.questions), "") if asks else "")


def _passes_over_an_exception(
    reading: Reading, listed: KnownList, verdicts: Sequence[Verdict], *, left_open: bool
) -> bool:
    """Whether an entry that they took out by its number was confirmed, or would be forgotten."""
    excepted = excepted_numbers(reading.reply_text)
    said = {verdict.item_id: verdict.yes for verdict in verdicts}
    items = [item for number, item in enumerate(listed.items, start=1) if number in excepted]
    return any(said.get(item.item_id, not left_open) for item in items)


def _is_of_another(reading: Reading, known: Known) -> bool:
    partners = [partner.name for match in known.matches for partner in match.partners]
    return is_of_another(reading.reply_text, [known.name], partners)


def _once_more(reading: Reading) -> Question:
    return Question(Reason.UNCLEAR, wording=next(iter(reading.questions), ""))


def _is_of_one_item(reading: Reading) -> bool:
    return reading.explanation.unclear in _OF_ONE_ITEM


def _verdicts(reading: Reading, listed: KnownList, *, insisted: bool) -> tuple[Verdict, ...]:
    """A no without a figure disputes an entry where others are told apart from it, or where they `insisted`.

    That is, where they were asked what would be right, and say no again.
    """
    tells_apart = any(said.answer != NO for said in reading.answers)
    found = []
    for said, item in zip(reading.answers, listed.items, strict=True):
        if said.answer == YES:
            found.append(Verdict(item.item_id, yes=True, words=_words(reading, item)))
        elif said.answer == NO and (corrected := _otherwise(said, item, reading)):
            found.append(Verdict(item.item_id, yes=False, said=corrected, words=_words(reading, item)))
        elif said.answer == NO and (insisted or tells_apart):
            found.append(Verdict(item.item_id, yes=False, words=_words(reading, item)))
    return tuple(found)


def _otherwise(said: ItemSaid, item: KnownItem, reading: Reading) -> Said | None:
    """What would be right, where that is another thing than what we showed."""
    corrected = _corrected(said, reading)
    if corrected == Said(0) and item.is_shared and is_absence(_words(reading, item)):
        return Said(absent=True)
    return None if corrected == Said(item.minutes) else corrected


def _corrected(said: ItemSaid, reading: Reading) -> Said | None:
    """What would be right; that nothing took place is 0 minutes. `None`: they say no more than no."""
    if isinstance(said.value, Corrected) and said.value:
        right = said.value
        minutes = None if right.hours is None else whole_minutes(right.hours)
        return Said(minutes, right.mode, right.day, right.start, right.end)
    return Said(0) if len(reading.answers) == 1 and reading.outcome is Outcome.RECORDED else None


def _words(reading: Reading, item: KnownItem) -> str:
    """The lines in which the answer to one entry stands, else those of the answer to all; never the rest (C1)."""
    own = [piece.text for piece in reading.evidence if piece.field == f"answers.{item.item_id}"]
    own = own or [piece.text for piece in reading.evidence if piece.field.startswith(("answer", "hours"))]
    lines = [line.strip() for line in reading.reply_text.splitlines() if any(words in line for words in own)]
    return " … ".join(dict.fromkeys(lines or own)) or reading.reply_text


def _settled(reading: Reading, listed: KnownList) -> Decision:
    """Whoever logged the hours says what is right; a yes takes over what the other says.

    That their own figure stands, or an answer that is clear of some entries alone, is for the coordinator to settle.
    """
    told = [(said, item) for said, item in zip(reading.answers, listed.items, strict=True) if said.is_told]
    steps = [(item, _step(said, item, reading)) for said, item in told]
    changes = [step for item, step in steps if step and _changes(step, item)]
    done = [_is_done(said, item, step) for (said, _), (item, step) in zip(told, steps, strict=True)]
    agrees = len(told) == len(listed.items) and all(said.answer == YES for said, _ in told)
    unclear = any(step is None and not over for (_, step), over in zip(steps, done, strict=True))
    if changes and (unclear or reading.outcome is Outcome.CLARIFY or (agrees and is_taken_back(reading.reply_text))):
        return Review(Reason.REQUEST)
    if changes:
        return _recorded(changes, listed)
    if told and all(done):
        return Ignored(Reason.ANSWERED)
    if reading.explanation.unclear == "item_figures" and any(item.as_told for item in listed.items):
        return Review(Reason.REQUEST)  # "yes, it was 14 May" to another day: neither account is what they say
    return _once_more(reading) if reading.outcome is Outcome.CLARIFY and not told else Review(Reason.REQUEST)


def _step(said: ItemSaid, item: KnownItem, reading: Reading) -> TakenOver | None:
    """What they say is right: the other's account where they say yes to it, or a figure of their own."""
    if said.answer == YES and item.told_anew:
        return None  # they answer a mail that did not show what is told now
    if said.answer == YES and item.as_told:
        return item.as_told
    if item.minutes_now == 0:
        return None  # the claim is withdrawn: a figure would bring it back, beside what may stand in its place
    corrected = _corrected(said, reading) if said.answer == NO else None
    minutes = item.proposed if said.answer == YES else (corrected or NOTHING_SAID).minutes
    if minutes and item.as_told:
        return None  # a length alone leaves open which day, way or time of day is right
    return None if minutes is None else TakenOver(Adjustment(item.claim_id, minutes, item.settles))


def _changes(step: TakenOver, item: KnownItem) -> bool:
    return step.item is not None or step.adjustment.minutes != item.minutes_now


def _is_done(said: ItemSaid, item: KnownItem, step: TakenOver | None) -> bool:
    """Whether the entry, which is another than the mail showed, needs nothing more."""
    if item.minutes_now == item.minutes:
        return False
    return said.answer == YES and not item.proposed if step is None else not _changes(step, item)


def _recorded(changes: Sequence[TakenOver], listed: KnownList) -> Recorded:
    items = tuple(change.item for change in changes if change.item)
    periods = {item.period for item in items}
    return Recorded(
        period=periods.pop() if len(periods) == 1 else listed.items[0].period,
        items=items,
        adjustments=tuple(change.adjustment for change in changes),
    )


def periods_of(items: Sequence[KnownItem]) -> list[str]:
    """The months that entries are about, `YYYY-MM`."""
    return sorted({item.period for item in items})
