"""A tenant's own domains for sending (U5): added with a key, looked at, in use while their records stand, removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import func, select

from app import events
from app.config import Settings
from app.db import Database, TenantScope
from app.dns import DnsUnavailable, Resolver
from app.errors import AppError
from app.outbound.announce import announce
from app.outbound.domain_check.check import check_domain
from app.outbound.domain_check.findings import TAKEN, About, Finding, Found, Report, Verdict
from app.outbound.domain_check.names import BadDomain, organisational_domain, typed_domain
from app.outbound.domain_check.ours import Network, Ours, mail_hosts
from app.outbound.domain_check.patience import Patient
from app.outbound.domain_check.providers import FREE_MAIL
from app.outbound.domains.proven_domains import claim_domain, release_domain
from app.outbound.letter.dkim_keys import new_sealed_key
from app.outbound.models import SendingDomain
from app.outbound.outbox import Office
from app.registered_domains import is_public_suffix

log = structlog.get_logger()

MOST_DOMAINS: Final = 10
LOOK_SECONDS: Final = 20.0
"""So long may one look take; somebody is waiting for the page."""
LOOK_AGAIN: Final = timedelta(days=1)
LOOK_SOON: Final = timedelta(hours=1)
IS_NEW: Final = timedelta(days=7)
"""So long a domain that is not in use yet is looked at every hour."""


class Refusal(StrEnum):
    """Why a domain cannot be added."""

    NOT_A_DOMAIN = "not_a_domain"
    OURS = "ours"
    PUBLIC = "public"
    FREE_MAIL = "free_mail"
    THERE_ALREADY = "there_already"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """How a domain stands after a look; `active_since` is UTC, `None` while no mail goes out under it.

    `happened` is to be announced.
    """

    domain: str
    active_since: datetime | None
    is_taken: bool
    happened: tuple[events.Event, ...] = ()


class DomainRefused(AppError):
    """A domain cannot be added; `why` has its sentence on the page."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class OurSide:
    """What we are to the domains of tenants: our reply domain, and how SPF names our servers."""

    reply_domain: str
    spf_include: str
    networks: tuple[Network, ...] = ()


def our_side(settings: Settings) -> OurSide:
    """Our side as the settings have it: without `SPF_INCLUDE` the list of our reply domain names our servers."""
    return OurSide(settings.reply_domain, settings.spf_include or settings.reply_domain, settings.sending_ips)


def domains_of(scope: TenantScope) -> list[SendingDomain]:
    """The tenant's domains, the first added first."""
    query = select(SendingDomain).where(SendingDomain.tenant_id == scope.tenant_id).order_by(SendingDomain.id)
    return list(scope.session.scalars(query))


def add_domain(scope: TenantScope, typed: str, secret_key: str, *, reply_domain: str, at: datetime) -> SendingDomain:
    """A new domain with a key of its own; nothing goes out under it before its records stand.

    Raises:
        DomainRefused: with the reason.

    """
    domain = _addable(typed, reply_domain)
    known = {one.domain for one in domains_of(scope)}
    if domain in known:
        raise DomainRefused(Refusal.THERE_ALREADY)
    if len(known) >= MOST_DOMAINS:
        raise DomainRefused(Refusal.TOO_MANY)
    key = new_sealed_key(secret_key, scope.tenant_id, domain)
    row = SendingDomain(
        tenant_id=scope.tenant_id,
        domain=domain,
        selector=key.selector,
        private_key=key.private_key,
        public_key=key.public_key,
        created_at=at,
    )
    scope.session.add(row)
    scope.session.flush()
    return row


def remove_domain(scope: TenantScope, domain_id: UUID) -> str | None:
    """Forget a domain and its key; its name, or `None` when there is no such domain here."""
    row = scope.session.get(SendingDomain, (scope.tenant_id, domain_id))
    if row is None:
        return None
    release_domain(scope.session, row.domain, scope.tenant_id)
    scope.session.delete(row)
    scope.session.flush()
    return row.domain


def look_at(
    database: Database, resolver: Resolver, tenant_id: UUID, domain_id: UUID, *, side: OurSide, office: Office
) -> LookedAt | None:
    """Look at a domain's records, note what was found, and tell its coordinators where it has stopped working.

    `None` when there is no such domain here. Nobody's transaction waits for name servers.
    """
    with database.tenant(tenant_id) as scope:
        row = scope.session.get(SendingDomain, (tenant_id, domain_id))
        if row is None:
            return None
        domain, selector, public_key = row.domain, row.selector, row.public_key
    report = _looked(Patient(resolver, LOOK_SECONDS), domain, selector, public_key, side)
    with database.tenant(tenant_id) as scope:
        seen = note_look(scope, domain_id, report, office.clock())
        announce(scope, seen.happened if seen else (), office)
    return seen


def look_again(
    database: Database, resolver: Resolver, tenant_id: UUID, domain_id: UUID, *, side: OurSide, office: Office
) -> LookedAt | None:
    """Look at a domain's records unless somebody did meanwhile; `None` when nothing was to be looked at."""
    with database.tenant(tenant_id) as scope:
        row = scope.session.get(SendingDomain, (tenant_id, domain_id))
        is_due = row is not None and _is_due(row, office.clock())
    seen = look_at(database, resolver, tenant_id, domain_id, side=side, office=office) if is_due else None
    if seen:
        log.info("domain_looked_at", tenant=str(tenant_id), domain=seen.domain, in_use=seen.active_since is not None)
    return seen


def note_look(scope: TenantScope, domain_id: UUID, report: Report, at: datetime) -> LookedAt | None:
    """Keep what a look found, and use the domain or leave off as it says (`at` in UTC).

    Where name servers were silent it stays as it was. Our key in the DNS proves the domain; of two tenants with
    a key there it belongs to the one who proved it first.
    """
    row = scope.session.get(SendingDomain, (scope.tenant_id, domain_id), with_for_update=True)
    if row is None:
        return None
    is_taken = bool(report.key_proven) and not claim_domain(scope.session, row.domain, scope.tenant_id, at)
    row.checked_at, row.checks, before = at, {**report.to_json(), TAKEN: is_taken}, row.active_since
    if is_taken or report.usable is False:
        row.active_since = None
    elif report.usable:
        row.active_since = row.active_since or at
    scope.session.flush()
    stopped = (events.SendingDomainStopped(row.id, before),) if before and row.active_since is None else ()
    return LookedAt(row.domain, row.active_since, is_taken, stopped)


def domains_due(scope: TenantScope, now: datetime) -> list[UUID]:
    """The domains whose records are to be looked at again."""
    return [row.id for row in domains_of(scope) if _is_due(row, now)]


def domains_in_trouble(scope: TenantScope) -> int:
    """How many domains were looked at and are not in use."""
    query = select(func.count()).where(
        SendingDomain.tenant_id == scope.tenant_id,
        SendingDomain.checked_at.is_not(None),
        SendingDomain.active_since.is_(None),
    )
    return scope.session.scalar(query) or 0


def _is_due(row: SendingDomain, now: datetime) -> bool:
    if row.checked_at is None:
        return True
    is_awaited = row.active_since is None and now - row.created_at < IS_NEW
    return now - row.checked_at >= (LOOK_SOON if is_awaited else LOOK_AGAIN)


def _looked(resolver: Resolver, domain: str, selector: str, public_key: str, side: OurSide) -> Report:
    try:
        hosts = mail_hosts(resolver, side.reply_domain)
    except DnsUnavailable:  # not even we can be looked up
        return Report(tuple(Finding(about, Verdict.UNKNOWN, Found.UNREACHABLE) for about in About))
    ours = Ours(side.reply_domain, selector, public_key, side.spf_include, hosts, side.networks)
    return check_domain(resolver, domain, ours)


def _addable(typed: str, reply_domain: str) -> str:
    """The domain that was typed, if it can be anybody's own."""
    try:
        domain = typed_domain(typed)
    except BadDomain as problem:
        raise DomainRefused(Refusal.NOT_A_DOMAIN) from problem
    if domain == reply_domain or domain.endswith(f".{reply_domain}") or reply_domain.endswith(f".{domain}"):
        raise DomainRefused(Refusal.OURS)
    if is_public_suffix(domain):
        raise DomainRefused(Refusal.PUBLIC)
    if organisational_domain(domain) in FREE_MAIL:
        raise DomainRefused(Refusal.FREE_MAIL)
    return domain
