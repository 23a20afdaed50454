"""`mentorpost checkins`: what the scheduler does by itself, at a time of your choosing."""

from datetime import datetime

import click

from app.clock import system_clock
from app.config import load_settings
from app.errors import AppError
from app.outbound.announce import announce
from app.outbound.outbox import Office
from app.tenants.registration import tenant_named
from workers import broker
from workers.commands.opening import open_database
from workers.jobs import DUE
from workers.wake import make_wake


@click.group()
def checkins() -> None:
    """Send what is due: check-ins, reminders, flags."""


@checkins.command()
@click.option("--tenant", required=True, help="The tenant's name.")
@click.option("--now", "moment", required=True, help="The moment to act as of, with its offset: 2026-06-01T09:00-06:00")
def due(tenant: str, moment: str) -> None:
    """Open what is due for TENANT as of a moment, remind and flag, ask who confirms hours, and wake the senders."""
    settings = load_settings()
    now = _moment(moment)
    database = open_database(settings)
    with database.platform() as session:
        tenant_id = tenant_named(session, tenant)
    wake = make_wake(broker.connect(settings))
    office = Office(settings.reply_domain, system_clock, settings.public_url)  # found as of then, sent now
    for find in DUE:
        with database.tenant(tenant_id) as scope:
            happened = find(scope, now)
            announce(scope, happened, office)
        click.echo(f"{getattr(find, '__name__', 'due')}: {len(happened)}")
    wake("outbound", tenant_id, None)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise AppError(f"--now: {text!r} is no moment; write it like 2026-06-01T09:00-06:00") from error
    if moment.tzinfo is None:
        raise AppError(f"--now: {text!r} has no offset from UTC; add one, like -06:00")
    return moment
