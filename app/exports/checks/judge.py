"""Judges whatever is handed in: one file of an hour log, or the bundle of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import x509

from app.exports.checks.bundle_check import judge_bundle
from app.exports.checks.judge_file import Beside, Form, Judged, Trust, form_of, judge_file
from app.exports.checks.record_beside import foreign_record
from app.signing.keystore import NoAuthority


def judge(name: str, data: bytes, beside: Beside, trust: Trust) -> Judged:
    """What is to be said of a file, by itself and by what was handed in with it.

    Raises:
        NotAnHourLog: when it is something else, or nothing can be said of it.
        NoAuthority: when its seal cannot be checked and nothing else would tell.

    """
    form = form_of(name, data)
    if form is Form.ZIP:
        return judge_bundle(data, trust)
    judged = judge_file(name, data, form, beside, trust)
    return judged if judged.faults else replace(judged, faults=foreign_record(name, data, judged, beside))


@dataclass(frozen=True, slots=True)
class Roots:
    """The roots for seals and for time stamps, as certificates in DER."""

    seals: Sequence[bytes]
    stamps: Sequence[bytes]


def judge_bytes(
    name: str, files: Mapping[str, bytes], roots: Roots, now: datetime, lacking: NoAuthority | None
) -> Judged:
    """The same for one of several files at hand, with nothing in it that cannot go to another process.

    `lacking` says why there are no roots for seals.

    Raises:
        NotAnHourLog: when it is something else, or nothing can be said of it.
        NoAuthority: when its seal cannot be checked and nothing else would tell.

    """
    trust = Trust(_loaded(roots.seals), now, lacking, _loaded(roots.stamps))
    return judge(name, files[name], files.get, trust)


def _loaded(roots: Sequence[bytes]) -> list[x509.Certificate]:
    return [x509.Certificate.load(der, strict=True) for der in roots]
