"""Requests for help, and words that a named person must read at once (rule 10 of the contract)."""

from collections.abc import Sequence

from app.reading.words.sentences import Sentence
from app.reading.words.zones import is_request_to_record

_SHORT = 8


def help_words(sentences: Sequence[Sentence]) -> str:
    """The words that ask the coordinator for something, or tell of trouble with the match; empty if there are none."""
    for sentence in sentences:
        found = _beside_idioms(sentence, "help", "help_idiom")
        if found and not is_request_to_record(sentence) and not _is_no_request(sentence):
            return found
    return question_words(sentences)


def _is_no_request(sentence: Sentence) -> bool:
    return sentence.find("not_help") is not None or sentence.find("correction") is not None


def question_words(sentences: Sequence[Sentence]) -> str:
    """The first question that is more than a courtesy; empty if there is none."""
    return next((each.text for each in sentences if _is_question(each)), "")


def _is_question(sentence: Sentence) -> bool:
    if sentence.closing != "?" or sentence.find("courtesy") or is_request_to_record(sentence):
        return False
    guessed = sentence.find("guessed") or _is_amount_in_doubt(sentence)
    return not guessed or sentence.has("question_start")  # "maybe 2?" asks nothing of us


def _is_amount_in_doubt(sentence: Sentence) -> bool:
    """`An hour or two?`, `une demi-journée?`: they are not sure themselves."""
    sized = any(map(sentence.has, ("unit", "duration", "vague_amount")))
    return sized and len(sentence.tokens) <= _SHORT


def safeguarding_words(sentences: Sequence[Sentence]) -> str:
    """The words that tell of harm, a threat, a crime or a risk to life; empty if there are none.

    A policy or a training that was talked about is none; a doubtful word is.
    """
    for sentence in sentences:
        if sentence.find("safeguarding_topic"):
            continue
        found = _harm(sentence) or _doubtful(sentence)
        if found:
            return found
    return ""


def _harm(sentence: Sentence) -> str:
    """The words of harm that are no part of an idiom (`killing it`, `mourir de rire`)."""
    return _beside_idioms(sentence, "safeguarding", "harm_idiom") or _beside_idioms(sentence, "harm", "harm_idiom")


def _beside_idioms(sentence: Sentence, pattern: str, idiom: str) -> str:
    """The words that match the named pattern, none of which belongs to an idiom; empty if there are none."""
    return sentence.find_within(pattern, 0, len(sentence.tokens), beside=idiom) or ""


def _doubtful(sentence: Sentence) -> str | None:
    idiom = sentence.find("harm_idiom")
    word = sentence.find("safeguarding_word")
    if word and idiom and word in idiom:
        return None
    if word and sentence.has("topic") and not sentence.find("person"):
        return None
    return word
