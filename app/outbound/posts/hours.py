"""The mails about hours that are on record."""

from datetime import timedelta

from app.db import TenantScope
from app.events import HoursAskedAbout
from app.outbound.letter.mail import MailKind
from app.outbound.mails.hours_asked import HoursAskedFields, hours_asked
from app.outbound.outbox import Office, Post
from app.outbound.own_words.stored import own_words
from app.outbound.parties import parties_of
from app.outbound.posts.addressed import to_person
from app.outbound.reply_address import Purpose

ANSWER_LIFE = timedelta(days=90)
EXPLANATION = "explanation"
"""The purpose of its reply address: what comes there is for the coordinator, unless it puts the hours right."""


def hours_asked_mail(scope: TenantScope, event: HoursAskedAbout, office: Office) -> list[Post]:
    """The coordinator's question, in the conversation about the match."""
    parties = parties_of(scope, event.person_id, event.programme_id, office)
    fields = HoursAskedFields(
        locale=parties.person.locale,
        sender=parties.sender,
        first_name=parties.person.given_name,
        question=event.question,
        with_whom=parties.with_whom,
    )
    purpose = Purpose(
        kind=EXPLANATION,
        person_id=event.person_id,
        programme_id=event.programme_id,
        check_in_id=event.check_in_id,
        period=event.period,
        expires_at=office.clock() + ANSWER_LIFE,
    )
    own = own_words(scope, parties.programme.id, MailKind.HOURS_ASKED, fields.locale)
    once = f"hours_asked:{event.look_id}"
    return [to_person(parties, hours_asked(fields, own), once, reply=purpose, thread=parties.thread())]
