"""The seal's keystore, in production a PKCS#12 file from settings, and whom its reader trusts."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from app.config import Settings
from app.signing.detached import check_detached, detached_seal
from app.signing.keystore import NoAuthority, SealUnusable, open_seal, trusted_roots
from tests.signing.seals import AT, certificate, data_dir, keystore, pem


def test_a_keystore_from_settings_seals_through_its_intermediate(tmp_path: Path) -> None:
    root = keystore(tmp_path / "seal.p12", "open sesame")
    settings = Settings(data_dir=tmp_path, seal_keystore=tmp_path / "seal.p12", seal_password="open sesame")
    der = detached_seal(open_seal(settings, AT), b"hours", AT)
    (tmp_path / "root.pem").write_bytes(pem(root))
    for roots in (trusted_roots(settings, None), trusted_roots(settings, tmp_path / "root.pem")):
        message = check_detached(b"hours", der, roots)
        assert message.signer.subject.native == {"common_name": "seal"}
        assert len(message.certificates) == 2
    assert not (tmp_path / "ca").exists()


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_wrong_password_is_told(tmp_path: Path, password: str | None) -> None:
    keystore(tmp_path / "seal.p12", "open sesame")
    settings = Settings(seal_keystore=tmp_path / "seal.p12", seal_password=password)
    with pytest.raises(SealUnusable, match="SEAL_PASSWORD is not its password"):
        open_seal(settings, AT)


def test_a_keystore_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SealUnusable, match=r"seal\.p12: cannot be read: No such file"):
        open_seal(Settings(seal_keystore=tmp_path / "seal.p12"), AT)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    held = pkcs12.serialize_key_and_certificates(b"seal", key, certificate("seal", key), None, NoEncryption())
    (tmp_path / "seal.p12").write_bytes(held)
    with pytest.raises(SealUnusable, match="one RSA key"):
        open_seal(Settings(seal_keystore=tmp_path / "seal.p12"), AT)


def test_without_an_authority_there_is_nothing_to_check_against(tmp_path: Path) -> None:
    with pytest.raises(NoAuthority, match="give --ca FILE"):
        trusted_roots(Settings(data_dir=tmp_path), None)


def test_a_file_that_holds_no_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    for path, told in ((tmp_path / "ca.pem", "holds no certificate"), (tmp_path / "none.pem", "cannot be read")):
        with pytest.raises(SealUnusable, match=told):
            trusted_roots(Settings(data_dir=data_dir()), path)
