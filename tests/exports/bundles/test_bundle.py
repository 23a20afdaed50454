"""The bundle of an hour log: what is in it, that it is reproducible, and its guide of one page (X2)."""

import json
import re
from hashlib import sha256

import pytest

from app.exports.bundles.bundle import AUTHORITY, GUIDES, MANIFEST, SIGNER, bundle
from app.exports.bundles.sealed_files import sealed_files
from app.exports.log.paper_code import code_of
from app.exports.zip_packing import MOST_FILES, NotABundle, packed, unpacked
from tests.exports.sealed_bundle import made
from tests.exports.sealed_log import NAME, PUBLIC_URL, contacts, log
from tests.signing.seals import data_dir, seal


def test_the_same_log_sealed_twice_gives_the_same_bytes() -> None:
    again = sealed_files(log(), contacts(), seal(), PUBLIC_URL)
    assert bundle(log(), again, seal(), PUBLIC_URL) == made()


def test_it_holds_every_file_its_seals_the_certificates_and_both_guides() -> None:
    tables = [f"{NAME}{end}" for end in (".json", ".csv", ".xlsx")]
    expected = {f"{NAME}.pdf", *tables, *(f"{name}.p7s" for name in tables), *GUIDES.values(), AUTHORITY, SIGNER}
    assert set(unpacked(made())) == {*expected, MANIFEST, f"{MANIFEST}.p7s"}
    assert unpacked(made())[AUTHORITY] == (data_dir() / "ca" / "ca.pem").read_bytes()


def test_its_list_names_each_file_with_size_and_digest() -> None:
    files = unpacked(made())
    listed = json.loads(files[MANIFEST])
    assert listed["log"] == log().digest
    for one in listed["files"]:
        content = files[one["name"]]
        assert (one["size"], one["sha256"]) == (len(content), sha256(content).hexdigest())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_guide_fits_a_page_and_names_code_and_fingerprint(language: str) -> None:
    text = unpacked(made())[GUIDES[language]].decode()
    assert len(text.splitlines()) <= 60
    assert f"{PUBLIC_URL}/c/{code_of(log().digest)}" in text
    assert len(re.findall(r"(?:[0-9A-F]{2}:){15}[0-9A-F]{2}", text)) == 2
    assert "%(" not in text


def test_an_archive_that_is_too_much_is_not_unpacked() -> None:
    with pytest.raises(NotABundle, match="65 files"):
        unpacked(packed({str(number): b"" for number in range(MOST_FILES + 1)}))
