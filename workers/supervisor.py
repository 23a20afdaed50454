"""`mentorpost run`: everything that one machine needs, started in order and kept running until Ctrl-C."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from app.config import Settings
from app.errors import AppError
from workers.demo.organisations import DEMO_TENANTS
from workers.embedded.folders import prepare_data_dir, remove_sockets
from workers.embedded.passwords import password
from workers.embedded.servers import EmbeddedServers, prepare_database, prepare_servers
from workers.supervise.account import private_folder, server_account
from workers.supervise.addresses import leave_addresses, remove_addresses
from workers.supervise.children import Children, GaveUp, StopRequested
from workers.supervise.leftovers import end_leftovers
from workers.supervise.lock import only_one
from workers.supervise.output import Output
from workers.supervise.ports import require_free_ports
from workers.supervise.product import product_command, product_services
from workers.supervise.space import Space

_LEFTOVER_SECONDS = 20.0
_FULL = (errno.ENOSPC, errno.EDQUOT)
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(settings: Settings) -> int:
    """Start everything and keep it running; returns the exit code: 0 after Ctrl-C or SIGTERM, 1 after giving up.

    Raises:
        AppError: it cannot start: the data is in use, a port is taken, a server does not answer.

    """
    account = server_account() if settings.database_url is None else None
    data_dir = prepare_data_dir(settings.data_dir, account)
    with only_one(data_dir), _stop_signals() as asked, _full_disk_in_a_sentence(data_dir):
        output = Output(_write)
        records = private_folder(data_dir / "run")
        _end_last_run(records, output)
        require_free_ports({"HTTP_PORT": settings.http_port, "SMTP_PORT": settings.smtp_port})
        try:
            return _keep_running(settings, data_dir, output, stop_asked=lambda: bool(asked))
        finally:
            output.close()


def _keep_running(settings: Settings, data_dir: Path, output: Output, stop_asked: Callable[[], bool]) -> int:
    servers = _servers(settings, data_dir)
    disks = (data_dir,) if servers is None else (data_dir, servers.folders.home)
    space = Space(disks, lambda line: output.say("run", line))
    children = Children(output, data_dir / "run", stop_asked, hindered=space.is_lacking)
    try:
        if servers is not None:
            _say_if_elsewhere(servers, data_dir, output)
            children.start(servers.services)
            prepare_database(servers)
        _start_product(settings, data_dir, servers, children)
        _say_where_to_look(settings, data_dir, output)
        while True:
            children.tick()
            space.is_lacking()  # which says so when it begins, before anything has died of it
    except StopRequested:
        output.say("run", "stopping")
        return 0
    except GaveUp as error:
        output.say("run", str(error))
        return 1
    finally:
        children.stop()
        remove_addresses(settings.running_urls)
        if servers is not None:
            remove_sockets(servers.folders)


def _servers(settings: Settings, data_dir: Path) -> EmbeddedServers | None:
    """Our own servers, or None when the environment names others, which are tried first."""
    if settings.database_url and settings.database_owner_url and settings.redis_url:
        # Imported only here: a start with servers of our own needs no SQLAlchemy, which takes half a second.
        from workers.supervise.given import try_servers

        try_servers(settings.database_url, settings.database_owner_url, settings.redis_url)
        return None
    return prepare_servers(data_dir, server_account())


def _start_product(settings: Settings, data_dir: Path, servers: EmbeddedServers | None, children: Children) -> None:
    addresses = _addresses(settings, servers)
    if servers is not None:
        leave_addresses(settings.running_urls, addresses)
    environment = {**_inherited(servers), **_added(data_dir), **addresses}
    private_folder(data_dir / "mailbox")
    children.run_once(product_command("prepare", environment))
    needs = tuple(service.name for service in servers.services) if servers else ()
    children.start(product_services(environment, settings, needs))


def _addresses(settings: Settings, servers: EmbeddedServers | None) -> dict[str, str]:
    """The ports, and the URLs of our own servers: what all processes must agree on."""
    ports = {"HTTP_PORT": str(settings.http_port), "SMTP_PORT": str(settings.smtp_port)}
    if servers is None:
        return ports
    return {
        **ports,
        "DATABASE_URL": servers.database_url,
        "DATABASE_OWNER_URL": servers.owner_url,
        "REDIS_URL": servers.redis_url,
    }


def _inherited(servers: EmbeddedServers | None) -> Mapping[str, str]:
    if servers is None:
        return os.environ
    # Variables of libpq (PGHOST, PGOPTIONS) would reach into the connections to our own server.
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _added(data_dir: Path) -> dict[str, str]:
    """What the product's processes need to know besides."""
    added = {"DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
    if not os.environ.get("SECRET_KEY"):
        added["SECRET_KEY"] = password(private_folder(data_dir / "secrets"), "secret_key")
    return added


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
        f"  SMTP     {settings.smtp_host}:{settings.smtp_port}",
        f"  mailbox  {mails}",
        f"  demo     {_demo_words()}",
        "  stop     Ctrl-C",
    ):
        output.say("run", line)


@contextmanager
def _full_disk_in_a_sentence(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise AppError(f"DATA_DIR: no space left on {data_dir}: make room and start again") from error


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
