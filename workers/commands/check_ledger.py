"""`mentorpost check-ledger`: is the ledger still what a mailed root says that it was?

Exit status 0: it is. 1: something is wrong, and what. 2: it could not be checked.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click
from asn1crypto import x509
from sqlalchemy.exc import DBAPIError

from app.config import load_settings
from app.db import DatabaseUnreachable
from app.errors import AppError
from app.exports.bundles.sealed_files import SEAL_SUFFIX
from app.exports.checks.sealed_file import seal_sentence, stamp_sentence
from app.integrity.originals import original_faults
from app.ledger.roots.check import ledger_faults
from app.ledger.roots.document import MOST_BYTES, Root, read_root
from app.ledger.roots.kept import kept_faults, seal_faults
from app.ledger.roots.rules import rules_faults
from app.ledger.roots.stored import kept_entries, kept_head, stray_faults
from app.signing.detached import check_detached
from app.signing.keystore import NoAuthority, time_roots, trusted_roots
from app.signing.message import BrokenSeal, digest_of
from app.signing.stamp import STAMP_SUFFIX, check_answer
from workers.commands.opening import open_database

NOT_WHOLE = 1


class NotReadable(AppError):
    """A file cannot be read."""


@click.command("check-ledger")
@click.option(
    "--root", "file", required=True, type=click.Path(path_type=Path), help="A root that was mailed or published."
)
@click.option(
    "--ca", type=click.Path(path_type=Path), help="Whose seals you trust, in PEM; DATA_DIR/ca/ca.pem if not given."
)
@click.option("--tsa-ca", type=click.Path(path_type=Path), help="Whose time stamps you trust, in PEM; else TSA_CA.")
@click.pass_context
def check_ledger(context: click.Context, file: Path, ca: Path | None, tsa_ca: Path | None) -> None:
    """Hold the live ledger (DATABASE_URL) against a root, entry by entry (docs/ledger-format.md).

    FILE.p7s and FILE.p7s.tsr, where they lie beside it, are checked first. Nothing that the database says of itself is
    believed: a changed, missing, moved or added entry is named although all hashes were computed anew.
    Exit status: 0 whole, 1 something is wrong, 2 it could not be checked.
    """
    data, name = _read(file), click.format_filename(file)
    root = read_root(data)
    try:
        notes = list(_seal_notes(file, data, ca, tsa_ca))
    except BrokenSeal as broken:
        _say(f"{name}: the root itself is NOT whole", str(broken))
        context.exit(NOT_WHOLE)
    faults = _faults(root, _trusted(ca))
    if faults:
        _say(f"{name}: the ledger is NOT what this root says", *faults, *notes)
        context.exit(NOT_WHOLE)
    _say(
        f"{name}: the ledger holds",
        f"entries 1 to {root.head.seq} are what they were when the root of {root.day} was made",
        *_rules_notes(root),
        *notes,
    )


def _rules_notes(root: Root) -> Iterator[str]:
    if root.rules is None:
        yield "The root is of format v1: it says nothing of the rules by which hours count."
    else:
        yield f"the rules by which hours count are what they were, versions known: {len(root.rules)}"


def _faults(root: Root, trusted: Sequence[x509.Certificate]) -> list[str]:
    try:
        with closing(open_database(load_settings())) as database, database.tenant(root.tenant_id) as scope:
            return [
                *ledger_faults(root, kept_entries(scope), kept_head(scope)),
                *rules_faults(scope, root),
                *stray_faults(scope),
                *original_faults(scope),
                *kept_faults(scope, root),
                *(seal_faults(scope, trusted) if trusted else ()),
            ]
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(f"DATABASE_URL: the ledger cannot be read: {said}") from error


def _trusted(ca: Path | None) -> Sequence[x509.Certificate]:
    """Whose seals on the roots kept here are believed; nobody's where no authority is known."""
    try:
        return trusted_roots(load_settings(), ca)
    except NoAuthority:
        return ()


def _seal_notes(file: Path, data: bytes, ca: Path | None, tsa_ca: Path | None) -> Iterator[str]:
    """Who sealed the root and when, or that nobody is known to have."""
    seal, settings = _beside(file, SEAL_SUFFIX), load_settings()
    if not seal.is_file():
        yield f"No seal was checked: {seal.name} is not beside it. Whoever gave you the file could have written it."
        return
    try:
        roots = trusted_roots(settings, ca)
    except NoAuthority as error:
        yield f"The seal beside it was not checked: {error}."
        return
    der = _read(seal)
    message = check_detached(data, der, roots, time_roots(settings, tsa_ca))
    assert message.signed_at is not None
    yield seal_sentence(message, message.signed_at)
    stamp = _beside(seal, STAMP_SUFFIX)
    if stamp.is_file():
        yield stamp_sentence(check_answer(_read(stamp), digest_of(der), time_roots(settings, tsa_ca)))


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(f"{click.format_filename(file)}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise NotReadable(f"{click.format_filename(file)}: larger than any root")
    return data


def _say(first: str, *then: str) -> None:
    for line in (first, *(f"  {sentence}" for sentence in then)):
        click.echo(line)
