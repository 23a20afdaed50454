"""An organisation with hours, an auditor who is invited to them, and their browsers."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from app.audits.inviting import Invitation, invite
from app.audits.models import Audit
from app.audits.permitted import Permitted, permit
from app.audits.scope import Members
from app.db import Database
from app.ledger.append import append
from app.ledger.drafts import ClaimDraft, Evidence, Party
from app.programmes.rules import Confirmation
from app.tenants.models import Membership
from tests.factories.tenants import MadeTenant
from tests.portal.pages import NOON, browser, with_forms

ENDS_ON = date(2026, 7, 31)


@dataclass
class Audited:
    """One audit: its number and the auditor's browser."""

    database: Database
    made: MadeTenant
    audit_id: UUID
    number: int
    token: str
    auditor: FlaskClient

    @property
    def home(self) -> str:
        """Where its pages begin."""
        return f"/t/{self.made.slug}/audits/{self.number}"

    def member(self, person_id: UUID | None = None) -> str:
        """The page of a member (the mentor)."""
        return f"{self.home}/members/{person_id or self.made.mentor_id}"

    def entry(self, claim_id: UUID) -> str:
        """The page of an entry."""
        return f"{self.home}/entries/{claim_id}"


def invitation(made: MadeTenant, **changes: object) -> Invitation:
    """Helen is to audit all hours of the programme until the end of July."""
    usual = Invitation(
        name="Helen Sawchuk",
        email=f"helen@{made.slug}.audit.example",
        locale="en-CA",
        programme_ids=(made.programme_id,),
        members=Members.ALL,
        since=None,
        until=None,
        ends_on=ENDS_ON,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def audited(app: Flask, database: Database, made: MadeTenant, **changes: object) -> Audited:
    """An audit with its auditor signed in."""
    with database.tenant(made.tenant_id) as scope:
        invited = invite(scope, invitation(made, **changes), made.coordinator_id, NOON)
        audit = scope.session.get_one(Audit, (scope.tenant_id, invited.audit_id))
        user_id = scope.session.get_one(Membership, (scope.tenant_id, audit.membership_id)).user_id
        number = audit.number
    client = with_forms(browser(app, user_id))
    return Audited(database, made, invited.audit_id, number, invited.token, client)


def allow(database: Database, made: MadeTenant, choice: Permitted) -> None:
    """The organisation lets auditors read so much."""
    with database.tenant(made.tenant_id) as scope:
        permit(scope, choice, made.coordinator_id, NOON)


def claimed(
    database: Database,
    made: MadeTenant,
    *,
    by: UUID | None = None,
    on: date = date(2026, 5, 12),
    minutes: int = 90,
    words: str | None = None,
    programme_id: UUID | None = None,
) -> UUID:
    """Somebody (the mentor) claims a session with the mentee; the id of the entry."""
    person_id = by or made.mentor_id
    draft = ClaimDraft(
        programme_id=programme_id or made.programme_id,
        match_id=made.match_id,
        claimant=Party(person_id, "Dan Roy", "M-1"),
        role="mentor",
        period=f"{on:%Y-%m}",
        mode="video",
        minutes=minutes,
        zone="America/Edmonton",
        rules_id=made.rules_id,
        rules_number=1,
        confirmation=Confirmation.PARTNER,
        counterparts=(Party(made.mentee_id, "Kate Li", "M-2"),),
        evidence=Evidence("lenient", "reply key, enrolled address", words=words),
        local_date=on,
    )
    with database.tenant(made.tenant_id) as scope:
        (entry,) = append(scope, [draft], NOON)
        return entry.id
