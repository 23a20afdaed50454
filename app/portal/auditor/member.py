"""A member of the sample: their hours, their sealed log, and asking the parties (X1, X2, X4)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.audits.answers import asked_in
from app.audits.asking import ask_parties
from app.audits.looks import note_look
from app.audits.models import Audit
from app.audits.overview import entry_rows
from app.audits.permitted import permitted
from app.db import TenantScope
from app.exports.log.narrowing import Narrowing
from app.ledger.states import LiveClaim
from app.outbound.announce import announce
from app.portal.auditor.blueprint import audit_here, auditor, claim_here, member_here
from app.portal.guard import acting_membership, here, tenant_scope
from app.portal.hour_log import handed_out, issued
from app.portal.services import office, services
from app.tenants.audit import Action


@auditor.get("/audits/<int:number>/members/<uuid:person_id>")
def member(number: int, person_id: UUID) -> str:
    """What a member claimed, entry by entry."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        person = member_here(scope, audit, person_id)
        note_look(scope, audit, Action.AUDIT_MEMBER_SEEN, services().clock(), person_id=person.id)
        rows = entry_rows(scope, audit, person.id, asked_in(scope, audit.id))
        return render_template(
            "auditor/member.html",
            number=number,
            person=person,
            rows=rows,
            minutes=sum(row.live.minutes for row in rows),
            just_asked="asked" in request.args,
        )


@auditor.post("/audits/<int:number>/members/<uuid:person_id>/ask")
def member_asked(number: int, person_id: UUID) -> Redirect:
    """Ask the parties of the entries that are ticked, in one mail a person."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        member_here(scope, audit, person_id)
        claims = [claim_here(scope, audit, claim_id) for claim_id in request.form.getlist("entry", type=UUID)]
        _ask(scope, audit, claims)
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("auditor.member", number=number, person_id=person_id, asked=1), HTTPStatus.SEE_OTHER)


@auditor.post("/audits/<int:number>/entries/<uuid:claim_id>/ask")
def entry_asked(number: int, claim_id: UUID) -> Redirect:
    """Ask both parties of one entry."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        _ask(scope, audit, [claim_here(scope, audit, claim_id)])
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("auditor.entry", number=number, claim_id=claim_id, asked=1), HTTPStatus.SEE_OTHER)


@auditor.get("/audits/<int:number>/members/<uuid:person_id>/hours.<any(pdf, zip, xlsx, json):form>")
def log(number: int, person_id: UUID, form: str) -> Response:
    """The member's hour log, sealed or as the record alone: the audit's days and programmes, and no words unless
    the organisation shows them.
    """
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        person = member_here(scope, audit, person_id)
        narrowing = Narrowing(frozenset(audit.programme_ids), permitted(scope).shows_words)
        made = issued(
            scope, str(person.id), acting_membership("auditor"), days=(audit.since, audit.until), narrowing=narrowing
        )
        note_look(
            scope, audit, Action.AUDIT_LOG_DOWNLOADED, services().clock(), person_id=person.id, note=made.log.digest
        )
    return handed_out(made, form)


def _ask(scope: TenantScope, audit: Audit, claims: list[LiveClaim]) -> None:
    now = services().clock()
    announce(scope, ask_parties(scope, audit, claims, now), office())
    for live in claims:
        note_look(scope, audit, Action.AUDIT_PARTIES_ASKED, now, person_id=live.claim.person_id, claim_id=live.claim.id)
