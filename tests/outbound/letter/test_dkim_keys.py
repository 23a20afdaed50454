"""The keys that sign: made, sealed for their tenant and domain, opened by the SECRET_KEY that sealed them (U5)."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.db import new_id
from app.outbound.letter.dkim_keys import (
    DkimKeyUnusable,
    made_key,
    new_sealed_key,
    open_key,
    public_text,
    read_key,
    record_name,
    record_value,
)

SECRET = "s" * 48
TENANT = new_id()
DOMAIN = "northfield.example"


def test_a_sealed_key_opens_to_the_one_whose_public_half_was_published() -> None:
    made = new_sealed_key(SECRET, TENANT, DOMAIN)
    opened = open_key(SECRET, TENANT, DOMAIN, made.selector, made.private_key)
    assert opened.private.key_size == 2048
    assert public_text(opened.private.public_key()) == made.public_key
    assert opened.record == (record_name(made.selector, DOMAIN), record_value(made.public_key))


def test_two_keys_have_two_selectors() -> None:
    assert new_sealed_key(SECRET, TENANT, DOMAIN).selector != new_sealed_key(SECRET, TENANT, DOMAIN).selector


@pytest.mark.parametrize("wrong", ["secret", "tenant", "domain", "selector", "changed", "empty", "format"])
def test_a_sealed_key_is_good_for_its_tenant_and_domain_only(wrong: str) -> None:
    made = new_sealed_key(SECRET, TENANT, DOMAIN)
    sealed = made.private_key
    content = {"changed": sealed[:-1] + bytes([sealed[-1] ^ 1]), "empty": b"", "format": b"\x02" + sealed[1:]}
    with pytest.raises(DkimKeyUnusable, match="SECRET_KEY"):
        open_key(
            "t" * 48 if wrong == "secret" else SECRET,
            new_id() if wrong == "tenant" else TENANT,
            "southfield.example" if wrong == "domain" else DOMAIN,
            "other" if wrong == "selector" else made.selector,
            content.get(wrong, sealed),
        )


def test_the_platforms_key_is_made_once_and_for_its_user_only(tmp_path: Path) -> None:
    file = tmp_path / "secrets" / "dkim.pem"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: made_key(file, "reply.localhost", "mentorpost"), range(4)))
    assert len({public_text(key.private.public_key()) for key in made}) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_key_file_that_is_none_is_told_by_name(tmp_path: Path) -> None:
    missing, words, curve = tmp_path / "missing.pem", tmp_path / "words.pem", tmp_path / "curve.pem"
    words.write_text("no key")
    private = ec.generate_private_key(ec.SECP256R1())
    curve.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for file, said in ((missing, "cannot be read"), (words, "no private key"), (curve, "RSA key of 1024 bits")):
        with pytest.raises(DkimKeyUnusable, match=said):
            read_key(file, "reply.localhost", "mentorpost")
