"""The situations that a mail is previewed in: for each, an event made up around real people, and its mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.db import TenantScope, new_id
from app.events import (
    AddressSilenced,
    Answered,
    CheckInOpened,
    CheckInReminded,
    CheckInUnanswered,
    ClosedProgrammeWrittenTo,
    EndSaid,
    ExpiredKeyUsed,
    HelpRequested,
    HoursAskedAbout,
    QuestionAsked,
    ReplyPassedOn,
    ReplyRecorded,
    SafeguardingRaised,
    Unsubscribed,
)
from app.language import gettext_for
from app.language import mark as _
from app.matches.models import CheckIn
from app.outbound.letter.mail import MailKind
from app.outbound.outbox import Office, Post
from app.outbound.own_words.mail_words import EVERY_MAIL
from app.outbound.parties import parties_of, programme_parties
from app.outbound.posts import answers, check_ins, hours, staff
from app.outbound.reach.failures import Failure
from app.outbound.reach.standing import State
from app.programmes.models import PersonAddress

_SAID = _("We met twice this month, and I have a question about the next one.")
_ASKED = _("Did you mean 1.5 h or 2 h in all?")


@dataclass(frozen=True, slots=True)
class Situation:
    """Whom a preview is about: their check-in, the mail they would have written, the language, the ledger's head."""

    check_in: CheckIn
    mail: Answered
    locale: str
    head: str

    @property
    def asked(self) -> str:
        """A question, for the mail that asks one."""
        return gettext_for(self.locale).gettext(_ASKED)


Write = Callable[[TenantScope, Situation, Office], Sequence[Post]]


@dataclass(frozen=True, slots=True)
class Case:
    """One situation of a mail: its name in an address, a marked label, and what writes the mail."""

    name: str
    label: str
    write: Write


def said_in(locale: str) -> str:
    """What somebody could have written, for mails that quote it."""
    return gettext_for(locale).gettext(_SAID)


def _checkin(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    return check_ins.check_in_mails(scope, [CheckInOpened(at.check_in.id)], office)


def _in_time(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    at.check_in.answer_by = office.clock().date() + timedelta(days=2)
    return check_ins.reminder_mails(scope, [CheckInReminded(at.check_in.id, 1)], office)


def _overdue(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    at.check_in.answer_by = office.clock().date() - timedelta(days=2)
    return check_ins.reminder_mails(scope, [CheckInReminded(at.check_in.id, 2)], office)


def _no_answer(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    at.check_in.reminded_at = at.check_in.reminded_at or office.clock()
    return check_ins.no_answer_mails(scope, [CheckInUnanswered(at.check_in.id, question_open=False)], office)


def _question_open(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    at.check_in.reminded_at = None
    return check_ins.no_answer_mails(scope, [CheckInUnanswered(at.check_in.id, question_open=True)], office)


def _receipt(*, corrected: bool = False, wants_help: bool = False) -> Write:
    def write(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
        recorded = replace(_recorded(at), corrected=corrected, wants_help=wants_help)
        return answers.receipt_mail(scope, recorded, office)

    return write


def _recorded(at: Situation) -> ReplyRecorded:
    return ReplyRecorded(
        mail=at.mail,
        said=(),
        hours_said=False,
        head=at.head,
        corrected=False,
        wants_help=False,
        topics=(),
        homework=(),
    )


def _entered(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    by = programme_parties(scope, at.mail.programme_id, office).coordinator.id
    return answers.receipt_mail(scope, replace(_recorded(at), entered_by=by), office)


def _answered(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    assistant = PersonAddress(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=at.mail.person_id,
        kind="assistant",
        email="sam@assistant.example",
        name="Sam Okoro",
        asked_at=office.clock(),
    )
    scope.session.add(assistant)
    scope.session.flush()
    return answers.receipt_mail(scope, replace(_recorded(at), answered_by=assistant.id), office)


def _question(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    asked = QuestionAsked(at.mail, new_id(), yes_or_no=False, wording=at.asked)
    return answers.question_mail(scope, asked, office)


def _passed_on(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    return answers.passed_on_mail(scope, ReplyPassedOn(at.mail), office)


def _hours_asked(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    mail = at.mail
    asked = HoursAskedAbout(new_id(), mail.person_id, mail.programme_id, None, at.check_in.period, at.asked)
    return hours.hours_asked_mail(scope, asked, office)


def _safeguarding(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    mail = replace(at.mail, words="")
    raised = SafeguardingRaised(mail.outcome_id, mail.programme_id, "", "", mail.received_at, "", mail)
    return answers.safeguarding_receipt_mail(scope, raised, office)


def _closed(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    return answers.closed_programme_mail(scope, ClosedProgrammeWrittenTo(at.mail), office)


def _expired(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    return answers.expired_key_mail(scope, ExpiredKeyUsed(at.mail, _days_ago(office.clock())), office)


def _unsubscribed(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
    return answers.unsubscribed_mail(scope, Unsubscribed(at.mail), office)


def _silenced(state: State) -> Write:
    def write(scope: TenantScope, at: Situation, office: Office) -> Sequence[Post]:
        email = parties_of(scope, at.mail.person_id, at.mail.programme_id, office).person.email
        event = AddressSilenced(
            at.mail.person_id, at.mail.programme_id, email, state.value, Failure.ADDRESS_UNKNOWN.value, office.clock()
        )
        return staff.silenced_mail(scope, event, office)

    return write


def _days_ago(now: datetime) -> datetime:
    return now - timedelta(days=10)


CASES: Final = {
    MailKind.CHECKIN: (Case("asked", _("The question of the month"), _checkin),),
    MailKind.REMINDER: (
        Case("in_time", _("Before the day to answer by"), _in_time),
        Case("overdue", _("After that day"), _overdue),
    ),
    MailKind.RECEIPT: (
        Case("noted", _("Noted for the first time"), _receipt()),
        Case("corrected", _("An earlier record corrected"), _receipt(corrected=True)),
        Case("help", _("With a wish for help"), _receipt(wants_help=True)),
        Case("entered", _("Entered by a coordinator"), _entered),
        Case("answered", _("Answered by an assistant"), _answered),
    ),
    MailKind.QUESTION: (Case("asked", _("One thing is unclear"), _question),),
    MailKind.PASSED_ON: (Case("passed_on", _("A person has to read it"), _passed_on),),
    MailKind.HOURS_ASKED: (Case("asked", _("A coordinator asks"), _hours_asked),),
    MailKind.SAFEGUARDING_RECEIPT: (Case("raised", _("A concern was told"), _safeguarding),),
    MailKind.CLOSED_PROGRAMME: (Case("closed", _("Written after the end"), _closed),),
    MailKind.EXPIRED_KEY: (Case("expired", _("An old mail answered"), _expired),),
    MailKind.UNSUBSCRIBED: (Case("stopped", _("“stop” received"), _unsubscribed),),
    MailKind.NO_ANSWER: (
        Case("silent", _("No answer at all"), _no_answer),
        Case("question_open", _("Our question is still open"), _question_open),
    ),
    MailKind.COORDINATOR_HELP: (
        Case("help", _("A wish for help"), lambda s, at, o: staff.help_mail(s, HelpRequested(at.mail), o)),
        Case("undecided", _("An answer to read"), lambda s, at, o: staff.undecided_mail(s, ReplyPassedOn(at.mail), o)),
        Case("ending", _("The end of a match"), lambda s, at, o: staff.end_mail(s, EndSaid(at.mail), o)),
        Case("stopped", _("No more mail"), lambda s, at, o: staff.stopped_mail(s, Unsubscribed(at.mail), o)),
    ),
    MailKind.DEAD_ADDRESS: (
        Case("dead", _("It does not arrive"), _silenced(State.DEAD)),
        Case("complained", _("Reported as unwanted"), _silenced(State.COMPLAINED)),
    ),
    EVERY_MAIL: (
        Case("checkin", _("On a check-in"), _checkin),
        Case("receipt", _("On a receipt"), _receipt()),
    ),
}
"""By the kind of mail of the catalogue; the first is shown unless another is chosen."""
