"""The embedded PostgreSQL keeps what it acknowledged, and its roles can do no more than they must."""

import os
import signal
import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from app.errors import AppError
from tests.servers import running, running_servers, temporary_data_dir
from workers.embedded.postgres import postgres_service
from workers.embedded.roles import APP, DATABASE, OWNER, check_durability
from workers.embedded.servers import EmbeddedServers, prepare_database, prepare_servers
from workers.supervise.account import Account, server_account


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(query))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def note(servers: EmbeddedServers, word: str) -> None:
    rows(servers.owner_url, "CREATE TABLE IF NOT EXISTS noted (word text)")
    rows(servers.owner_url, f"INSERT INTO noted VALUES ('{word}')")


def noted(servers: EmbeddedServers) -> list[tuple[object, ...]]:
    return rows(servers.owner_url, "SELECT word FROM noted ORDER BY word")


def test_a_restart_keeps_what_was_written() -> None:
    with temporary_data_dir() as data_dir:
        with running_servers(data_dir) as servers:
            note(servers, "kept")
        with running_servers(data_dir) as servers:
            assert noted(servers) == [("kept",)]


def test_a_commit_outlives_the_killing_of_the_server() -> None:
    with temporary_data_dir() as data_dir:
        servers = prepare_servers(data_dir, server_account())
        records = data_dir / "run"
        records.mkdir()
        with running(postgres_service(servers.cluster), records) as process:
            prepare_database(servers)
            note(servers, "committed")
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with running_servers(data_dir) as again:
            note(again, "later")
            assert noted(again) == [("committed",), ("later",)]


def test_files_that_were_only_half_made_are_made_again() -> None:
    with temporary_data_dir() as data_dir:
        half_made = data_dir / "servers" / "postgres" / "data.unfinished"
        half_made.mkdir(parents=True)
        (half_made / "PG_VERSION").write_text("18\n")
        with running_servers(data_dir) as servers:
            assert rows(servers.database_url, "SELECT 1") == [(1,)]


def test_a_lost_password_of_a_living_database_is_named() -> None:
    with temporary_data_dir() as data_dir:
        password = prepare_servers(data_dir, server_account()).folders.secrets / "mentorpost_superuser"
        password.unlink()
        with pytest.raises(AppError, match="mentorpost_superuser is gone"):
            prepare_servers(data_dir, server_account())


def test_nobody_but_us_may_read_the_passwords() -> None:
    with temporary_data_dir() as data_dir:
        folder = prepare_servers(data_dir, server_account()).folders.secrets
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_data_folder_with_a_very_long_name_still_gets_its_socket() -> None:
    with temporary_data_dir() as data_dir:
        deep = data_dir / ("a-folder-with-a-long-name-" * 4) / ("and-one-more-below-it-" * 3)
        deep.mkdir(parents=True)
        with running_servers(deep) as servers:
            assert rows(servers.database_url, "SELECT 1") == [(1,)]
            sockets = servers.folders.sockets
            assert sockets.stat().st_mode & 0o777 == 0o700
        assert not sockets.exists()


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedServers]:
    """Servers of our own even where the other tests were given some."""
    with temporary_data_dir() as data_dir, running_servers(data_dir) as started:
        yield started


@pytest.mark.parametrize("role", [OWNER, APP])
def test_neither_role_can_reach_around_row_level_security(embedded: EmbeddedServers, role: str) -> None:
    query = f"""SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
                FROM pg_roles WHERE rolname = '{role}'"""
    assert rows(embedded.superuser_url, query) == [(False, False, False, False, False)]


def test_the_owner_owns_database_and_schema(embedded: EmbeddedServers) -> None:
    database = f"SELECT datdba::regrole::text FROM pg_database WHERE datname = '{DATABASE}'"
    schema = "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'"
    assert rows(embedded.owner_url, database) == [(OWNER,)]
    assert rows(embedded.owner_url, schema) == [(OWNER,)]


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (id int)", "CREATE SCHEMA mine", "CREATE TEMP TABLE mine (id int)"]
)
def test_the_serving_role_can_create_nothing(embedded: EmbeddedServers, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        rows(embedded.database_url, statement)


def test_a_commit_waits_for_the_disk(embedded: EmbeddedServers) -> None:
    assert rows(embedded.database_url, "SELECT current_setting('fsync'), current_setting('synchronous_commit')") == [
        ("on", "on")
    ]


def test_a_server_that_could_lose_commits_is_refused(embedded: EmbeddedServers) -> None:
    plain = embedded.superuser_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        with pytest.raises(AppError, match="synchronous_commit = off"):
            check_durability(connection)


def test_it_is_no_network_server_and_trusts_nobody(embedded: EmbeddedServers) -> None:
    assert rows(embedded.superuser_url, "SELECT current_setting('listen_addresses')") == [("",)]
    assert rows(embedded.superuser_url, "SELECT DISTINCT auth_method FROM pg_hba_file_rules") == [("scram-sha-256",)]


def test_names_compare_the_same_on_every_machine(embedded: EmbeddedServers) -> None:
    query = f"SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = '{DATABASE}'"
    assert rows(embedded.superuser_url, query) == [("b", "C.UTF-8")]


def test_two_instances_share_nothing() -> None:
    with (
        temporary_data_dir() as one,
        temporary_data_dir() as other,
        running_servers(one) as first,
        running_servers(other) as second,
    ):
        note(first, "first")
        note(second, "second")
        assert (noted(first), noted(second)) == ([("first",)], [("second",)])


def test_a_forgotten_server_is_ended_before_the_next_one_starts() -> None:
    with temporary_data_dir() as data_dir, running_servers(data_dir) as forgotten:
        note(forgotten, "before")
        records = data_dir / "next"
        records.mkdir()
        with running(postgres_service(forgotten.cluster), records):
            assert noted(forgotten) == [("before",)]


def test_a_lock_of_a_dead_server_whose_number_now_belongs_to_another_does_not_stop_the_start() -> None:
    with temporary_data_dir() as data_dir:
        with running_servers(data_dir) as servers:
            note(servers, "before")
            locks = (servers.cluster.data / "postmaster.pid", servers.cluster.sockets / ".s.PGSQL.5432.lock")
            words = [lock.read_text().split("\n", 1)[1] for lock in locks]
        with as_account(["sleep", "60"], server_account()) as other:
            for lock, rest in zip(locks, words, strict=True):
                lock.write_text(f"{other.pid}\n{rest}")
            with running_servers(data_dir) as again:
                assert noted(again) == [("before",)]
            assert other.poll() is None
            other.kill()


def as_account(command: list[str], account: Account | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, user=account.uid if account else None, extra_groups=[] if account else None)


def test_a_wrong_password_opens_nothing(embedded: EmbeddedServers) -> None:
    password = embedded.database_url.split(":")[2].split("@", maxsplit=1)[0]
    with pytest.raises(DBAPIError, match="password authentication failed"):
        rows(embedded.database_url.replace(password, "wrong"), "SELECT 1")
