"""Judges a bundle: what its sealed list names, file by file, and that nothing was added, taken out or packed anew."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from pydantic import ValidationError

from app.exports.bundles.bundle import MANIFEST, Manifest
from app.exports.bundles.sealed_files import SEAL_SUFFIX
from app.exports.checks.judge_file import Form, Judged, Trust, judge_file
from app.exports.checks.sealed_file import open_with_seal
from app.exports.log.log_file import NotAnHourLog, first_difference
from app.exports.zip_packing import NotABundle, packed, unpacked
from app.finding import Fact, Finding, Trouble
from app.language import mark as _
from app.signing.message import BrokenSeal, Untrusted

_JUDGED: Final = (Form.JSON, Form.PDF, Form.CSV, Form.XLSX)
_FORMS: Final = {f".{form}": form for form in _JUDGED}
_FIRST_NAME: Final = 30  # where the name of the first file of a ZIP stands
Files = Mapping[str, bytes]


def judge_bundle(data: bytes, trust: Trust) -> Judged:
    """What is to be said of a bundle as a whole and of each file in it.

    Raises:
        NotAnHourLog: when it is another archive.
        NoAuthority: when there is nothing to check its seals against.

    """
    try:
        files = unpacked(data)
    except NotABundle as error:
        return Judged(Form.ZIP, (_changed(_("bundle: it can no longer be unpacked: %(why)s"), why=str(error)),))
    if not {MANIFEST, MANIFEST + SEAL_SUFFIX} & set(files) and data[_FIRST_NAME:].startswith(MANIFEST.encode()):
        words = _("bundle: the table of contents at its end was cut off or changed")
        return Judged(Form.ZIP, (_changed(words),))
    _refuse_others(files)
    trust.required()
    listed, wrong = _listed(files, trust)
    parts = _parts(files, trust)
    found = [*wrong, *([] if listed is None else _list_faults(files, listed)), *_part_faults(parts)]
    record = next((part.log for part in parts.values() if part.log and not part.faults), None)
    if listed is not None and record is not None:
        found += _mixed(listed, parts)
    return Judged(
        Form.ZIP,
        tuple(found) or tuple(_packing_faults(data, files, listed)),
        record,
        next((part.seal for part in parts.values() if part.seal), None),
        next((part.stale for part in parts.values() if part.stale), None),
    )


def _refuse_others(files: Files) -> None:
    if not any(name == MANIFEST or name.endswith(SEAL_SUFFIX) for name in files):
        raise NotAnHourLog(
            Finding(Trouble.OTHER_FILE, _("this archive is not the bundle of an hour log of Mentorpost"))
        )


def _listed(files: Files, trust: Trust) -> tuple[Manifest | None, list[Finding]]:
    """The list, where it can be read, and what is wrong with it. One that was changed still says what was there."""
    if MANIFEST not in files:
        return None, [_missing(_("%(file)s: missing from the bundle"), file=MANIFEST)]
    wrong = []
    seal = files.get(MANIFEST + SEAL_SUFFIX)
    if seal is None:
        wrong.append(_missing(_("%(file)s: missing from the bundle"), file=MANIFEST + SEAL_SUFFIX))
    else:
        try:
            open_with_seal(files[MANIFEST], seal, trust.roots, trust.time_roots)
        except BrokenSeal as broken:
            wrong.append(broken.finding.within(MANIFEST))
            if isinstance(broken, Untrusted):
                return None, wrong
    try:
        return Manifest.model_validate_json(files[MANIFEST]), wrong
    except ValidationError:
        return None, [*wrong, _changed(_("%(file)s: it is no list of a bundle's files any more"), file=MANIFEST)]


def _list_faults(files: Files, listed: Manifest) -> Iterator[Finding]:
    names = {one.name for one in listed.files}
    for one in listed.files:
        content = files.get(one.name)
        if content is None:
            yield _missing(_("%(file)s: missing from the bundle"), file=one.name)
        elif sha256(content).hexdigest() != one.sha256:
            words = _("%(file)s: changed: it has %(size)s bytes and not the SHA-256 that the sealed list names")
            yield _changed(words, file=one.name, size=len(content))
    for name in files:
        if name not in {*names, MANIFEST, MANIFEST + SEAL_SUFFIX}:
            yield Finding.of(
                Trouble.ADDED, _("%(file)s: added to the bundle, the sealed list does not name it"), file=name
            )


def _parts(files: Files, trust: Trust) -> dict[str, Judged]:
    """The log's own files, each judged with what lies beside it in the bundle; the record first."""
    forms = {name: form for name in files if (form := _FORMS.get(PurePath(name).suffix.lower())) and name != MANIFEST}
    ordered = sorted(forms, key=lambda name: _JUDGED.index(forms[name]))
    return {name: _judged(name, files, forms[name], trust) for name in ordered}


def _judged(name: str, files: Files, form: Form, trust: Trust) -> Judged:
    try:
        return judge_file(name, files[name], form, files.get, trust)
    except NotAnHourLog as other:
        return Judged(form, (other.finding,))


def _part_faults(parts: Mapping[str, Judged]) -> Iterator[Finding]:
    for name, part in parts.items():
        yield from (fault.within(name) for fault in part.faults)


def _mixed(listed: Manifest, parts: Mapping[str, Judged]) -> Iterator[Finding]:
    """Files that are whole, each by itself, and of different logs."""
    for name, part in parts.items():
        if part.log and part.log.digest != listed.log:
            yield Finding.of(Trouble.FOREIGN, _("%(file)s: belongs to another log than the bundle"), file=name)


def _packing_faults(data: bytes, files: Files, listed: Manifest | None) -> Iterator[Finding]:
    order = [MANIFEST, MANIFEST + SEAL_SUFFIX, *(one.name for one in listed.files)] if listed else list(files)
    expected = packed({name: files[name] for name in order})
    if data != expected:
        words = _("bundle: its files are unchanged; the archive around them was made anew or changed, at byte %(byte)s")
        yield Finding.of(Trouble.REPACKED, words, byte=first_difference(data, expected))


def _changed(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.CHANGED, words, facts)


def _missing(words: str, **facts: Fact) -> Finding:
    return Finding(Trouble.MISSING, words, facts)
