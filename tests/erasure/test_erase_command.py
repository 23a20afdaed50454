"""`mentorpost erase-person` does what the page does, and sweeps up behind (C3)."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import NullPool, create_engine, text

from app.db import Database
from app.inbound.ways_in.postmaster import keep_for_postmaster
from app.programmes.models import Person
from tests.factories.tenants import MadeTenant, make_tenant
from workers.commands import main


@pytest.fixture
def made(own_database: Database) -> MadeTenant:
    return make_tenant(own_database)


@pytest.fixture
def settings(own_database: Database, empty_database_url: str, redis_url: str, tmp_path: Path) -> dict[str, str]:
    serving = own_database.engine.url.render_as_string(hide_password=False)
    return {
        "DATABASE_URL": serving,
        "DATABASE_OWNER_URL": empty_database_url,
        "REDIS_URL": redis_url,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "long enough for the tests, and never used",
    }


def _run(settings: dict[str, str], made: MadeTenant, *flags: str, **changes: str) -> Result:
    options = {"tenant": made.slug, "member": "M-1", "by": f"priya@{made.slug}.example", "confirm": "Dan Roy"} | changes
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(main, ["erase-person", *arguments, *flags], env=settings)


def _name(database: Database, made: MadeTenant) -> str:
    with database.tenant(made.tenant_id) as scope:
        return scope.session.get_one(Person, (scope.tenant_id, made.mentor_id)).name


def test_it_erases_and_sweeps(settings: dict[str, str], own_database: Database, made: MadeTenant) -> None:
    result = _run(settings, made)
    assert result.exit_code == 0, result.output
    assert f"erased {made.mentor_id}" in result.output
    assert "deleted rows are swept" in result.output
    assert "Dan" not in result.output
    assert _name(own_database, made) == "Erased person"


def test_what_was_written_to_the_postmaster_goes_where_it_names_them(
    settings: dict[str, str], made: MadeTenant, tmp_path: Path
) -> None:
    """It stands in no table: each is a file of the operator's (C3)."""
    folder = tmp_path / "postmaster"
    theirs, named, other = (
        keep_for_postmaster(folder, raw, "bounce@client.example")
        for raw in (
            f"From: <{made.mentor_email}>\r\n\r\nMy mails come back.".encode(),
            b"From: <kate@client.example>\r\n\r\nMails of =?utf-8?q?Dan?= come back: Dan\r\n Roy says so.",
            b"From: <who@client.example>\r\n\r\nYou send me spam.",
        )
    )
    result = _run(settings, made)
    assert result.exit_code == 0, result.output
    assert [path.exists() for path in (theirs, named, other)] == [False, False, True]
    assert f"removed, for it told of them: {theirs}" in result.output


def test_the_tables_are_written_anew_where_that_is_asked_for(
    settings: dict[str, str], made: MadeTenant, empty_database_url: str
) -> None:
    """A row that was swept leaves its bytes in free space; a new file has none."""
    before = _file_of_people(empty_database_url)
    result = _run(settings, made, "--rewrite")
    assert result.exit_code == 0, result.output
    assert "written anew, without what was deleted" in result.output
    assert _file_of_people(empty_database_url) != before


def _file_of_people(owner_url: str) -> int:
    engine = create_engine(owner_url, poolclass=NullPool)
    with engine.connect() as connection:
        number: int = connection.scalars(text("SELECT pg_relation_filenode('person')")).one()
    return number


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"confirm": "Dan"}, "--confirm: this is not the member's name"),
        ({"by": "who@elsewhere.example"}, "--by: nobody on the staff has the address"),
        ({"member": "M-9"}, "--member: in"),
    ],
)
def test_what_is_wrong_is_named_and_nobody_is_erased(
    settings: dict[str, str], own_database: Database, made: MadeTenant, wrong: dict[str, str], said: str
) -> None:
    result = _run(settings, made, **wrong)
    assert result.exit_code == 2
    assert said in result.output
    assert _name(own_database, made) == "Dan Roy"
