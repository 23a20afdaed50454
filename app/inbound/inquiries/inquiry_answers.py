"""What an answer to an auditor's questions comes to (X4). Pure.

The auditor reads the words themselves, so that nothing is asked back: what is neither a plain yes nor a plain no of an
entry stands as words.
"""

from app.audits.said import NewAnswer, Said
from app.inbound.decision import AuditorAnswer, Decision, Reason, Review
from app.inbound.hours.claims import minutes_of
from app.inbound.identity.plain_answer import is_taken_back
from app.inbound.known import KnownInquiry, KnownQuestion
from app.reading.contract import ItemSaid, Outcome, Reading

_SAID = {"yes": Said.YES, "no": Said.NO}


def answer_to_inquiry(reading: Reading, inquiry: KnownInquiry) -> Decision:
    """What the mail says of each entry; one without words, or that only asks for something, goes to the coordinator."""
    said = {one.item: one for one in reading.answers if one.is_told}
    if not reading.reply_text.strip() or (reading.wants_help and not said):
        return Review(Reason.REQUEST)
    return AuditorAnswer(tuple(_answer(reading, one, said.get(str(one.question_id))) for one in inquiry.questions))


def _answer(reading: Reading, question: KnownQuestion, said: ItemSaid | None) -> NewAnswer:
    return NewAnswer(question.question_id, _said(reading, question, said), reading.reply_text)


def _said(reading: Reading, question: KnownQuestion, said: ItemSaid | None) -> Said:
    """A yes beside another figure, or beside anything that is unclear, is no plain yes."""
    if said is None or said.answer not in _SAID:
        return Said.WORDS
    other_figure = bool(reading.hours) and minutes_of(reading) != question.minutes
    plain = said.value is None and not other_figure and not reading.correction
    alone = len(reading.answers) == 1
    if said.answer == "yes" and (not plain or (alone and reading.outcome is not Outcome.RECORDED)):
        return Said.WORDS
    if all(one.answer == "yes" for one in reading.answers) and is_taken_back(reading.reply_text):
        return Said.WORDS
    return _SAID[said.answer]
