"""`mentorpost export`: what leaves the house, to be checked with `mentorpost verify`."""

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from app.clock import system_clock
from app.config import load_settings
from app.errors import AppError
from app.exports.issue import UnknownMember, issue_hour_log
from app.exports.schema import HourLog
from app.ledger.canonical import normal_text
from app.tenants.registration import tenant_named
from workers.commands.opening import open_database


class NotWritten(AppError):
    """The file could not be written; the log was not handed out."""


class BadDay(AppError):
    """A day that the calendar does not have, or written another way."""


@click.group()
def export() -> None:
    """Write records to files that prove themselves."""


@export.command()
@click.option("--tenant", required=True, metavar="SLUG", help="The organisation's short name.")
@click.option("--member", required=True, metavar="WHO", help="Address, member number or id.")
@click.option("--from", "since", metavar="YYYY-MM-DD", help="First day; from the beginning when not given.")
@click.option("--to", "until", metavar="YYYY-MM-DD", help="Last day; to the end when not given.")
@click.option("--format", type=click.Choice(["json"]), default="json", show_default=True, expose_value=False)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; standard output when not given.")
def hours(*, tenant: str, member: str, since: str | None, until: str | None, out: Path | None) -> None:
    """Write a member's hour log (schema mentorpost/hour-log/v1, docs/hour-log.md)."""
    first, last = _day("--from", since), _day("--to", until)
    log = _issued(tenant, member, first, last)
    if out is None:
        click.echo(log.file_bytes(), nl=False)
        return
    _write(out, log)
    click.echo(
        f"{out}: {log.totals.minutes} minutes in {len(log.claims)} claims, ledger entry {log.head.seq}", err=True
    )


def _issued(tenant: str, member: str, since: date | None, until: date | None) -> HourLog:
    with closing(open_database(load_settings())) as database:
        with database.platform() as session:
            tenant_id = tenant_named(session, normal_text(tenant))
        with database.tenant(tenant_id) as scope:
            try:
                return issue_hour_log(
                    scope, member, since=since, until=until, at=system_clock(), by="mentorpost export"
                )
            except UnknownMember as error:
                raise UnknownMember(f"--member: in {tenant!r} {error}") from error


def _day(option: str, text: str | None) -> date | None:
    try:
        day = None if text is None else date.fromisoformat(text)
    except ValueError:
        day = None
    if text is not None and (day is None or day.isoformat() != text):
        raise BadDay(f"{option}: {text!r} is not a day written YYYY-MM-DD")
    return day


def _write(path: Path, log: HourLog) -> None:
    try:
        path.write_bytes(log.file_bytes())
    except (OSError, ValueError) as error:
        raise NotWritten(f"--out {path}: cannot be written: {error}") from error
