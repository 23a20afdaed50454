"""What a receipt says of one match: the hours as they stand in the ledger, the sessions, where it stands."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from app.attestations.expect import COORDINATORS, asked_of
from app.db import TenantScope
from app.events import ReplyRecorded
from app.language import list_words
from app.ledger.states import LiveClaim, State
from app.ledger.totals import live_claims
from app.matches.models import Meeting
from app.matches.people import MatchOfPerson
from app.outbound.mails.recorded import RecordedMode, RecordedPartner
from app.outbound.parties import Parties
from app.reading.contract import Status


def recorded_partner(
    scope: TenantScope, match: MatchOfPerson, event: ReplyRecorded, parties: Parties
) -> RecordedPartner:
    """Everything that stands for the match and the period, not only what this reply added."""
    claims = [
        live
        for live in live_claims(scope, person_id=parties.person.id, match_id=match.match_id, period=event.mail.period)
        if live.minutes
    ]
    said = next((said for said in event.said if said.match_id == match.match_id), None)
    total = sum(live.minutes for live in claims)
    return RecordedPartner(
        partner=list_words([partner.name for partner in match.partners], parties.person.locale),
        total_minutes=total if claims or event.hours_said else None,
        modes=tuple(_modes(claims, _sessions(scope, match, event))),
        status=Status(said.status) if said else Status.UNKNOWN,
        next_meeting=said.next_meeting_on if said else None,
        next_meeting_at=said.next_meeting_at if said else None,
        told_minutes=said.minutes_told if said else None,
        claimed=any(live.state is State.CLAIMED for live in claims),
        asked=_asked(claims, match, parties),
    )


def _asked(claims: Sequence[LiveClaim], match: MatchOfPerson, parties: Parties) -> tuple[str, ...]:
    """Who is asked to confirm what is not confirmed yet."""
    names = {partner.person_id: partner.name for partner in match.partners}
    asked = {person_id for live in claims if live.state is State.CLAIMED for person_id in asked_of(live)}
    by_name = sorted(name for person_id, name in names.items() if person_id in asked)
    return (*by_name, parties.coordinator.name) if COORDINATORS in asked else tuple(by_name)


def _sessions(scope: TenantScope, match: MatchOfPerson, event: ReplyRecorded) -> Sequence[Meeting]:
    return scope.session.scalars(
        select(Meeting)
        .where(
            Meeting.tenant_id == scope.tenant_id,
            Meeting.match_id == match.match_id,
            Meeting.reported_by_id == event.mail.person_id,
            Meeting.period == event.mail.period,
            Meeting.withdrawn_at.is_(None),
        )
        .order_by(Meeting.id)
    ).all()


def _modes(claims: Sequence[LiveClaim], sessions: Sequence[Meeting]) -> list[RecordedMode]:
    minutes = defaultdict[str, int](int)
    days, undated = defaultdict[str, set[date]](set), defaultdict[str, int](int)
    for live in claims:
        mode = live.claim.mode or "unspecified"
        minutes[mode] += live.minutes
        if live.claim.local_date:
            days[mode].add(live.claim.local_date)
    for session in sessions:
        if session.held_on:
            days[session.mode].add(session.held_on)
        else:
            undated[session.mode] += 1
    modes = dict.fromkeys([*minutes, *days, *undated])
    return [RecordedMode(mode, minutes.get(mode), tuple(sorted(days[mode])), undated[mode]) for mode in modes]
