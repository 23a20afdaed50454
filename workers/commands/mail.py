"""`mentorpost mail`: hand a mail to the listener, see what waits, replay what could not be read."""

import sys
from pathlib import Path
from uuid import UUID

import click

from app.clock import system_clock
from app.config import load_settings
from app.db import Database
from app.development_zone import open_zone, resolver_for
from app.inbound.bounded import Bounded
from app.inbound.decision import Outcome, Reason
from app.inbound.process import process_received
from app.inbound.services import Services
from app.inbound.shown.became import wait_for_outcome
from app.inbound.shown.reasons import reason_words
from app.inbound.waiting import WaitingMail, replayable, waiting_mails
from app.inbound.ways_in import hand_over
from app.outbound.outbox import Office
from app.tenants.registration import tenant_named
from workers import broker
from workers.commands.opening import open_database
from workers.wake import make_wake

FINE = frozenset({"recorded", "asked", "ignored"})
WAITS = 1
NOT_YET = 3


@click.group()
def mail() -> None:
    """Hand mail in, see what waits for a person, replay what could not be read."""


@mail.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "mail_from", help="Envelope sender; else the address of the From header.")
@click.option("--to", "recipients", multiple=True, help="Envelope recipient; else those of To and Cc.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the listener runs.")
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the outcome.")
def send(file: Path, mail_from: str | None, recipients: tuple[str, ...], host: str, wait: float) -> None:
    """Hand FILE (an .eml) to the running listener over SMTP and say what became of it.

    In development it is signed for its sender's domain on the way, as the sender's own mail server would.

    Exit status 0: recorded, asked or ignored. 1: held, review or quarantined. 2: not taken. 3: no outcome in time.
    """
    settings = load_settings()
    database = open_database(settings)
    raw = file.read_bytes()
    if settings.has_dev_mailbox:
        raw = open_zone(settings.data_dir).signed(raw)
    handed = hand_over.hand_over(
        host,
        settings.smtp_port,
        raw,
        hand_over.sender_of(raw) if mail_from is None else mail_from,
        recipients or hand_over.recipients_of(raw),
    )
    for refusal in handed.refused:
        click.echo(f"refused: {refusal}", err=True)
    sys.exit(max(_report(database, *place, wait) for place in handed.places))


def _report(database: Database, tenant_id: UUID, received_mail_id: UUID, wait: float) -> int:
    became = wait_for_outcome(database, tenant_id, received_mail_id, wait)
    if became is None:
        click.echo(f"kept as {received_mail_id}; no outcome within {wait:g} s", err=True)
        return NOT_YET
    detail = f" ({became.detail})" if became.detail else ""
    click.echo(f"{became.outcome}: {reason_words(became.reason, 'en')}{detail}")
    click.echo(f"mail {received_mail_id}")
    return 0 if became.outcome in FINE else WAITS


@mail.command("list")
@click.option("--tenant", required=True, help="The tenant's name.")
@click.option("--state", required=True, type=click.Choice(["held", "review", "quarantined"]))
def list_mails(tenant: str, state: str) -> None:
    """Show the mails that wait for a person. Concerns for the named person are in no list."""
    database = open_database(load_settings())
    with database.platform() as session:
        tenant_id = tenant_named(session, tenant)
    with database.tenant(tenant_id) as scope:
        waiting = waiting_mails(scope, Outcome(state))
    for item in waiting:
        click.echo(_line(item))
    click.echo(f"{len(waiting)} {state}")


def _line(item: WaitingMail) -> str:
    who = f"{item.person} <{item.sender}>" if item.person else item.sender
    detail = f" ({item.detail})" if item.detail else ""
    received = f"{item.received_at:%Y-%m-%d %H:%M} UTC"
    return f"{item.received_mail_id}  {received}  {who}  {reason_words(Reason(item.reason), 'en')}{detail}"


@mail.command()
@click.option("--tenant", required=True, help="The tenant's name.")
@click.argument("mail_ids", nargs=-1, type=click.UUID)
def replay(tenant: str, mail_ids: tuple[UUID, ...]) -> None:
    """Read quarantined mails again: those given, or all of the tenant. Their history stays."""
    settings = load_settings()
    database = open_database(settings)
    with database.platform() as session:
        tenant_id = tenant_named(session, tenant)
    with database.tenant(tenant_id) as scope:
        chosen = replayable(scope, mail_ids)
    with Bounded() as bounded:
        office = Office(settings.reply_domain, system_clock, settings.public_url)
        wake = make_wake(broker.connect(settings))
        services = Services(database, office, bounded, wake, resolver_for(settings), settings.arc_sealers)
        for mail_id in chosen:
            outcome = process_received(services, tenant_id, mail_id, again=True)
            click.echo(f"{mail_id}  {outcome.value if outcome else 'decided meanwhile'}")
    click.echo(f"{len(chosen)} replayed")
