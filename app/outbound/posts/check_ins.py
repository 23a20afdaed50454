"""The mails around a check-in: the question, the reminder, the flag when nobody answers."""

from datetime import timedelta
from uuid import UUID

from app.db import TenantScope
from app.events import CheckInOpened, CheckInReminded, CheckInUnanswered
from app.language import list_words
from app.matches.models import CheckIn
from app.outbound.mail import MailKind
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.no_answer import NoAnswerFields, no_answer
from app.outbound.mails.reminder import ReminderFields, reminder
from app.outbound.outbox import Office, Post
from app.outbound.own_words.stored import own_words
from app.outbound.parties import Parties, parties_of
from app.outbound.posts.addressed import to_coordinator, to_person
from app.outbound.reply_address import Purpose
from app.programmes.versions import rules_of
from app.reading.claims.forms import form_lines

KEY_LIFE = timedelta(days=90)


def check_in_mail(scope: TenantScope, event: CheckInOpened, office: Office) -> list[Post]:
    """The month's question, all of the person's matches in one mail (I1)."""
    check_in, parties = _look_up(scope, event.check_in_id, office)
    forms, mentors = _asked(scope, parties, check_in)
    mail = checkin(
        CheckinFields(
            locale=parties.person.locale,
            sender=parties.sender,
            first_name=parties.person.given_name,
            period=check_in.period,
            due=check_in.answer_by,
            forms=forms,
            mentors=mentors,
        ),
        own_words(scope, parties.programme.id, MailKind.CHECKIN, parties.person.locale),
    )
    reply, thread = _purpose(check_in, office), parties.thread()
    return [to_person(parties, mail, f"checkin:{check_in.id}", reply=reply, thread=thread)]


def reminder_mail(scope: TenantScope, event: CheckInReminded, office: Office) -> list[Post]:
    """The same question once more (I4)."""
    check_in, parties = _look_up(scope, event.check_in_id, office)
    forms, mentors = _asked(scope, parties, check_in)
    today = office.clock().astimezone(parties.zone).date()
    mail = reminder(
        ReminderFields(
            locale=parties.person.locale,
            sender=parties.sender,
            first_name=parties.person.given_name,
            period=check_in.period,
            due=check_in.answer_by if check_in.answer_by > today else None,
            forms=forms,
            mentors=mentors,
        ),
        own_words(scope, parties.programme.id, MailKind.REMINDER, parties.person.locale),
    )
    once = f"reminder:{check_in.id}:{event.number}"
    return [to_person(parties, mail, once, reply=_purpose(check_in, office), thread=parties.thread())]


def no_answer_mail(scope: TenantScope, event: CheckInUnanswered, office: Office) -> list[Post]:
    """The flag to the coordinator (I4)."""
    check_in, parties = _look_up(scope, event.check_in_id, office)
    mail = no_answer(
        NoAnswerFields(
            locale=parties.coordinator.locale,
            first_name=parties.coordinator.name.split()[0],
            programme=parties.programme.name,
            participant=parties.person.name,
            participant_email=parties.person.email,
            partners=parties.partner_names,
            period=check_in.period,
            sent_on=check_in.opened_at.astimezone(parties.zone).date(),
            question_open=event.question_open,
            reminded_on=(check_in.reminded_at.astimezone(parties.zone).date(),) if check_in.reminded_at else (),
            look=parties.look,
        ),
        own_words(scope, parties.programme.id, MailKind.NO_ANSWER, parties.coordinator.locale),
    )
    return [to_coordinator(parties, mail, f"no_answer:{check_in.id}")]


def _look_up(scope: TenantScope, check_in_id: UUID, office: Office) -> tuple[CheckIn, Parties]:
    check_in = scope.session.get_one(CheckIn, (scope.tenant_id, check_in_id))
    return check_in, parties_of(scope, check_in.person_id, check_in.programme_id, office)


def _asked(scope: TenantScope, parties: Parties, check_in: CheckIn) -> tuple[tuple[PartnerForm, ...], tuple[str, ...]]:
    """Forms for the matches in which this person claims hours, names for those of which only news is asked."""
    forms: list[PartnerForm] = []
    news: list[str] = []
    for match in parties.matches:
        names = list_words([partner.name for partner in match.partners], parties.person.locale)
        rules = rules_of(scope, match.rules_id).rules
        if match.role in rules.hours.claimed_by:
            forms.append(PartnerForm(names, form_lines(parties.person.locale, rules.modes, check_in.period)))
        else:
            news.append(names)
    return tuple(forms), tuple(news)


def _purpose(check_in: CheckIn, office: Office) -> Purpose:
    return Purpose(
        kind="monthly",
        person_id=check_in.person_id,
        programme_id=check_in.programme_id,
        check_in_id=check_in.id,
        question_id=None,
        period=check_in.period,
        expires_at=office.clock() + KEY_LIFE,
    )
