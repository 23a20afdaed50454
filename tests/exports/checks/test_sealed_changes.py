"""Hundreds of changes of one byte in each kind of file: all refused with what is wrong, none with a crash (X3)."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.exports.bundles.sealed_files import sealed_files
from tests.exports.sealed_log import NAME, PUBLIC_URL, contacts, files, log_by_hand, put
from tests.signing.seals import data_dir, seal
from workers.commands import main

Verify = Callable[[Path], Result]


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch) -> Verify:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SEAL_KEYSTORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_dir()))
    return lambda path: CliRunner().invoke(main, ["verify", str(path)])


def refused(result: Result) -> str:
    """The reasons of a refusal, which is not a crash."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    first, *reasons = result.output.splitlines()
    assert first.endswith(": NOT whole")
    assert reasons
    return "\n".join(reasons)


def changes(data: bytes, number: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for place in chance.sample(range(len(data)), number):
        other = chance.choice([byte for byte in range(256) if byte != data[place]])
        yield data[:place] + bytes([other]) + data[place + 1 :]


def test_the_files_as_made_are_whole(verify: Verify, tmp_path: Path) -> None:
    put(tmp_path)
    for end in (".pdf", ".json", ".csv"):
        result = verify(tmp_path / f"{NAME}{end}")
        assert (result.exit_code, result.output.splitlines()[0].split(": ")[1]) == (0, "whole, compared with its seal")


@pytest.mark.parametrize(
    ("end", "number"), [(".pdf", 250), (".json", 150), (".csv", 150), (".json.p7s", 100), (".csv.p7s", 60)]
)
def test_hundreds_of_changes_of_one_byte_are_refused(verify: Verify, tmp_path: Path, end: str, number: int) -> None:
    put(tmp_path)
    for change in changes(files()[f"{NAME}{end}"], number, seed=11):
        (tmp_path / f"{NAME}{end}").write_bytes(change)
        refused(verify(tmp_path / f"{NAME}{end.removesuffix('.p7s')}"))


def test_what_lies_outside_the_signed_bytes_counts_too(verify: Verify, tmp_path: Path) -> None:
    """`pdfsig` and pyHanko take the case of the digits and what pads them for no change; we do not."""
    file, data = put(tmp_path), files()[f"{NAME}.pdf"]
    start = data.rindex(b"/Contents <") + len(b"/Contents <")
    end = data.index(b">", start)
    told = {
        data[:start] + data[start:end].lower() + data[end:]: "no upper-case hexadecimal digit",
        data[: end - 2] + b"00" + data[end:]: "the signature is not that of the key",
        data[: start - 1] + b" " + data[start:]: "does not end and begin at the signature",
        data + b"\n": f"the file goes on at byte {len(data)}, after the end",
        data[:-1]: "its end was cut off",
        b" " + data: "seal:",
        data.replace(b"/ByteRange [0 ", b"/ByteRange [1 "): "seal: the PDF carries none",
        data[:5] + b"1.4" + data[8:]: "the document was changed after it was sealed",
    }
    for change, words in told.items():
        file.write_bytes(change)
        assert words in refused(verify(file))


def test_an_update_appended_to_the_pdf_is_refused(verify: Verify, tmp_path: Path) -> None:
    file, data = put(tmp_path), files()[f"{NAME}.pdf"]
    file.write_bytes(data + b"\n1 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< /Size 1 >>\nstartxref\n0\n%%EOF")
    assert "after the end of what was sealed" in refused(verify(file))


def test_a_broken_pdf_says_whether_the_record_inside_is_touched(verify: Verify, tmp_path: Path) -> None:
    file, data = put(tmp_path), files()[f"{NAME}.pdf"]
    file.write_bytes(data[:9] + b"X" + data[10:])
    assert "the record inside agrees with itself" in refused(verify(file))
    packed = data.index(b"/EmbeddedFile")
    inside = data.index(b"stream", packed) + 200
    file.write_bytes(data[:inside] + bytes([data[inside] ^ 1]) + data[inside + 1 :])
    assert "record" in refused(verify(file)).replace("agrees with itself", "")


def test_another_record_put_into_the_pdf_is_told_beside_the_one_that_was_there(verify: Verify, tmp_path: Path) -> None:
    file, data = put(tmp_path), files()[f"{NAME}.pdf"]
    forged = files()[f"{NAME}.json"].replace(b'"minutes":90', b'"minutes":95', 1)
    file.write_bytes(data + b"\n9 0 obj\n<</Type /EmbeddedFile>>\nstream\n" + zlib.compress(forged) + b"\nendstream")
    told = refused(verify(file))
    assert "after the end of what was sealed" in told
    assert "record inside: claims: the row of entry 1 differs from the entries in minutes" in told
    assert "record: 2 different records are inside" in told


def test_a_changed_second_sheet_is_not_said_to_be_the_way_it_is_written(verify: Verify, tmp_path: Path) -> None:
    put(tmp_path)
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files()[f"{NAME}.xlsx"])) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Kate", b"Kite") if "sheet2" in name else old.read(name))
    (tmp_path / f"{NAME}.xlsx").write_bytes(changed.getvalue())
    assert "what was changed stands on another sheet" in refused(verify(tmp_path / f"{NAME}.xlsx"))


@pytest.mark.parametrize("end", [".pdf", ".csv", ".xlsx"])
def test_a_whole_file_beside_the_record_of_another_log_is_told(verify: Verify, tmp_path: Path, end: str) -> None:
    put(tmp_path)
    foreign = sealed_files(log_by_hand(), contacts(), seal(), PUBLIC_URL)
    for one in (end, f"{end}.p7s"):
        theirs = [content for name, content in foreign.items() if name.endswith(one)]
        if theirs:
            (tmp_path / f"{NAME}{one}").write_bytes(theirs[0])
    told = refused(verify(tmp_path / f"{NAME}{end}"))
    assert f"{NAME}.json, which lies beside it, is the record of another log" in told
    (tmp_path / f"{NAME}.json").unlink()
    assert verify(tmp_path / f"{NAME}{end}").exit_code == 0


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n/ByteRange [0 1 2 3]", b"%PDF-1.7 /ByteRange [0 9 11 9999999999]"]
)
def test_a_pdf_that_is_none_of_ours_is_refused_with_a_sentence(verify: Verify, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.pdf").write_bytes(data)
    assert "seal:" in refused(verify(tmp_path / "other.pdf"))
