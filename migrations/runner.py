"""Migrating from code: no ini file, no address in a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.db import unreachable
from migrations.privileges import give_back, grant
from migrations.roles import require_plain_role

FOLDER = Path(__file__).parent

# A role that may not even look into the schema is told that there is none.
_LACKS_A_RIGHT = (InsufficientPrivilege, InvalidSchemaName)


def config_for(connection: Connection) -> Config:
    """Alembic's configuration on an open connection of the owner."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def migrate(owner_url: str, serving_url: str, revision: str = "head") -> None:
    """Bring the schema to `revision` as its owner, then give the serving role its privileges.

    Raises:
        DatabaseUnreachable: with host, port, database and what the server said, also where the owner lacks a right.
        UnsafeRole: the serving role is not bound by row-level security; nothing was changed.

    """
    role = require_plain_role(owner_url, serving_url)
    engine = create_engine(owner_url)
    try:
        with engine.begin() as connection:
            give_back(connection)
            command.upgrade(config_for(connection), revision)
            grant(connection, role)
    except OperationalError as error:
        raise unreachable("DATABASE_OWNER_URL", owner_url, error) from error
    except ProgrammingError as error:
        if isinstance(error.orig, _LACKS_A_RIGHT):
            raise unreachable("DATABASE_OWNER_URL", owner_url, error) from error
        raise
    finally:
        engine.dispose()
