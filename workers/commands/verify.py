"""`mentorpost verify`: is an hour log whole, is its seal, and does it stand on the ledger?

Exit status 0: whole. 1: something is wrong, and what. 2: it could not be checked. 3: whole, but corrected or disputed
since.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.exc import DBAPIError

from app.clock import system_clock
from app.config import SettingsError, load_settings
from app.db import DatabaseUnreachable
from app.errors import AppError
from app.exports.checks import said_of
from app.exports.checks.against_head import given_head, head_faults, head_notes
from app.exports.checks.against_ledger import NEVER_ISSUED, ledger_faults
from app.exports.checks.judge import judge
from app.exports.checks.judge_file import TABLES, Judged, Trust, form_of
from app.exports.checks.said_of import facts_of, remedies
from app.exports.checks.since_then import OVERTAKEN, since_then
from app.exports.log.log_file import NotAnHourLog, read_file
from app.exports.log.schema import HourLog
from app.finding import Finding, Refusal
from app.language import LANGUAGES, gettext_for, language_of
from app.signing.keystore import NoAuthority, time_roots, trusted_roots
from workers.commands import UNUSABLE
from workers.commands.opening import open_database

WHOLE = 0
NOT_WHOLE = 1
"""Exit status for a log that says something else than the ledger, or was changed."""
SUPERSEDED = 3
"""Exit status for a whole log of which something was corrected or disputed since."""
_WORST_FIRST = (NOT_WHOLE, UNUSABLE, SUPERSEDED, WHOLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked: a head to compare with, whose seals to trust, and the language to answer in."""

    head: str | None
    trust: Trust
    locale: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a log was held against, what differs, and what this leaves open.

    `proves` is whether it proves more than the seal does.
    """

    against: str
    faults: Sequence[Finding] = ()
    notes: Sequence[Finding] = ()
    proves: bool = True


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--head", metavar="SEQ:HASH", help="A head you kept, as receipts print it; no database is needed then.")
@click.option(
    "--ca", type=click.Path(path_type=Path), help="Whose seals you trust, in PEM; DATA_DIR/ca/ca.pem if not given."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language to answer in; that of the system if not given."
)
@click.option("--tsa-ca", type=click.Path(path_type=Path), help="Whose time stamps you trust, in PEM; else TSA_CA.")
@click.pass_context
def verify(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    head: str | None,
    ca: Path | None,
    tsa_ca: Path | None,
    language: str | None,
) -> None:
    """Check hour logs (PDF, JSON, CSV, XLSX, or the ZIP of all), byte by byte and entry by entry.

    The seal is in the PDF and the ZIP, or beside a file as FILE.p7s. Without --head the log is compared with the live
    ledger (DATABASE_URL); a sealed one can do without. Exit status: 0 whole, 1 something is wrong, 2 it could not be
    checked, 3 whole but corrected or disputed since. Of several files each is judged; 1 stands above 2, 2 above 3.
    """
    asked = Asked(head, _trust(ca, tsa_ca), language or _language_of_system())
    found = {_status_of(file, asked) for file in files}
    context.exit(next(status for status in _WORST_FIRST if status in found))


def _trust(ca: Path | None, tsa_ca: Path | None) -> Trust:
    settings = load_settings()
    stamps = time_roots(settings, tsa_ca)
    try:
        return Trust(trusted_roots(settings, ca), system_clock(), time_roots=stamps)
    except NoAuthority as lacking:
        return Trust((), system_clock(), lacking, stamps)


def _language_of_system() -> str:
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return language_of(named)


def _status_of(file: Path, asked: Asked) -> int:
    """Say what is true of one file; the exit status that it alone would give."""
    name = click.format_filename(file)
    try:
        data = read_file(file)
        _refuse_head_of_table(file, data, asked)
        judged = judge(str(file), data, _beside, asked.trust)
        if judged.faults:
            return _not_whole(name, [*judged.faults, *_ledger_besides(judged, asked)], asked)
        return (
            _said_of_table(name, judged, asked) if judged.log is None else _said_of_log(name, judged, judged.log, asked)
        )
    except Refusal as refused:
        words = refused.finding.said(asked.locale)
        _complain(f"error: {name}: {words}", *remedies([refused.finding], asked.locale))
    except AppError as error:
        _complain(f"error: {name}: {error}")
    return UNUSABLE


def _beside(name: str) -> bytes | None:
    path = Path(name)
    return read_file(path) if path.is_file() else None


def _refuse_head_of_table(file: Path, data: bytes, asked: Asked) -> None:
    if asked.head is not None and form_of(str(file), data) in TABLES:
        raise NotAnHourLog(said_of.NO_HEAD_FOR_TABLES)


def _said_of_table(name: str, judged: Judged, asked: Asked) -> int:
    """Of a table, or of a letter or certificate: its seal is all there is to check."""
    if judged.stale:
        return _stale(name, judged.stale, asked)
    told = [one.said(asked.locale) for one in (judged.seal, *(judged.notes or [said_of.TABLES_END_HERE])) if one]
    _whole(said_of.WHOLE, name, said_of.BY_SEAL, asked, told)
    return WHOLE


def _said_of_log(name: str, judged: Judged, log: HourLog, asked: Asked) -> int:
    compared = _compared(log, judged, asked)
    if compared.faults:
        return _not_whole(name, compared.faults, asked)
    if judged.stale and not compared.proves:
        return _stale(name, judged.stale, asked)
    overtaken = [note for note in compared.notes if note.trouble in OVERTAKEN]
    notes = [*(one for one in (judged.seal, judged.stale) if one), *judged.notes, *compared.notes]
    told = [*facts_of(log, asked.locale), *(note.said(asked.locale) for note in notes), *_advice(overtaken, asked)]
    _whole(said_of.OVERTAKEN_SINCE if overtaken else said_of.WHOLE, name, compared.against, asked, told)
    return SUPERSEDED if overtaken else WHOLE


def _ledger_besides(judged: Judged, asked: Asked) -> list[Finding]:
    """What the live ledger knows of a record that was changed: which entry is missing, for one. That none like it was
    ever made goes without saying.
    """
    if judged.log is None or asked.head is not None:
        return []
    try:
        found = _compared(judged.log, judged, asked).faults
    except AppError:
        return []
    return [fault for fault in found if fault != NEVER_ISSUED]


def _compared(log: HourLog, judged: Judged, asked: Asked) -> Compared:
    if asked.head is not None:
        given = given_head(asked.head)
        against = gettext_for(asked.locale).gettext(said_of.BY_HEAD)
        return Compared(against % {"seq": given.seq}, head_faults(log, given), head_notes(log, given))
    try:
        opened = open_database(load_settings())
    except SettingsError as error:
        if judged.seal:
            return Compared(said_of.BY_SEAL, notes=[said_of.NO_LEDGER], proves=False)
        raise SettingsError(f"nothing to compare with: give --head SEQ:HASH from a receipt. {error}") from error
    try:
        with closing(opened) as database, database.tenant(UUID(log.tenant.id)) as scope:
            against = said_of.BY_BOTH if judged.seal else said_of.BY_LEDGER
            return Compared(against, ledger_faults(scope, log), since_then(scope, log))
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(f"DATABASE_URL: the ledger cannot be read: {said}") from error


def _whole(words: str, name: str, against: str, asked: Asked, told: Sequence[str]) -> None:
    say = gettext_for(asked.locale).gettext
    _say(say(words) % {"file": name, "what": say(against)}, *told)


def _not_whole(name: str, found: Sequence[Finding], asked: Asked) -> int:
    told = gettext_for(asked.locale).gettext(said_of.NOT_WHOLE) % {"file": name}
    _say(told, *(finding.said(asked.locale) for finding in found), *_advice(found, asked))
    return NOT_WHOLE


def _stale(name: str, finding: Finding, asked: Asked) -> int:
    told = gettext_for(asked.locale).gettext(said_of.NOT_CONFIRMED) % {"file": name}
    _say(told, finding.said(asked.locale), *_advice([finding], asked))
    return UNUSABLE


def _advice(found: Sequence[Finding], asked: Asked) -> list[str]:
    return [f"→ {words}" for words in remedies(found, asked.locale)]


def _say(first: str, *then: str) -> None:
    for line in (first, *(f"  {sentence}" for sentence in then)):
        click.echo(_safe(line))


def _complain(first: str, *then: str) -> None:
    for line in (first, *(f"  → {sentence}" for sentence in then)):
        click.echo(_safe(line), err=True)


def _safe(line: str) -> str:
    # Names come from a file that anybody may have made: nothing in them steers the terminal or breaks the output.
    encoding = sys.stdout.encoding or "utf-8"
    plain = "".join(char if char.isprintable() else "?" for char in line)
    return plain.encode(encoding, "replace").decode(encoding)
