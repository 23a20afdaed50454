"""The tenant's own domains for sending (U5): added, looked at, removed; and the page for mail administrators."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.language import language_of
from app.language import mark as _
from app.outbound.domain_check.dkim import key_record
from app.outbound.domain_check.findings import TAKEN, About, Finding, Record, Report, Verdict, report_from_json
from app.outbound.domain_check.names import organisational_domain, shown_domain
from app.outbound.domain_check.words import NAMES, TAKEN_BY_ANOTHER, VERDICTS, WHY, Said, said
from app.outbound.domains.allow_list import allow_list
from app.outbound.domains.sending_domains import (
    DomainRefused,
    Refusal,
    add_domain,
    domains_of,
    look_at,
    our_side,
    remove_domain,
)
from app.outbound.models import SendingDomain
from app.portal.allow_list import allow_list_url
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.portal.typed import typed
from app.programmes.versions import zone_of
from app.tenants.allow_list_link import renew_link
from app.tenants.audit import Action, note_action

LONGEST_DOMAIN = 253
REFUSALS = {
    Refusal.NOT_A_DOMAIN: _("This is no name of a domain. It looks like mentoring.association.org."),
    Refusal.OURS: _("This domain belongs to the service itself. Choose one of your organisation’s own."),
    Refusal.PUBLIC: _("Below this name anybody can register domains. Choose one of your organisation’s own."),
    Refusal.FREE_MAIL: _("Anybody can have an address there. Choose a domain of your organisation’s own."),
    Refusal.THERE_ALREADY: _("This domain is on the list already."),
    Refusal.TOO_MANY: _("There are ten domains on the list. Remove one first."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its words."""

    finding: Finding
    words: Said


@dataclass(frozen=True, slots=True)
class Part:
    """One sort of records on the page: how it stands, what was found, and why it matters."""

    about: About
    name: str
    why: str
    verdict: Verdict
    verdict_words: str
    findings: tuple[Told, ...]


@coordinator.get("/sending-domains")
def domains() -> str:
    """The domains, and the form for one more."""
    return _list_page()


@coordinator.post("/sending-domains")
def domain_added() -> Response | tuple[str, int]:
    """Add a domain and make its key; then the page that says what to publish."""
    here_now = services()
    given = typed(request.form, "domain", LONGEST_DOMAIN)
    if not given:
        return redirect(url_for("coordinator.domains"), HTTPStatus.SEE_OTHER)
    try:
        with tenant_scope() as scope:
            row = add_domain(scope, given, _secret(), reply_domain=here_now.settings.reply_domain, at=here_now.clock())
            note_action(scope, membership(), Action.DOMAIN_ADDED, here_now.clock(), subject=row.id, note=row.domain)
            domain_id = row.id
    except DomainRefused as refused:
        return _list_page(given, REFUSALS[refused.why]), HTTPStatus.UNPROCESSABLE_ENTITY
    return _to(domain_id)


@coordinator.get("/sending-domains/<uuid:domain_id>")
def domain(domain_id: UUID) -> str:
    """What stands in the domain's DNS as of the last look, and what to publish."""
    with tenant_scope() as scope:
        row = scope.session.get(SendingDomain, (scope.tenant_id, domain_id)) or abort(HTTPStatus.NOT_FOUND)
        checks = row.checks or {}
        report = report_from_json(checks)
        return render_template(
            "coordinator/domain.html",
            domain=row,
            name=shown_domain(row.domain),
            key=_key_record(row),
            parts=parts_of(report, reader_locale()),
            taken_by_another=TAKEN_BY_ANOTHER,
            is_taken=bool(checks.get(TAKEN)),
            subdomain_advised=row.domain == organisational_domain(row.domain),
            zone=zone_of(scope),
        )


@coordinator.post("/sending-domains/<uuid:domain_id>/look")
def domain_looked_at(domain_id: UUID) -> Response:
    """Look at its DNS now."""
    here_now = services()
    side = our_side(here_now.settings)
    seen = look_at(here_now.database, here_now.resolver, here().tenant_id, domain_id, side=side, office=office())
    if seen is None:
        abort(HTTPStatus.NOT_FOUND)
    with tenant_scope() as scope:
        note = f"{seen.domain}: {'in use' if seen.active_since else 'not in use'}"
        note_action(scope, membership(), Action.DOMAIN_LOOKED_AT, here_now.clock(), subject=domain_id, note=note)
    here_now.wake("outbound", here().tenant_id, None)
    return _to(domain_id)


@coordinator.post("/sending-domains/<uuid:domain_id>/remove")
def domain_removed(domain_id: UUID) -> Response:
    """Forget the domain and its key; mail goes out under our own from then on."""
    with tenant_scope() as scope:
        name = remove_domain(scope, domain_id)
        if name is None:
            abort(HTTPStatus.NOT_FOUND)
        note_action(scope, membership(), Action.DOMAIN_REMOVED, services().clock(), subject=domain_id, note=name)
    return redirect(url_for("coordinator.domains"), HTTPStatus.SEE_OTHER)


@coordinator.get("/allow-list")
def administrators() -> str:
    """The page for mail administrators, its address, and a text to forward."""
    with tenant_scope() as scope:
        facts = allow_list(scope, services().settings)
        address = allow_list_url(scope, language_of(reader_locale()))
    return render_template(
        "coordinator/allow_list.html", facts=facts, address=address, renewed="renewed" in request.args
    )


@coordinator.post("/allow-list/renew")
def administrators_renewed() -> Response:
    """A new link; whoever has the one before sees nothing any more."""
    with tenant_scope() as scope:
        renew_link(scope, membership(), services().clock())
    return redirect(url_for("coordinator.administrators", renewed=1), HTTPStatus.SEE_OTHER)


def parts_of(report: Report, locale: str) -> tuple[Part, ...]:
    """A report in the reader's language, all four sorts of records in order; none before the first look."""
    if not report.findings:
        return ()
    return tuple(
        Part(
            about,
            NAMES[about],
            WHY[about],
            report.verdict(about),
            VERDICTS[report.verdict(about)],
            tuple(Told(finding, said(finding, locale)) for finding in report.of(about)),
        )
        for about in About
        if report.of(about)
    )


def _list_page(given: str = "", fault: str = "") -> str:
    with tenant_scope() as scope:
        return render_template(
            "coordinator/domains.html",
            domains=[(row, shown_domain(row.domain)) for row in domains_of(scope)],
            given=given,
            fault=fault,
            zone=zone_of(scope),
        )


def _key_record(row: SendingDomain) -> Record:
    return key_record(row.domain, row.selector, row.public_key)


def _secret() -> str:
    assert isinstance(current_app.secret_key, str)
    return current_app.secret_key


def _to(domain_id: UUID) -> Response:
    return redirect(url_for("coordinator.domain", domain_id=domain_id), HTTPStatus.SEE_OTHER)
