"""`mentorpost erase-person`: erase a member at their request, as the coordinator's page does, and sweep up behind."""

from contextlib import closing
from datetime import datetime
from uuid import UUID

import click
from sqlalchemy import NullPool, create_engine, select, text

from app.address_spelling import comparable
from app.clock import system_clock
from app.config import Settings, load_settings
from app.db import Database, TenantScope
from app.erasure.erase import Erased, erase_person, refuse, search_for
from app.erasure.files import remove_files, telling_files
from app.errors import AppError
from app.exports.log.issue import UnknownMember, find_member
from app.ledger.canonical import normal_text
from app.programmes.models import Person
from app.programmes.versions import zone_of
from app.tenants.models import Membership
from app.tenants.registration import tenant_named
from workers.commands.opening import open_database


class NotConfirmed(AppError):
    """The name that was typed is another."""


class UnknownStaff(AppError):
    """Nobody on the staff has that address."""


@click.command("erase-person")
@click.option("--tenant", required=True, metavar="SLUG", help="The organisation's short name.")
@click.option("--member", required=True, metavar="WHO", help="Address, member number or id.")
@click.option("--by", required=True, metavar="ADDRESS", help="Who on the staff decided it; the audit log names them.")
@click.option("--confirm", metavar="NAME", help="The member's name; asked for when not given.")
@click.option("--rewrite", is_flag=True, help="Write the tables' files anew (VACUUM FULL); everybody waits meanwhile.")
def erase(*, tenant: str, member: str, by: str, confirm: str | None, rewrite: bool) -> None:
    """Erase a member for good: names, addresses, mails, words. The figures of their hours stay (C3).

    Mails to the postmaster that name or quote them go as well: files in DATA_DIR of this host.
    With DATABASE_OWNER_URL set, deleted rows are swept as well, so that nobody can read them any more; their bytes lie
    in the tables' files until others are written over them, or at once no longer with --rewrite.
    """
    settings = load_settings()
    with closing(open_database(settings)) as database:
        with database.platform() as session:
            tenant_id = tenant_named(session, normal_text(tenant))
        with database.tenant(tenant_id) as scope:
            person = _member(scope, tenant, member)
            refuse(scope, person)
            person_id, name, search = person.id, person.name, search_for(scope, person)
        _confirmed(name, confirm)
        complaints = telling_files(settings.postmaster, search)
        erased = _erased(database, tenant_id, person_id, by, system_clock())
    files = remove_files(settings.mailbox, erased.sent)
    click.echo(f"erased {person_id}: {len(erased.sent)} mails of ours emptied, {files} files removed")
    for path in complaints:
        path.unlink(missing_ok=True)
        click.echo(f"removed, for it told of them: {path}")
    if erased.waiting:
        click.echo(f"{erased.waiting} mails of others name them and wait to be decided; they are emptied afterwards")
    click.echo(_swept(settings, rewrite=rewrite))


def _member(scope: TenantScope, tenant: str, member: str) -> Person:
    try:
        return find_member(scope, member)
    except UnknownMember as error:
        raise UnknownMember(f"--member: in {tenant!r} {error}") from error


def _confirmed(name: str, given: str | None) -> None:
    typed = click.prompt(f"This is for good. To confirm, write the name, {name}") if given is None else given
    if " ".join(typed.split()).casefold() != " ".join(name.split()).casefold():
        raise NotConfirmed("--confirm: this is not the member's name; nobody was erased")


def _erased(database: Database, tenant_id: UUID, person_id: UUID, by: str, now: datetime) -> Erased:
    with database.tenant(tenant_id) as scope:
        today = now.astimezone(zone_of(scope)).date()
        return erase_person(scope, person_id, now, today, _staff(scope, by))


def _staff(scope: TenantScope, address: str) -> UUID:
    rows = scope.session.execute(
        select(Membership.id, Membership.email).where(Membership.tenant_id == scope.tenant_id).order_by(Membership.id)
    )
    found: UUID | None = next((row.id for row in rows if comparable(row.email) == comparable(address)), None)
    if found is None:
        raise UnknownStaff(f"--by: nobody on the staff has the address {address!r}")
    return found


def _swept(settings: Settings, *, rewrite: bool) -> str:
    if settings.database_owner_url is None:
        return "DATABASE_OWNER_URL is not set: the database sweeps deleted rows out of its files in its own time"
    engine = create_engine(settings.database_owner_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for table in connection.scalars(_OWN).all():
            connection.execute(text(f"VACUUM ({'FULL, ' if rewrite else ''}ANALYZE) {table}"))
    if rewrite:
        return "the tables' files are written anew, without what was deleted"
    return "deleted rows are swept; their bytes stay in the files until others are written over them, or use --rewrite"


_OWN = text("""
    SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_get_userbyid(relowner) = current_user
""")
