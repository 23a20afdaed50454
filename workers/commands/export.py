"""`mentorpost export`: what leaves the house, to be checked with `mentorpost verify`."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from app.clock import system_clock
from app.config import load_settings
from app.errors import AppError
from app.exports.bundles.bundle import bundle, bundle_name
from app.exports.bundles.sealed_files import sealed_files
from app.exports.log.background import Background
from app.exports.log.contacts import Contacts, contacts_for
from app.exports.log.issue import UnknownMember, issue_hour_log
from app.exports.log.schema import HourLog
from app.inbound.shown.evidence import background_of
from app.ledger.canonical import normal_text
from app.signing.keystore import open_seal
from app.tenants.registration import tenant_named
from workers.commands.export_cases import cases
from workers.commands.opening import open_database


class NotWritten(AppError):
    """The file could not be written; the log was not handed out."""


class BadDay(AppError):
    """A day that the calendar does not have, or written another way."""


@click.group()
def export() -> None:
    """Write hour logs that prove themselves, and cases to learn from."""


export.add_command(cases)


@export.command()
@click.option("--tenant", required=True, metavar="SLUG", help="The organisation's short name.")
@click.option("--member", required=True, metavar="WHO", help="Address, member number or id.")
@click.option("--from", "since", metavar="YYYY-MM-DD", help="First day; from the beginning when not given.")
@click.option("--to", "until", metavar="YYYY-MM-DD", help="Last day; to the end when not given.")
@click.option(
    "--format", "form", type=click.Choice(["json"]), help="Only the record, to the file --out or to standard output."
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder for the files; made if it is not there."
)
def hours(
    *, tenant: str, member: str, since: str | None, until: str | None, form: str | None, out: Path | None
) -> None:
    """Write a member's hour log: a sealed PDF, JSON, CSV and XLSX with their seals, and a ZIP of all.

    docs/hour-log.md tells what is in them and how they are checked.

    With --format json, without --out, or when --out ends in .json: the JSON alone, without a seal.
    """
    first, last = _day("--from", since), _day("--to", until)
    if out is None or form is not None or (out.suffix == ".json" and not out.is_dir()):
        _write_record(_issued(tenant, member, first, last)[0], out)
        return
    settings = load_settings()
    seal = open_seal(settings, system_clock())
    log, contacts, background = _issued(tenant, member, first, last)
    parts = sealed_files(log, contacts, seal, settings.public_url, background)
    files = {**parts, bundle_name(log): bundle(log, parts, seal, settings.public_url)}
    _write_all(out, files)
    for name in files:
        click.echo(out / name)
    click.echo(_summary(log), err=True)


def _write_record(log: HourLog, out: Path | None) -> None:
    if out is None:
        click.echo(log.file_bytes(), nl=False)
        return
    _write(out, log.file_bytes())
    click.echo(f"{out}: {_summary(log)}", err=True)


def _summary(log: HourLog) -> str:
    return f"{log.totals.minutes} minutes in {len(log.claims)} claims, ledger entry {log.head.seq}"


def _issued(tenant: str, member: str, since: date | None, until: date | None) -> tuple[HourLog, Contacts, Background]:
    with closing(open_database(load_settings())) as database:
        with database.platform() as session:
            tenant_id = tenant_named(session, normal_text(tenant))
        with database.tenant(tenant_id) as scope:
            try:
                log = issue_hour_log(scope, member, since=since, until=until, at=system_clock(), by="mentorpost export")
            except UnknownMember as error:
                raise UnknownMember(f"--member: in {tenant!r} {error}") from error
            contacts = contacts_for(scope, log)
            return log, contacts, background_of(scope, log, contacts.locale)


def _day(option: str, text: str | None) -> date | None:
    try:
        day = None if text is None else date.fromisoformat(text)
    except ValueError:
        day = None
    if text is not None and (day is None or day.isoformat() != text):
        raise BadDay(f"{option}: {text!r} is not a day written YYYY-MM-DD")
    return day


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"--out {folder}: cannot be made: {error.strerror}") from error
    for name, content in files.items():
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except (OSError, ValueError) as error:
        raise NotWritten(f"--out {path}: cannot be written: {error}") from error
