"""That a person is away, kept from what their mail says, so that reminders wait (I4)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.inbound.identity.writer import WritesAs
from app.inbound.known import Known
from app.inbound.machines.away import away_from, away_until
from app.inbound.machines.robot_words import folded, holds
from app.inbound.models import ReceivedMail
from app.inbound.stored import Found
from app.programmes.models import Absence, Person
from app.programmes.versions import rules_of


def note_absence(
    scope: TenantScope, words: str, person_id: UUID, mail: ReceivedMail, *, programme_id: UUID, now: datetime
) -> None:
    """Keep the days away that the words name, as the programme's calendar has them; none where they are unclear."""
    person = scope.session.get_one(Person, (scope.tenant_id, person_id))
    zone = rules_of(scope, None, programme_id=programme_id).rules.zone
    today = min(mail.received_at, now).astimezone(zone).date()
    until = away_until(words, today, person.locale)
    if until is None:
        return
    begins = away_from(words, today, person.locale)
    values = {"person_id": person.id, "received_mail_id": mail.id, "noted_on": begins, "until": until}
    scope.session.execute(
        insert(Absence).values(tenant_id=scope.tenant_id, id=new_id(), **values).on_conflict_do_nothing()
    )


def note_told_absence(scope: TenantScope, found: Found, now: datetime) -> None:
    """A reply that says beside its hours that its writer is away: no reminder comes before they are back, either."""
    known, verdict, reading = found.known, found.verdict, found.reading
    if not isinstance(known, Known) or verdict is None or verdict.doubt or verdict.account or reading is None:
        return
    if known.is_for_another:
        return
    themselves = verdict.writer.writes_as is not WritesAs.ASSISTANT
    if themselves and holds("auto_reply", "i_am_away", folded(reading.reply_text)):
        mail = scope.session.get_one(ReceivedMail, (scope.tenant_id, found.mail.received_mail_id))
        note_absence(scope, reading.reply_text, known.person_id, mail, programme_id=known.programme_id, now=now)
