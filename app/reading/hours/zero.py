"""Nothing happened: words that claim zero hours (rule 8 of the contract)."""

import re
from collections.abc import Sequence

from app.reading.claims.forms.our_questions import asks_for_time
from app.reading.words.lexicon import lexicon
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words
from app.reading.words.tokens import fold, plain_words, tokenize

_EVERYTHING = frozenset({"0"}) | small_words("all_the_hours")
_ZEROS = frozenset({"0"}) | small_words("zeros")
_TURNS = small_words("turns_from_zero")
_REFUSALS = frozenset({"0"}) | small_words("refusals")


def nothing_words(sentences: Sequence[Sentence]) -> str:
    """The words that say that there was nothing; empty if there are none."""
    for sentence in sentences:
        if sentence.find("not_zero"):
            continue
        if sentence.closing == "?":
            if _opens_with_zero(sentence) and (sentence.tag(2, "question_start") or sentence.find("help")):
                return sentence.words(0, 1)  # "0, can you talk to her?"
            continue
        found = _of_zero(sentence) or _bare(sentence)
        if found and not (_only_of_meetings(found) and _tells_messages(sentences)):
            return found
    return ""


def _of_zero(sentence: Sentence) -> str | None:
    """The words of nothing; `nothing else` and `rien à signaler` are none, unless they name the month."""
    found = sentence.find("zero")
    idle = sentence.find("idle") if found else None
    return None if idle and found and fold(found) in fold(idle) else found


def _only_of_meetings(words: str) -> bool:
    # "No meetings" leaves the emails open, "nothing" and "0 hours" do not.
    return not _EVERYTHING & {token.text for token in tokenize(words)}


def _tells_messages(sentences: Sequence[Sentence]) -> bool:
    written = (sentence for sentence in sentences if not sentence.find("notice"))
    tags = (tag for sentence in written for tag in sentence.all("mode"))
    return any(tag.value in {"email", "text"} for tag in tags)


def _bare(sentence: Sentence) -> str:
    if sentence.answers is not None and not asks_for_time(sentence.answers):
        return ""
    if sentence.answers is not None and sentence.mark(0) in _REFUSALS:
        return sentence.text
    if _opens_with_zero(sentence):
        return sentence.words(0, 1)
    return sentence.text if _is_bare_zero(sentence) else ""


def _is_bare_zero(sentence: Sentence) -> bool:
    """`None, sorry`, `rien, malheureusement`: a word of nothing and of regret."""
    patterns = lexicon().patterns
    said = plain_words(token for token in sentence.tokens if token.text.isalnum())
    plain = patterns["small_talk"].sub("", patterns["regret"].sub("", said))
    return any(_is_all_of(patterns["zero_bare"], each) for each in (said, plain))


def _is_all_of(pattern: re.Pattern[str], plain: str) -> bool:
    found = pattern.match(plain)
    return found is not None and found.end() == len(plain) - 1


def _opens_with_zero(sentence: Sentence) -> bool:
    """`0 - she started a new job`, `None, she was away`; not `0 - 15 minutes`, `Nothing, just emails`."""
    parted = sentence.mark(0) in _ZEROS and sentence.mark(1) in {"-", ",", "("}
    more = any(token.is_number or token.text in _TURNS for token in sentence.tokens[1:])
    return parted and not more and not sentence.has("unit")
