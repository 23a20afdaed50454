"""What can be put in own words in one kind of mail, and what stays ours."""

from dataclasses import dataclass
from functools import cached_property

from app.outbound.own_words.fields import ALWAYS
from app.outbound.own_words.passage import Passage

EVERY_MAIL = "every_mail"
"""The kind under which the words are kept that stand in all mails."""
TO_STAFF = ("first_name", "programme")
"""What mails to staff know besides their own fields."""


@dataclass(frozen=True)
class MailWords:
    """One kind of mail, as a coordinator meets it.

    `kind` is that of the mail, or `EVERY_MAIL`. `title` and `sent` are marked sentences: what it is, and when it goes
    out to whom. `passages` are in the order of the mail. `fixed` are the sentences that stay ours, `always` the fields
    that each passage may use besides those of our own sentence.
    """

    kind: str
    title: str
    sent: str
    passages: tuple[Passage, ...]
    fixed: tuple[str, ...] = ()
    always: tuple[str, ...] = ALWAYS

    @cached_property
    def by_name(self) -> dict[str, Passage]:
        """The passages by their names."""
        return {passage.name: passage for passage in self.passages}

    def fields_of(self, passage: Passage) -> tuple[str, ...]:
        """What may be merged into a passage: the fields of our own sentence, then those of every passage."""
        return tuple(dict.fromkeys((*passage.fields, *self.always)))


def subject(name: str, ours: str, when: str = "", *, spare: frozenset[str] = frozenset(), advice: str = "") -> Passage:
    """The passage of a subject: one line."""
    return Passage(name, ours, when, one_line=True, spare=spare, advice=advice)
