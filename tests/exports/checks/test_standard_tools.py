"""The tools of others check a sealed PDF: `pdfsig` and pyHanko accept it and refuse changed bytes (X3)."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exports.sealed_log import NAME, files, put
from tests.signing.seals import data_dir, other_authority


def pdfsig(file: Path) -> str:
    assert shutil.which("pdfsig"), "install poppler-utils (apt-get install poppler-utils): pdfsig checks the seal"
    return subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, check=False, text=True).stdout


def pyhanko(file: Path, authority: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("pyhanko")), "sign", "validate", "--pretty-print"]
    trusting = ["--trust", str(authority / "ca" / "ca.pem"), "--trust-replace", str(file)]
    return subprocess.run([*command, *trusting], capture_output=True, check=False, text=True)


def covered() -> list[range]:
    """The places of the bytes that the signature is over, as the file itself says."""
    found = re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", files()[f"{NAME}.pdf"])[-1]
    start, length, second, rest = (int(number) for number in found)
    return [range(start, length), range(second, second + rest)]


def with_a_byte_changed(file: Path, place: int) -> Path:
    data = bytearray(files()[f"{NAME}.pdf"])
    data[place] ^= 0x01
    file.write_bytes(data)
    return file


def test_pdfsig_finds_the_seal_valid_and_over_the_whole_document(tmp_path: Path) -> None:
    said = pdfsig(put(tmp_path))
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.parametrize("tool", [("pdftotext", "{file}", "-"), ("pdfinfo", "{file}")])
def test_the_tools_of_poppler_read_it_without_a_complaint(tmp_path: Path, tool: tuple[str, ...]) -> None:
    command = [word.format(file=put(tmp_path)) for word in tool]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stderr == ""


def test_pyhanko_finds_the_seal_valid_under_our_authority_and_the_document_unchanged(tmp_path: Path) -> None:
    result = pyhanko(put(tmp_path), data_dir())
    assert result.returncode == 0
    assert "The signature is judged VALID." in result.stdout
    assert "The signature covers the entire file." in result.stdout


def test_pyhanko_does_not_trust_it_under_another_authority(tmp_path: Path) -> None:
    assert "The signature is judged VALID." not in pyhanko(put(tmp_path), other_authority()).stdout


def test_pdfsig_refuses_changed_bytes_of_what_is_signed(tmp_path: Path) -> None:
    chance = random.Random(3)
    for place in [*chance.sample(covered()[0], 20), *chance.sample(covered()[1], 5)]:
        assert "Signature is Valid." not in pdfsig(with_a_byte_changed(tmp_path / "changed.pdf", place)), place


@pytest.mark.parametrize("region", [0, 1])
def test_pyhanko_refuses_changed_bytes_of_what_is_signed(tmp_path: Path, region: int) -> None:
    for place in random.Random(4).sample(covered()[region], 2):
        result = pyhanko(with_a_byte_changed(tmp_path / "changed.pdf", place), data_dir())
        assert "The signature is judged VALID." not in result.stdout, place
