"""The embedded Redis keeps its promises of a second, and nobody else's data are touched."""

import os
import signal
import time

import pytest
import redis

from tests.servers import running, running_servers, temporary_data_dir
from workers.embedded.redis import redis_service
from workers.embedded.servers import prepare_servers
from workers.supervise.account import server_account


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, decode_responses=True)


def test_what_was_written_outlives_the_killing_of_the_server() -> None:
    with temporary_data_dir() as data_dir:
        instance = prepare_servers(data_dir, server_account()).redis
        records = data_dir / "run"
        records.mkdir()
        with running(redis_service(instance), records) as process:
            with client(instance.url) as connection:
                connection.set("word", "kept")
            time.sleep(2.2)  # appendfsync everysec: on the disk after at most two seconds
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with running(redis_service(instance), records), client(instance.url) as connection:
            assert connection.get("word") == "kept"


def test_it_needs_a_password_and_is_no_network_server() -> None:
    with temporary_data_dir() as data_dir, running_servers(data_dir) as servers:
        bare = servers.redis_url.replace(f":{servers.redis.password}@", "")
        with client(bare) as connection, pytest.raises(redis.AuthenticationError):
            connection.ping()
        with client(servers.redis_url) as connection:
            settings = connection.config_get("*")
        assert (settings["port"], settings["appendonly"]) == ("0", "yes")
        assert settings["dir"] == str(data_dir.resolve() / "servers" / "redis")
