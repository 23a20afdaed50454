"""`mentorpost migrate`: bring the schema up to date as its owner."""

import click

from app.config import Settings, SettingsError, load_settings, required_database_url
from migrations import runner


def bring_up_to_date(settings: Settings) -> None:
    """Migrate, and say so.

    Raises:
        SettingsError: no address is set and nothing runs on `DATA_DIR`.
        DatabaseUnreachable: a server does not answer or refuses us.
        UnsafeRole: the serving role is not bound by row-level security; nothing was changed.

    """
    if settings.database_owner_url is None:
        raise SettingsError("DATABASE_OWNER_URL is not set: migrations need the owner's role")
    runner.migrate(settings.database_owner_url, required_database_url(settings))
    click.echo("the schema is up to date")


@click.command()
def migrate() -> None:
    """Bring the schema up to date (DATABASE_OWNER_URL) and give the serving role (DATABASE_URL) its privileges."""
    bring_up_to_date(load_settings())
