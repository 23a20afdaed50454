"""One entry down to its evidence: its history, its mail as far as that may be seen, what the parties said (X1, X4)."""

from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, make_response, render_template, request

from app.audits.answers import PartyAsked, asked_in
from app.audits.asking import parties_of_claim
from app.audits.evidence import evidence_of
from app.audits.looks import note_look
from app.audits.models import Audit
from app.audits.overview import standing
from app.audits.permitted import Permitted, permitted
from app.db import TenantScope
from app.inbound.shown.evidence import checks_of
from app.inbound.shown.kept_mail import KeptMail, kept_mail
from app.ledger.states import LiveClaim
from app.outbound.posts.audits import ASKED
from app.outbound.shown.mails_to import MailTo, mails_by_once
from app.outside_letters.listed import letter_behind
from app.portal.auditor.blueprint import audit_here, auditor, claim_here
from app.portal.guard import tenant_scope
from app.portal.letter_files import handed_out
from app.portal.reader import reader_locale
from app.portal.services import services
from app.programmes.versions import zone_of
from app.tenants.audit import Action


@auditor.get("/audits/<int:number>/entries/<uuid:claim_id>")
def entry(number: int, claim_id: UUID) -> str:
    """Everything that stands behind a claim."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        live = claim_here(scope, audit, claim_id)
        allowed = permitted(scope)
        asked = asked_in(scope, audit.id)[claim_id]
        note_look(
            scope, audit, Action.AUDIT_ENTRY_SEEN, services().clock(), person_id=live.claim.person_id, claim_id=claim_id
        )
        evidence = evidence_of(scope, live, allowed)
        mails = {step.received_mail_id for step in evidence.steps if step.received_mail_id}
        return render_template(
            "auditor/entry.html",
            number=number,
            evidence=evidence,
            checks=checks_of(scope, mails, reader_locale()),
            standing=standing(live),
            asked=[(party, _became(scope, party)) for party in asked],
            all_asked={party.person_id for party in asked} >= set(parties_of_claim(live.claim)),
            shows_words=allowed.shows_words,
            has_letter=allowed is Permitted.MAIL and letter_behind(scope, claim_id) is not None,
            has_mail=allowed is Permitted.MAIL and _mail(scope, live) is not None,
            zone=zone_of(scope),
            just_asked="asked" in request.args,
        )


@auditor.get("/audits/<int:number>/entries/<uuid:claim_id>/mail")
def mail(number: int, claim_id: UUID) -> str:
    """What the member wrote, where the organisation shows whole mails."""
    with tenant_scope() as scope:
        _audit, live, kept = _mail_here(scope, number, claim_id, Action.AUDIT_MAIL_SEEN)
        return render_template("auditor/mail.html", number=number, claim=live.claim, mail=kept, zone=zone_of(scope))


@auditor.get("/audits/<int:number>/entries/<uuid:claim_id>/mail.eml")
def mail_file(number: int, claim_id: UUID) -> Response:
    """The mail's own bytes: their SHA-256 is the digest in the ledger."""
    with tenant_scope() as scope:
        _audit, _live, kept = _mail_here(scope, number, claim_id, Action.AUDIT_MAIL_DOWNLOADED)
    response = make_response(kept.content)
    response.headers["Content-Type"] = "application/octet-stream"  # never shown in the browser: it came from outside
    response.headers["Content-Disposition"] = f'attachment; filename="mail-{kept.digest[:12]}.eml"'
    return response


@auditor.get("/audits/<int:number>/entries/<uuid:claim_id>/letter")
def letter_file(number: int, claim_id: UUID) -> Response:
    """The letter of another organisation behind a claim (H7): its SHA-256 is the digest in the ledger."""
    with tenant_scope() as scope:
        audit = audit_here(scope, number)
        live = claim_here(scope, audit, claim_id)
        letter = letter_behind(scope, claim_id) if permitted(scope) is Permitted.MAIL else None
        if letter is None:
            abort(HTTPStatus.NOT_FOUND)
        action, now = Action.AUDIT_LETTER_DOWNLOADED, services().clock()
        note_look(scope, audit, action, now, person_id=live.claim.person_id, claim_id=claim_id)
        return handed_out(letter)


def _mail_here(scope: TenantScope, number: int, claim_id: UUID, action: Action) -> tuple[Audit, LiveClaim, KeptMail]:
    """The claim's mail, and the look at it noted; the 404 page where there is none, or it may not be seen."""
    audit = audit_here(scope, number)
    live = claim_here(scope, audit, claim_id)
    kept = _mail(scope, live) if permitted(scope) is Permitted.MAIL else None
    if kept is None:
        abort(HTTPStatus.NOT_FOUND)
    note_look(scope, audit, action, services().clock(), person_id=live.claim.person_id, claim_id=claim_id)
    return audit, live, kept


def _mail(scope: TenantScope, live: LiveClaim) -> KeptMail | None:
    return kept_mail(scope, live.claim.received_mail_id) if live.claim.received_mail_id else None


def _became(scope: TenantScope, party: PartyAsked) -> MailTo | None:
    name = f"{ASKED}:{party.inquiry_id}"
    return mails_by_once(scope, [name]).get(name)
