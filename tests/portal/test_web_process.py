"""The web process starts with the settings of its environment, or says in one sentence why it cannot."""

import http.client
import json
import os
import socket
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from app.config import Settings
from tests.database import url_text
from tests.portal.pages import SECRET
from tests.servers import TestServers, running
from workers.supervise.product import product_services
from workers.supervise.service import Service


def _web(environment: Mapping[str, str], port: int = 1) -> Service:
    """The web process as `mentorpost run` starts it."""
    known = Settings.model_construct(http_port=port)
    return next(service for service in product_services(environment, known, ()) if service.name == "web")


@pytest.fixture
def environment(servers: TestServers, migrated_urls: tuple[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": migrated_urls[1],
        "DATABASE_OWNER_URL": migrated_urls[0],
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": SECRET,
    }


def test_it_serves_healthz_within_its_start(environment: dict[str, str], tmp_path: Path) -> None:
    port = _free_port()
    with running(_web(environment, port), tmp_path), closing(http.client.HTTPConnection("127.0.0.1", port)) as client:
        client.request("GET", "/healthz")
        answer = client.getresponse()
        assert (answer.status, json.load(answer)) == (200, {"status": "ok", "database": "ok", "redis": "ok"})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set: it signs the session cookies."),
        ({"DATABASE_URL": "", "DATABASE_OWNER_URL": "", "REDIS_URL": ""}, "DATABASE_URL is not set: "),
        ({"HTTP_PORT": "many"}, "HTTP_PORT: "),
    ],
)
def test_a_setting_that_is_missing_or_wrong_ends_it_with_one_sentence(
    environment: dict[str, str], changes: dict[str, str], sentence: str
) -> None:
    said = _said_at_its_end({**environment, **changes})
    assert said.startswith(sentence)
    assert "Traceback" not in said


def test_the_owners_role_ends_it(environment: dict[str, str]) -> None:
    said = _said_at_its_end({**environment, "DATABASE_URL": environment["DATABASE_OWNER_URL"]})
    assert "owns tables" in said
    assert "row-level security would not bind it" in said
    assert "Traceback" not in said


def test_a_wrong_database_url_ends_it_and_shows_no_password(environment: dict[str, str]) -> None:
    wrong = url_text(environment["DATABASE_URL"], database="not_there", password="hidden-word")
    said = _said_at_its_end({**environment, "DATABASE_URL": wrong})
    assert said.startswith("DATABASE_URL: cannot use the database at ")
    assert "hidden-word" not in said
    assert "Traceback" not in said


def _said_at_its_end(environment: Mapping[str, str]) -> str:
    """What the process says before it gives up by itself."""
    service = _web({name: value for name, value in environment.items() if value}, _free_port())
    ended = subprocess.run(
        service.command, env=dict(service.environment), capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0
    return ended.stderr


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])
