"""Auditors: inviting them, what they may read, what they looked at, and ending it (X1)."""

from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Redirect

from app.audits.answers import asked_in
from app.audits.drawing import draw_of
from app.audits.inviting import invite, revoke
from app.audits.looks import looks_of
from app.audits.models import Audit
from app.audits.permitted import Permitted, permit, permitted
from app.audits.scope import population
from app.audits.scope_words import scope_lines
from app.audits.told import scope_told
from app.db import TenantScope
from app.events import AuditorInvited
from app.language import mark as _
from app.outbound.announce import announce
from app.portal.audit_form import parse_invitation
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import here, tenant_scope
from app.portal.hours_form import Fault
from app.portal.reader import reader_locale
from app.portal.services import office, services
from app.programmes.models import Person, Programme
from app.programmes.versions import zone_of
from app.tenants.models import Membership

READING: dict[Permitted, tuple[str, str]] = {
    Permitted.NONE: (
        _("Figures and topics"),
        _("Days, hours, topics, who confirmed, and digests of the mails. No mail, and no sentence of one."),
    ),
    Permitted.ENTRY: (_("The words of each entry"), _("Besides, the words of a mail that an entry stands on.")),
    Permitted.MAIL: (_("The whole mail"), _("Besides, the whole mail behind an entry. It may tell more than hours.")),
}
"""How far auditors may read, as a coordinator chooses it."""


@coordinator.get("/auditors")
def auditors() -> str:
    """Everybody invited, the form for another, and how far auditors may read."""
    with tenant_scope() as scope:
        return _page(scope, MultiDict())


@coordinator.post("/auditors")
def auditor_invited() -> Redirect | tuple[str, int]:
    """Invite; the mail with the link goes out at once."""
    now = services().clock()
    with tenant_scope() as scope:
        parsed = parse_invitation(
            request.form,
            programmes={one.id for one in _programmes(scope)},
            people={one.id for one in _people(scope)},
            today=now.astimezone(zone_of(scope)).date(),
        )
        invitation = parsed.invitation
        faults = parsed.faults
        if invitation and not population(scope, invitation.programme_ids, invitation.since, invitation.until):
            faults = (Fault("programmes", _("Nobody has hours in these programmes on these days.")),)
        if invitation is None or faults:
            return _page(scope, request.form, faults), HTTPStatus.UNPROCESSABLE_ENTITY
        invited = invite(scope, invitation, membership(), now)
        number = scope.session.get_one(Audit, (scope.tenant_id, invited.audit_id)).number
        link = f"{services().settings.public_url}{url_for('audit_entrance.shown', token=invited.token)}"
        announce(scope, [AuditorInvited(invited.audit_id, link)], office())
    services().wake("outbound", here().tenant_id, None)
    return redirect(url_for("coordinator.audit", number=number, invited=1), HTTPStatus.SEE_OTHER)


@coordinator.post("/auditors/reading")
def auditors_permitted() -> Redirect:
    """Choose how far auditors may read; it holds at once. A form that names nothing changes nothing."""
    said = request.form.get("reading", "")
    if said in list(Permitted):
        with tenant_scope() as scope:
            permit(scope, Permitted(said), membership(), services().clock())
    return redirect(url_for("coordinator.auditors", saved=1), HTTPStatus.SEE_OTHER)


@coordinator.get("/auditors/<int:number>")
def audit(number: int) -> str:
    """One audit: its scope, its draw, what the parties answered, and every look."""
    with tenant_scope() as scope:
        row = _audit(scope, number)
        asked = asked_in(scope, row.id)
        return render_template(
            "coordinator/audit.html",
            audit=row,
            auditor=scope.session.get_one(Membership, (scope.tenant_id, row.membership_id)),
            scope=scope_lines(scope_told(scope, row), reader_locale()),
            draw=draw_of(scope, row),
            looks=[(look, look.words(reader_locale())) for look in looks_of(scope, row.id)],
            differing=[party for parties in asked.values() for party in parties if party.differs],
            asked=sum(map(len, asked.values())),
            is_open=row.revoked_at is None and row.ends_at > services().clock(),
            zone=zone_of(scope),
            invited="invited" in request.args,
        )


@coordinator.post("/auditors/<int:number>/revoke")
def audit_revoked(number: int) -> Redirect:
    """End it at once: the auditor's next click finds nothing."""
    with tenant_scope() as scope:
        revoke(scope, _audit(scope, number), membership(), services().clock())
    return redirect(url_for("coordinator.audit", number=number), HTTPStatus.SEE_OTHER)


def _audit(scope: TenantScope, number: int) -> Audit:
    query = select(Audit).where(Audit.tenant_id == scope.tenant_id, Audit.number == number)
    return scope.session.scalar(query) or abort(HTTPStatus.NOT_FOUND)


def _page(scope: TenantScope, values: MultiDict[str, str], faults: tuple[Fault, ...] = ()) -> str:
    now = services().clock()
    rows = scope.session.execute(
        select(Audit, Membership.name, Membership.email)
        .join(Membership, (Membership.tenant_id == Audit.tenant_id) & (Membership.id == Audit.membership_id))
        .where(Audit.tenant_id == scope.tenant_id)
        .order_by(Audit.id.desc())
    ).all()
    return render_template(
        "coordinator/auditors.html",
        audits=[(row, name, email, row.revoked_at is None and row.ends_at > now) for row, name, email in rows],
        programmes=_programmes(scope),
        people=_people(scope),
        values=values,
        faults=faults,
        reading=READING,
        chosen=permitted(scope),
        saved="saved" in request.args,
    )


def _programmes(scope: TenantScope) -> list[Programme]:
    """All, closed ones too: their hours may be audited long after."""
    rows = scope.session.scalars(select(Programme).where(Programme.tenant_id == scope.tenant_id))
    return sorted(rows, key=lambda programme: (programme.name.casefold(), programme.id))


def _people(scope: TenantScope) -> list[Person]:
    ids = population(scope, [programme.id for programme in _programmes(scope)], None, None)
    rows = scope.session.scalars(select(Person).where(Person.tenant_id == scope.tenant_id, Person.id.in_(ids)))
    return sorted(rows, key=lambda person: (person.name.casefold(), person.id))
