"""Asking a person about what is worth a look: a mail in the coordinator's name, and what is kept of it (C4)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.events import HoursAskedAbout
from app.integrity.flag import Flag
from app.integrity.looks import Made, note_look
from app.integrity.words import asked_person
from app.matches.models import CheckIn


def ask_about(scope: TenantScope, flag: Flag, question: str, membership_id: UUID, at: datetime) -> HoursAskedAbout:
    """Note that the person is asked; the event becomes the mail. Their answer waits for the coordinator."""
    person_id = asked_person(flag)
    look_id = note_look(scope, flag, Made.ASKED, membership_id, at, note=question, person_id=person_id)
    claim = flag.claims[-1].claim
    check_in_id = scope.session.scalar(
        select(CheckIn.id).where(
            CheckIn.tenant_id == scope.tenant_id,
            CheckIn.programme_id == claim.programme_id,
            CheckIn.person_id == person_id,
            CheckIn.period == claim.period,
        )
    )
    return HoursAskedAbout(look_id, person_id, claim.programme_id, check_in_id, claim.period, question)
