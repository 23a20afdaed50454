"""The bundle of an hour log: all its files, the certificates, a guide, and a sealed list of what is in it (X2).

The same files, certificates and words give the same bytes.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final, Literal

from pydantic import Field

from app.exports.bundles.bundled_stamps import bundled_stamps
from app.exports.bundles.guide import guide
from app.exports.bundles.sealed_files import SEAL_SUFFIX, file_name
from app.exports.log.schema import HourLog, Organisation
from app.exports.zip_packing import packed
from app.ledger.canonical import canonical
from app.ledger.format import Exact, Moment, Sha256, Text
from app.signing.certificates import pem_of, root_of
from app.signing.detached import detached_seal
from app.signing.keystore import Seal

MANIFEST: Final = "MANIFEST.json"
AUTHORITY: Final = "certificates/ca.pem"
SIGNER: Final = "certificates/seal.pem"
GUIDES: Final = {"en": "GUIDE-en.txt", "fr": "GUIDE-fr.txt"}
BUNDLE_SCHEMA: Final = "mentorpost/hour-log-bundle/v1"


class ListedFile(Exact):
    """One file of a bundle."""

    name: Text
    size: int
    sha256: Sha256


class Manifest(Exact):
    """What a bundle holds besides this list and its seal; `log` is the digest of the record."""

    schema_: Annotated[Literal["mentorpost/hour-log-bundle/v1"], Field(alias="schema")]
    log: Sha256
    organisation: Organisation
    made_at: Moment
    files: list[ListedFile]


def bundle(log: HourLog, files: Mapping[str, bytes], seal: Seal, public_url: str) -> bytes:
    """The ZIP of a log's files as `app.exports.bundles.sealed_files` makes them."""
    stamps, root = bundled_stamps(files), root_of(seal)
    contents = {
        **files,
        **{file: guide(log, language, root, public_url, stamped=bool(stamps)) for language, file in GUIDES.items()},
        **stamps,
        AUTHORITY: pem_of(seal.roots),
        SIGNER: pem_of([seal.signer.certificate, *seal.others]),
    }
    manifest = manifest_file(log, contents)
    sealed = detached_seal(seal, manifest, datetime.fromisoformat(log.made_at))
    return packed({MANIFEST: manifest, f"{MANIFEST}{SEAL_SUFFIX}": sealed, **contents})


def bundle_name(log: HourLog) -> str:
    """The name of the file."""
    return f"{file_name(log)}.zip"


def manifest_file(log: HourLog, contents: Mapping[str, bytes]) -> bytes:
    """The list of these files: canonical JSON and one newline."""
    listed = [
        {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    value = {
        "schema": BUNDLE_SCHEMA,
        "log": log.digest,
        "organisation": log.tenant.model_dump(),
        "made_at": log.made_at,
        "files": listed,
    }
    return canonical(value) + b"\n"
