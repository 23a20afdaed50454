"""`mentorpost run` on a bare machine: it serves, survives what is killed, and says what stands in its way."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import COMMAND, URLS, Product, free_port, running_product, start, stop, wait_for
from tests.servers import TestServers, throw_away_servers
from workers.supervise.marks import marked_processes
from workers.supervise.product import listener_missing, pages_missing


@pytest.fixture(scope="module")
def running() -> Iterator[Product]:
    with running_product() as product:
        yield product


def serves(product: Product) -> bool:
    return pages_missing(product.http_port) is None and listener_missing(product.smtp_port) is None


def said(product: Product, words: str) -> bool:
    return words in product.log.read_text()


def pid_of(product: Product, name: str) -> int | None:
    note = product.data_dir / "run" / f"{name}.pid"
    return int(note.read_text().split()[0]) if note.exists() else None


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in URLS}
    ports = {"HTTP_PORT": str(free_port()), "SMTP_PORT": str(free_port())}
    return {**inherited, "DATA_DIR": str(data_dir), **ports, **settings}


def refused(data_dir: Path, command: str = "run", **settings: str) -> str:
    """Run where it must not start, see that it ends with status 2, and return what it says."""
    done = subprocess.run(
        [COMMAND, command],
        env=environment(data_dir, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    return done.stderr


def test_it_serves_and_says_where_to_look(running: Product) -> None:
    assert serves(running)
    assert said(running, f"http://127.0.0.1:{running.http_port}")
    assert said(running, f"http://127.0.0.1:{running.http_port}/dev/mailbox")
    assert said(running, f"127.0.0.1:{running.smtp_port}")
    assert said(running, str(running.data_dir / "mailbox"))


def test_a_second_one_on_the_same_data_is_refused_and_told_who_holds_it(running: Product) -> None:
    assert f"in use by process {running.process.pid}" in refused(running.data_dir)


def test_a_taken_port_is_named_before_anything_is_started(running: Product, tmp_path: Path) -> None:
    words = refused(tmp_path, HTTP_PORT=str(running.http_port))
    assert f"HTTP_PORT: port {running.http_port} is taken" in words
    assert not (tmp_path / "servers").exists()


@pytest.mark.parametrize("name", ["postgres", "redis", "web", "workers", "scheduler", "smtp"])
def test_whatever_is_killed_comes_back_and_all_is_served_again(running: Product, name: str) -> None:
    before = pid_of(running, name)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: pid_of(running, name) not in {None, before}, f"{name} again")
    wait_for(lambda: serves(running), "pages and mail")
    assert said(running, f"{name} was killed by signal 9; starting it again")


def test_after_a_killed_supervisor_a_new_start_finds_everything_and_ends_in_order() -> None:
    with running_product() as product:
        product.process.kill()
        product.process.wait()
        product.process = start(product.data_dir, product.environment).process
        assert serves(product)
        assert product.log.read_text().count("lakeshore: loaded") == 1
        assert said(product, "lakeshore: there already")
        assert stop(product) == 0
        assert marked_processes(product.data_dir / "run") == []
        assert list((product.data_dir / "run").iterdir()) == []


def test_with_the_three_urls_it_starts_no_server_of_its_own(tmp_path: Path) -> None:
    with throw_away_servers() as given:
        urls = dict(zip(URLS, (given.database_url, given.owner_url, given.redis_url), strict=True))
        product = start(tmp_path / "data", environment(tmp_path / "data", **urls))
        try:
            assert serves(product)
            assert {path.stem for path in (product.data_dir / "run").glob("*.pid")} == {
                "web",
                "workers",
                "scheduler",
                "smtp",
            }
        finally:
            stop(product)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"REDIS_URL": "redis://localhost"},
            "REDIS_URL is set but DATABASE_URL and DATABASE_OWNER_URL are not: set all three, or none",
        ),
        (
            {"DATABASE_OWNER_URL": "postgresql://localhost/x"},
            "DATABASE_OWNER_URL is set but DATABASE_URL and REDIS_URL are not",
        ),
        (
            {"DATABASE_URL": "postgresql://localhost/x", "REDIS_URL": "redis://localhost"},
            "DATABASE_URL and REDIS_URL are set but DATABASE_OWNER_URL is not",
        ),
        ({"HTTP_PORT": "seventy"}, "HTTP_PORT"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    assert sentence in refused(tmp_path, **settings)


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    port = free_port()
    url = f"postgresql+psycopg://somebody:hush@127.0.0.1:{port}/hours"
    words = refused(tmp_path, DATABASE_URL=url, DATABASE_OWNER_URL=url, REDIS_URL=f"redis://:hush@127.0.0.1:{port}")
    assert f"DATABASE_URL: cannot use the database at 127.0.0.1:{port}/hours" in words
    assert "Connection refused" in words
    assert "hush" not in words
    assert len(words.splitlines()) == 1


def test_a_redis_that_does_not_answer_is_named_without_its_password(tmp_path: Path, servers: TestServers) -> None:
    port = free_port()
    words = refused(
        tmp_path,
        DATABASE_URL=servers.database_url,
        DATABASE_OWNER_URL=servers.owner_url,
        REDIS_URL=f"redis://:hush@127.0.0.1:{port}",
    )
    assert f"REDIS_URL: cannot use Redis at 127.0.0.1:{port}" in words
    assert "hush" not in words


@pytest.mark.parametrize("command", ["run", "migrate", "prepare"])
def test_the_owner_does_not_serve_and_nothing_is_changed_for_it(
    tmp_path: Path, servers: TestServers, command: str
) -> None:
    words = refused(
        tmp_path,
        command,
        DATABASE_URL=servers.owner_url,
        DATABASE_OWNER_URL=servers.owner_url,
        REDIS_URL=servers.redis_url,
    )
    assert "is the role of DATABASE_OWNER_URL too" in words
    assert len(words.splitlines()) == 1


def test_a_command_in_another_terminal_finds_the_port_of_the_listener(running: Product, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text("From: dan@example.com\nTo: nobody@reply.localhost\n\n2 h\n")
    elsewhere = {name: value for name, value in running.environment.items() if not name.endswith("_PORT")}
    done = subprocess.run([COMMAND, "mail", "send", mail], env=elsewhere, capture_output=True, text=True, check=False)
    assert "550 5.1.1 <nobody@reply.localhost>" in done.stderr


def test_a_data_dir_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert f"DATA_DIR: {tmp_path / 'file'} is no folder" in refused(tmp_path / "file")


def test_a_data_dir_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert f"DATA_DIR: {tmp_path / 'file' / 'data'} cannot be made" in refused(tmp_path / "file" / "data")


def test_a_port_taken_by_a_stranger_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        assert f"SMTP_PORT: port {port} is taken" in refused(tmp_path, SMTP_PORT=str(port))
