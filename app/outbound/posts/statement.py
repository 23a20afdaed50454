"""The answer to somebody who asked for their record: the statement, with the sealed hour log (H4)."""

from app.cpd.shown import shown
from app.cpd.statements import statements_of
from app.db import TenantScope
from app.events import RecordAsked
from app.exports.log.hour_log import head_of
from app.ledger.canonical import instant
from app.ledger.totals import live_claims
from app.outbound.letter.enclosed import EnclosedLog
from app.outbound.mails.statement import StatementFields, statement
from app.outbound.outbox import Office, Post
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.posts.answers import purpose_of


def statement_mail(scope: TenantScope, event: RecordAsked, office: Office) -> list[Post]:
    """What is on record now; it goes to the enrolled address, from wherever it was asked for."""
    mail = event.mail
    parties = parties_of(scope, mail.person_id, mail.programme_id, office)
    now, head = instant(office.clock()), head_of(scope)
    claims = live_claims(scope, person_id=mail.person_id)
    told = statements_of(scope, parties.person, now)
    fields = StatementFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        minutes=sum(live.minutes for live in claims),
        statements=tuple(shown(one, parties.person.locale) for one in told),
        record=head.mark if claims else "",
    )
    log = EnclosedLog(mail.person_id, now, head.seq) if claims else None
    reply = purpose_of(mail, "none", office)
    once = f"statement:{mail.outcome_id}"
    return [to_person(parties, statement(fields), once, reply=reply, in_reply_to=mail.message_id, enclosed=log)]
