"""A bundle is checked with the network off, by our command and by tools that are not ours (X3).

The commands are those of the guide in the bundle, as it prints them. Where the system lets us, they run in a network
name space of their own, without any network; our own command besides under a guard that refuses every socket.
"""

import re
import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.exports.bundles.bundle import GUIDES, bundle
from app.exports.bundles.sealed_files import sealed_files
from app.exports.zip_packing import unpacked
from app.signing.authority_of_time import AuthorityOfTime
from tests.exports.sealed_bundle import made
from tests.exports.sealed_log import NAME, PUBLIC_URL, contacts, log
from tests.factories.time_authority import time_authority
from tests.signing.seals import seal
from workers.commands import main

OURS_AND_THEIRS = ("mentorpost verify", "pdfsig", "pyhanko sign validate", "openssl cms -verify")
_NO_NETWORK = ("unshare", "--net", "--map-root-user")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / f"{NAME}.zip").write_bytes(made())
    return _unpacked_at(tmp_path, made())


def _unpacked_at(folder: Path, data: bytes) -> Path:
    for name, content in unpacked(data).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


def commands(folder: Path, language: str) -> list[str]:
    text = (folder / GUIDES[language]).read_text("utf-8")
    return re.findall(r"^   ((?:mentorpost|pdfsig|pyhanko|openssl|pdfdetach) .*)$", text, re.MULTILINE)


def without_network() -> tuple[str, ...]:
    """What stands before a command to cut it off, where the system allows it."""
    possible = shutil.which("unshare") and subprocess.run([*_NO_NETWORK, "true"], capture_output=True, check=False)
    return _NO_NETWORK if possible and possible.returncode == 0 else ()


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    beside_python = Path(sys.executable).with_name(program)
    called = [*without_network(), str(beside_python) if beside_python.exists() else program, *arguments]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "DATA_DIR": str(folder / "none"), "LANG": "C.UTF-8"}
    here = Path(__file__).parents[3]
    return subprocess.run(
        called, cwd=folder, env={**environment, "PYTHONPATH": str(here)}, capture_output=True, check=False, text=True
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_of_the_guide_accepts_the_unchanged_files(folder: Path, language: str) -> None:
    found = commands(folder, language)
    assert all(any(line.startswith(tool) for line in found) for tool in OURS_AND_THEIRS)
    for command in found:
        result = run(command, folder)
        assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
    assert (folder / "hour-log.json").read_bytes() == (folder / f"{NAME}.json").read_bytes()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_time_stamps_of_a_bundle_are_checked_by_openssl(language: str, tmp_path: Path) -> None:
    """X2: on the word of an authority of time, whose certificate lies in the bundle."""
    with time_authority() as authority:
        stamping = replace(seal(), stamper=AuthorityOfTime(authority.url, authority.roots))
        data = bundle(log(), sealed_files(log(), contacts(), stamping, PUBLIC_URL), stamping, PUBLIC_URL)
    place = _unpacked_at(tmp_path, data)
    (place / f"{NAME}.zip").write_bytes(data)
    assert run(f"mentorpost verify {NAME}.zip --ca certificates/ca.pem", place).returncode == 0
    (command,) = [line for line in commands(place, language) if line.startswith("openssl ts")]
    assert "Verification: OK" in run(command, place).stdout
    stamped = place / "time-stamps" / f"{NAME}.json.signature"
    stamped.write_bytes(bytes([stamped.read_bytes()[0] ^ 1]) + stamped.read_bytes()[1:])
    assert run(command, place).returncode != 0


def test_the_tools_say_what_the_guide_promises(folder: Path) -> None:
    told = {command.split()[0]: run(command, folder) for command in commands(folder, "en")}
    assert "Signature is Valid." in told["pdfsig"].stdout
    assert "Total document signed" in told["pdfsig"].stdout
    assert "The signature is judged VALID." in told["pyhanko"].stdout
    assert "whole, compared with its seal" in told["mentorpost"].stdout


@pytest.mark.parametrize("end", [".zip", ".pdf", ".json", ".csv", ".xlsx"])
def test_our_command_opens_no_socket(folder: Path, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SEAL_KEYSTORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(folder / "none"))

    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a check reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    asked = ["verify", str(folder / f"{NAME}{end}"), "--ca", str(folder / "certificates" / "ca.pem")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
