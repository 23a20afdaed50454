"""The form in which a coordinator writes own words for a mail: what it shows, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.ledger.canonical import normal_text
from app.outbound.own_words.checks import fits, tidied
from app.outbound.own_words.faults import Fault, fault_words
from app.outbound.own_words.fields import label_of_field
from app.outbound.own_words.mail_words import MailWords
from app.outbound.own_words.passage import Passage
from app.portal.hours_form import Values

_MOST_FAULTS = 5
_ROW = 60
_ROWS = (2, 14)


@dataclass(frozen=True, slots=True)
class FieldHint:
    """A field that may be used in a passage: how it is typed, what it says, whether it has to be there."""

    name: str
    label: str
    required: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in the form; `number` counts those that are no subject.

    `unfit`: its own words are not sent, because ours tell other fields by now. `rewritten`: ours read otherwise since.
    """

    passage: Passage
    number: int
    text: str
    ours: str
    own: bool
    unfit: bool
    rewritten: bool
    fields: tuple[FieldHint, ...]
    faults: tuple[str, ...]

    @property
    def is_subject(self) -> bool:
        """Whether it is what stands above the mail."""
        return self.passage.name.startswith("subject")

    @property
    def lines(self) -> int:
        """How high the box is."""
        needed = sum(1 + len(line) // _ROW for line in self.text.split("\n"))
        return min(max(needed + 1, _ROWS[0]), _ROWS[1])


def box_of(passage: Passage) -> str:
    """The name of a passage's box in the form."""
    return f"passage-{passage.name}"


def typed_words(form: Values, mail: MailWords, language: str) -> dict[str, str]:
    """What was typed, passage by passage, as far as it differs from our words; an empty box asks for ours."""
    typed = {each.name: tidied(normal_text(form.get(box_of(each), ""))) for each in mail.passages}
    return {name: words for name, words in typed.items() if words and words != mail.by_name[name].ours_in(language)}


def rows(
    mail: MailWords,
    words: Mapping[str, str],
    language: str,
    locale: str,
    *,
    instead_of: Mapping[str, str] | None = None,
    faults: list[Fault] | None = None,
) -> list[Row]:
    """The passages in their order, with `words` in place of ours; `locale` is that of whoever reads the page.

    `instead_of` are our sentences at the time when the words were saved.
    """
    found = list[Row]()
    for passage in mail.passages:
        own = words.get(passage.name)
        before = (instead_of or {}).get(passage.name, passage.ours)
        found.append(
            Row(
                passage=passage,
                number=1 + sum(not row.is_subject for row in found),
                text=passage.ours_in(language) if own is None else own,
                ours=passage.ours_in(language),
                own=own is not None,
                unfit=faults is None and own is not None and not fits(mail, passage, own),
                rewritten=own is not None and before != passage.ours,
                fields=_hints(mail, passage, locale),
                faults=_said(passage, faults or [], locale),
            )
        )
    return found


def gone(mail: MailWords, words: Mapping[str, str]) -> dict[str, str]:
    """Own words whose passage is no longer in the mail."""
    return {name: text for name, text in words.items() if name not in mail.by_name}


def _hints(mail: MailWords, passage: Passage, locale: str) -> tuple[FieldHint, ...]:
    return tuple(
        FieldHint(name, label_of_field(name, locale), name in passage.required, name in passage.fields)
        for name in mail.fields_of(passage)
    )


def _said(passage: Passage, faults: list[Fault], locale: str) -> tuple[str, ...]:
    own = (fault_words(fault, locale) for fault in faults if fault.passage == passage.name)
    return tuple(dict.fromkeys(own))[:_MOST_FAULTS]
