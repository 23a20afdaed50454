"""Hundreds of changes of one byte in each kind of file: all refused with what is wrong, none with a crash (X3)."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.exports.sealed_log import NAME, files, put
from tests.signing.seals import data_dir
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


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n/ByteRange [0 1 2 3]", b"%PDF-1.7 /ByteRange [0 9 11 9999999999]"]
)
def test_a_pdf_that_is_none_of_ours_is_refused_with_a_sentence(verify: Verify, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.pdf").write_bytes(data)
    assert "seal:" in refused(verify(tmp_path / "other.pdf"))
