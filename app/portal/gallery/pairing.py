"""Samples of the mails about pairs that formed elsewhere."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from app.outbound.letter.mail import Mail, MailKind
from app.outbound.mails.pair_agreed import PairAgreedFields, pair_agreed
from app.outbound.mails.pair_consent import PairConsentFields, pair_consent
from app.outbound.mails.pair_told import PairToldFields, Stands, pair_told
from app.portal.gallery.cast import Cast

_SINCE: Final = date(2026, 3, 1)
_ANSWER_BY: Final = date(2026, 6, 16)


def _consent(cast: Cast) -> Mail:
    return pair_consent(
        PairConsentFields(
            locale=cast.locale,
            first_name=cast.partners[0],
            person=cast.name,
            body=cast.sender.programme,
            reader_mentors=False,
            since=_SINCE,
            answer_by=_ANSWER_BY,
            keep_years=7,
            look=cast.sender.look,
        )
    )


def _told(cast: Cast, *, stands: Stands) -> Mail:
    return pair_told(
        PairToldFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            partner=cast.partners[0],
            stands=stands,
            mentor=cast.name,
            mentee=cast.partners[0],
            since=_SINCE,
            answer_by=_ANSWER_BY,
        )
    )


def _agreed(cast: Cast) -> Mail:
    return pair_agreed(
        PairAgreedFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            partner=cast.partners[0],
            mentor=cast.name,
            mentee=cast.partners[0],
            since=_SINCE,
            programme_address="mentoring@reply.example.org",
            consented=True,
        )
    )


PAIR_TOLD: Final[dict[str, Callable[[Cast], Mail]]] = {
    stands.value: partial(_told, stands=stands) for stands in sorted(Stands, key=lambda one: one is not Stands.ASKED)
}
PAIRING: Final[dict[MailKind, Callable[[Cast], Mail]]] = {
    MailKind.PAIR_CONSENT: _consent,
    MailKind.PAIR_AGREED: _agreed,
}
