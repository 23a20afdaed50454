"""`mentorpost migrate`: bring the schema up to date as its owner."""

import click

from app.config import SettingsError, load_settings, required_database_url
from migrations import runner


@click.command()
def migrate() -> None:
    """Bring the schema up to date (DATABASE_OWNER_URL) and give the serving role (DATABASE_URL) its privileges."""
    settings = load_settings()
    if settings.database_owner_url is None:
        raise SettingsError("DATABASE_OWNER_URL is not set: migrations need the owner's role")
    runner.migrate(settings.database_owner_url, required_database_url(settings))
    click.echo("the schema is up to date")
