"""`mentorpost verify`: is this hour log whole, and does it stand on the ledger?

Exit status 0: whole. 1: something is wrong, and what. 2: it could not be checked.
"""

import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.exc import DBAPIError

from app.config import SettingsError, load_settings
from app.db import DatabaseUnreachable
from app.exports.against_head import given_head, head_faults, head_notes
from app.exports.against_ledger import ledger_faults, ledger_notes
from app.exports.log_file import DamagedLog, NotAnHourLog, open_log, read_file
from app.exports.proof import faults
from app.exports.schema import HourLog
from workers.commands.opening import open_database

NOT_WHOLE = 1
"""Exit status for a log that says something else than the ledger, or was changed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a log was held against, what differs, and what this leaves open."""

    against: str
    faults: list[str]
    notes: list[str]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", metavar="SEQ:HASH", help="A head you kept, as receipts print it; no database is needed then.")
@click.pass_context
def verify(context: click.Context, file: Path, head: str | None) -> None:
    """Check an hour log, byte by byte and entry by entry.

    Without --head it is compared with the live ledger (DATABASE_URL). Exit status: 0 whole, 1 something is wrong,
    2 it could not be checked.
    """
    data = read_file(file)
    try:
        opened = open_log(data)
    except NotAnHourLog as error:
        raise NotAnHourLog(f"{click.format_filename(file)}: {error}") from error
    except DamagedLog as damage:
        _refuse(context, file, [str(damage)])
        return
    wrong = [*opened.faults, *faults(opened.log)]
    if wrong:
        _refuse(context, file, wrong)
        return
    compared = _with_head(opened.log, head) if head is not None else _with_ledger(opened.log)
    if compared.faults:
        _refuse(context, file, compared.faults)
        return
    _confirm(file, opened.log, compared)


def _with_head(log: HourLog, text: str) -> Compared:
    given = given_head(text)
    against = f"the head you gave, entry {given.seq} of the ledger"
    return Compared(against, head_faults(log, given), head_notes(log, given))


def _with_ledger(log: HourLog) -> Compared:
    try:
        opened = open_database(load_settings())
    except SettingsError as error:
        raise SettingsError(f"nothing to compare with: give --head SEQ:HASH from a receipt. {error}") from error
    try:
        with closing(opened) as database, database.tenant(UUID(log.tenant.id)) as scope:
            return Compared("the live ledger", ledger_faults(scope, log), ledger_notes(scope, log))
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(f"DATABASE_URL: the ledger cannot be read: {said}") from error


def _refuse(context: click.Context, file: Path, wrong: list[str]) -> None:
    _say(f"{click.format_filename(file)}: NOT whole", *wrong)
    context.exit(NOT_WHOLE)


def _confirm(file: Path, log: HourLog, compared: Compared) -> None:
    number = f", member {log.member.member_number}" if log.member.member_number else ""
    period = f"{log.period.since or 'the beginning'} to {log.period.until or 'the day it was made'}"
    states = ", ".join(f"{state} {minutes}" for state, minutes in sorted(log.totals.by_state.items())) or "none"
    _say(
        f"{click.format_filename(file)}: whole, compared with {compared.against}",
        f"{log.member.name}{number}; {log.tenant.name}",
        f"{period}; made {log.made_at}",
        f"minutes: {log.totals.minutes} ({states}) in {len(log.claims)} claims, {len(log.entries)} entries",
        f"ledger: {log.head.seq}:{log.head.hash}",
        *compared.notes,
    )


def _say(first: str, *then: str) -> None:
    # Names come from a file that anybody may have made: nothing in them steers the terminal or breaks the output.
    encoding = sys.stdout.encoding or "utf-8"
    for line in (first, *(f"  {sentence}" for sentence in then)):
        plain = "".join(char if char.isprintable() else "?" for char in line)
        click.echo(plain.encode(encoding, "replace").decode(encoding))
