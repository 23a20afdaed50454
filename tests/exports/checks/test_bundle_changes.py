"""Hundreds of changes to a bundle, packed anew or not: each refused, and by the right words (X3)."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.exports.bundles.bundle import AUTHORITY, GUIDES, MANIFEST
from app.exports.bundles.sealed_files import sealed_files
from app.exports.tables.csv_rows import csv_file
from app.exports.zip_packing import unpacked
from app.signing.detached import detached_seal
from app.signing.keystore import read_seal
from tests.exports.sealed_bundle import Files, made, repacked
from tests.exports.sealed_log import NAME, PUBLIC_URL, contacts, log_by_hand
from tests.ledger.memory_ledger import AT
from tests.signing.seals import data_dir, other_authority, seal
from workers.commands import main

Verify = Callable[[bytes], Result]
CSV, JSON, PDF, XLSX = (f"{NAME}{end}" for end in (".csv", ".json", ".pdf", ".xlsx"))


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Verify:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SEAL_KEYSTORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_dir()))
    bundle = tmp_path / f"{NAME}.zip"

    def judged(data: bytes) -> Result:
        bundle.write_bytes(data)
        return CliRunner().invoke(main, ["verify", str(bundle)])

    return judged


def refused(result: Result) -> str:
    """The reasons of a refusal, which is not a crash."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1, result.output
    assert ": NOT whole" in result.output
    assert "→" in result.output, "what to do is said as well"
    return result.output


def test_the_bundle_as_made_is_whole(verify: Verify) -> None:
    result = verify(made())
    assert result.exit_code == 0, result.output
    assert "whole, compared with its seal" in result.output


def test_a_byte_changed_anywhere_is_refused(verify: Verify) -> None:
    chance = random.Random(23)
    for place in chance.sample(range(len(made())), 40):
        changed = bytearray(made())
        changed[place] ^= chance.randrange(1, 256)
        result = verify(bytes(changed))
        assert result.exit_code == 1, f"byte {place}: {result.output}"


@pytest.mark.parametrize("name", [PDF, JSON, CSV, XLSX, f"{CSV}.p7s", GUIDES["en"], AUTHORITY])
def test_a_file_changed_and_packed_anew_is_named(verify: Verify, name: str) -> None:
    chance = random.Random(name)
    for _ in range(3):

        def change(files: Files) -> None:
            content = bytearray(files[name])
            content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
            files[name] = bytes(content)

        assert f"{name}: changed" in refused(verify(repacked(change)))


@pytest.mark.parametrize("name", [PDF, JSON, f"{XLSX}.p7s", MANIFEST, f"{MANIFEST}.p7s", GUIDES["fr"]])
def test_a_file_taken_out_is_named(verify: Verify, name: str) -> None:
    assert f"{name}: missing from the bundle" in refused(verify(repacked(lambda files: files.pop(name))))


def test_a_file_added_is_named(verify: Verify) -> None:
    told = refused(verify(repacked(lambda files: files.update({"READ ME.txt": b"Pay here"}))))
    assert "READ ME.txt: added to the bundle" in told


def test_packed_by_another_program_its_files_are_said_to_be_unchanged(verify: Verify) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpacked(made()).items():
            archive.writestr(name, content)
    assert "bundle: its files are unchanged; the archive around them" in refused(verify(written.getvalue()))


def test_files_in_another_order_are_another_archive(verify: Verify) -> None:
    def turn(files: Files) -> None:
        for name in list(reversed(files)):
            files[name] = files.pop(name)

    assert "bundle: its files are unchanged" in refused(verify(repacked(turn)))


def test_a_row_taken_out_of_the_table_is_named_by_its_entry(verify: Verify) -> None:
    def take_out(files: Files) -> None:
        lines = files[CSV].splitlines(keepends=True)
        files[CSV] = b"".join(lines[:2] + lines[3:])

    assert f"{CSV}: table: the row of entry 3 is missing" in refused(verify(repacked(take_out)))


def test_rows_exchanged_are_named(verify: Verify) -> None:
    def exchange(files: Files) -> None:
        head, first, second, *rest = files[CSV].splitlines(keepends=True)
        files[CSV] = b"".join([head, second, first, *rest])

    assert f"{CSV}: table: reordered, the row of entry 1 stands after that of entry 3" in refused(
        verify(repacked(exchange))
    )


def test_a_figure_changed_is_named_with_both_values(verify: Verify) -> None:
    change = repacked(lambda files: files.update({CSV: files[CSV].replace(b'"90"', b'"99"', 1)}))
    assert 'the row of entry 1 says "99" under minutes, the record "90"' in refused(verify(change))


def test_the_seal_of_another_file_in_place_of_its_own_is_told(verify: Verify) -> None:
    told = refused(verify(repacked(lambda files: files.update({f"{CSV}.p7s": files[f"{JSON}.p7s"]}))))
    assert f"{CSV}.p7s: changed" in told
    assert "the seal beside it is that of another file" in told
    assert "its rows are those of the record beside it" in told


def test_files_and_seals_of_another_log_are_told(verify: Verify) -> None:
    """Each is whole by itself and sealed by us, for another member or organisation."""
    foreign = sealed_files(log_by_hand(), contacts(), seal(), PUBLIC_URL)
    ends = (".json", ".json.p7s")
    theirs = {f"{NAME}{end}": next(data for name, data in foreign.items() if name.endswith(end)) for end in ends}
    told = refused(verify(repacked(lambda files: files.update(theirs))))
    assert f"{JSON}: changed" in told
    assert f"{JSON}.p7s: changed" in told


def test_the_pdf_of_another_log_is_said_to_be_one(verify: Verify) -> None:
    foreign = sealed_files(log_by_hand(), contacts(), seal(), PUBLIC_URL)
    theirs = next(data for name, data in foreign.items() if name.endswith(".pdf"))
    assert f"{PDF}: belongs to another log than the bundle" in refused(
        verify(repacked(lambda f: f.update({PDF: theirs})))
    )


def test_a_table_forged_with_another_key_is_told_by_who_sealed_it(verify: Verify) -> None:
    stranger = read_seal(other_authority() / "ca" / "seal.p12", None)

    def forge(files: Files) -> None:
        files[CSV] = csv_file(log_by_hand(), {})
        files[f"{CSV}.p7s"] = detached_seal(stranger, files[CSV], AT)
        files[f"{MANIFEST}.p7s"] = detached_seal(stranger, files[MANIFEST], AT)

    told = refused(verify(repacked(forge)))
    assert f"{MANIFEST}: seal: made by" in told
    assert "which the given authority does not vouch for" in told


def test_another_archive_is_said_to_be_none_of_ours(verify: Verify) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("notes.txt", "Dear all")
    result = verify(written.getvalue())
    assert result.exit_code == 2
    assert "this archive is not the bundle of an hour log" in result.output


def test_a_bundle_cut_short_is_told(verify: Verify) -> None:
    assert "bundle: the table of contents at its end was cut off" in refused(verify(made()[:-200]))
