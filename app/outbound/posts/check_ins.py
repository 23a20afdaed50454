"""The mails around check-ins: the question, the reminder, the flag when nobody answers.

A round is hundreds of them at once, so what they say is looked up for all together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.events import CheckInOpened, CheckInReminded, CheckInUnanswered
from app.language import list_words
from app.matches.models import CheckIn
from app.outbound.letter.mail import MailKind
from app.outbound.mails.checkin import CheckinFields, checkin
from app.outbound.mails.form import PartnerForm
from app.outbound.mails.no_answer import NoAnswerFields, no_answer
from app.outbound.mails.reminder import ReminderFields, reminder
from app.outbound.outbox import Office, Post
from app.outbound.own_words.passage import OwnWords
from app.outbound.own_words.stored import own_words
from app.outbound.parties import Parties, parties_by_pair
from app.outbound.posts.addressed import to_coordinator, to_person
from app.outbound.reply_address import Purpose
from app.programmes.rules import Rules
from app.programmes.versions import rules_by_id
from app.reading.claims.forms.forms import form_lines

KEY_LIFE = timedelta(days=90)


_Event = TypeVar("_Event", CheckInOpened, CheckInReminded, CheckInUnanswered)


@dataclass(frozen=True, slots=True)
class _Case:
    """A check-in, both ends of a mail about it, and the rules of each match."""

    check_in: CheckIn
    parties: Parties
    rules: Mapping[UUID, Rules]

    def asked(self) -> tuple[tuple[PartnerForm, ...], tuple[str, ...]]:
        """Forms for the matches in which this person claims hours, names for those of which only news is asked."""
        forms: list[PartnerForm] = []
        news: list[str] = []
        locale = self.parties.person.locale
        for match in self.parties.matches:
            names = list_words([partner.name for partner in match.partners], locale)
            rules = self.rules[match.rules_id]
            if match.role in rules.hours.claimed_by:
                forms.append(PartnerForm(names, form_lines(locale, rules.modes, self.check_in.period)))
            else:
                news.append(names)
        return tuple(forms), tuple(news)


def check_in_mails(scope: TenantScope, opened: Sequence[CheckInOpened], office: Office) -> list[Post]:
    """The month's questions, all of a person's matches in one mail (I1)."""
    words = _words(scope, MailKind.CHECKIN)
    return [
        _check_in_mail(case, words(case.parties.programme.id, case.parties.person.locale), office)
        for _, case in _cases(scope, opened, office)
    ]


def reminder_mails(scope: TenantScope, reminded: Sequence[CheckInReminded], office: Office) -> list[Post]:
    """The same questions once more (I4)."""
    words = _words(scope, MailKind.REMINDER)
    return [
        _reminder_mail(case, event.number, words(case.parties.programme.id, case.parties.person.locale), office)
        for event, case in _cases(scope, reminded, office)
    ]


def no_answer_mails(scope: TenantScope, unanswered: Sequence[CheckInUnanswered], office: Office) -> list[Post]:
    """The flags to the coordinator (I4)."""
    words = _words(scope, MailKind.NO_ANSWER)
    return [
        _no_answer_mail(case, words(case.parties.programme.id, case.parties.coordinator.locale), event.question_open)
        for event, case in _cases(scope, unanswered, office)
    ]


def _check_in_mail(case: _Case, own: OwnWords, office: Office) -> Post:
    check_in, parties = case.check_in, case.parties
    forms, mentors = case.asked()
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
        own,
    )
    reply, thread = _purpose(check_in, office), parties.thread()
    return to_person(parties, mail, f"checkin:{check_in.id}", reply=reply, thread=thread)


def _reminder_mail(case: _Case, number: int, own: OwnWords, office: Office) -> Post:
    check_in, parties = case.check_in, case.parties
    forms, mentors = case.asked()
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
        own,
    )
    once = f"reminder:{check_in.id}:{number}"
    return to_person(parties, mail, once, reply=_purpose(check_in, office), thread=parties.thread())


def _no_answer_mail(case: _Case, own: OwnWords, question_open: bool) -> Post:
    check_in, parties = case.check_in, case.parties
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
            question_open=question_open,
            reminded_on=(check_in.reminded_at.astimezone(parties.zone).date(),) if check_in.reminded_at else (),
            look=parties.look,
        ),
        own,
    )
    return to_coordinator(parties, mail, f"no_answer:{check_in.id}")


def _cases(scope: TenantScope, happened: Sequence[_Event], office: Office) -> Iterator[tuple[_Event, _Case]]:
    """Each event with what is known of its check-in."""
    ids = {event.check_in_id for event in happened}
    rows = scope.session.scalars(select(CheckIn).where(CheckIn.tenant_id == scope.tenant_id, CheckIn.id.in_(ids)))
    check_ins = {row.id: row for row in rows}
    pairs = {row.id: (row.person_id, row.programme_id) for row in check_ins.values()}
    parties = parties_by_pair(scope, pairs.values(), office)
    matches = [match for both in parties.values() for match in both.matches]
    rules = rules_by_id(scope, {match.rules_id for match in matches})
    for event in happened:
        yield event, _Case(check_ins[event.check_in_id], parties[pairs[event.check_in_id]], rules)


def _words(scope: TenantScope, kind: MailKind) -> Callable[[UUID, str], OwnWords]:
    """Own words by programme and locale, each looked up once."""
    return cache(lambda programme_id, locale: own_words(scope, programme_id, kind, locale))


def _purpose(check_in: CheckIn, office: Office) -> Purpose:
    return Purpose(
        kind="monthly",
        person_id=check_in.person_id,
        programme_id=check_in.programme_id,
        check_in_id=check_in.id,
        period=check_in.period,
        expires_at=office.clock() + KEY_LIFE,
    )
