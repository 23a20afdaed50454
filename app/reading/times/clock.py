"""Clock times and ranges (rule 7 of the contract): `6-7pm`, `18h30 à 19h15`, `11-1`, `de midi à 13 h`."""

from dataclasses import dataclass
from datetime import time

from app.reading.times.spans import leads_to_day
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_HALF_DAY, _DAY = 12 * 60, 24 * 60
_BOUNDS, _OF = small_words("bounds_of_a_clock_time"), small_words("length_of")
_FIRST_MORNING_HOUR = 7  # 1 to 6 without a mark are taken in the afternoon
_AND, _AT = small_words("and"), frozenset({"@"}) | small_words("clock_at")
_ELIDED, _DOUBTFUL_AT = small_words("elided_from"), small_words("doubtful_at")
_NO_LEADS = small_words("never_before_a_clock_time")
_TOTAL_OF = frozenset({":", "=", "-"}) | small_words("total_of")
_CLOSING = frozenset({"", ",", "-", "("}) | small_words("behind_a_clock_time")
_HOURS = frozenset({"h"}) | small_words("hours_of_the_clock")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time, or a range when `until` is given, at the tokens `first` to `end` (excluded). Local to the programme."""

    first: int
    end: int
    start: time
    until: time | None = None

    @property
    def minutes(self) -> int | None:
        """Length of the range in whole minutes, past midnight too."""
        if self.until is None:
            return None
        return (_in_minutes(self.until) - _in_minutes(self.start)) % _DAY


@dataclass(frozen=True, slots=True)
class Point:
    """One time as it is written, before the half of the day is known: it ends before the token `end`."""

    end: int
    minutes: int
    half: str = ""  # am or pm, if said
    sign: str = ""  # how it was written: colon, dot, h, noon, or nothing

    @property
    def is_marked(self) -> bool:
        return bool(self.half or self.sign)


def clock_at(sentence: Sentence, index: int) -> Clock | None:
    """The range or time that begins at the token, if the words make it one."""
    return _range(sentence, index) or _single(sentence, index)


def _range(sentence: Sentence, index: int) -> Clock | None:
    lead = sentence.tag(index, "between")
    if lead and sentence.source[sentence.tokens[index].start] in _ELIDED and sentence.mark(index) in _ELIDED:
        lead = None
    start = point_at(sentence, lead.end if lead else index)
    link = sentence.tag(start.end, "until") if start else None
    if start is None or link is None:
        return None
    dash = sentence.mark(start.end) == "-"
    if sentence.mark(start.end) in _AND and lead is None:
        return None
    until = point_at(sentence, link.end)
    if until is None or not _is_clock(sentence, start, until, led=lead is not None, dash=dash):
        return None
    begin, finish = _placed(start, until)
    return Clock(index, until.end, _as_time(begin), _as_time(finish))


def _is_clock(sentence: Sentence, start: Point, until: Point, *, led: bool, dash: bool) -> bool:
    leads_on = dash and not until.is_marked and leads_to_day(sentence, start.end, until.end)
    leads_on = leads_on or _begins_fraction(sentence, until)  # "1-1/2 hours"
    if leads_on or sentence.tag(until.end, "unit") or sentence.tag(until.end, "times"):
        return False
    if "dot" in {start.sign, until.sign}:  # "10.00-11.30" beside a day, "12.30 to 1.15pm"
        return bool(start.half or until.half) or (start.sign == until.sign and _beside_day(sentence))
    if dash and _are_lengths(sentence, start, until):
        return False
    if until.sign == "h" and start.minutes % 60 == 0 and until.minutes % 60 == 0 and start.sign != "noon":
        # "2 à 3 heures" is a length that stays open, "de 14 h à 15 h" a time of day.
        return start.minutes >= _FIRST_MORNING_HOUR * 60 or (led and _beside_day(sentence))
    if start.is_marked or until.is_marked:
        return start.sign != "h" or until.sign in {"h", "noon"}
    counted = sentence.tag(until.end, "session")
    return (dash or led) and not (counted and counted.value == "many") and _beside_day(sentence)


def _begins_fraction(sentence: Sentence, until: Point) -> bool:
    tokens = sentence.tokens[until.end - 1 : until.end + 1]
    joined = len(tokens) > 1 and tokens[0].touches(tokens[1]) and sentence.mark(until.end) == "/"
    return joined and not until.is_marked and sentence.mark(until.end + 1).isdecimal()


def _are_lengths(sentence: Sentence, start: Point, until: Point) -> bool:
    """`Total 2:30 - 1:00 in person, 1:30 by phone`: a length and its parts."""
    if start.half or until.half or start.sign != "colon" or until.sign != "colon":
        return False
    first = start.end - len("h:m")
    behind = first - 1 if sentence.mark(first - 1) in _TOTAL_OF else first
    falling = until.minutes < start.minutes < _FIRST_MORNING_HOUR * 60
    return falling or sentence.tag_before(behind, "total") is not None


def _beside_day(sentence: Sentence) -> bool:
    """Whether the sentence tells of a day: only then are bare numbers clock times."""
    return any(map(sentence.has, ("month", "weekday", "day", "ordinal_end"))) or "/" in sentence.plain


def _single(sentence: Sentence, index: int) -> Clock | None:
    lead = sentence.tag(index, "clock_lead")
    point = point_at(sentence, lead.end if lead else index)
    if point is None or point.sign == "dot" or sentence.tag(point.end, "unit"):
        return None
    if sentence.tag(point.end, "total"):
        return None  # "j'arrive à 5 heures en tout"
    led = _leads_to_clock(sentence, index, point) if lead else _follows_day(sentence, index, point)
    if not point.half and not led:
        return None
    minutes = _alone(point)
    return Clock(index, point.end, _as_time(minutes))


def _leads_to_clock(sentence: Sentence, index: int, point: Point) -> bool:
    accented = sentence.source[sentence.tokens[index].start] in "àÀ"
    if sentence.mark(index) in _DOUBTFUL_AT and not accented:
        return point.sign == "h" and point.minutes >= _FIRST_MORNING_HOUR * 60
    if sentence.mark(index) in _NO_LEADS:
        return False
    if sentence.mark(index) in _BOUNDS and (point.minutes < _FIRST_MORNING_HOUR * 60 or _goes_on(sentence, point.end)):
        return False
    return point.sign in {"colon", "noon", "h"} or (sentence.mark(index) in _AT and closes_clock(sentence, point.end))


def _goes_on(sentence: Sentence, index: int) -> bool:
    """`après 8 heures de route`: a length."""
    return sentence.mark(index) in _OF


def _follows_day(sentence: Sentence, index: int, point: Point) -> bool:
    """`12 mai 10 h`, `12/05, 18 h`: nobody meets for ten hours."""
    at = index - 1 if sentence.mark(index - 1) in {",", "-"} else index
    if point.sign == "colon" and sentence.tag_before(at, "weekday"):  # "Friday 2:30 for an hour"
        return any(sentence.tag(later, "unit") or sentence.tag(later, "duration") for later in _behind(sentence, point))
    late = point.sign == "colon" and point.minutes >= _HALF_DAY + 60  # "21 April, 18:00"; 1:30 may be a length
    if not late and (point.sign != "h" or point.minutes < _FIRST_MORNING_HOUR * 60):
        return False
    month = sentence.tag_before(at, "month")
    return sentence.mark(at - 2) == "/" or (month is not None and sentence.mark(month.first - 1).isdecimal())


def _behind(sentence: Sentence, point: Point) -> range:
    return range(point.end, len(sentence.tokens))


def closes_clock(sentence: Sentence, index: int) -> bool:
    """Whether what stands at the token leaves a bare number before it a time of day."""
    # "at 6" is a time when nothing counted follows.
    return sentence.mark(index) in _CLOSING


def point_at(sentence: Sentence, index: int) -> Point | None:
    """The time that is written at the token, whatever it turns out to be: `6`, `6 pm`, `18:00`, `18 h 30`, `noon`."""
    noon = sentence.tag(index, "noon")
    if noon:
        return Point(noon.end, int(noon.value) * 60, sign="noon")
    text = sentence.mark(index)
    hour, _, minute = text.partition(".")
    if not hour.isdecimal() or len(hour) > 2 or int(hour) > 24 or not (minute == "" or len(minute) == 2):  # noqa: PLR2004
        return None
    return _with_half(sentence, _written(sentence, index, int(hour), minute), dotted=bool(minute))


def _written(sentence: Sentence, index: int, hour: int, minute: str) -> Point:
    follow = sentence.mark(index + 1)
    next_number = sentence.mark(index + 2)
    minutes = len(next_number) == 2 and next_number.isdecimal() and int(next_number) < 60  # noqa: PLR2004
    if follow == ":" and minutes:
        return Point(index + 3, hour * 60 + int(next_number), sign="colon")
    if follow in _HOURS:
        if minutes and not sentence.tag(index + 3, "unit"):
            return Point(index + 3, hour * 60 + int(next_number), sign="h")
        return Point(index + 2, hour * 60, sign="h")
    return Point(index + 1, hour * 60 + int(minute or 0))


def _with_half(sentence: Sentence, point: Point, *, dotted: bool) -> Point | None:
    half = sentence.tag(point.end, "meridiem")
    if half and point.minutes <= _HALF_DAY + 59:
        return Point(half.end, point.minutes, half.value, point.sign)
    if point.minutes > _DAY:
        return None
    return Point(point.end, point.minutes, sign="dot") if dotted else point


def _alone(point: Point) -> int:
    if point.half:
        return _halved(point.minutes, point.half)
    if point.sign not in {"h", "noon"} and point.minutes < _FIRST_MORNING_HOUR * 60:
        return point.minutes + _HALF_DAY
    return point.minutes


def _halved(minutes: int, half: str) -> int:
    within = minutes % _HALF_DAY
    return within + _HALF_DAY if half == "pm" else within


def _placed(start: Point, until: Point) -> tuple[int, int]:
    """Both ends in minutes of the day; a mark on one end serves the other."""
    if start.half and until.half:
        return _halved(start.minutes, start.half), _halved(until.minutes, until.half)
    if until.half:
        finish = _halved(until.minutes, until.half)
        return _before(start, finish), finish
    begin = _halved(start.minutes, start.half) if start.half else _alone(start)
    if start.half or until.minutes < begin:
        return begin, _after(until.minutes, begin)
    return begin, until.minutes


def _before(start: Point, finish: int) -> int:
    if start.sign in {"noon", "h"} or start.minutes >= _HALF_DAY + 60:
        return start.minutes
    options = (start.minutes % _HALF_DAY, start.minutes % _HALF_DAY + _HALF_DAY)
    return max((option for option in options if option < finish), default=options[0])


def _after(minutes: int, begin: int) -> int:
    if minutes > begin:
        return minutes
    later = minutes % _HALF_DAY + _HALF_DAY
    return later if later > begin else minutes % _DAY


def _in_minutes(value: time) -> int:
    return value.hour * 60 + value.minute


def _as_time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
