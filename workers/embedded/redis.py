"""The embedded Redis: an append-only file in its own folder, a socket and a password, never the network."""

import signal
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis

from workers.embedded.binaries import redis_server
from workers.embedded.folders import Folders
from workers.embedded.passwords import password
from workers.supervise.account import Account, give, private_folder
from workers.supervise.service import Service
from workers.supervise.strays import processes_in, send, wait_until_empty

_STRAY_SECONDS = 10.0
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class RedisInstance:
    """One Redis: its program, its configuration file, its socket and its password."""

    program: Path
    configuration: Path
    socket: Path
    account: Account | None
    password: str

    @property
    def url(self) -> str:
        """The address for redis-py."""
        return f"unix://:{self.password}@{quote(str(self.socket))}?db=0"


def prepare_redis(folders: Folders) -> RedisInstance:
    """Find the program and write the configuration.

    Raises:
        AppError: there is no `redis-server` here.

    """
    data = private_folder(folders.home / "redis", folders.account)
    instance = RedisInstance(
        program=redis_server(folders.programs, folders.account),
        configuration=data / "redis.conf",
        socket=folders.sockets / "redis.sock",
        account=folders.account,
        password=password(folders.secrets, "redis"),
    )
    _write_configuration(instance, data)
    return instance


def redis_service(instance: RedisInstance) -> Service:
    """Redis as a process to supervise."""
    return Service(
        name="redis",
        command=(str(instance.program), str(instance.configuration)),
        environment=_ENVIRONMENT,
        missing=lambda: _missing(instance),
        folder=Path("/"),
        account=instance.account,
        stop_seconds=10.0,
        prepare=lambda: _end_stray(instance.configuration.parent),
    )


def _write_configuration(instance: RedisInstance, data: Path) -> None:
    instance.configuration.touch(mode=0o600)
    instance.configuration.write_text(
        f'dir "{data}"\n'
        f'unixsocket "{instance.socket}"\n'
        "unixsocketperm 700\n"
        "port 0\n"
        f"requirepass {instance.password}\n"
        "appendonly yes\n"
        "appendfsync everysec\n"
        'save ""\n'
        "maxmemory-policy noeviction\n"
        "daemonize no\n"
        "loglevel warning\n"
    )
    give(instance.configuration, instance.account)


def _end_stray(data: Path) -> None:
    """Two servers would write over each other in one append-only file, and Redis has no lock against that."""
    for number in processes_in(data):
        send(number, signal.SIGTERM)
    wait_until_empty(data, _STRAY_SECONDS)


def _missing(instance: RedisInstance) -> str | None:
    client = redis.Redis.from_url(instance.url, socket_timeout=2)
    try:
        client.ping()
    except redis.RedisError as error:
        return str(error)
    finally:
        client.close()
    return None
