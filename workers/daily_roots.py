"""A turn at the daily roots: each ledger's is made, stamped and mailed; whatever was missed is done at the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

import structlog

from app.clock import system_clock
from app.config import Settings
from app.events import LedgerFound, RootMade, RootsStamped
from app.ledger.roots.known_fault import keep_fault
from app.ledger.roots.making import LedgerDoesNotHold, make_root
from app.ledger.roots.stored import keep_stamp, latest_root, unstamped_roots
from app.outbound.announce import announce
from app.outbound.posts.ledger import was_mailed
from app.signing.authority_of_time import AuthorityAway, Stamper
from app.signing.broken import BrokenStamp
from app.signing.keystore import Seal, open_seal, stamper_of
from app.signing.message import digest_of
from app.signing.stamp import Stamp
from app.tenants.registration import all_slugs
from workers.jobs import Desk

log = structlog.get_logger()

_AT_ONCE: Final = 100
"""So many stamps at most are asked for before they are kept, and go into one mail."""


@dataclass(frozen=True, slots=True)
class Registrar:
    """What roots are made with: the seal, read when it is first needed, the authority of time, and our address."""

    seal: Callable[[], Seal]
    stamper: Stamper | None
    public_url: str

    def page_of(self, slug: str) -> str:
        """Where all roots of an organisation are."""
        return f"{self.public_url}/ledger/{slug}"


def registrar_of(settings: Settings) -> Registrar:
    """With the keys and the authority of this installation."""
    return Registrar(cache(lambda: open_seal(settings, system_clock())), stamper_of(settings), settings.public_url)


def make_roots(desk: Desk, registrar: Registrar) -> None:
    """One tenant after the other. While the authority of time is away, roots go out without its stamp."""
    with desk.database.platform() as session:
        tenants = all_slugs(session)
    stamper = registrar.stamper
    for tenant_id, slug in tenants:
        try:
            _make(desk, registrar, tenant_id, slug)
            if stamper and not _stamp(desk, registrar, tenant_id, slug):
                stamper = None  # the others need not wait for it too
            _mail(desk, registrar, tenant_id, slug)
        except Exception:
            log.exception("job_failed", tenant=str(tenant_id), job="make_roots")


def _make(desk: Desk, registrar: Registrar, tenant_id: UUID, slug: str) -> None:
    """Whoever keeps the roots is told of a ledger that does not hold, once for the same faults until it holds again."""
    try:
        with desk.database.tenant(tenant_id) as scope:
            root = make_root(scope, registrar.seal, desk.office.clock())
            if root:
                log.info("root_made", tenant=str(tenant_id), day=str(root.day), head=root.head.mark)
    except LedgerDoesNotHold as fault:
        log.error("ledger_does_not_hold", tenant=str(tenant_id), fault=str(fault))  # noqa: TRY400 - no traceback
        _tell(desk, registrar, tenant_id, slug, fault)


def _tell(desk: Desk, registrar: Registrar, tenant_id: UUID, slug: str, fault: LedgerDoesNotHold) -> None:
    with desk.database.tenant(tenant_id) as scope:
        kept = keep_fault(scope, str(fault), fault.reading, desk.office.clock())
        announce(scope, [LedgerFound(f"{fault.mark}:{kept}", registrar.page_of(slug))], desk.office)
    desk.wake("outbound", tenant_id, None)


def _stamp(desk: Desk, registrar: Registrar, tenant_id: UUID, slug: str) -> bool:
    """Whether the authority is there. It is asked outside of any transaction."""
    with desk.database.tenant(tenant_id) as scope:
        waiting = unstamped_roots(scope)
    for begin in range(0, len(waiting), _AT_ONCE):
        some = waiting[begin : begin + _AT_ONCE]
        stamps = _stamps(registrar, tenant_id, some)
        _keep(desk, registrar, tenant_id, slug, stamps)
        if len(stamps) < len(some):
            return False
    return True


def _stamps(registrar: Registrar, tenant_id: UUID, waiting: Sequence[tuple[UUID, bytes]]) -> dict[UUID, Stamp]:
    """Root -> its stamp, in order; those that are left when the authority goes away wait for the next turn."""
    assert registrar.stamper is not None
    stamps = {}
    for root_id, seal in waiting:
        try:
            stamps[root_id] = registrar.stamper(digest_of(seal))
        except (AuthorityAway, BrokenStamp) as error:
            log.warning("root_not_stamped", tenant=str(tenant_id), root=str(root_id), error=str(error))
            break
    return stamps


def _keep(desk: Desk, registrar: Registrar, tenant_id: UUID, slug: str, stamps: Mapping[UUID, Stamp]) -> None:
    """Stamps of roots that went out already follow them, in one mail."""
    with desk.database.tenant(tenant_id) as scope:
        for root_id, stamp in stamps.items():
            keep_stamp(scope, root_id, stamp)
        late = tuple(root_id for root_id in stamps if was_mailed(scope, root_id))
        if late:
            announce(scope, [RootsStamped(late, slug, registrar.page_of(slug))], desk.office)
    if late:
        desk.wake("outbound", tenant_id, None)


def _mail(desk: Desk, registrar: Registrar, tenant_id: UUID, slug: str) -> None:
    with desk.database.tenant(tenant_id) as scope:
        root = latest_root(scope)
        if root is None or was_mailed(scope, root.id):
            return
        made = RootMade(root.id, slug, registrar.page_of(slug), registrar.stamper is not None)
        announce(scope, [made], desk.office)
    desk.wake("outbound", tenant_id, None)
