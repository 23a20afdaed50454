"""The evidence annex: for each entry of a log what it stands on, in the member's language (X2, H2). Pure.

It shows the member's own words only: what others wrote was written to the programme (C1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.exports.log.background import Asked, Background, MailSeen
from app.exports.log.contacts import Contacts
from app.exports.log.hand_entered import by_assistant, by_hand, by_letter, entered_by
from app.exports.log.rows import identity, opened
from app.exports.log.schema import HourLog, LoggedEntry
from app.exports.sheets.sheet_words import assistant_words, duration, entered_words, note_words, role_words
from app.language import clock_time, day_and_year, gettext_for
from app.language import mark as _
from app.ledger.drafts import Kind, Means

_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One entry: its number, what it says, what it stands on line by line, its mail's digest, and the words."""

    entry: str
    says: tuple[str, ...]
    stands_on: tuple[str, ...]
    digest: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """How senders were checked: a number that rows refer to, and the sentences behind it."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything that the annex says, ready to be set."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[AnnexRow, ...]
    checks_title: str
    checks: tuple[Check, ...]


COLUMNS = (_("Entry"), _("What it says"), _("What it stands on"), _("Words and questions"))


def annex(log: HourLog, background: Background, contacts: Contacts) -> Annex:
    """The annex of a log in the member's language."""
    say = gettext_for(contacts.locale).gettext
    checks: dict[str, str] = {}
    seqs = seqs_of(log)
    rows = tuple(_row(entry, seqs, background, contacts, checks) for entry in log.entries)
    return Annex(
        title=say(_("Evidence annex")),
        note=" ".join(say(words) for words in (_NOTE, *([_WITHHELD] if log.withheld else []))),
        columns=tuple(say(words) for words in COLUMNS),
        rows=rows,
        checks_title=say(_("How senders were checked")),
        checks=tuple(Check(number, words) for words, number in checks.items()),
    )


_NOTE = _(
    "Each entry of this log and what it stands on. The digest is the SHA-256 of the whole mail, or of the letter, as "
    "it came: whoever has it can compare. Words are the member’s own; what others wrote when they confirmed or "
    "disputed stays with the programme. Times are UTC."
)


_WITHHELD = _("The organisation keeps the words of mails to itself; each entry commits to them.")


def seqs_of(log: HourLog) -> Mapping[str, int]:
    """Entry id -> its number in the ledger."""
    return {entry.body.entry: entry.seq for entry in log.entries}


def says(entry: LoggedEntry, seqs: Mapping[str, int], locale: str) -> tuple[str, ...]:
    """What an entry says and by whom: `Entry 1 confirmed`, `Kate Li, mentee`."""
    say = gettext_for(locale).gettext
    body = entry.body
    facts = {"time": duration(body.minutes or 0), "seq": seqs.get(body.target or "", 0)}
    told = say(_SAYS[Kind(body.kind)] if body.minutes != 0 else _WITHDRAWN) % facts
    if body.by is None:
        return (told,)
    found = identity(entry, "by")
    return told, f"{found.name if found else say(_('name erased'))}, {role_words(body.by.role, locale)}"


_SAYS: Final = {
    Kind.CLAIM: _("%(time)s claimed"),
    Kind.CORRECTION: _("Entry %(seq)s corrected to %(time)s"),
    Kind.ATTESTATION: _("Entry %(seq)s confirmed"),
    Kind.DISPUTE: _("Entry %(seq)s disputed"),
}
_WITHDRAWN: Final = _("Entry %(seq)s withdrawn")


def _row(
    entry: LoggedEntry,
    seqs: Mapping[str, int],
    background: Background,
    contacts: Contacts,
    checks: dict[str, str],
) -> AnnexRow:
    seen = background.mails.get(entry.body.evidence.mail or "")
    return AnnexRow(
        entry=str(entry.seq),
        says=says(entry, seqs, contacts.locale),
        stands_on=(*stands_on(entry, seen, contacts), *_checked(checks_of(entry, seen), checks, contacts.locale)),
        digest=entry.body.evidence.digest or "",
        words=tuple(_words(entry, seen, contacts)),
    )


def stands_on(entry: LoggedEntry, seen: MailSeen | None, contacts: Contacts) -> Iterator[str]:
    """A mail and when it came, a note by staff, or silence; and who entered it for the member (I11)."""
    locale, body = contacts.locale, entry.body
    say = gettext_for(locale).gettext
    means = Means(body.by.means) if body.by else None
    if means is Means.SILENCE:
        yield say(_("No objection by the deadline, as the rules allow"))
    elif by_letter(entry):
        yield say(_("A letter of another organisation, kept as it came"))
    elif means is Means.COORDINATOR:
        yield say(_("Entered by the coordinator"))
    elif by_hand(entry):
        yield say(_("A note by staff, without a mail"))
    elif seen:
        yield say(_("Mail received on %(moment)s")) % {"moment": _moment(seen.received_at, locale)}
    else:
        recorded = datetime.fromisoformat(body.recorded_at)
        yield say(_("Mail, recorded on %(moment)s")) % {"moment": _moment(recorded, locale)}
    by = entered_by(entry)
    if by is not None:
        yield (assistant_words if by_assistant(entry) else entered_words)(contacts.staff.get(by), locale)


def checks_of(entry: LoggedEntry, seen: MailSeen | None) -> str:
    """What was found of the sender: in sentences where they are kept, else the line that the ledger holds."""
    if by_hand(entry) or (entry.body.by and Means(entry.body.by.means) is not Means.MAIL):
        return ""
    return " ".join(seen.checks) if seen and seen.checks else entry.body.evidence.verdict


def _checked(words: str, checks: dict[str, str], locale: str) -> Iterator[str]:
    """The same findings have the same number, under which they stand once below the table."""
    if words:
        number = checks.setdefault(words, str(len(checks) + 1))
        yield gettext_for(locale).gettext(_("Sender check %(number)s")) % {"number": number}


def _words(entry: LoggedEntry, seen: MailSeen | None, contacts: Contacts) -> Iterator[str]:
    words = _cut(" ".join((opened(entry, "words") or "").split()))
    if words and by_letter(entry):
        yield gettext_for(contacts.locale).gettext(_("By letter of %(organisation)s")) % {"organisation": words}
    elif words:
        quoted = gettext_for(contacts.locale).gettext(_("“%(words)s”")) % {"words": words}
        noted = by_hand(entry) or by_assistant(entry)
        name = contacts.staff.get(entered_by(entry) or "")
        yield note_words(name, quoted, contacts.locale) if noted else quoted
    for asked in seen.asked if seen else ():
        yield asked_words(asked, contacts.locale)


def asked_words(asked: Asked, locale: str) -> str:
    """One question and when it was answered."""
    facts = {"words": _cut(" ".join(asked.words.split())), "day": _moment(asked.asked_at, locale)}
    if asked.answered_at is None:
        return gettext_for(locale).gettext(_("Asked on %(day)s, not answered yet: %(words)s")) % facts
    facts["answered"] = _moment(asked.answered_at, locale)
    return gettext_for(locale).gettext(_("Asked on %(day)s, answered on %(answered)s: %(words)s")) % facts


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]} …"


def _moment(at: datetime, locale: str) -> str:
    return f"{day_and_year(at.date(), locale)}, {clock_time(at.time(), locale)}"
