"""Yes, no, or what would be right of each item: `1 yes, 2 no it was 45 min`, `all correct except the second`.

The events of the words are taken in order. What is said of nothing in particular is said of all; what names an item is
said of that item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.reading.answered import NOTHING_CORRECTED, Corrected
from app.reading.asked.clocks import corrected_by
from app.reading.asked.events import NOBODY, Does, Event, events_of
from app.reading.asked.known import Asked
from app.reading.asked.links import (
    is_apart,
    is_courtesy,
    is_denied,
    is_linked,
    is_listed,
    is_of_any,
    is_turned,
    leads_to,
)
from app.reading.asked.places import Sort
from app.reading.standing.answers import Answer
from app.reading.words.sentences import Sentence

_HOUR = 60
_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


@dataclass
class Verdict:
    """What is said of one item, and the words it stands on.

    `denied`: that it never took place; `vague`: a length that stays open; `turned`: the value stands behind a `but`.
    `only_way`: our own words on how it was held said again, which is no yes to its length.
    """

    answer: Answer | None = None
    value: Corrected = NOTHING_CORRECTED
    denied: bool = False
    vague: bool = False
    turned: bool = False
    only_way: bool = False
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is said of each item by place; `stray`: a value that names none; `named`: the items named by number."""

    of: Mapping[int, Verdict]
    stray: str
    named: frozenset[int]


def verdicts_of(lines: Sequence[tuple[Sentence, frozenset[int]]], asked: Asked) -> Verdicts:
    """What the sentences say of the items; each comes with the items that it stands under in the mail."""
    listener = _Listener(asked)
    for sentence, about in lines:
        listener.take(sentence, about)
    return listener.verdicts()


class _Listener:
    """`waiting`: items named and not answered yet; `current`: those the last words are about."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._of: dict[int, Verdict] = {}
        self._of_all: Answer | None = None
        self._of_all_words = ""
        self._of_all_denied = False
        self._waiting = self._current = self._left_out = self._named = frozenset[int]()
        self._excepting = False
        self._loose: Event | None = None
        self._before: Event | None = None
        self._stray = ""

    def take(self, sentence: Sentence, about: frozenset[int]) -> None:
        if about:
            self._waiting = self._current = about
        self._before = None
        events = [*events_of(sentence, self._asked), None, None]
        for event, following, then in zip(events, events[1:], events[2:], strict=False):
            if event is not None:
                self._event(sentence, event, following, then)
                self._before = event

    def verdicts(self) -> Verdicts:
        self._take_rest_as_right()
        self._settle_left_out()
        only_some = self._of_all == Answer.NO and bool(self._of)  # "No, 2 was 45 min" leaves the others open
        if self._of_all is not None and not only_some:
            for place in self._asked.all - self._of.keys() - self._left_out:
                self._of[place] = Verdict(self._of_all, denied=self._of_all_denied, words=[self._of_all_words])
        for verdict in self._of.values():
            if verdict.only_way and self._of_all == Answer.YES:
                verdict.answer = verdict.answer or Answer.YES  # "yes, both by video"
        if len(self._asked.items) == 1 and 0 in self._of:
            self._of[0].answer = self._of[0].answer or self._of_all
        return Verdicts(self._of, self._stray, self._named)

    def _event(self, sentence: Sentence, event: Event, following: Event | None, then: Event | None) -> None:
        match event.does:
            case Does.NAME | Does.REST:
                self._name(sentence, event, following)
            case Does.ANSWER:
                if self._waiting or not is_linked(sentence, event, following, then):
                    self._answer(sentence, event)
            case Does.EXCEPT:
                self._excepting = True
            case Does.VALUE if not self._waiting and leads_to(sentence, event, following):
                self._loose = event
            case Does.VALUE:
                self._value(sentence, event)
            case Does.END:
                self._end(sentence)
            case Does.NOTHING:
                pass

    def _name(self, sentence: Sentence, event: Event, following: Event | None) -> None:
        items = event.items
        if event.does == Does.REST:
            self._named |= self._waiting
            items = self._asked.all - self._of.keys() - self._left_out - self._waiting
        elif event.sort == Sort.NUMBER:
            self._named |= items
        if items == NOBODY:
            self._stray = self._stray or sentence.words(event.first, event.end)
        if event.sort == Sort.GROUP and self._left_out:
            self._excepting, items = False, items - self._left_out
        if self._excepting and event.sort != Sort.GROUP:
            self._left_out |= items
            self._current = items
        elif not self._waiting and is_linked(sentence, self._before, event, following):
            self._link(sentence, event, items)
        else:
            self._waiting = self._current = self._with_waiting(sentence, event, items)
        self._take_loose(sentence)

    def _take_loose(self, sentence: Sentence) -> None:
        loose, self._loose = self._loose, None
        if loose is not None:
            self._value(sentence, loose)

    def _with_waiting(self, sentence: Sentence, event: Event, items: frozenset[int]) -> frozenset[int]:
        """`1 and 3` are two; `the phone call of May 12` is one."""
        before = self._before
        if not self._waiting or before is None or before.does not in {Does.NAME, Does.REST}:
            return items
        listed = is_listed(sentence, before.end, event.first)
        if not listed and event.sort != before.sort and self._waiting & items:
            return self._waiting & items
        return self._waiting | items if listed else items

    def _link(self, sentence: Sentence, event: Event, items: frozenset[int]) -> None:
        """`yes to 1 and 3`: the answer before holds for the items."""
        assert self._before is not None
        told = (self._of[place].answer for place in self._current if place in self._of)
        answer = self._before.answer if self._before.does == Does.ANSWER else next(told, None)
        for place in items:
            verdict = self._of.setdefault(place, Verdict())
            verdict.answer = answer
            verdict.words.append(sentence.words(self._before.first, event.end))
            verdict.denied |= is_denied(sentence, self._before)
        self._current = items

    def _answer(self, sentence: Sentence, event: Event) -> None:
        self._settle_left_out()
        if self._waiting:
            self._current, self._waiting = self._waiting, frozenset()
            for place in self._current:
                verdict = self._of.setdefault(place, Verdict())
                verdict.answer = verdict.answer if event.weak else event.answer
                self._note(verdict, sentence, event)
            self._settle_left_out()
        elif self._current and not self._left_out:
            self._again(sentence, event)
        elif self._of_all is None and not event.weak:
            self._of_all, self._of_all_words = event.answer, sentence.words(event.first, event.end)
            self._of_all_denied = is_denied(sentence, event)
        elif self._of_all != event.answer and not event.weak and not is_courtesy(sentence, event):
            self._of_all = Answer.MAYBE

    def _again(self, sentence: Sentence, event: Event) -> None:
        """A further answer without a name is of what was spoken of last; against what was said it leaves a doubt."""
        for place in self._current:
            verdict = self._of.setdefault(place, Verdict())
            self._note(verdict, sentence, event)
            if event.weak or is_courtesy(sentence, event):
                continue
            if verdict.answer is None or event.answer == Answer.PARTLY:
                verdict.answer = event.answer
            elif verdict.answer != event.answer and not verdict.value:
                verdict.answer = Answer.MAYBE

    def _note(self, verdict: Verdict, sentence: Sentence, event: Event) -> None:
        verdict.words.append(sentence.words(event.first, event.end))
        verdict.denied |= is_denied(sentence, event)

    def _value(self, sentence: Sentence, event: Event) -> None:
        everything = self._asked.all if len(self._asked.items) == 1 else frozenset[int]()
        if self._before is None or is_apart(sentence, self._before, event):
            self._take_rest_as_right()
        items = (self._waiting - self._left_out) or self._current or everything
        if not items or (len(items) > 1 and is_of_any(sentence, self._before, event)):
            self._stray = self._stray or sentence.words(event.first, event.end)
            return
        if event.clock:
            self._clock(sentence, event, items)
            return
        if event.value or event.vague:
            self._current, self._waiting = items, frozenset()
        for place in items if event.value or event.vague else ():
            verdict = self._of.setdefault(place, Verdict())
            verdict.words.append(sentence.words(event.first, event.end))
            verdict.vague |= event.vague
            if not self._is_known(place, event.value):
                verdict.turned |= is_turned(sentence, event)
                verdict.value = _with(verdict.value, event.value)
            elif event.value.mode is not None:
                verdict.only_way = True
                if is_turned(sentence, event) and len(items) == 1:
                    verdict.answer = Answer.MAYBE  # "yes, but the first was by phone", as we had said

    def _clock(self, sentence: Sentence, event: Event, items: frozenset[int]) -> None:
        """A time of day puts right what our mail said of each item; beside one without a time it is no other."""
        assert event.clock is not None
        self._current, self._waiting = items, frozenset()
        for place in items:
            verdict, known = self._of.setdefault(place, Verdict()), self._asked.items[place]
            verdict.words.append(sentence.words(event.first, event.end))
            value = corrected_by(event.clock, known, verdict.value.start) if known.start else None
            if value is None:
                verdict.only_way = True
            else:
                verdict.turned |= is_turned(sentence, event)
                verdict.value = _with(verdict.value, value)

    def _is_known(self, place: int, value: Corrected) -> bool:
        """Whether the value only says again what our mail said."""
        known = self._asked.items[place]
        if value.hours is not None:
            return any(float(value.hours) * _HOUR == float(minutes) for minutes in known.minutes)
        return value.mode is not None and value.mode in known.modes

    def _end(self, sentence: Sentence) -> None:
        self._settle_left_out()
        self._excepting = False
        if self._loose is not None:
            self._take_loose(sentence)

    def _take_rest_as_right(self) -> None:
        """`All but 2, that was 45 min` is a yes to the others, in no word; `all but 2 were 45 min` is none."""
        if self._left_out and self._left_out < self._waiting and self._of_all is None:
            self._of_all, self._waiting = Answer.YES, frozenset()
            self._settle_left_out()

    def _settle_left_out(self) -> None:
        """`all correct except the second`: the opposite of what is said of all."""
        told = self._of_all or next((verdict.answer for verdict in self._of.values()), None)
        if told not in _OPPOSITE:
            return
        for place in self._left_out:
            self._of.setdefault(place, Verdict(words=[self._of_all_words])).answer = _OPPOSITE[told]
        self._current, self._left_out = self._left_out or self._current, frozenset()


def _with(old: Corrected, new: Corrected) -> Corrected:
    return Corrected(
        new.hours if new.hours is not None else old.hours,
        new.mode or old.mode,
        new.day or old.day,
        new.start or old.start,
        new.end or old.end,
    )
