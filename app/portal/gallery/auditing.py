"""Samples of the mails about audits."""

from collections.abc import Callable
from datetime import date, time
from typing import Final

from app.audits.said import Said
from app.audits.scope import Members
from app.audits.scope_words import ScopeTold, scope_lines
from app.language import clock_time, day_and_year, gettext_for, hours_words, list_words
from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.audit_invitation import AuditInvitationFields, audit_invitation
from app.outbound.mails.audit_question import AuditQuestionFields, audit_question
from app.outbound.mails.audit_receipt import AuditReceiptFields, audit_receipt
from app.outbound.posts.audits import UNDERSTOOD
from app.portal.gallery.cast import Cast
from app.programmes.mode_words import mode_words

AUDIT_LINK: Final = "https://mentors.example/audits/enter/q7Yw-3ZbNc_1"
_AUDITOR: Final = "Helen Sawchuk"
_ENDS: Final = date(2026, 7, 31)
_HELD: Final = ((date(2026, 5, 12), "video", 90), (date(2026, 5, 26), "phone", 30))
_DIGEST: Final = "4f0c2ad9f0c6a1be0f6f2f1f6a1d6f6c7ff1f4c3b0a6f1e5d8b7c6a5948372f1"


def _lines(cast: Cast) -> tuple[str, ...]:
    say = gettext_for(cast.locale).gettext
    start, end = clock_time(time(18), cast.locale), clock_time(time(19, 30), cast.locale)
    partners = say("with %(partners)s") % {"partners": list_words(cast.partners, cast.locale)}
    when = say("%(start)s to %(end)s") % {"start": start, "end": end}
    return tuple(
        ", ".join(
            (
                day_and_year(on, cast.locale),
                when,
                mode_words(mode, cast.locale),
                hours_words(minutes, cast.locale),
                partners,
            )
        )
        for on, mode, minutes in _HELD
    )


def _scope(cast: Cast) -> ScopeTold:
    return ScopeTold(
        programmes=(cast.sender.programme,),
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        members=Members.DRAWN,
        ends_on=_ENDS,
        number=12,
        population=148,
    )


def _invitation(cast: Cast) -> Mail:
    return audit_invitation(
        AuditInvitationFields(
            locale=cast.locale,
            first_name=cast.first_name,
            organisation=cast.sender.programme,
            invited_by=cast.sender.coordinator,
            invited_by_email=cast.email,
            scope=scope_lines(_scope(cast), cast.locale),
            link=AUDIT_LINK,
            digest=_DIGEST,
            look=cast.sender.look,
        )
    )


def _question(cast: Cast) -> Mail:
    return audit_question(
        AuditQuestionFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            auditor=_AUDITOR,
            organisation=cast.sender.programme,
            entries=_lines(cast),
            ends_on=_ENDS,
        )
    )


def _receipt(cast: Cast) -> Mail:
    say = gettext_for(cast.locale).gettext
    understood = (say(UNDERSTOOD[Said.YES]), say(UNDERSTOOD[Said.WORDS]))
    entries = tuple(zip(_lines(cast), understood, strict=True))
    return audit_receipt(AuditReceiptFields(cast.locale, cast.sender, cast.first_name, _AUDITOR, entries))


AUDITING: Final[dict[MailKind, Callable[[Cast], Mail]]] = {
    MailKind.AUDIT_INVITATION: _invitation,
    MailKind.AUDIT_QUESTION: _question,
    MailKind.AUDIT_RECEIPT: _receipt,
}
