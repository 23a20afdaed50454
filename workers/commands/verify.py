"""`mentorpost verify`: is an hour log whole, is its seal, and does it stand on the ledger?

Exit status 0: whole. 1: something is wrong, and what. 2: it could not be checked.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click
from asn1crypto import x509
from sqlalchemy.exc import DBAPIError

from app.config import SettingsError, load_settings
from app.db import DatabaseUnreachable
from app.errors import AppError
from app.exports.against_head import given_head, head_faults, head_notes
from app.exports.against_ledger import ledger_faults, ledger_notes
from app.exports.log_file import DamagedLog, NotAnHourLog, open_log, read_file
from app.exports.proof import faults
from app.exports.schema import HourLog
from app.exports.sealed_file import Sealed, is_pdf, open_pdf, open_with_seal, record_remarks
from app.exports.sealed_files import SEAL_SUFFIX
from app.signing.keystore import NoAuthority, time_roots, trusted_roots
from app.signing.message import BrokenSeal
from workers.commands import UNUSABLE
from workers.commands.opening import open_database

WHOLE = 0
NOT_WHOLE = 1
"""Exit status for a log that says something else than the ledger, or was changed."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """Whose seals and whose time stamps count: the PEM files given, or what this installation has."""

    ca: Path | None
    tsa_ca: Path | None

    def roots(self) -> Sequence[x509.Certificate]:
        """The roots for seals."""
        return trusted_roots(load_settings(), self.ca)

    def time_roots(self) -> Sequence[x509.Certificate]:
        """The roots for time stamps; none where nobody named any."""
        return time_roots(load_settings(), self.tsa_ca)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a log was held against, what differs, and what this leaves open."""

    against: str
    faults: list[str]
    notes: list[str]


class Refused(Exception):
    """What is wrong with a file, one sentence each."""

    def __init__(self, *wrong: str) -> None:
        super().__init__(*wrong)
        self.wrong = wrong


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--head", metavar="SEQ:HASH", help="A head you kept, as receipts print it; no database is needed then.")
@click.option(
    "--ca", type=click.Path(path_type=Path), help="Whose seals you trust, in PEM; DATA_DIR/ca/ca.pem if not given."
)
@click.option("--tsa-ca", type=click.Path(path_type=Path), help="Whose time stamps you trust, in PEM; else TSA_CA.")
@click.pass_context
def verify(
    context: click.Context, files: tuple[Path, ...], head: str | None, ca: Path | None, tsa_ca: Path | None
) -> None:
    """Check hour logs (PDF, JSON or CSV), byte by byte and entry by entry.

    The seal is in the PDF, or beside a file as FILE.p7s. Without --head the log is compared with the live ledger
    (DATABASE_URL); a sealed one can do without. Exit status: 0 whole, 1 something is wrong, 2 it could not be checked;
    of several files each is judged, and 1 stands above 2.
    """
    found = {_judged(file, head, Trusted(ca, tsa_ca)) for file in files}
    context.exit(next(status for status in (NOT_WHOLE, UNUSABLE, WHOLE) if status in found))


def _judged(file: Path, head: str | None, trusted: Trusted) -> int:
    """Say what is true of one file; the exit status that it alone would give."""
    name = click.format_filename(file)
    try:
        data = read_file(file)
        lines = (
            _checked_table(file, data, head, trusted)
            if _is_table(file, data)
            else _checked_log(file, data, head, trusted)
        )
    except Refused as refused:
        _say(f"{name}: NOT whole", *refused.wrong)
        return NOT_WHOLE
    except AppError as error:
        click.echo(f"error: {name}: {error}", err=True)
        return UNUSABLE
    _say(f"{name}: whole, {lines[0]}", *lines[1:])
    return WHOLE


def _is_table(file: Path, data: bytes) -> bool:
    return file.suffix.lower() == ".csv" and not is_pdf(data)


def _checked_table(file: Path, data: bytes, head: str | None, trusted: Trusted) -> list[str]:
    if head is not None:
        raise NotAnHourLog("a table cannot be compared with a head: give the PDF or the JSON for that")
    beside = _seal_of(file)
    if not beside.is_file():
        raise NotAnHourLog(f"a table proves nothing by itself, and its seal {beside.name} is not beside it")
    sealed = _with_seal(file, data, trusted.roots(), trusted.time_roots())
    return ["compared with its seal", sealed.seal, "Only the PDF and the JSON can be compared with the ledger."]


def _checked_log(file: Path, data: bytes, head: str | None, trusted: Trusted) -> list[str]:
    sealed, notes = _unsealed(file, data, trusted)
    log = _whole(sealed.content if sealed else data)
    compared = _compared(log, head, sealed)
    if compared.faults:
        raise Refused(*compared.faults)
    seal = [sealed.seal] if sealed else []
    return [f"compared with {compared.against}", *_facts(log), *seal, *notes, *compared.notes]


def _unsealed(file: Path, data: bytes, trusted: Trusted) -> tuple[Sealed | None, list[str]]:
    """What the seal of a PDF or beside a file covers, and what could not be checked of it."""
    if is_pdf(data):
        roots, time_roots = trusted.roots(), trusted.time_roots()
        try:
            return open_pdf(data, roots, time_roots), []
        except BrokenSeal as broken:
            raise Refused(str(broken), *record_remarks(data, broken)) from broken
    beside = _seal_of(file)
    if not beside.is_file():
        return None, [f"No seal was checked: {beside.name} is not beside it."] if trusted.ca else []
    try:
        roots, time_roots = trusted.roots(), trusted.time_roots()
    except NoAuthority as error:
        return None, [f"The seal beside it was not checked: {error}."]
    return _with_seal(file, data, roots, time_roots), []


def _with_seal(
    file: Path, data: bytes, roots: Sequence[x509.Certificate], time_roots: Sequence[x509.Certificate]
) -> Sealed:
    try:
        return open_with_seal(data, _seal_beside(file), roots, time_roots)
    except BrokenSeal as broken:
        raise Refused(str(broken), *_own_faults(data)) from broken


def _seal_beside(file: Path) -> bytes:
    try:
        return read_file(_seal_of(file))
    except NotAnHourLog as error:
        raise NotAnHourLog(f"its seal {_seal_of(file).name} {error}") from error


def _own_faults(data: bytes) -> list[str]:
    """What a file that was changed says against itself, beside its seal."""
    try:
        _whole(data)
    except Refused as refused:
        return list(refused.wrong)
    except NotAnHourLog:
        return []
    return []


def _whole(data: bytes) -> HourLog:
    try:
        opened = open_log(data)
    except DamagedLog as damage:
        raise Refused(str(damage)) from damage
    wrong = [*opened.faults, *faults(opened.log)]
    if wrong:
        raise Refused(*wrong)
    return opened.log


def _seal_of(file: Path) -> Path:
    return file.with_name(file.name + SEAL_SUFFIX)


def _compared(log: HourLog, head: str | None, sealed: Sealed | None) -> Compared:
    if head is not None:
        given = given_head(head)
        against = f"the head you gave, entry {given.seq} of the ledger"
        return Compared(against, head_faults(log, given), head_notes(log, given))
    try:
        settings = load_settings()
        opened = open_database(settings)
    except SettingsError as error:
        if sealed:
            return Compared("its seal", [], ["Not compared with the live ledger, which is not here."])
        raise SettingsError(f"nothing to compare with: give --head SEQ:HASH from a receipt. {error}") from error
    try:
        with closing(opened) as database, database.tenant(UUID(log.tenant.id)) as scope:
            against = "its seal and the live ledger" if sealed else "the live ledger"
            return Compared(against, ledger_faults(scope, log), ledger_notes(scope, log))
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(f"DATABASE_URL: the ledger cannot be read: {said}") from error


def _facts(log: HourLog) -> list[str]:
    number = f", member {log.member.member_number}" if log.member.member_number else ""
    period = f"{log.period.since or 'the beginning'} to {log.period.until or 'the day it was made'}"
    states = ", ".join(f"{state} {minutes}" for state, minutes in sorted(log.totals.by_state.items())) or "none"
    return [
        f"{log.member.name}{number}; {log.tenant.name}",
        f"{period}; made {log.made_at}",
        f"minutes: {log.totals.minutes} ({states}) in {len(log.claims)} claims, {len(log.entries)} entries",
        f"ledger: {log.head.seq}:{log.head.hash}",
    ]


def _say(first: str, *then: str) -> None:
    # Names come from a file that anybody may have made: nothing in them steers the terminal or breaks the output.
    encoding = sys.stdout.encoding or "utf-8"
    for line in (first, *(f"  {sentence}" for sentence in then)):
        plain = "".join(char if char.isprintable() else "?" for char in line)
        click.echo(plain.encode(encoding, "replace").decode(encoding))
