"""The mail about a sending domain, to each coordinator whose programme it was used for."""

from sqlalchemy import select

from app.db import TenantScope
from app.events import SendingDomainStopped
from app.language import gettext_for
from app.outbound.domain_check.findings import TAKEN, report_from_json
from app.outbound.domain_check.names import shown_domain
from app.outbound.domain_check.words import TAKEN_BY_ANOTHER, said
from app.outbound.mails.domain_stopped import DomainStoppedFields, domain_stopped
from app.outbound.models import SendingDomain
from app.outbound.outbox import Office, Post
from app.outbound.parties import ProgrammeParties, programme_parties
from app.outbound.posts.addressed import to_coordinator
from app.programmes.listed import open_programmes


def domain_stopped_mail(scope: TenantScope, event: SendingDomainStopped, office: Office) -> list[Post]:
    """Once for each time that it stops, to every coordinator of an open programme."""
    row = scope.session.scalar(
        select(SendingDomain).where(SendingDomain.tenant_id == scope.tenant_id, SendingDomain.id == event.domain_id)
    )
    if row is None:
        return []
    programmes = [programme_parties(scope, programme.id, office) for programme in open_programmes(scope)]
    first_of_each = {one.coordinator.id: one for one in reversed(programmes)}
    return [_post(row, one, event, office) for one in first_of_each.values()]


def _post(row: SendingDomain, parties: ProgrammeParties, event: SendingDomainStopped, office: Office) -> Post:
    coordinator = parties.coordinator
    fields = DomainStoppedFields(
        locale=coordinator.locale,
        first_name=coordinator.name.split()[0],
        programme=parties.programme.name,
        domain=shown_domain(row.domain),
        our_domain=office.reply_domain,
        found=_found(row, coordinator.locale),
        look=parties.look,
    )
    once = f"domain_stopped:{row.id}:{event.since.isoformat()}:{coordinator.id}"
    return to_coordinator(parties, domain_stopped(fields), once)


def _found(row: SendingDomain, locale: str) -> tuple[str, ...]:
    """What stands in the way, as the page of the domain says it."""
    checks = row.checks or {}
    taken = (gettext_for(locale).gettext(TAKEN_BY_ANOTHER),) if checks.get(TAKEN) else ()
    return taken or tuple(said(finding, locale).found for finding in report_from_json(checks).in_the_way)
