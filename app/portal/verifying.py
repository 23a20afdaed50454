"""Checks what is handed in on the public page: in a process of its own, bounded, and then against the ledger (X3)."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final
from uuid import UUID

from app.exports.bundles.sealed_files import SEAL_SUFFIX
from app.exports.checks.against_ledger import NEVER_ISSUED, ledger_faults, was_issued
from app.exports.checks.judge import Roots, judge_bytes
from app.exports.checks.judge_file import Form, Judged
from app.exports.checks.since_then import OVERTAKEN, since_then
from app.exports.log.log_file import NotAnHourLog
from app.exports.log.schema import HourLog
from app.finding import Finding, Trouble
from app.inbound.bounded import MEGABYTE, Bounded, ReaderDied, ReaderFault, ReaderTimeout
from app.language import mark as _
from app.portal.services import services
from app.signing.keystore import NoAuthority, time_roots, trusted_roots
from app.tenants.registration import tenant_exists

MOST_FILES: Final = 16
MOST_SECONDS: Final = 30.0
MOST_BYTES: Final = 1_000 * MEGABYTE
MOST_WAITING: Final = 3
_reader = Bounded(MOST_SECONDS, MOST_BYTES)
_places = threading.BoundedSemaphore(MOST_WAITING)


class TooBusy(Exception):
    """Others are being answered; nothing was read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of one file: what it is not, what is wrong, or that it is whole and what happened since.

    `stale` is why its seal, which is whole, is not believed by itself any more.
    """

    name: str
    log: HourLog | None = None
    form: Form | None = None
    other: Finding | None = None
    faults: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    stale: Finding | None = None

    @property
    def whole(self) -> bool:
        """Nothing is wrong with it."""
        return self.other is None and not self.faults and self.stale is None

    @property
    def overtaken(self) -> tuple[Finding, ...]:
        """Corrections and disputes since."""
        return tuple(note for note in self.notes if note.trouble in OVERTAKEN)


def check_files(files: Mapping[str, bytes]) -> list[Checked]:
    """What is said of each file; seals (`.p7s`) speak for the files that they lie beside.

    Raises:
        TooBusy: when too many are waiting already.

    """
    if not _places.acquire(blocking=False):
        raise TooBusy
    try:
        names = [name for name in files if not name.endswith(SEAL_SUFFIX)] or list(files)
        return [_checked(name, files) for name in names]
    finally:
        _places.release()


def _checked(name: str, files: Mapping[str, bytes]) -> Checked:
    try:
        judged = _judged(name, files)
    except (NotAnHourLog, NoAuthority) as refusal:
        return Checked(name, other=refusal.finding)
    except (ReaderTimeout, ReaderDied, ReaderFault):
        return Checked(name, other=_TOO_MUCH)
    found = Checked(name, judged.log, judged.form, None, judged.faults, judged.notes, judged.stale)
    return found if judged.faults or judged.log is None else _against_ledger(found, judged.log)


_TOO_MUCH: Final = Finding(
    Trouble.UNCHECKED, _("It took more time or memory than any hour log of ours; the command can check it.")
)


def _judged(name: str, files: Mapping[str, bytes]) -> Judged:
    here = services()
    stamps = [one.dump() for one in time_roots(here.settings, None)]
    try:
        roots, lacking = Roots([one.dump() for one in trusted_roots(here.settings, None)], stamps), None
    except NoAuthority as missing:
        roots, lacking = Roots([], stamps), missing
    held = {PurePath(one).name: content for one, content in files.items()}
    return _reader(judge_bytes, PurePath(name).name, held, roots, here.clock(), lacking)


def _against_ledger(found: Checked, log: HourLog) -> Checked:
    tenant_id = UUID(log.tenant.id)
    with services().database.platform() as session:
        ours = tenant_exists(session, tenant_id)
    if not ours:
        words = _("ledger: the organisation keeps no ledger here")
        return replace(found, faults=(Finding(Trouble.NOT_ISSUED, words),))
    with services().database.tenant(tenant_id) as scope:
        if not was_issued(scope, log):  # whoever makes a log up learns nothing of the ledger by it
            return replace(found, faults=(NEVER_ISSUED,))
        faults, notes = tuple(ledger_faults(scope, log)), tuple(since_then(scope, log))
        # the ledger vouches for what an old certificate no longer does
        return replace(found, faults=faults, notes=(*found.notes, *notes), stale=None)
