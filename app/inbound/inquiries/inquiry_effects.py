"""What an answer to an auditor's questions does: it is kept beside the entries, and the coordinator may hear of it."""

from uuid import UUID

from app import events
from app.audits.answers import AnswerMail, note_answers
from app.db import TenantScope
from app.inbound.answered import answered, known_of
from app.inbound.decision import AuditorAnswer
from app.inbound.stored import Found


def about_audit(scope: TenantScope, found: Found, decision: AuditorAnswer, outcome_id: UUID) -> list[events.Event]:
    """Keep it with the digest of its mail and how its sender was checked."""
    known = known_of(found)
    assert known.inquiry is not None
    assert found.verdict is not None
    mail = AnswerMail(found.mail.received_mail_id, found.mail.digest, found.verdict.summary, found.mail.received_at)
    note_answers(scope, decision.answers, mail)
    reply = answered(found, known, outcome_id, known.inquiry.questions[-1].period)
    told = events.AuditorAnswered(
        mail=reply,
        inquiry_id=known.inquiry.inquiry_id,
        said=tuple((answer.question_id, answer.said.value) for answer in decision.answers),
    )
    wants_help = found.reading is not None and found.reading.wants_help
    return [told, events.HelpRequested(reply)] if wants_help else [told]
