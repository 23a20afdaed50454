"""What the tests of the commands stand on: a tenant with hours, a way to run commands, an exported file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.db import Database
from tests.factories.tenants import MadeTenant, make_tenant
from tests.ledger.kept_ledger import fill
from workers.commands import main

Run = Callable[..., Result]


@pytest.fixture
def made(database: Database) -> MadeTenant:
    tenant = make_tenant(database, rules="oacett-cpd")
    fill(database, tenant)
    return tenant


@pytest.fixture
def run(migrated_urls: tuple[str, str], redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name, url in zip(("DATABASE_OWNER_URL", "DATABASE_URL"), migrated_urls, strict=True):
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def file(run: Run, made: MadeTenant, tmp_path: Path) -> Path:
    path = tmp_path / "hours.json"
    result = run("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "165 minutes in 3 claims, ledger entry 7" in result.stderr
    return path


@pytest.fixture
def run_offline(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    assert file.exists()  # made while there was a database
    for name in ("DATABASE_OWNER_URL", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATA_DIR", str(file.parent / "nothing-runs-here"))
    return run
