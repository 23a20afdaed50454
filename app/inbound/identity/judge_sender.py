"""Step 3 as the process runs it: what the tenant asks for, what the mail shows, what the DNS says, the verdict."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from app.inbound.identity.authenticate import LENIENT, Sought, Verdict, authenticate
from app.inbound.identity.leading import where_led
from app.inbound.mail.message import Message
from app.inbound.models import ReceivedMail
from app.inbound.sender.examine import examine
from app.inbound.sender.marks import marks_of
from app.inbound.services import Services
from app.inbound.stored import StoredMail
from app.tenants.sender_policy import sender_policy

PATIENCE: Final = timedelta(hours=24)
"""How long a mail waits for a silent DNS before it is held like any other that nothing proves."""
_SOONEST, _LATEST = timedelta(seconds=30), timedelta(minutes=10)


def judge_sender(services: Services, mail: StoredMail, message: Message, enrolled: Collection[str]) -> Verdict:
    """Whether one of those addresses wrote this mail. The DNS is asked outside of any transaction.

    `message` is the mail as it came, whatever is handed on in it; `enrolled` is empty where nobody we know could have
    written it, and then nothing is looked up: a stranger must not choose whom we ask.
    """
    marks = services.bounded(marks_of, mail.raw)
    sought = _sought(services, mail, message, frozenset(enrolled))
    findings = None
    if sought.policy != LENIENT and sought.enrolled:
        findings = examine(marks, mail.envelope, mail.received_at, services.resolver, services.trusted_sealers)
    return authenticate(marks, findings, sought, received_at=mail.received_at, stated=mail.stated_sender)


def next_try(verdict: Verdict, received_at: datetime, now: datetime) -> datetime | None:
    """When to look again at a mail about whose sender the DNS was silent; `None` when it need not or may not wait."""
    waited = now - received_at
    if not verdict.awaits_dns or waited >= PATIENCE:
        return None
    return now + min(max(waited / 4, _SOONEST), _LATEST)


def _sought(services: Services, mail: StoredMail, message: Message, enrolled: frozenset[str]) -> Sought:
    with services.database.tenant(mail.tenant_id) as scope:
        row = scope.session.get_one(ReceivedMail, (mail.tenant_id, mail.received_mail_id))
        led = where_led(scope, row, message, services.office.reply_domain)
        return Sought(sender_policy(scope).value, enrolled, mail.keyed, led)
