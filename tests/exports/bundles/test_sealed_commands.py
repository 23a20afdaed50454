"""`mentorpost export hours --out DIR` and `mentorpost verify` on what it wrote (X2, X3)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app.db import Database
from tests.exports.sealed_log import PUBLIC_URL, put
from tests.factories.tenants import MadeTenant, make_tenant
from tests.signing.seals import data_dir, keystore, other_authority, pem

Run = Callable[..., Result]


@pytest.fixture
def sealing(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(data_dir()))
    monkeypatch.setenv("BASE_URL", PUBLIC_URL)
    return run


@pytest.fixture
def folder(sealing: Run, made: MadeTenant, tmp_path: Path) -> Path:
    result = sealing("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", tmp_path / "new" / "out")
    assert result.exit_code == 0, result.output
    return tmp_path / "new" / "out"


@pytest.fixture
def offline(sealing: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    assert folder.exists()  # made while there was a database
    for name in ("DATABASE_OWNER_URL", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATA_DIR", str(folder / "nothing-runs-here"))
    return sealing


def one(folder: Path, end: str) -> Path:
    (found,) = folder.glob(f"*{end}")
    return found


def authority() -> Path:
    return data_dir() / "ca" / "ca.pem"


def said(result: Result) -> str:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return re.sub(r"\s+", " ", result.output)


def test_all_files_are_written_and_named(sealing: Run, made: MadeTenant, tmp_path: Path) -> None:
    result = sealing(
        "export", "hours", "--tenant", made.slug, "--member", "M-1", "--from", "2026-05-01", "--out", tmp_path
    )
    assert result.exit_code == 0
    name = f"hours-{made.slug}-M-1-2026-05-01-7"
    ends = (".pdf", ".json", ".csv", ".xlsx", ".json.p7s", ".csv.p7s", ".xlsx.p7s", ".zip")
    assert result.stdout.splitlines() == [str(tmp_path / f"{name}{end}") for end in ends]
    assert "165 minutes in 3 claims, ledger entry 7" in result.stderr


def test_the_pdf_is_whole_against_its_seal_and_the_live_ledger(sealing: Run, folder: Path) -> None:
    result = sealing("verify", one(folder, ".pdf"))
    assert result.exit_code == 0
    assert "whole, compared with its seal and the live ledger" in said(result)
    assert "Dan Roy, member M-1" in said(result)
    assert "sealed 20" in said(result)


@pytest.mark.parametrize("end", [".pdf", ".json", ".csv"])
def test_an_auditor_without_our_database_needs_the_authority_only(offline: Run, folder: Path, end: str) -> None:
    result = offline("verify", one(folder, end), "--ca", authority())
    assert result.exit_code == 0
    assert "whole, compared with its seal" in said(result)


def test_a_pdf_is_compared_with_a_head_too(offline: Run, folder: Path) -> None:
    result = offline("verify", one(folder, ".pdf"), "--ca", authority(), "--head", f"7:{'0' * 64}")
    assert result.exit_code == 1
    assert "at entry 7 this log's chain has another hash" in said(result)


def test_a_table_is_not_compared_with_a_head(offline: Run, folder: Path) -> None:
    result = offline("verify", one(folder, ".csv"), "--ca", authority(), "--head", f"7:{'0' * 64}")
    assert result.exit_code == 2
    assert "a table cannot be compared with a head" in said(result)


def test_several_files_are_each_judged(offline: Run, folder: Path) -> None:
    files = [one(folder, end) for end in (".pdf", ".json", ".csv")]
    result = offline("verify", *files, "--ca", authority())
    assert result.exit_code == 0
    assert all(f"{file}: whole, compared with its seal" in said(result) for file in files)


def test_of_several_files_the_worst_decides(offline: Run, folder: Path) -> None:
    """A file that is wrong weighs more than one that cannot be checked, whichever comes first."""
    whole, other, changed = one(folder, ".pdf"), folder / "notes.txt", folder / "changed"
    other.write_text("Dear all,\n")
    changed.write_bytes(whole.read_bytes() + b"\n")
    result = offline("verify", other, changed, whole, "--ca", authority())
    assert result.exit_code == 1
    assert f"error: {other}: this is not an hour log" in said(result)
    assert f"{changed}: NOT whole" in said(result)
    assert f"{whole}: whole" in said(result)
    assert offline("verify", whole, other, "--ca", authority()).exit_code == 2


@pytest.mark.parametrize("end", [".pdf", ".csv"])
def test_without_an_authority_a_seal_cannot_be_checked(offline: Run, folder: Path, end: str) -> None:
    result = offline("verify", one(folder, end))
    assert result.exit_code == 2
    assert "no certificate to check the seal against: give --ca FILE" in said(result)


@pytest.mark.parametrize("end", [".pdf", ".json", ".csv"])
def test_the_seal_of_another_authority_is_refused(offline: Run, folder: Path, end: str) -> None:
    result = offline("verify", one(folder, end), "--ca", other_authority() / "ca" / "ca.pem")
    assert result.exit_code == 1
    assert 'made by "Common Name: Mentorpost seal (development), Organization: Mentorpost"' in said(result)
    assert "which the given authority does not vouch for" in said(result)
    assert "changed" not in said(result)


def test_a_json_whose_seal_cannot_be_checked_says_so_and_is_compared_otherwise(sealing: Run, folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder / "nothing-runs-here"))
        result = sealing("verify", one(folder, ".json"))
    assert result.exit_code == 0
    assert "whole, compared with the live ledger" in said(result)
    assert "The seal beside it was not checked" in said(result)


def test_a_changed_json_names_the_seal_and_the_field(offline: Run, folder: Path) -> None:
    file = one(folder, ".json")
    file.write_bytes(file.read_bytes().replace(b'"claimed_minutes":90', b'"claimed_minutes":99', 1))
    result = offline("verify", file, "--ca", authority())
    assert result.exit_code == 1
    assert "seal: the file was changed after it was sealed" in said(result)
    assert "digest: the file was changed after it was made" in said(result)


def test_a_table_without_its_seal_cannot_be_checked(offline: Run, folder: Path) -> None:
    one(folder, ".csv.p7s").unlink()
    result = offline("verify", one(folder, ".csv"), "--ca", authority())
    assert result.exit_code == 2
    assert "its seal" in said(result)
    assert "is not beside it" in said(result)


def test_a_json_without_its_seal_says_that_none_was_checked(sealing: Run, folder: Path) -> None:
    one(folder, ".json.p7s").unlink()
    result = sealing("verify", one(folder, ".json"), "--ca", authority())
    assert result.exit_code == 0
    assert "whole, compared with the live ledger" in said(result)
    assert "No seal was checked" in said(result)


def test_a_seal_of_another_file_is_refused(offline: Run, folder: Path) -> None:
    one(folder, ".csv.p7s").write_bytes(one(folder, ".json.p7s").read_bytes())
    assert offline("verify", one(folder, ".csv"), "--ca", authority()).exit_code == 1


def test_a_log_that_we_never_issued_is_told_by_the_live_ledger(sealing: Run, database: Database, folder: Path) -> None:
    """The seal is good, the record inside is of a ledger that this database does not hold."""

    foreign = put(folder)
    assert make_tenant(database).slug
    result = sealing("verify", foreign)
    assert result.exit_code == 1
    assert "ledger: it holds no entry of the organisation" in said(result)


def test_a_keystore_from_settings_seals_and_its_root_checks(
    sealing: Run, made: MadeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = keystore(tmp_path / "seal.p12", "word")
    monkeypatch.setenv("SEAL_KEYSTORE", str(tmp_path / "seal.p12"))
    monkeypatch.setenv("SEAL_PASSWORD", "word")
    assert sealing("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", tmp_path).exit_code == 0
    assert sealing("verify", one(tmp_path, ".pdf")).exit_code == 0
    (tmp_path / "root.pem").write_bytes(pem(root))
    assert sealing("verify", one(tmp_path, ".pdf"), "--ca", tmp_path / "root.pem").exit_code == 0
    assert sealing("verify", one(tmp_path, ".pdf"), "--ca", authority()).exit_code == 1


def test_a_keystore_with_a_wrong_password_stops_the_export_before_a_log_is_issued(
    sealing: Run, made: MadeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keystore(tmp_path / "seal.p12", "word")
    monkeypatch.setenv("SEAL_KEYSTORE", str(tmp_path / "seal.p12"))
    result = sealing("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "SEAL_PASSWORD is not its password" in said(result)
    assert not (tmp_path / "out").exists()


def test_a_french_member_gets_a_french_document(sealing: Run, database: Database, tmp_path: Path) -> None:
    made = make_tenant(database, locale="fr-CA")
    assert sealing("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", tmp_path).exit_code == 0
    assert b"fr-CA" in one(tmp_path, ".pdf").read_bytes()


def test_a_folder_that_cannot_be_made_is_told(sealing: Run, made: MadeTenant, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = sealing("export", "hours", "--tenant", made.slug, "--member", "M-1", "--out", tmp_path / "file" / "out")
    assert result.exit_code == 2
    assert "cannot be made" in said(result)
