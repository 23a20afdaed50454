"""`mentorpost run`: everything that one machine needs, started in order and kept running until Ctrl-C."""

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from app.config import Settings
from workers.demo.tenants import DEMO_TENANTS
from workers.embedded.folders import prepare_data_dir, remove_sockets
from workers.embedded.passwords import password
from workers.embedded.servers import EmbeddedServers, prepare_database, prepare_servers
from workers.supervise.account import private_folder, server_account
from workers.supervise.children import Children, GaveUp, StopRequested
from workers.supervise.given import try_database, try_redis
from workers.supervise.leftovers import end_leftovers
from workers.supervise.lock import only_one
from workers.supervise.output import Output
from workers.supervise.ports import require_free_ports
from workers.supervise.product import product_command, product_services

_LEFTOVER_SECONDS = 20.0
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(settings: Settings) -> int:
    """Start everything and keep it running; returns the exit code: 0 after Ctrl-C or SIGTERM, 1 after giving up.

    Raises:
        AppError: it cannot start: the data is in use, a port is taken, a server does not answer.

    """
    account = server_account() if settings.database_url is None else None
    data_dir = prepare_data_dir(settings.data_dir, account)
    with only_one(data_dir), _stop_signals() as asked:
        output = Output(_write)
        records = private_folder(data_dir / "run")
        _end_last_run(records, output)
        require_free_ports({"HTTP_PORT": settings.http_port, "SMTP_PORT": settings.smtp_port})
        children = Children(output, records, stop_asked=lambda: bool(asked))
        try:
            return _keep_running(settings, data_dir, children, output)
        finally:
            output.close()


def _keep_running(settings: Settings, data_dir: Path, children: Children, output: Output) -> int:
    servers = None
    try:
        servers = _servers(settings, data_dir)
        if servers is not None:
            _say_if_elsewhere(servers, data_dir, output)
            children.start(servers.services)
            prepare_database(servers)
        _start_product(settings, data_dir, servers, children)
        _say_where_to_look(settings, data_dir, output)
        while True:
            children.tick()
    except StopRequested:
        output.say("run", "stopping")
        return 0
    except GaveUp as error:
        output.say("run", str(error))
        return 1
    finally:
        children.stop()
        if servers is not None:
            _urls_file(data_dir).unlink(missing_ok=True)
            remove_sockets(servers.folders)


def _servers(settings: Settings, data_dir: Path) -> EmbeddedServers | None:
    """Our own servers, or None when the environment names others, which are tried first."""
    if settings.database_url and settings.database_owner_url and settings.redis_url:
        try_database("DATABASE_URL", settings.database_url)
        try_database("DATABASE_OWNER_URL", settings.database_owner_url)
        try_redis(settings.redis_url)
        return None
    return prepare_servers(data_dir, server_account())


def _start_product(settings: Settings, data_dir: Path, servers: EmbeddedServers | None, children: Children) -> None:
    environment = _environment(data_dir, servers)
    if servers is not None:
        _leave_urls(data_dir, servers)
    private_folder(data_dir / "mailbox")
    for name in ("migrate", "demo-tenants"):
        children.run_once(product_command(name, environment))
    needs = tuple(service.name for service in servers.services) if servers else ()
    children.start(product_services(environment, settings.http_port, settings.smtp_port, needs))


def _environment(data_dir: Path, servers: EmbeddedServers | None) -> Mapping[str, str]:
    """Ours, completed by what the product's processes need to know."""
    added = {"DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
    if not os.environ.get("SECRET_KEY"):
        added["SECRET_KEY"] = password(private_folder(data_dir / "secrets"), "secret_key")
    if servers is None:
        return {**os.environ, **added}
    # Variables of libpq (PGHOST, PGOPTIONS) would reach into the connections to our own server.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**inherited, **added, **_urls(servers)}


def _urls(servers: EmbeddedServers) -> dict[str, str]:
    return {
        "DATABASE_URL": servers.database_url,
        "DATABASE_OWNER_URL": servers.owner_url,
        "REDIS_URL": servers.redis_url,
    }


def _urls_file(data_dir: Path) -> Path:
    return data_dir / "run" / "urls.json"


def _leave_urls(data_dir: Path, servers: EmbeddedServers) -> None:
    """For the commands in another terminal (`app.config.load_settings`); the folder is ours alone."""
    partial = _urls_file(data_dir).with_suffix(".partial")
    partial.write_text(json.dumps(_urls(servers)), encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(_urls_file(data_dir))


def _end_last_run(records: Path, output: Output) -> None:
    signals = {"postgres": signal.SIGINT}
    for leftover in end_leftovers(records, signals, _LEFTOVER_SECONDS):
        output.say("run", f"ended {leftover.name} (process {leftover.pid}), left behind by the last run")


def _say_if_elsewhere(servers: EmbeddedServers, data_dir: Path, output: Output) -> None:
    folders = servers.folders
    if folders.account is not None and not folders.home.is_relative_to(data_dir.resolve()):
        output.say("run", f"the account {folders.account.name} cannot enter {data_dir}: data are in {folders.home}")


def _demo_words() -> str:
    return ", ".join(f"tenant {demo.slug} (rules {demo.rules})" for demo in DEMO_TENANTS)


def _say_where_to_look(settings: Settings, data_dir: Path, output: Output) -> None:
    mails = "MAIL_URL" if settings.mail_url else str(data_dir / "mailbox")
    shown = [f"  mail     {settings.public_url}/dev/mailbox"] if settings.has_dev_mailbox else []
    for line in (
        "Mentorpost is ready.",
        f"  pages    {settings.public_url}",
        *shown,
        f"  SMTP     127.0.0.1:{settings.smtp_port}",
        f"  mailbox  {mails}",
        f"  demo     {_demo_words()}",
        "  stop     Ctrl-C",
    ):
        output.say("run", line)


@contextmanager
def _stop_signals() -> Iterator[list[int]]:
    """A list that fills when the end is asked for; asking twice changes nothing, each process has its deadline."""
    asked: list[int] = []
    before = {number: signal.getsignal(number) for number in _STOP_SIGNALS}
    if before[signal.SIGHUP] is signal.SIG_IGN:  # started by nohup: it is to outlive its terminal
        del before[signal.SIGHUP]
    for number in before:
        signal.signal(number, lambda received, _frame: asked.append(received))
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(text: str) -> None:
    with suppress(ValueError):  # a closed stream, like a closed terminal
        sys.stdout.write(text)
        sys.stdout.flush()
