"""Why words cannot be saved, each reason with the sentence that says what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.language import gettext_for
from app.language import mark as _


class Why(StrEnum):
    """The reasons, total: `SENTENCES` has one for each."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    UNKNOWN_NEAR = "unknown_near"
    DOUBLED = "doubled"
    TOO_OFTEN = "too_often"
    BRACE = "brace"
    TOO_LONG = "too_long"
    MAIL_TOO_LONG = "mail_too_long"
    TOO_MANY_LINES = "too_many_lines"
    ONE_LINE = "one_line"
    UNSEEN = "unseen"
    LINK = "link"
    LABEL = "label"
    QUOTE = "quote"
    TAKEN_FOR_THEIRS = "taken_for_theirs"
    HOURS = "hours"


SENTENCES = {
    Why.MISSING: _("{%(field)s} is missing: %(label)s has to be told here."),
    Why.UNKNOWN: _("There is no {%(field)s} to fill in here."),
    Why.UNKNOWN_NEAR: _("There is no {%(field)s} to fill in here. Did you mean {%(near)s}?"),
    Why.DOUBLED: _("Write {%(near)s} with one brace on each side."),
    Why.TOO_OFTEN: _("{%(field)s} stands here more than %(most)s times."),
    Why.BRACE: _("A brace stands alone near “%(near)s”. A field has one on each side, as in {month}."),
    Why.TOO_LONG: _("These are %(count)s characters; %(most)s fit."),
    Why.MAIL_TOO_LONG: _("All passages together are too long for one mail. Shorten some of them."),
    Why.TOO_MANY_LINES: _("These are %(count)s lines; %(most)s fit."),
    Why.ONE_LINE: _("This has to be one line."),
    Why.UNSEEN: _("There is a character in it that nobody sees. Type the words anew instead of pasting them."),
    Why.LINK: _("“%(near)s” cannot be a link in a mail: links begin with %(starts)s."),
    Why.LABEL: _("“%(near)s” looks like a line to fill in, and answers would be misread. Make a sentence of it."),
    Why.QUOTE: _("“%(near)s” looks like the beginning of another mail, and answers would be misread."),
    Why.TAKEN_FOR_THEIRS: _(
        "Quoted in an answer, these words would be taken for the person’s own. Put them another way."
    ),
    Why.HOURS: _("Hours told here would be taken for those on record. Leave the figures out."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason, and the passage it is about (empty: the whole mail). `values` fill its sentence."""

    passage: str
    why: Why
    values: Mapping[str, str] = field(default_factory=dict)


def fault_words(fault: Fault, locale: str) -> str:
    """The reason as a person reads it."""
    return gettext_for(locale).gettext(SENTENCES[fault.why]) % fault.values
