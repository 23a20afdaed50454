"""A reply that is one word to the robot: `help`, `record`, `pause`, `resume`, `stop`, with or without courtesy."""

import re
from collections.abc import Sequence

from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence

STOP = "stop"
_PATTERNS = {
    STOP: "unsubscribe_bare",
    "help": "command_help",
    "record": "command_record",
    "pause": "command_pause",
    "resume": "command_resume",
}
_NOISE = re.compile(r" (?:@me|[^\w\s@])(?= )")
_LONGEST_GREETING = 4
_LONGEST_NAME = 3


def command_of(sentences: Sequence[Sentence]) -> str | None:
    """The word that is all the reply says: greeting, thanks and the writer's name count for nothing."""
    told = [(sentence, words) for sentence in sentences if (words := without_courtesy(sentence))]
    if not told or not all(is_name(sentence) for sentence, _ in told[1:]):
        return None
    return next((command for command, name in _PATTERNS.items() if _is_all(told[0][1], name)), None)


def says_stop(sentences: Sequence[Sentence]) -> bool:
    """Whether some sentence of the reply clearly wants no more mail."""
    return any(is_farewell(sentence) for sentence in sentences)


def is_farewell(sentence: Sentence) -> bool:
    """Whether the sentence wants no more mail: it says so, or is the bare word."""
    return bool(sentence.find("unsubscribe")) or _is_all(without_courtesy(sentence), _PATTERNS[STOP])


def without_courtesy(sentence: Sentence) -> str:
    """The folded words that are left without greeting, thanks, marks and the writer's own name."""
    if _is_greeting(sentence):
        return ""
    bare = lexicon().patterns["small_talk"].sub("", _NOISE.sub("", sentence.plain))
    return bare.strip()


def _is_greeting(sentence: Sentence) -> bool:
    """`Hi Priya,`: a greeting and a name on a line of their own."""
    tokens = sentence.tokens
    short = 1 < len(tokens) <= _LONGEST_GREETING and (tokens[-1].text == "," or sentence.closing == "!")
    return short and sentence.find_within("greeting", 0, 1) is not None


def _is_all(words: str, pattern: str) -> bool:
    whole = lexicon().patterns[pattern].pattern + " "
    return re.fullmatch(whole, f" {words} ") is not None


def is_name(sentence: Sentence) -> bool:
    """Whether the line may be a name: a few words with a capital and no meaning of their own."""
    written = sentence.text.split()
    plain = not any(sentence.tags) and len(written) <= _LONGEST_NAME
    return plain and all(word[:1].isupper() for word in written)
