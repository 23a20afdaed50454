"""What is known of a writer, and readings of their words, for the pure steps between reading and writing."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from app.inbound.known import Known, KnownMatch, KnownPartner, PendingQuestion, RecordedHours
from app.programmes.rules import Rules, preset
from app.reading.contract import (
    Checkin,
    Context,
    Hours,
    Kind,
    Outcome,
    Participant,
    Partner,
    Programme,
    Reading,
    SaidMeeting,
    Status,
)

ASET = preset("aset")
DAN, KATE, SAM = (UUID(int=number) for number in (1, 2, 3))
WITH_KATE, WITH_SAM = UUID(int=11), UUID(int=12)
MAY = "2026-05"
BEGAN_ON = date(2026, 1, 15)


def match_with(
    match_id: UUID = WITH_KATE, name: str = "Kate Li", *, role: str = "mentor", rules: Rules = ASET
) -> KnownMatch:
    """A match of Dan's with one partner."""
    partner = KnownPartner(KATE if match_id == WITH_KATE else SAM, name, "mentee", None)
    return KnownMatch(match_id, role, (partner,), rules, UUID(int=21), 1, BEGAN_ON)


BOTH = (match_with(), match_with(WITH_SAM, "Sam Ode"))


def known(
    *,
    matches: tuple[KnownMatch, ...] = (match_with(),),
    recorded: tuple[RecordedHours, ...] = (),
    question: PendingQuestion | None = None,
    kind: str = "monthly",
    period: str | None = MAY,
    rules: Rules = ASET,
) -> Known:
    """Dan, a mentor who was asked about May."""
    partners = tuple(Partner(partner.name, partner.role) for match in matches for partner in match.partners)
    return Known(
        person_id=DAN,
        name="Dan Roy",
        given_name="Dan",
        email="dan@example.org",
        locale="en-CA",
        member_number="M-1",
        programme_id=UUID(int=31),
        check_in_id=UUID(int=41) if kind == "monthly" else None,
        rules=rules,
        rules_id=UUID(int=21),
        matches=matches,
        recorded=recorded,
        question=question,
        context=Context(
            programme=Programme("Mentoring", rules.modes, "en-CA", rules.timezone),
            participant=Participant("Dan Roy", "dan@example.org", "mentor"),
            partners=partners,
            checkin=Checkin(kind, period, None, "", "", None),
        ),
        closed_at=None,
        key_expired_at=None,
        state="",
    )


def stands(
    minutes: int,
    mode: str = "video",
    *,
    number: int = 1,
    match_id: UUID = WITH_KATE,
    period: str = MAY,
    held_on: date | None = None,
) -> RecordedHours:
    """A claim that stands; `number` tells entries apart."""
    return RecordedHours(UUID(int=100 + number), match_id, period, mode, minutes, held_on, None)


def entry(number: int) -> UUID:
    """The id of the claim that `stands(…, number=number)` made."""
    return UUID(int=100 + number)


def hours(total: str, by_mode: Mapping[str, str] | None = None, by_partner: Mapping[str, str] | None = None) -> Hours:
    """Decimal hours as a reading has them."""
    modes = {"unspecified": total} if by_mode is None else by_mode
    return Hours(
        Decimal(total),
        {mode: Decimal(amount) for mode, amount in modes.items()},
        {name: Decimal(amount) for name, amount in (by_partner or {}).items()},
    )


def session(
    minutes: int | None,
    mode: str = "video",
    *,
    day: int | None = None,
    partner: str | None = None,
    start: time | None = None,
) -> SaidMeeting:
    """A session told, on a day of May 2026."""
    return SaidMeeting(date(2026, 5, day) if day else None, start, None, minutes, mode, partner)


def reading(
    said: Hours | None = None,
    *meetings: SaidMeeting,
    outcome: Outcome = Outcome.RECORDED,
    kind: Kind = Kind.REPLY,
    period: str | None = MAY,
    answer: str | None = None,
    correction: bool = False,
    safeguarding: bool = False,
    questions: tuple[str, ...] = (),
    status: Status = Status.CONTINUING,
) -> Reading:
    """What one reply means."""
    return Reading(
        kind=kind,
        outcome=outcome,
        reply_text="as written",
        period=period,
        correction=correction,
        answer=answer,
        hours=said,
        meetings=meetings,
        status=status,
        safeguarding=safeguarding,
        questions=questions,
    )
