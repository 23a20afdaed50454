"""A seal whose certificate has expired since is believed only where something else says when it was made (X3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto.pem import armor
from click.testing import CliRunner

from app.exports.bundles.bundle import bundle
from app.exports.bundles.sealed_files import sealed_files
from app.exports.checks.judge import judge
from app.exports.checks.judge_file import Judged, Trust
from app.finding import Trouble
from app.signing.authority_of_time import AuthorityOfTime
from app.signing.keystore import Seal, read_seal
from tests.exports.sealed_log import NAME, PUBLIC_URL, contacts, log
from tests.factories.time_authority import time_authority
from tests.signing.seals import keystore
from workers.commands import main

ENDS = datetime(2026, 6, 30, tzinfo=UTC)
LATER = ENDS + timedelta(days=1)
KINDS = (".pdf", ".json", ".csv", ".xlsx", ".zip")


@pytest.fixture(scope="module")
def seal(tmp_path_factory: pytest.TempPathFactory) -> Seal:
    """Good until the end of June 2026; the log is of the second."""
    path = tmp_path_factory.mktemp("keystore") / "seal.p12"
    keystore(path, "word", until=ENDS)
    return read_seal(path, "word")


@pytest.fixture(scope="module")
def files(seal: Seal) -> Mapping[str, bytes]:
    return with_bundle(seal)


def with_bundle(seal: Seal) -> Mapping[str, bytes]:
    made = sealed_files(log(), contacts(), seal, PUBLIC_URL)
    return {**made, f"{NAME}.zip": bundle(log(), made, seal, PUBLIC_URL)}


def judged(files: Mapping[str, bytes], kind: str, trust: Trust) -> Judged:
    found = judge(f"{NAME}{kind}", files[f"{NAME}{kind}"], files.get, trust)
    assert found.faults == ()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_until_its_certificate_ends_a_seal_stands_by_itself(files: Mapping[str, bytes], seal: Seal, kind: str) -> None:
    assert judged(files, kind, Trust(seal.roots, ENDS)).stale is None


@pytest.mark.parametrize("kind", KINDS)
def test_afterwards_it_is_told_that_the_certificate_expired_and_when(
    files: Mapping[str, bytes], seal: Seal, kind: str
) -> None:
    stale = judged(files, kind, Trust(seal.roots, LATER)).stale
    assert stale is not None
    assert stale.trouble is Trouble.EXPIRED
    assert "its certificate expired on 2026-06-30" in stale.said("en")
    assert "2026-06-30" in stale.said("fr") != stale.said("en")


def test_a_trusted_time_stamp_proves_the_moment_for_ever(seal: Seal) -> None:
    with time_authority() as authority:
        stamped = with_bundle(replace(seal, stamper=AuthorityOfTime(authority.url, authority.roots)))
    for kind in KINDS:
        assert judged(stamped, kind, Trust(seal.roots, LATER, time_roots=authority.roots)).stale is None
        assert judged(stamped, kind, Trust(seal.roots, LATER)).stale is not None, "a stamp of nobody we trust"


def test_the_command_says_so_and_does_not_call_it_whole(
    files: Mapping[str, bytes], seal: Seal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SEAL_KEYSTORE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "root.pem"
    root.write_bytes(armor("CERTIFICATE", seal.roots[0].dump()))
    for kind in (".pdf", ".zip"):
        file = tmp_path / f"{NAME}{kind}"
        file.write_bytes(files[file.name])
        result = CliRunner().invoke(main, ["verify", str(file), "--ca", str(root)])
        assert result.exit_code == 2, result.output
        assert "its certificate expired on 2026-06-30" in result.output
        assert ": whole" not in result.output
