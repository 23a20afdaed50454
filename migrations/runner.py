"""Migrating from code: no ini file, no address in a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app.db import unreachable
from migrations.privileges import grant

FOLDER = Path(__file__).parent


def config_for(connection: Connection) -> Config:
    """Alembic's configuration on an open connection of the owner."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def migrate(owner_url: str, serving_url: str, revision: str = "head") -> None:
    """Bring the schema to `revision` as its owner, then give the serving role its privileges.

    Raises:
        DatabaseUnreachable: with host, port, database and what the server said.

    """
    engine = create_engine(owner_url)
    try:
        with engine.begin() as connection:
            command.upgrade(config_for(connection), revision)
            role = make_url(serving_url).username
            if role:
                grant(connection, role)
    except OperationalError as error:
        raise unreachable("DATABASE_OWNER_URL", owner_url, error) from error
    finally:
        engine.dispose()
