"""`mentorpost check-ledger`: what it prints and how it ends (H2, X3)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from app.db import Database
from app.ledger.roots.files import root_files
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import files_of, keep_stamp
from app.signing.authority_of_time import AuthorityOfTime
from app.signing.message import digest_of
from tests.exports.checks.test_verify_command import as_owner
from tests.factories.tenants import MadeTenant
from tests.factories.time_authority import time_authority
from tests.signing.seals import data_dir, other_authority, seal

Run = Callable[..., Result]
NOW = datetime(2026, 6, 3, 0, 10, tzinfo=UTC)
CA = ("--ca", data_dir() / "ca" / "ca.pem")


@pytest.fixture
def root(database: Database, made: MadeTenant, tmp_path: Path) -> Path:
    """A root as it was mailed, with its seal, its time stamp, and the root of that stamp."""
    with time_authority() as authority, database.tenant(made.tenant_id) as scope:
        kept = make_root(scope, seal, NOW)
        assert kept is not None
        keep_stamp(scope, kept.id, AuthorityOfTime(authority.url)(digest_of(kept.seal)))
        files = files_of(scope, kept.day)
        assert files is not None
        (tmp_path / "tsa.pem").write_bytes(authority.root_pem)
    for name, content in root_files(made.slug, files).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path / next(iter(root_files(made.slug, files)))


@pytest.fixture
def altered(migrated_urls: tuple[str, str], made: MadeTenant) -> Callable[[str], None]:
    return lambda change: as_owner(migrated_urls, f"{change} AND tenant_id = '{made.tenant_id}'")


def test_a_ledger_that_was_left_alone_holds(run: Run, root: Path) -> None:
    result = run("check-ledger", "--root", root, *CA, "--tsa-ca", root.parent / "tsa.pem")
    assert result.exit_code == 0, result.output
    assert f"{root}: the ledger holds" in result.stdout
    assert "entries 1 to 7 are what they were when the root of 2026-06-02 was made" in result.stdout
    assert "the rules by which hours count are what they were, versions known: 1" in result.stdout
    assert "sealed 2026-06-03T00:10:00Z by Common Name: Mentorpost seal (development)" in result.stdout
    assert "time stamp 2026-06-03T00:05:07Z by Common Name: Test time authority" in result.stdout


def test_an_entry_that_was_changed_is_named(run: Run, root: Path, altered: Callable[[str], None]) -> None:
    altered("""UPDATE ledger_entry SET body = replace(body, '60,"mode"', '600,"mode"') WHERE seq = 2""")
    result = run("check-ledger", "--root", root, *CA)
    assert result.exit_code == 1
    assert "the ledger is NOT what this root says" in result.stdout
    assert "entry 2 was changed after the root of 2026-06-02 was made" in result.stdout
    assert "what stands beside the body of entry 2 differs from it: minutes" in result.stdout


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE ledger_entry SET local_date = 'infinity' WHERE seq = 1", "entry 1 differs from it: local_date"),
        (
            "UPDATE ledger_entry SET recorded_at = recorded_at - interval '1us' WHERE seq = 3",
            "entry 3 differs from it",
        ),
        ("UPDATE ledger_entry SET minutes = NULL WHERE seq = 1", "entry 1 differs from it: minutes"),
        ("DELETE FROM ledger_opening WHERE field = 'claimant'", "entry 1 are gone, and nobody erased them: claimant"),
        ("UPDATE ledger_root SET seq = 3 WHERE number = 1", "the root of 2026-06-02 differs from it: seq"),
        ("UPDATE ledger_root SET document = 'x' WHERE number = 1", "the root of 2026-06-02 is no longer kept here"),
        (r"UPDATE ledger_root SET seal = '\x30' WHERE number = 1", "the seal kept with the root of 2026-06-02"),
        ("UPDATE programme_rules SET body = body - 'hours' WHERE version = 1", "version 1 of the rules of programme"),
        ("UPDATE root_stamp SET stamped_at = now() WHERE true", "the time stamp of the root of 2026-06-02 differs"),
    ],
)
def test_whatever_was_altered_is_told(
    run: Run, root: Path, altered: Callable[[str], None], change: str, sentence: str
) -> None:
    altered(change)
    result = run("check-ledger", "--root", root, *CA)
    assert result.exit_code == 1
    assert sentence in result.stdout


def test_a_root_that_was_changed_itself_is_told_by_its_seal(run: Run, root: Path) -> None:
    root.write_bytes(root.read_bytes().replace(b'"number":1', b'"number":2'))
    result = run("check-ledger", "--root", root, *CA)
    assert result.exit_code == 1
    assert "the root itself is NOT whole" in result.stdout
    assert "the file was changed after it was sealed" in result.stdout


def test_fingerprints_that_were_changed_are_told_without_a_seal_too(run: Run, root: Path) -> None:
    data = root.read_bytes()
    at = data.index(b'"fingerprints":"') + 20
    root.with_name("bare.json").write_bytes(data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :])
    result = run("check-ledger", "--root", root.with_name("bare.json"))
    assert result.exit_code == 1
    assert "root: its fingerprints are not those of its own head: the file itself was changed" in result.stdout
    assert "another root of 2026-06-02 is kept here" in result.stdout
    assert "No seal was checked" in result.stdout


def test_a_root_that_somebody_else_sealed_is_refused(run: Run, root: Path) -> None:
    result = run("check-ledger", "--root", root, "--ca", other_authority() / "ca" / "ca.pem")
    assert result.exit_code == 1
    assert "which the given authority does not vouch for" in result.stdout


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", None])
def test_what_is_no_root_cannot_be_checked(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "other.json").write_bytes(content)
    result = run("check-ledger", "--root", tmp_path / "other.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
