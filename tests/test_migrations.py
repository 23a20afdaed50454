"""The schema: one head, up from nothing, down to nothing and up again, and the same as the models."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from app.models import Base
from migrations.runner import FOLDER, config_for, migrate

_THINGS = text("""
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    ORDER BY 1
""")


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = create_engine(empty_database_url)
    yield engine
    engine.dispose()


def _things(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(_THINGS))


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def test_the_revisions_have_one_head() -> None:
    assert len(ScriptDirectory(str(FOLDER)).get_heads()) == 1


def test_the_schema_goes_up_from_nothing_down_and_up_again(
    empty: Engine, empty_database_url: str, database_url: str
) -> None:
    migrate(empty_database_url, database_url)
    first = _things(empty)
    with empty.begin() as connection:
        command.downgrade(config_for(connection), "base")
    assert _things(empty) == ["alembic_version", "alembic_version_pkc"]
    migrate(empty_database_url, database_url)
    assert _things(empty) == first


def test_the_migrated_schema_is_what_the_models_say(empty: Engine, empty_database_url: str, database_url: str) -> None:
    migrate(empty_database_url, database_url)
    with empty.connect() as connection:
        assert _differences(connection) == []


def test_a_difference_between_schema_and_models_would_be_found(
    empty: Engine, empty_database_url: str, database_url: str
) -> None:
    migrate(empty_database_url, database_url)
    with empty.connect() as connection:
        connection.execute(text("ALTER TABLE person ADD COLUMN nickname text"))
        assert [change[0] for change in _differences(connection) if isinstance(change, tuple)] == ["remove_column"]


def test_migrating_twice_changes_nothing(empty: Engine, empty_database_url: str, database_url: str) -> None:
    migrate(empty_database_url, database_url)
    first = _things(empty)
    migrate(empty_database_url, database_url)
    assert _things(empty) == first
