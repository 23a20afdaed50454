"""What the link in a mail does (I8, RFC 8058): the same as writing the word stop, and the way back from it."""

from datetime import datetime

from app import events
from app.db import TenantScope, new_id
from app.outbound.reach.unsubscribe_links import Unsubscriber
from app.programmes.unsubscribing import resume_mail, stop_mail
from app.tenants.audit import Action, note_own_choice


def stop_by_link(scope: TenantScope, who: Unsubscriber, at: datetime) -> list[events.Event]:
    """Stop the mail; what happened is empty when it had stopped before, so that a second click writes no second mail.

    The person is told by mail, as after the word stop: somebody else may have clicked in a mail that was passed on.
    """
    if not stop_mail(scope, who.person_id, at):
        return []
    note_own_choice(scope, who.person_id, Action.MAIL_STOPPED, at)
    return [events.Unsubscribed(_by_link(who, at))]


def resume_by_link(scope: TenantScope, who: Unsubscriber, at: datetime) -> list[events.Event]:
    """Let the mail come again; what happened is empty when it came anyway."""
    if not resume_mail(scope, who.person_id):
        return []
    note_own_choice(scope, who.person_id, Action.MAIL_RESUMED, at)
    return [events.MailWantedAgain(_by_link(who, at))]


def _by_link(who: Unsubscriber, at: datetime) -> events.Answered:
    return events.Answered(
        received_mail_id=None,
        outcome_id=new_id(),
        person_id=who.person_id,
        programme_id=who.programme_id,
        check_in_id=None,
        period=None,
        message_id=None,
        received_at=at,
        words="",
    )
