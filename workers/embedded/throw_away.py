"""A PostgreSQL and a Redis in a folder of their own that goes with them: for the demo and the tests."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.errors import AppError
from workers.embedded.folders import prepare_data_dir, remove_sockets
from workers.embedded.servers import EmbeddedServers, prepare_database, prepare_servers
from workers.supervise.account import server_account
from workers.supervise.service import Service
from workers.supervise.spawn import has_died, spawn, stop

_READY_SECONDS = 60


@contextmanager
def temporary_data_dir() -> Iterator[Path]:
    """A short path for a `DATA_DIR` that the servers' account can reach; removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="mp-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield prepare_data_dir(folder / "data", server_account())
    finally:
        shutil.rmtree(folder)


@contextmanager
def running(service: Service, records: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One service, ready for use, its words in a file beside `records`."""
    log = records / f"{service.name}.log"
    with log.open("ab") as output:
        process = spawn(service, output.fileno(), records)
    try:
        wait_until_ready(service, process, log)
        yield process
    finally:
        stop(service, process, records)


def wait_until_ready(service: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a service; when it dies instead or takes too long, fail with what it said."""
    deadline = time.monotonic() + _READY_SECONDS
    while (missing := service.missing()) is not None:
        if has_died(process) or time.monotonic() > deadline:
            raise AppError(f"{service.name} does not serve: {missing}\n{log.read_text()}")
        time.sleep(0.02)


@contextmanager
def running_servers(data_dir: Path) -> Iterator[EmbeddedServers]:
    """Both servers of a `DATA_DIR`, ready for use; stopped at the end, the files kept."""
    servers = prepare_servers(data_dir, server_account())
    records = data_dir / "run"
    records.mkdir(exist_ok=True)
    with ExitStack() as stack:
        stack.callback(remove_sockets, servers.folders)
        for service in servers.services:
            stack.enter_context(running(service, records))
        prepare_database(servers)
        yield servers
