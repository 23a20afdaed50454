"""The blueprint that the auditor's pages hang on, and the audit that a page is about."""

from http import HTTPStatus
from typing import NoReturn
from uuid import UUID

from flask import abort

from app.audits.inviting import AUDITOR
from app.audits.looks import note_look
from app.audits.models import Audit
from app.audits.scope import claim_of, live_audit, member_of
from app.db import TenantScope
from app.ledger.states import LiveClaim
from app.portal.guard import acting_id, role_blueprint
from app.portal.services import services
from app.programmes.models import Person
from app.tenants.audit import Action

auditor = role_blueprint("auditor", AUDITOR)


def membership() -> UUID:
    """The membership in whose name the auditor looks; every note names it."""
    return acting_id(AUDITOR)


def audit_here(scope: TenantScope, number: int) -> Audit:
    """The auditor's own audit of that number; the 404 page where it is another's, has ended, or was revoked."""
    return live_audit(scope, number, membership(), services().clock()) or abort(HTTPStatus.NOT_FOUND)


def member_here(scope: TenantScope, audit: Audit, person_id: UUID) -> Person:
    """The member of that id; the 404 page where the audit is not about them."""
    return member_of(scope, audit, person_id) or _refuse(audit)


def claim_here(scope: TenantScope, audit: Audit, claim_id: UUID) -> LiveClaim:
    """The claim of that id; the 404 page where it is outside the audit's scope."""
    return claim_of(scope, audit, claim_id) or _refuse(audit)


def _refuse(audit: Audit) -> NoReturn:
    """The 404 page, and a note that says no more than that it was asked for; the page's own transaction rolls back."""
    with services().database.tenant(audit.tenant_id) as scope:
        note_look(scope, audit, Action.AUDIT_REFUSED, services().clock())
    abort(HTTPStatus.NOT_FOUND)
