"""Both servers of one `DATA_DIR`: what has to run, and the addresses by which they are reached."""

from dataclasses import dataclass
from pathlib import Path

from workers.embedded.folders import Folders, prepare_folders
from workers.embedded.postgres import Cluster, postgres_service, prepare_cluster, superuser_connection
from workers.embedded.redis import RedisInstance, prepare_redis, redis_service
from workers.embedded.roles import (
    APP,
    DATABASE,
    OWNER,
    SUPERUSER,
    check_durability,
    create_roles_and_database,
    narrow_schema_rights,
)
from workers.supervise.account import Account
from workers.supervise.service import Service


@dataclass(frozen=True)
class EmbeddedServers:
    """A PostgreSQL and a Redis whose files are ready; start `services` in order, then call `prepare_database`."""

    folders: Folders
    cluster: Cluster
    redis: RedisInstance

    @property
    def database_url(self) -> str:
        """`DATABASE_URL`: the role that serves and owns nothing."""
        return self.cluster.url(APP)

    @property
    def owner_url(self) -> str:
        """`DATABASE_OWNER_URL`: the role that owns the database and migrates it."""
        return self.cluster.url(OWNER)

    @property
    def superuser_url(self) -> str:
        """The bootstrap superuser, in the database `postgres`; no process of ours is ever given it."""
        return self.cluster.url(SUPERUSER, "postgres")

    @property
    def redis_url(self) -> str:
        """`REDIS_URL`."""
        return self.redis.url

    @property
    def services(self) -> tuple[Service, Service]:
        """The two processes, in the order in which they start."""
        return postgres_service(self.cluster), redis_service(self.redis)


def prepare_servers(data_dir: Path, account: Account | None) -> EmbeddedServers:
    """Make or find the files of both servers below `data_dir`; nothing runs yet.

    Raises:
        AppError: a program is missing or a folder cannot be made.

    """
    folders = prepare_folders(data_dir, account)
    return EmbeddedServers(folders, prepare_cluster(folders), prepare_redis(folders))


def prepare_database(servers: EmbeddedServers) -> None:
    """With PostgreSQL running: make roles and database unless they are there, and check that commits last.

    Raises:
        AppError: PostgreSQL runs with a setting under which commits could be lost.

    """
    with superuser_connection(servers.cluster) as connection:
        check_durability(connection)
        create_roles_and_database(connection, servers.cluster.passwords)
    with superuser_connection(servers.cluster, DATABASE) as connection:
        narrow_schema_rights(connection)
