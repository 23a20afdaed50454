"""The development authority: made once, kept for good, its keys for its user only."""

from pathlib import Path

import pytest
from cryptography import x509

from app.config import Settings
from app.signing.authority import AuthorityUnusable, development_authority
from app.signing.keystore import open_seal, trusted_roots
from tests.signing.seals import AT, BEGAN, data_dir


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_is_made_on_first_use_with_keys_for_its_user_only() -> None:
    folder = data_dir() / "ca"
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {"ca.pem": 0o644, "ca-key.pem": 0o600, "seal.p12": 0o600}


def test_it_is_never_overwritten() -> None:
    folder = data_dir() / "ca"
    before = contents(folder)
    open_seal(Settings(data_dir=data_dir()), AT)
    assert contents(folder) == before


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    open_seal(Settings(data_dir=tmp_path), AT)
    assert [path.name for path in tmp_path.iterdir()] == ["ca"]


def test_the_certificates_say_what_each_key_is_for() -> None:
    root = x509.load_pem_x509_certificate((data_dir() / "ca" / "ca.pem").read_bytes())
    constraints = root.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = root.extensions.get_extension_for_class(x509.KeyUsage)
    assert constraints.critical
    assert (constraints.value.ca, constraints.value.path_length) == (True, 0)
    assert (usage.value.key_cert_sign, usage.value.digital_signature) == (True, False)
    (seal_root,) = trusted_roots(Settings(data_dir=data_dir()), None)
    assert seal_root.not_valid_before < BEGAN < AT < seal_root.not_valid_after


def test_an_authority_that_lacks_a_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ca").mkdir()
    (tmp_path / "ca" / "ca.pem").write_text("kept")
    with pytest.raises(AuthorityUnusable, match=r"seal\.p12, ca-key\.pem missing"):
        development_authority(tmp_path / "ca", AT)
    assert contents(tmp_path / "ca") == {"ca.pem": b"kept"}


def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AuthorityUnusable, match="cannot be made"):
        development_authority(tmp_path / "file" / "ca", AT)
