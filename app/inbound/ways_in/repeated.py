"""The same mail again counts once: by another way in, or sent on by somebody else, perhaps with its headers changed."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from app.db import TenantScope
from app.inbound.decision import (
    AddressAnswered,
    AuditorAnswer,
    CheckAnswered,
    Decision,
    Held,
    Ignored,
    Outcome,
    PairAnswered,
    PairTold,
    Reason,
    Recorded,
)
from app.inbound.known import Known
from app.inbound.models import MailOutcome
from app.inbound.stored import Found

CAME_TO_SOMETHING = (Outcome.RECORDED, Outcome.ASKED, Outcome.REVIEW)


def without_repeats(scope: TenantScope, found: Found, decision: Decision) -> Decision:
    """The decision, unless the mail had come before: a copy to the programme's address, an alias, a replay.

    A copy has the same words under the same Message-ID; or, where others could have changed that, the same body and
    date. The same body and date with other words is the same mail read by other headers: many providers sign no
    Content-Type, so whoever has a signed mail can make words quoted in it look like the writer's own.
    """
    if found.message is None or found.reading is None:
        return decision
    earlier, words = _earlier(scope, found), found.reading.reply_text
    same = [other for other in earlier if other.reading and other.reading["reply_text"] == words]
    if any(_is_copy(found, other) for other in same):
        return Ignored(Reason.DUPLICATE)
    changed = any(_is_same_mail(found, other) for other in earlier if other not in same)
    if changed and _follows_from_words(decision) and not _is_vouched_for(found):
        return Held(Reason.NOT_ADDRESSED)
    return decision


def _earlier(scope: TenantScope, found: Found) -> Sequence[MailOutcome]:
    message_id, fingerprint = found.message_id, found.verdict.fingerprint if found.verdict else None
    return scope.session.scalars(
        select(MailOutcome).where(
            MailOutcome.tenant_id == scope.tenant_id,
            or_(
                and_(MailOutcome.message_id.is_not(None), MailOutcome.message_id == message_id),
                and_(MailOutcome.fingerprint.is_not(None), MailOutcome.fingerprint == fingerprint),
            ),
            MailOutcome.received_mail_id != found.mail.received_mail_id,
            MailOutcome.outcome.in_(CAME_TO_SOMETHING),
            MailOutcome.is_current,
        )
    ).all()


def _is_copy(found: Found, other: MailOutcome) -> bool:
    if other.message_id is not None and other.message_id == found.message_id:
        return True
    renamed = found.verdict is not None and found.verdict.could_be_renamed and _same_body(found, other)
    return renamed and (other.person_id is None or _is_same_persons(found, other))


def _is_same_mail(found: Found, other: MailOutcome) -> bool:
    return _is_same_persons(found, other) and _same_body(found, other)


def _is_same_persons(found: Found, other: MailOutcome) -> bool:
    """Two people may write the same few words in the same second."""
    return isinstance(found.known, Known) and other.person_id == found.known.person_id


def _same_body(found: Found, other: MailOutcome) -> bool:
    return found.verdict is not None and bool(other.fingerprint) and other.fingerprint == found.verdict.fingerprint


def _follows_from_words(decision: Decision) -> bool:
    """Whether something would be written because of the words alone. What goes to a person still goes to them."""
    if isinstance(decision, Ignored):
        return decision.reason is Reason.UNSUBSCRIBED
    return isinstance(decision, Recorded | CheckAnswered | AddressAnswered | AuditorAnswer | PairTold | PairAnswered)


def _is_vouched_for(found: Found) -> bool:
    return found.decided_by is not None or found.mail.vouched is not None
