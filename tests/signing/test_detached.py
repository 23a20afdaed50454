"""Detached seals: every byte of the document and of the seal counts (X3)."""

import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.signing.detached import check_detached, detached_seal
from app.signing.keystore import open_seal, trusted_roots
from app.signing.message import BrokenSeal, read_message
from tests.signing.seals import AT, BEGAN, data_dir, keystore, other_authority, roots, seal

DATA = b"entry,minutes\r\n1,90\r\n"
DER = detached_seal(seal(), DATA, AT)


def test_a_seal_tells_who_made_it_and_when() -> None:
    message = check_detached(DATA, DER, roots())
    assert message.signed_at == AT
    assert "Mentorpost seal (development)" in message.signer.subject.human_friendly


def test_changed_data_are_told_with_both_digests() -> None:
    with pytest.raises(BrokenSeal, match=r"changed after it was sealed: its SHA-256 is [0-9a-f]{64}, the seal is over"):
        check_detached(DATA + b" ", DER, roots())


def test_four_hundred_changes_of_a_byte_of_the_seal_are_told_and_none_breaks_the_check() -> None:
    chance = random.Random(20260602)
    for place in chance.sample(range(len(DER)), 400):
        other = chance.choice([byte for byte in range(256) if byte != DER[place]])
        with pytest.raises(BrokenSeal):
            check_detached(DATA, DER[:place] + bytes([other]) + DER[place + 1 :], roots())


@pytest.mark.parametrize("change", [DER + b"\0", DER[:-1], b"", b"\x30\x80" + DER[4:], b"\0" * 100])
def test_a_seal_longer_or_shorter_or_none_at_all_is_refused(change: bytes) -> None:
    with pytest.raises(BrokenSeal, match="seal: its message"):
        check_detached(DATA, change, roots())


def test_a_certificate_added_to_the_message_is_refused() -> None:
    (root,) = roots()
    parts = read_message(DER)
    info = DER.index(parts.certificates[0].dump())
    longer = DER[:info] + root.dump() + DER[info:]
    with pytest.raises(BrokenSeal):
        check_detached(DATA, longer, roots())


def test_a_seal_of_somebody_else_is_refused() -> None:
    foreign = trusted_roots(Settings(data_dir=other_authority()), None)
    with pytest.raises(BrokenSeal, match="which the given authority does not vouch for"):
        check_detached(DATA, DER, foreign)


def test_a_seal_made_after_its_certificate_ended_is_refused(tmp_path: Path) -> None:
    keystore(tmp_path / "seal.p12", "word", until=BEGAN + timedelta(days=30))
    old = open_seal(Settings(seal_keystore=tmp_path / "seal.p12", seal_password="word"), AT)
    assert check_detached(DATA, detached_seal(old, DATA, BEGAN + timedelta(days=29)), old.roots)
    with pytest.raises(BrokenSeal, match="expired"):
        check_detached(DATA, detached_seal(old, DATA, BEGAN + timedelta(days=31)), old.roots)


def test_openssl_accepts_it_and_refuses_changed_data(tmp_path: Path) -> None:
    assert shutil.which("openssl"), "install openssl: it checks the detached seals as anybody would"
    (tmp_path / "hours.csv.p7s").write_bytes(DER)
    results = []
    for data in (DATA, DATA.replace(b"90", b"91")):
        (tmp_path / "hours.csv").write_bytes(data)
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-out", str(tmp_path / "out")]
        files = ["-in", "hours.csv.p7s", "-content", "hours.csv", "-CAfile", str(data_dir() / "ca" / "ca.pem")]
        results.append(subprocess.run([*command, *files], cwd=tmp_path, capture_output=True, check=False).returncode)
    assert results[0] == 0
    assert results[1] != 0
