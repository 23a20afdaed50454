"""The database as a command opens it: tried first, so that what is wrong is said in one sentence."""

import click

from app.config import Settings, required_database_url
from app.db import Database, check_serving_role


def open_database(settings: Settings) -> Database:
    """A small pool for one command, closed when the command ends.

    Raises:
        SettingsError: when no address is set and nothing runs on `DATA_DIR`.
        DatabaseUnreachable: when the server does not answer.
        UnsafeRole: when row-level security would not bind the role.

    """
    url = required_database_url(settings)
    database = Database(url, pool_size=2)
    click.get_current_context().call_on_close(database.close)
    check_serving_role(database, url)
    return database
