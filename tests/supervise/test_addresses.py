"""What a running Mentorpost leaves for the commands in another terminal."""

from pathlib import Path

import pytest

from app.config import load_settings
from workers.supervise.addresses import leave_addresses, remove_addresses

_LEFT = {
    "HTTP_PORT": "8123",
    "SMTP_PORT": "2626",
    "DATABASE_URL": "postgresql+psycopg://app:x@/mentorpost",
    "DATABASE_OWNER_URL": "postgresql+psycopg://owner:x@/mentorpost",
    "REDIS_URL": "unix:///redis.sock",
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in _LEFT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    (tmp_path / "run").mkdir()
    return tmp_path / "run" / "urls.json"


def test_urls_and_ports_are_found_by_a_command(path: Path) -> None:
    leave_addresses(path, _LEFT)
    settings = load_settings()
    assert (settings.smtp_port, settings.http_port, settings.redis_url) == (2626, 8123, _LEFT["REDIS_URL"])


def test_the_environment_wins_over_what_was_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_addresses(path, _LEFT)
    monkeypatch.setenv("SMTP_PORT", "2727")
    settings = load_settings()
    assert (settings.smtp_port, settings.http_port) == (2727, 8123)


def test_with_urls_of_its_own_a_command_looks_no_further(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_addresses(path, _LEFT)
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        monkeypatch.setenv(name, f"{name.lower()}://elsewhere")
    settings = load_settings()
    assert (settings.database_url, settings.smtp_port) == ("database_url://elsewhere", 2525)


def test_nobody_else_may_read_it(path: Path) -> None:
    leave_addresses(path, _LEFT)
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_it_cannot_be_written_none_of_an_earlier_run_stays(path: Path) -> None:
    """On a full disk: the addresses of the last run would lead to nobody."""
    leave_addresses(path, _LEFT)
    path.with_suffix(".partial").mkdir()
    leave_addresses(path, _LEFT)
    assert not path.exists()


def test_it_is_gone_after_the_end(path: Path) -> None:
    leave_addresses(path, _LEFT)
    remove_addresses(path)
    assert list(path.parent.iterdir()) == []
