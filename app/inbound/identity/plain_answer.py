"""Whether a reply says plainly yes, plainly no, or anything else, to "Was this you?" and "Is this yours?" (I9). Pure.

A yes records hours or lets an address speak for somebody. So it is one only where all that they wrote is known to be a
yes: word for word, from `plain_answer.toml`. A no records nothing and is heard sooner. A coordinator reads the rest.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from app.reading.contract import Reading, Status
from app.reading.explained import PassedReason

_LONGEST: Final = 240
"""Characters of the longest yes, signature aside."""
_MOST_IN_PHRASE: Final = 14  # words
_PARTS: Final = ("mail", "address", "which", "sent", "adresse", "laquelle", "device")
_MOST_SIGNATURE: Final = 40  # words
_APOSTROPHES: Final = re.compile("['\u2019\u2018\u02bc\u00b4`]")
_STOPS: Final = re.compile(r"[.,;:!\n\u2013\u2014\u2026-]+")
_UNHEARD: Final = re.compile("[\u200b-\u200f\ufeff\u2060]")
_UNKNOWN: Final = re.compile(r"[^a-z0-9\s.,;:!\"()%*_&+@/\u00ab\u00bb\u201c\u201d\u2013\u2014\u2026-]")
_PER_CENT: Final = re.compile(r"(?<!\d)(?!100\b)\d+ ?(%|per ?cent\b|pour ?cent\b)")
_WORD: Final = re.compile(r"[a-z0-9]+")
_GREETING: Final = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|bonjour|bonsoir|salut|allo|chere?)\b"
    r"([^,\n!.]{0,60})[,\n!.]+"
)


def plain_answer(reading: Reading, names: Collection[str] = (), *, agrees: bool = False) -> bool | None:
    """Yes or no where that is all it says, else `None`.

    `names` are those that the person may sign with; `agrees` where the question was whether they agree, so that `ok`
    is a yes too.
    """
    text = _folded(reading.reply_text)
    if _is_yes(text, names, agrees=agrees):
        return True
    words = _words(text)
    if tells_more(reading) or _found("unsure", words) or _found("claims", words):
        return None
    return False if reading.answer == "no" or _found("no", words) else None


def is_taken_back(text: str) -> bool:
    """Whether a yes to all that was listed has words beside it that take it back, put it off, or limit it to a part."""
    folded = _folded(text)
    words = _any_of("harmless").sub(" ", _words(folded))
    return _found("takes_back", words) or _found("limits", words) or _PER_CENT.search(folded) is not None


def is_absence(text: str) -> bool:
    """Whether it says that the writer was not there, and not that there was nothing: `I was not there`."""
    words = _words(_folded(text))
    return _found("absent", words) and not _found("not_held", words)


def is_of_another(text: str, names: Collection[str] = (), partners: Collection[str] = ()) -> bool:
    """Whether it says that this was somebody else, or is for somebody else: `not me`, `wrong person`.

    `names` are the writer's own, `partners` those of the others in their matches: `I am not Kate`, `I don't know Dan`.
    """
    folded = _folded(text)
    named = _is_before_name("not_the_writer", folded, names) or _is_before_name("not_known", folded, partners)
    return named or _found("of_another", _words(folded))


def _is_before_name(phrases: str, folded: str, names: Collection[str]) -> bool:
    """Whether one of the names follows at once; behind a stop it is the signature."""
    own = {part for name in names for part in _words(_folded(name)).split()}
    found = re.finditer(rf"(?:{_any_of(phrases).pattern}) +([a-z0-9]+)", folded)
    return any(one[one.re.groups] in own for one in found)


def excepted_numbers(text: str) -> frozenset[int]:
    """The numbers of entries that are taken out of a yes: `yes except 2`, `1 and 3, not 2`."""
    found = re.finditer(rf"\b(?:{_any_of('excepting').pattern}) (\d{{1,2}})\b", _words(_folded(text)))
    return frozenset(int(one[one.re.groups]) for one in found)


def tells_more(reading: Reading) -> bool:
    """Whether it says anything but yes or no: hours, how things stand, a request."""
    passed = any(each.reason is PassedReason.NOT_HOURS for each in reading.explanation.passed_over)
    told = reading.hours or reading.meetings or reading.next_meeting or reading.goals or reading.command
    return bool(passed or told or reading.wants_help or reading.status is not Status.UNKNOWN)


def _is_yes(text: str, names: Collection[str], *, agrees: bool) -> bool:
    """A question, or a sign that we do not know, makes it something else."""
    said = _without_signature(_without_greeting(text), names)
    if len(said) > _LONGEST or _UNKNOWN.search(said):
        return False
    return _is_made_of_yes(_words(said).split(), agrees=agrees)


def _is_made_of_yes(words: Sequence[str], *, agrees: bool) -> bool:
    """Whether phrases of the list are the whole of it, and at least one of them is a yes by itself."""
    counts, beside = _any_of("yes", "agreed" if agrees else "yes"), _any_of("beside", "agreed", "added")
    reached = {(0, False)}
    for start in range(len(words)):
        for heard in {heard for place, heard in reached if place == start}:
            for end in range(start + 1, min(start + _MOST_IN_PHRASE, len(words)) + 1):
                phrase = " ".join(words[start:end])
                if counts.fullmatch(phrase):
                    reached.add((end, True))
                elif beside.fullmatch(phrase):
                    reached.add((end, heard))
    return (len(words), True) in reached


def _without_greeting(text: str) -> str:
    found = _GREETING.match(text)
    return text[found.end() :] if found and _is_no_sentence(_words(found[1])) else text


def _without_signature(text: str, names: Collection[str]) -> str:
    """What stands before their own name, where only such things follow it as stand under a name: a title, a phone."""
    own = {word for name in names for word in _words(_folded(name)).split()}
    start = 0
    for stop in _STOPS.finditer(text):
        rest = text[start : stop.start()]
        start = stop.end()
        if rest.strip() and _is_signature(text[start:], own):
            return text[: stop.start()]
    return text


def _is_signature(text: str, own: Collection[str]) -> bool:
    """Whether it begins with their names or initials alone, up to the first stop or the end of the line."""
    first = _words(_STOPS.split(text.strip(), maxsplit=1)[0]).split()
    names = {*own, *(name[0] for name in own)}
    named = bool(first) and names.issuperset(first)
    return named and len(_words(text).split()) <= _MOST_SIGNATURE and _is_no_sentence(_words(text))


def _is_no_sentence(words: str) -> bool:
    """Whether these can be the words of a name, a title or an address."""
    said = words.split()
    listed = _listed()
    doubtful = any(word.startswith(tuple(listed["doubtful"])) for word in said)
    return not doubtful and not set(listed["sentence"]).intersection(said)


def _found(name: str, words: str) -> bool:
    return _any_of(name).search(words) is not None


@cache
def _any_of(*names: str) -> re.Pattern[str]:
    listed = _listed()
    parts = {each: "|".join(listed[each]) for each in _PARTS}
    phrases = (
        re.sub(r"\{([a-z]+)\}", lambda part: f"({parts[part[1]]})", each) for name in names for each in listed[name]
    )
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))


@cache
def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(
        files("app.inbound.identity").joinpath("plain_answer.toml").read_text("utf-8")
    )
    return found


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _folded(text: str) -> str:
    """Small letters without accents and apostrophes; `%` and the stops stay."""
    plain = unicodedata.normalize("NFKD", _UNHEARD.sub("", _APOSTROPHES.sub("", text)))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
