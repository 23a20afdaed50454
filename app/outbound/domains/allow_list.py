"""What a company's mail administrator needs to let our mail through: facts of one tenant's mail, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import select

from app.config import Settings
from app.db import TenantScope
from app.outbound.domains.sending_domains import our_side
from app.outbound.domains.subjects_seen import subjects_seen
from app.outbound.models import SendingDomain
from app.programmes.models import Programme, ProgrammeAddress
from app.programmes.versions import rules_of
from app.tenants.access import organisation_name
from app.tenants.models import Membership

MOST_PROGRAMMES: Final = 50


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom an administrator may ask."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class AllowList:
    """How to tell this tenant's mail: the surest marks first.

    `signed_by` are domain and selector of its DKIM signatures (d=, s=), `names` stand before the sending addresses,
    `subjects` have … where somebody is named, `most_a_month` is how many mails that nobody asked for one person gets at
    most in a month.
    """

    organisation: str
    programmes: tuple[str, ...]
    signed_by: tuple[tuple[str, str], ...]
    senders: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    envelope_domain: str
    hosts: tuple[str, ...]
    networks: tuple[str, ...]
    spf_include: str
    links_host: str
    most_a_month: int
    contacts: tuple[Contact, ...]


def allow_list(scope: TenantScope, settings: Settings) -> AllowList:
    """The facts of a tenant's mail as it goes out now."""
    programmes = _open_programmes(scope)
    contacts = _contacts(scope, programmes)
    side = our_side(settings)
    signed_by = (*_domains_in_use(scope), (side.reply_domain, settings.dkim_selector))
    return AllowList(
        organisation=organisation_name(scope),
        programmes=tuple(programme.name for programme in programmes),
        signed_by=signed_by,
        senders=_senders(scope, programmes, [domain for domain, _ in signed_by]),
        names=tuple(dict.fromkeys((*(one.name for one in contacts), organisation_name(scope)))),
        subjects=tuple(
            dict.fromkeys(subject for programme in programmes for subject in subjects_seen(scope, programme))
        ),
        envelope_domain=side.reply_domain,
        hosts=settings.sending_hosts,
        networks=tuple(str(network) for network in side.networks),
        spf_include=side.spf_include,
        links_host=urlsplit(settings.public_url).hostname or "",
        most_a_month=max((_most_a_month(scope, programme) for programme in programmes), default=0),
        contacts=contacts,
    )


def _domains_in_use(scope: TenantScope) -> list[tuple[str, str]]:
    query = select(SendingDomain.domain, SendingDomain.selector).where(
        SendingDomain.tenant_id == scope.tenant_id, SendingDomain.active_since.is_not(None)
    )
    return [(domain, selector) for domain, selector in scope.session.execute(query.order_by(SendingDomain.id))]


def _open_programmes(scope: TenantScope) -> list[Programme]:
    query = select(Programme).where(Programme.tenant_id == scope.tenant_id, Programme.closed_at.is_(None))
    return list(scope.session.scalars(query.order_by(Programme.id).limit(MOST_PROGRAMMES)))


def _senders(scope: TenantScope, programmes: list[Programme], domains: Sequence[str]) -> tuple[str, ...]:
    query = select(ProgrammeAddress.local_part).where(
        ProgrammeAddress.tenant_id == scope.tenant_id,
        ProgrammeAddress.programme_id.in_([programme.id for programme in programmes]),
    )
    local_parts = sorted(scope.session.scalars(query))
    return tuple(f"{local_part}@{domain}" for domain in domains for local_part in local_parts)


def _most_a_month(scope: TenantScope, programme: Programme) -> int:
    """The check-in, and what the budget of the rules allows besides (I12)."""
    budget = rules_of(scope, None, programme_id=programme.id).rules.mail_budget
    return 1 + budget.reminders + budget.others


def _contacts(scope: TenantScope, programmes: list[Programme]) -> tuple[Contact, ...]:
    ids = dict.fromkeys(programme.coordinator_id for programme in programmes)
    found = [scope.session.get_one(Membership, (scope.tenant_id, one)) for one in ids]
    return tuple(Contact(one.name, one.email, one.phone or "") for one in found)
