"""What stands on the pages of an hour log, in words and in order, before anything is typeset (X2, U6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.exports.log.background import NOTHING_MORE, Background
from app.exports.log.contacts import Contacts
from app.exports.log.hand_entered import by_assistant, by_letter, entered_by, note, own_words
from app.exports.log.rows import identity
from app.exports.log.schema import ClaimRow, HourLog, LoggedEntry
from app.exports.sheets.annex import Annex, annex
from app.exports.sheets.paper_size import paper_of, region_of
from app.exports.sheets.sheet_cpd import CpdSheet, cpd_sheet
from app.exports.sheets.sheet_parties import Party, member_number, parties
from app.exports.sheets.sheet_seal import Proof, proof
from app.exports.sheets.sheet_words import (
    answer_words,
    assistant_words,
    corrected_words,
    day_words,
    disputed_words,
    duration,
    entered_words,
    letter_words,
    made_words,
    note_words,
    period_words,
    recorded_words,
    state_words,
)
from app.language import gettext_for, hours_words, language_of, list_words
from app.language import mark as _
from app.programmes.mode_words import mode_words

_STATES: Final = ("attested", "recorded", "claimed", "disputed")
_MOST_WORDS: Final = 600


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of the totals: what it counts, how it is marked, and the time."""

    label: str
    state: str
    time: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a row: every part is text ready to be set, `state` chooses the mark beside the answer."""

    when: tuple[str, ...]
    hours: str
    before: str
    mode: str
    partners: str
    topics: str
    words: str
    note: str
    state: str
    answer: tuple[str, ...]
    recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows with its heading, a sentence about it, and the time of its rows."""

    title: str
    note: str
    rows: tuple[Row, ...]
    time: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All words of one document, and how the page is to be laid out for its reader."""

    language: str
    region: str
    paper: str
    made_at: str
    title: str
    organisation: str
    period: str
    made: str
    running: str
    pages: str
    parties: tuple[Party, ...]
    total_label: str
    total: str
    by_state: tuple[Amount, ...]
    by_mode: tuple[Amount, ...]
    by_state_label: str
    by_mode_label: str
    columns: tuple[str, ...]
    sum_label: str
    tables: tuple[Table, ...]
    nothing: str
    annex: Annex
    cpd: CpdSheet
    proof: Proof


def sheet(log: HourLog, contacts: Contacts, check_url: str, background: Background = NOTHING_MORE) -> Sheet:
    """The words of a log's pages in the member's language; `check_url` is where anybody can check it."""
    locale = contacts.locale
    say = gettext_for(locale).gettext
    number = member_number(log.member.member_number, locale)
    return Sheet(
        language=language_of(locale),
        region=region_of(locale),
        paper=paper_of(locale),
        made_at=log.made_at,
        title=say(_("Mentoring hour log")),
        organisation=log.tenant.name,
        period=period_words(log, locale),
        made=made_words(log, locale),
        running=", ".join(part for part in (log.member.name, number, log.tenant.name) if part),
        pages=say(_("Page %(page)s of %(pages)s")) % {"page": "{page}", "pages": "{pages}"},
        parties=parties(log, contacts, locale),
        total_label=say(_("Hours in all")),
        total=hours_words(log.totals.minutes, locale),
        by_state=_by_state(log, locale),
        by_mode=_by_mode(log, locale),
        by_state_label=say(_("Where they stand")),
        by_mode_label=say(_("How people met")),
        columns=tuple(say(words) for words in _COLUMNS),
        sum_label=say(_("Total")),
        tables=tuple(table for table in _tables(log, contacts) if table.rows),
        nothing="" if log.claims else say(_("No hours were recorded in this period.")),
        annex=annex(log, background, contacts),
        cpd=cpd_sheet(log, locale),
        proof=proof(log, locale, check_url),
    )


_COLUMNS: Final = (
    _("Date"),
    _("h:min"),
    _("Mode"),
    _("With"),
    _("Topics and words"),
    _("Confirmation"),
    _("Recorded"),
)


def _by_state(log: HourLog, locale: str) -> tuple[Amount, ...]:
    found: Mapping[str, int] = {str(state): minutes for state, minutes in log.totals.by_state.items()}
    return tuple(
        Amount(state_words(state, locale), state, duration(found[state])) for state in _STATES if found.get(state)
    )


def _by_mode(log: HourLog, locale: str) -> tuple[Amount, ...]:
    ordered = sorted(log.totals.by_mode.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Amount(_raised(mode_words(mode, locale)), "", duration(minutes)) for mode, minutes in ordered if minutes
    )


def _tables(log: HourLog, contacts: Contacts) -> Iterable[Table]:
    locale = contacts.locale
    say = gettext_for(locale).gettext
    dated = sorted((claim for claim in log.claims if claim.date), key=lambda one: (one.date, one.start or "", one.seq))
    undated = sorted((claim for claim in log.claims if not claim.date), key=lambda one: (one.period, one.seq))
    zones = list_words(sorted({claim.zone for claim in dated}), locale)
    about = say(_("Dates and times are local (%(zone)s).")) % {"zone": zones}
    yield Table(say(_("Sessions")), about, _rows(log, dated, contacts), _sum(dated))
    about = say(_("The member gave a month and no day for these."))
    yield Table(say(_("Hours without a date")), about, _rows(log, undated, contacts), _sum(undated))


def _rows(log: HourLog, claims: Sequence[ClaimRow], contacts: Contacts) -> tuple[Row, ...]:
    entries = {entry.seq: entry for entry in log.entries}
    later = defaultdict[str | None, list[LoggedEntry]](list)
    for entry in log.entries:
        later[entry.body.target].append(entry)
    return tuple(_row(claim, entries[claim.seq], later[claim.entry], contacts) for claim in claims)


def _sum(claims: Iterable[ClaimRow]) -> str:
    return duration(sum(claim.minutes for claim in claims))


def _row(claim: ClaimRow, entry: LoggedEntry, later: Sequence[LoggedEntry], contacts: Contacts) -> Row:
    locale = contacts.locale
    return Row(
        when=day_words(claim, locale),
        hours=duration(claim.minutes),
        before=duration(claim.claimed_minutes) if claim.minutes != claim.claimed_minutes else "",
        mode=_raised(mode_words(claim.mode, locale)),
        partners=list_words([name or gettext_for(locale).gettext(_("name erased")) for name in claim.partners], locale),
        topics=_cut(claim.topics or "", locale),
        words=_quoted(own_words(claim, entry), locale),
        note=_noted(claim, entry, contacts),
        state=claim.state,
        answer=_answer(claim, later, contacts),
        recorded=(*recorded_words(entry, locale), *_entered(entry, contacts)),
    )


def _answer(claim: ClaimRow, later: Sequence[LoggedEntry], contacts: Contacts) -> tuple[str, ...]:
    """How it stands now, and what was said before: a contradiction stays to be seen."""
    said = [state_words(claim.state, contacts.locale), *answer_words(claim, contacts.locale)]
    if claim.state != "disputed":
        said += [_disputed(claim, entry, contacts) for entry in later if entry.body.kind == "dispute"]
    for correction in [entry for entry in later if entry.body.kind == "correction"][-1:]:
        said += [corrected_words(claim, correction.body.recorded_at, contacts.locale), *_entered(correction, contacts)]
    return tuple(said)


def _disputed(claim: ClaimRow, entry: LoggedEntry, contacts: Contacts) -> str:
    by = identity(entry, "by")
    return disputed_words(by.name if by else None, claim, entry.body.recorded_at, contacts.locale)


def _entered(entry: LoggedEntry, contacts: Contacts) -> tuple[str, ...]:
    """By whom it was entered for the member, if by anybody (I11)."""
    by = entered_by(entry)
    if by is None:
        return ()
    words = assistant_words if by_assistant(entry) else entered_words
    return (words(contacts.staff.get(by), contacts.locale),)


def _noted(claim: ClaimRow, entry: LoggedEntry, contacts: Contacts) -> str:
    if by_letter(entry):
        return letter_words(_cut(note(claim, entry), contacts.locale), entry.body.evidence.digest, contacts.locale)
    noted = _quoted(note(claim, entry), contacts.locale)
    name = contacts.staff.get(entered_by(entry) or "")
    return note_words(name, noted, contacts.locale) if noted else ""


def _quoted(words: str, locale: str) -> str:
    return "" if not words else gettext_for(locale).gettext(_("“%(words)s”")) % {"words": _cut(words, locale)}


def _cut(words: str, locale: str) -> str:
    plain = " ".join(words.split())
    if len(plain) <= _MOST_WORDS:
        return plain
    return gettext_for(locale).gettext(_("%(words)s … (the rest is in the attached record)")) % {
        "words": plain[:_MOST_WORDS]
    }


def _raised(words: str) -> str:
    return words[:1].upper() + words[1:]
