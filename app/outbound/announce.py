"""Which mails follow which event: one table, read top to bottom (ADR 0004)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from app import events
from app.db import TenantScope
from app.outbound.outbox import Office, Post, post
from app.outbound.posts import (
    answers,
    audits,
    check_ins,
    confirmations,
    disputes,
    domains,
    hours,
    ledger,
    outside_letters,
    pairs,
    papers,
    senders,
    sign_in,
    staff,
    statement,
)

Writer = Callable[[TenantScope, Any, Office], list[Post]]

A_ROUND = 200
"""So many events of one type are looked up and written at a time."""


@dataclass(frozen=True, slots=True)
class InRounds:
    """A writer for what happens to many people at once: it is given several events of its type."""

    write: Callable[[TenantScope, Sequence[Any], Office], list[Post]]


MAILS: dict[type, tuple[Writer | InRounds, ...]] = {
    events.CheckInOpened: (InRounds(check_ins.check_in_mails),),
    events.CheckInReminded: (InRounds(check_ins.reminder_mails),),
    events.CheckInUnanswered: (InRounds(check_ins.no_answer_mails),),
    events.ReplyRecorded: (answers.receipt_mail,),
    events.QuestionAsked: (answers.question_mail,),
    events.ConfirmationAsked: (confirmations.attestation_mail,),
    events.ConfirmationReminded: (confirmations.attestation_reminder_mail,),
    events.HoursAnswered: (confirmations.attestation_receipt_mail,),
    events.HoursDisputed: (disputes.dispute_mail, disputes.dispute_notice_mail),
    events.DisputeSettled: (disputes.dispute_settled_mails,),
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
    events.PairProposed: (pairs.told_mail, pairs.approve_mail),
    events.PairKnown: (pairs.known_mail,),
    events.PairAsked: (pairs.consent_mail,),
    events.PairAgreed: (pairs.agreed_mails,),
    events.PairEnded: (pairs.ended_mail,),
    events.RecordAsked: (statement.statement_mail,),
    events.Unsubscribed: (answers.unsubscribed_mail, staff.stopped_mail),
    events.MailWantedAgain: (staff.resumed_mail,),
    events.AddressSilenced: (staff.silenced_mail,),
    events.SendingDomainStopped: (domains.domain_stopped_mail,),
    events.RootMade: (ledger.root_mail,),
    events.RootsStamped: (ledger.stamps_mail,),
    events.LedgerFound: (ledger.fault_mail,),
    events.HoursAskedAbout: (hours.hours_asked_mail,),
    events.PaperIssued: (papers.paper_mail,),
    events.AuditorInvited: (audits.invitation_mail,),
    events.AuditPartiesAsked: (audits.question_mail,),
    events.OutsideLettersKept: (outside_letters.kept_mail, outside_letters.waiting_mail),
    events.OutsideLetterEntered: (outside_letters.entered_mail,),
    events.OutsideLetterDeclined: (outside_letters.declined_mail,),
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
    return sum(post(scope, _posts(scope, kind, some, office), office) for kind, some in _rounds(happened))


def _rounds(happened: Sequence[events.Event]) -> Iterator[tuple[type, list[events.Event]]]:
    """Neighbours of one type together, in the order in which they happened."""
    for kind, neighbours in groupby(happened, type):
        alike = list(neighbours)
        for begin in range(0, len(alike), A_ROUND):
            yield kind, alike[begin : begin + A_ROUND]


def _posts(scope: TenantScope, kind: type, alike: Sequence[events.Event], office: Office) -> list[Post]:
    return [
        item
        for writer in MAILS.get(kind, ())
        for item in (
            writer.write(scope, alike, office)
            if isinstance(writer, InRounds)
            else chain.from_iterable(writer(scope, event, office) for event in alike)
        )
    ]
