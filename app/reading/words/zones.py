"""Stretches of a sentence whose words do not claim anything past: topics, questions, the future, what is denied."""

from dataclasses import dataclass

from app.reading.words.lexicon import Tag
from app.reading.words.planned import has_come_about
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_OURS = small_words("we", "i")
_FORGOTTEN = small_words("forgotten_before")
_THIS = small_words("this_one")
_BY = small_words("by")
_PLUS = frozenset({"+"}) | small_words("and", "plus", "then")
_LASTING = frozenset({"("}) | small_words("lasting", "over_a_time")
_AFTER_LENGTH = frozenset({"", ",", ";", "(", ")"}) | small_words("and", "behind_a_length")
_LONGEST_AMOUNT = 3
_CLAUSE_MARKS = frozenset({",", ";", "(", ")"}) | small_words("but")
_ASIDE_MARKS = _CLAUSE_MARKS | {":", "-"}
_BEFORE_QUESTION = _ASIDE_MARKS | small_words("and")
_GOES_ON = frozenset({","}) | small_words("and", "then")
_ABOUT, _DATE_LEADS = small_words("about_a_figure"), small_words("before_a_date")
_ASKING, _BUT = small_words("asks_us"), small_words("but")
_MONTH_LEADS = small_words("heads_a_month")
_ORDINAL_ENDS = small_words("ordinal_of_no_day")
_NEAR = 2  # tokens behind a word of the future in which its verb stands


@dataclass(frozen=True, slots=True)
class Zones:
    """`topic` and each `future` are ranges of tokens, `question` begins at one and runs to the end."""

    topic: tuple[int, int] | None
    question: int | None
    future: tuple[tuple[int, int], ...] = ()

    def is_muted(self, index: int) -> bool:
        """Whether the token lies in what was talked about or in a question."""
        return self.is_topic(index) or (self.question is not None and index >= self.question)

    def is_topic(self, index: int) -> bool:
        """Whether the token lies in what was talked about."""
        return self.topic is not None and self.topic[0] <= index < self.topic[1]

    def is_future(self, index: int) -> bool:
        """Whether the words around the token speak of what is still to come."""
        return any(first <= index < end for first, end in self.future)


def zones_of(sentence: Sentence) -> Zones:
    """The zones of a sentence."""
    return Zones(_topic(sentence), _question(sentence), _future(sentence))


def _topic(sentence: Sentence) -> tuple[int, int] | None:
    for tag in sentence.all("topic"):
        following = tag.end
        if _ends_ordinal(sentence, tag.first):
            continue
        spoken = sentence.tag_before(tag.first, "session")
        if sentence.mark(tag.first) in _ABOUT and _is_figure(sentence, following):
            continue  # "about 3 hours"
        if _heads_month(sentence, tag):
            continue  # "Regarding April: 2 hours"
        if sentence.mark(following) in {",", ""}:
            continue  # "what I never told you about, because I lost my notebook, is that ..."
        if spoken is None and any(sentence.mark(at) in _FORGOTTEN for at in range(tag.first)):
            continue  # "I forgot to tell you about the phone call on August 19: 50 minutes"
        if spoken is None and sentence.mark(following) in _THIS:
            continue  # "forgot about this one: May 2, 1 hour"
        if spoken is None and _names_day(sentence, following):
            continue  # "forgot to tell you about March 19, another hour"
        if sentence.tag(following, "own_record"):
            continue  # "I looked at my calendar: it was 2 hours"
        done = tag.value == "doing" or (spoken is not None and spoken.value == "verb")
        return tag.first, _topic_end(sentence, following, done=done)
    return None


def _ends_ordinal(sentence: Sentence, index: int) -> bool:
    """`la 1re`; `Re: her resume` is about something."""
    tokens = sentence.tokens[max(0, index - 1) : index + 1]
    follows = len(tokens) > 1 and tokens[0].is_number and tokens[0].touches(tokens[1])
    return follows and sentence.mark(index) in _ORDINAL_ENDS


def _heads_month(sentence: Sentence, tag: Tag) -> bool:
    """`Concernant avril : 2 h`, `about the month of April: 2 hours`: the month that the hours are of."""
    start = tag.end
    while sentence.mark(start) in _MONTH_LEADS or sentence.mark(start).isdecimal():
        start += 1
    month = sentence.tag(start, "month")
    if month is not None and _closes_day(sentence, tag.end, month):
        return True
    opens = tag.value == "yes" and all(not sentence.mark(at).isalnum() for at in range(tag.first))
    return opens and month is not None and sentence.mark(month.end) in _ASIDE_MARKS


def _names_day(sentence: Sentence, index: int) -> bool:
    at = index + 1 if sentence.mark(index) in _DATE_LEADS else index
    dated = sentence.tag(at, "month") and sentence.mark(at + 1).isdecimal()
    numbered = sentence.mark(at).isdecimal() and (
        sentence.tag(at + 1, "month") or sentence.tag(at + 1, "ordinal_end") or at > index
    )
    return bool(dated or numbered) and not sentence.tag(at + 1, "unit")


def _closes_day(sentence: Sentence, start: int, month: Tag) -> bool:
    """`I forgot to tell you about September 29, 2026:`: the day of what follows."""
    colon = next((at for at in range(month.end, len(sentence.tokens)) if sentence.mark(at) == ":"), None)
    if colon is None:
        return False
    between = [sentence.mark(at) for at in (*range(start, month.first), *range(month.end, colon))]
    figures = [mark for mark in between if mark.isdecimal()]
    return bool(figures) and all(mark.isdecimal() or mark in _MONTH_LEADS | {","} for mark in between)


def _topic_end(sentence: Sentence, start: int, *, done: bool) -> int:
    """A topic ends at a strong mark, or at a comma before a figure: `discussed her resume, 1 hour by phone`.

    `done`: what was worked on, so that a length may close it: `reviewed her resume for 2 hours`.
    """
    for at in range(start, len(sentence.tokens)):
        figure = (
            sentence.mark(at + 1)[:1].isdecimal() or sentence.tag(at + 1, "number") or sentence.tag(at + 1, "duration")
        )
        if _turns_to_us(sentence, at):
            return at
        if sentence.mark(at) in {";", ")", "|"} or (sentence.mark(at) == "," and figure) or _opens_answer(sentence, at):
            return at
        if _adds_amount(sentence, at):
            return at
        if done and sentence.mark(at) in _BY and sentence.tag(at + 1, "mode"):
            return at
        if done and sentence.mark(at) in _LASTING and _closes_with_length(sentence, at + 1):
            return at
    return len(sentence.tokens)


def _opens_answer(sentence: Sentence, index: int) -> bool:
    """`the answer to your question about July is: in person, 2 hours`."""
    behind = range(index, len(sentence.tokens))
    return sentence.mark(index) == ":" and any(sentence.tag(at, "unit") for at in behind)


def _adds_amount(sentence: Sentence, index: int) -> bool:
    """`reviewing her CV plus a 20 min call`: an amount with its unit is no topic."""
    units = (tag for here in sentence.tags[index + 1 : index + 1 + _LONGEST_AMOUNT] for tag in here)
    told = any(tag.category in {"unit", "duration"} for tag in units)
    return sentence.mark(index) in _PLUS and _is_figure(sentence, index + 1) and told


def _turns_to_us(sentence: Sentence, index: int) -> bool:
    """`reviewed 3 chapters and we talked for an hour`: the second verb is no topic."""
    told = sentence.tag(index + 2, "session")
    ours = sentence.mark(index + 1) in _OURS and told is not None and told.value == "verb"
    return ours and sentence.mark(index) in _GOES_ON


def _closes_with_length(sentence: Sentence, index: int) -> bool:
    """Whether an amount of time stands there, and nothing that could be its own object: `for 2 hours on Zoom`."""
    if not _is_figure(sentence, index):
        return False
    units = (tag for here in sentence.tags[index : index + _LONGEST_AMOUNT] for tag in here)
    end = next((tag.end for tag in units if tag.category in {"unit", "duration"}), None)
    if end is None:
        return False
    tail = sentence.tag(end, "tail")
    end = tail.end if tail else end
    return sentence.mark(end) in _AFTER_LENGTH or sentence.tag(end, "mode") is not None


def _is_figure(sentence: Sentence, index: int) -> bool:
    return bool(
        sentence.mark(index)[:1].isdecimal()
        or sentence.mark(index) in {"½", "¼", "¾"}
        or any(
            sentence.tag(index, category) for category in ("number", "article", "duration", "vague_quantity", "total")
        )
    )


def _question(sentence: Sentence) -> int | None:
    """Where the question begins: the last clause that opens like one, else the whole sentence.

    `Could you note 2 hours?` is a claim.
    """
    if is_request_to_record(sentence):
        return None
    starts = [
        at
        for at in range(len(sentence.tokens))
        if sentence.tag(at, "question_start") and (at == 0 or sentence.mark(at - 1) in _BEFORE_QUESTION)
    ]
    if sentence.closing == "?" and sentence.tag(0, "condition"):
        return 0  # "If we only manage 1 hour, are we out?"
    if sentence.closing == "?":
        # "maybe 2 hours?" asks nothing of us; its amount stays open.
        sized = sentence.has("unit") or sentence.has("duration") or sentence.has("vague_amount")
        return starts[-1] if starts else None if sized else 0
    asks = [at for at in starts if sentence.mark(at) in _ASKING]
    return asks[0] if asks else None


def is_request_to_record(sentence: Sentence) -> bool:
    """`Could you add 2 hours?` tells hours, `can you add my new address?` does not."""
    telling = sentence.has("unit") or sentence.has("duration") or any(sentence.all("session"))
    return telling and sentence.find("recording") is not None


def _future(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    ahead = _first_ahead(sentence)
    told = (tag for tag in sentence.all("future") if not has_come_about(sentence, tag))
    tags = [*told, *([ahead] if ahead else [])]
    asides = tuple(_aside(sentence, tag) for tag in tags if _is_aside(sentence, tag))
    tag = next((tag for tag in tags if not _is_aside(sentence, tag)), None)
    if tag is None:
        return asides
    first = _clause_start(sentence, tag.first, _CLAUSE_MARKS)
    if tag.category == "sessions_to_go" or any(sentence.tag(at, "past") for at in range(first, tag.first)):
        first = tag.first
    end = next((stop.first for stop in sentence.all("stop_future") if stop.first > tag.first), len(sentence.tokens))
    return (*asides, (first, min(end, _turn(sentence, tag.end))))


def _is_aside(sentence: Sentence, tag: Tag) -> bool:
    """`I will send May's on Friday: 2 hours`, `I am away from tomorrow, so quickly: 2 hours`: no session to come."""
    near = range(tag.first, min(tag.end + _NEAR, len(sentence.tokens)))
    if any(sentence.tag(at, "reporting") for at in near):
        return True
    first, end = _aside(sentence, tag)
    return sentence.tag(tag.first, "day") is not None and not any(
        sentence.tag(at, category) for at in range(first, end) for category in ("session", "mode", "unit")
    )


def _aside(sentence: Sentence, tag: Tag) -> tuple[int, int]:
    end = tag.end
    while end < len(sentence.tokens) and sentence.mark(end) not in _ASIDE_MARKS:
        end += 1
    return _clause_start(sentence, tag.first, _ASIDE_MARKS), end


def _clause_start(sentence: Sentence, first: int, marks: frozenset[str]) -> int:
    while first > 0 and sentence.mark(first - 1) not in marks:
        first -= 1
    return first


def _first_ahead(sentence: Sentence) -> Tag | None:
    """`We have not met yet, first meeting June 10`, `two more sessions and then we are done`."""
    if sentence.find("sessions_to_go"):
        return _first_to_go(sentence)
    if not sentence.find("not_started"):
        return None
    return next((tag for tag in sentence.all("first") if sentence.tag(tag.end, "session")), None)


def _first_to_go(sentence: Sentence) -> Tag | None:
    """The first of the sessions that are left; what stands before them took place."""
    size = len(sentence.tokens)
    begins = max(at for at in range(size) if sentence.find_within("sessions_to_go", at, size))
    told = any(sentence.tag(at, "past") for at in range(max(0, begins - _NEAR), begins))
    return None if told else Tag("sessions_to_go", "yes", begins, begins + 1)


def _turn(sentence: Sentence, start: int) -> int:
    """Where `but` turns back to what took place."""
    for at in range(start, len(sentence.tokens)):
        if sentence.mark(at) in _BUT:
            near = range(at + 1, min(at + 5, len(sentence.tokens)))
            if any(sentence.tag(word, "past") or sentence.tag(word, "turn") for word in near):
                return at
    return len(sentence.tokens)
