"""Which mails follow which event: one table, read top to bottom (ADR 0004)."""

from collections.abc import Callable, Sequence
from typing import Any

from app import events
from app.db import TenantScope
from app.outbound.outbox import Office, Post, post
from app.outbound.posts import answers, audits, check_ins, domains, senders, sign_in, staff

Writer = Callable[[TenantScope, Any, Office], list[Post]]

MAILS: dict[type, tuple[Writer, ...]] = {
    events.CheckInOpened: (check_ins.check_in_mail,),
    events.CheckInReminded: (check_ins.reminder_mail,),
    events.CheckInUnanswered: (check_ins.no_answer_mail,),
    events.ReplyRecorded: (answers.receipt_mail,),
    events.QuestionAsked: (answers.question_mail,),
    events.ReplyPassedOn: (answers.passed_on_mail, staff.undecided_mail),
    events.ReplyLeftWaiting: (staff.left_waiting_mail,),
    events.HelpRequested: (staff.help_mail,),
    events.EndSaid: (staff.end_mail,),
    events.SafeguardingRaised: (staff.safeguarding_mail, answers.safeguarding_receipt_mail),
    events.ClosedProgrammeWrittenTo: (answers.closed_programme_mail,),
    events.ExpiredKeyUsed: (answers.expired_key_mail,),
    events.SignInAsked: (sign_in.sign_in_mail,),
    events.SenderDoubted: (senders.sender_check_mail,),
    events.SenderDenied: (senders.sender_denied_mail,),
    events.AddressNamed: (senders.address_check_mail,),
    events.AddressConfirmed: (senders.address_added_mail,),
    events.Unsubscribed: (answers.unsubscribed_mail, staff.stopped_mail),
    events.MailWantedAgain: (staff.resumed_mail,),
    events.AddressSilenced: (staff.silenced_mail,),
    events.SendingDomainStopped: (domains.domain_stopped_mail,),
    events.AuditorInvited: (audits.invitation_mail,),
    events.AuditPartiesAsked: (audits.question_mail,),
    events.AuditorAnswered: (audits.receipt_mail, staff.audit_answer_mail),
}

NO_MAIL: dict[type, str] = {
    events.MailHeld: "the sender may be forged and gets no answer; `SenderDoubted` asks the enrolled address",
    events.AddressDeclined: "its owner wants no mail about it, and nothing counts that did not count before",
    events.MailIgnored: "no person wrote it, and automatic mail is never answered (RFC 3834)",
    events.MailQuarantined: "it could not be read, so nobody knows what to answer; the operator replays it",
}


def announce(scope: TenantScope, happened: Sequence[events.Event], office: Office) -> int:
    """Write the mails that follow from the events into the outbox, in this transaction; how many are new."""
    posts = [
        item for event in happened for writer in MAILS.get(type(event), ()) for item in writer(scope, event, office)
    ]
    return post(scope, posts, office)
