"""The recurring jobs: each goes through the tenants, one short transaction apiece."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog

from app.db import Database, TenantScope
from app.erasure.files import remove_files
from app.erasure.left_waiting import finish_erasing as erased_later
from app.erasure.promised import erase_as_promised
from app.events import Event
from app.inbound.confirming.heard_from import end_of_waiting_for_answers
from app.inbound.pairs.ending import end_of_waiting_pairs
from app.inbound.services import Wake
from app.inbound.waiting import undecided
from app.inbound.ways_in.provider_events import forget
from app.outbound.announce import announce
from app.outbound.domains.sending_domains import domains_due
from app.outbound.due import open_due_check_ins, remind_or_flag
from app.outbound.due_attestations import ask_for_confirmation, remind_of_confirmation
from app.outbound.outbox import Office
from app.outbound.shown.waiting import mail_is_due
from app.tenants.registration import all_tenants
from workers.wake import Waiting

log = structlog.get_logger()

PATIENCE = timedelta(seconds=10)
MOST_HINTS = 500

Finder = Callable[[TenantScope, datetime], list[Event]]

DUE: tuple[Finder, ...] = (
    open_due_check_ins,
    remind_or_flag,
    ask_for_confirmation,
    remind_of_confirmation,
    end_of_waiting_for_answers,
    end_of_waiting_pairs,
)
"""What may fall due for a tenant at any time, in the order in which it is looked for."""


def none_wait(_queue: str) -> int:
    """For jobs that need not know how many hints lie there."""
    return 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What a job works with."""

    database: Database
    office: Office
    wake: Wake
    waiting: Waiting = none_wait


def ask_and_remind(desk: Desk) -> None:
    """Open what is due: check-ins (I1, I4) and questions whether hours are right (H3); remind, and end the waiting."""
    for tenant_id in _tenants(desk):
        for find in DUE:
            _announce(desk, tenant_id, find)


def sweep(desk: Desk) -> None:
    """Wake the workers for what is left lying: a hint was lost, or a worker died (ADR 0002).

    While many hints lie there the workers are only behind: more would keep new mail waiting behind old hints.
    """
    now = desk.office.clock()
    behind = desk.waiting("inbound") >= MOST_HINTS
    for tenant_id in _tenants(desk):
        with desk.database.tenant(tenant_id) as scope:
            mails = () if behind else undecided(scope, before=now - PATIENCE)
            due = mail_is_due(scope, now)
        for mail_id in mails:
            desk.wake("inbound", tenant_id, mail_id)
        if due:
            desk.wake("outbound", tenant_id, None)


def look_at_domains(desk: Desk) -> None:
    """Have a worker look at the domains whose turn it is (U5): name servers may be slow, and nothing here waits."""
    for tenant_id in _tenants(desk):
        with desk.database.tenant(tenant_id) as scope:
            due = domains_due(scope, desk.office.clock())
        for domain_id in due:
            desk.wake("domains", tenant_id, domain_id)


def make_roots(desk: Desk) -> None:
    """Have a worker make the daily roots (H2): it asks an authority for the time, and nothing here waits for it."""
    desk.wake("roots", None, None)


def forget_deliveries(desk: Desk) -> None:
    """Let go of what providers will not hand over again."""
    with desk.database.platform() as session:
        forget(session, desk.office.clock())


def finish_erasing(desk: Desk, mailbox: Path) -> None:
    """Empty the mails of others that told of an erased person and are decided by now (C3), files in `mailbox`, too."""
    _erase(desk, mailbox, erased_later)


def keep_promises(desk: Desk, mailbox: Path) -> None:
    """Erase who consented to a pair and was promised not to be kept any longer (M8), files in `mailbox`, too."""
    _erase(desk, mailbox, erase_as_promised)


def _erase(desk: Desk, mailbox: Path, step: Callable[[TenantScope, datetime], Sequence[UUID]]) -> None:
    """One tenant's trouble must not keep the others waiting."""
    for tenant_id in _tenants(desk):
        try:
            with desk.database.tenant(tenant_id) as scope:
                sent = step(scope, desk.office.clock())
        except Exception:
            log.exception("job_failed", tenant=str(tenant_id), job=getattr(step, "__name__", "job"))
        else:
            remove_files(mailbox, sent)


def _tenants(desk: Desk) -> list[UUID]:
    with desk.database.platform() as session:
        return all_tenants(session)


def _announce(desk: Desk, tenant_id: UUID, find: Finder) -> None:
    """One tenant's trouble must not keep the others waiting."""
    try:
        with desk.database.tenant(tenant_id) as scope:
            happened = find(scope, desk.office.clock())
            announce(scope, happened, desk.office)
    except Exception:
        log.exception("job_failed", tenant=str(tenant_id), job=getattr(find, "__name__", "job"))
        return
    if happened:
        desk.wake("outbound", tenant_id, None)
