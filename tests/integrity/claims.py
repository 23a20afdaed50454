"""Claims as the ledger holds them, made by hand for the tests of the pure parts."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from app.integrity.flag import FlagKind
from app.integrity.history import History, Letter, MatchDays
from app.integrity.look_over import look_over
from app.ledger.columns import Columns
from app.ledger.states import LiveClaim, State
from app.programmes.rules import Confirmation

TENANT, PROGRAMME, RULES = UUID(int=1), UUID(int=2), UUID(int=3)
MATCH, OTHER_MATCH = UUID(int=10), UUID(int=11)
DAN, KATE, SAM = UUID(int=20), UUID(int=21), UUID(int=22)
BEGAN = date(2026, 1, 5)
MATCHES = {
    MATCH: MatchDays(BEGAN, None, frozenset({DAN, KATE})),
    OTHER_MATCH: MatchDays(BEGAN, None, frozenset({DAN, SAM})),
}
_ids = count(1000)


@dataclass(frozen=True, kw_only=True)
class Hour:
    """A claim to make: sixty minutes of video between Dan and Kate on 12 May 2026, unless said otherwise."""

    by: UUID = DAN
    with_: tuple[UUID, ...] = (KATE,)
    match: UUID = MATCH
    on: date | None = date(2026, 5, 12)
    minutes: int = 60
    mode: str = "video"
    starts: time | None = None
    ends: time | None = None
    period: str = ""
    told: datetime | None = None
    mail: UUID | None = None
    state: State = State.CLAIMED
    zone: str = "America/Edmonton"

    @property
    def live(self) -> LiveClaim:
        """The claim as it stands."""
        number = next(_ids)
        period = self.period or (f"{self.on:%Y-%m}" if self.on else "2026-05")
        columns = Columns(
            tenant_id=TENANT,
            id=UUID(int=number),
            kind="claim",
            recorded_at=self.told or _next_month(period),
            person_id=self.by,
            person_seq=1,
            programme_id=PROGRAMME,
            match_id=self.match,
            period=period,
            role="mentor",
            mode=self.mode,
            minutes=self.minutes,
            local_date=self.on,
            starts=self.starts,
            ends=self.ends,
            zone=self.zone,
            rules_id=RULES,
            confirmation=Confirmation.PARTNER,
            counterpart_ids=self.with_,
            target_id=None,
            by_id=None,
            by_role=None,
            means=None,
            received_mail_id=self.mail or UUID(int=number + 10**9),
            item=1,
        )
        return LiveClaim(columns, self.minutes, self.state, None)


def of_kate(hour: Hour) -> Hour:
    """The same session as its other witness tells it."""
    return replace(hour, by=KATE, with_=(DAN,))


def attested_by(live: LiveClaim, person_id: UUID) -> LiveClaim:
    """The claim with that person's yes."""
    answer = replace(live.claim, id=UUID(int=next(_ids)), kind="attestation", target_id=live.claim.id, by_id=person_id)
    return replace(live, state=State.ATTESTED, answer=answer)


def letter(live: LiveClaim, text: str) -> Letter:
    """The mail that the claim stands on."""
    assert live.claim.received_mail_id
    return Letter(live.claim.received_mail_id, live.claim.person_id, text, (live,))


def history(*claims: LiveClaim, **known: object) -> History:
    """These claims, with what else is known."""
    return replace(History(claims, MATCHES), **known)  # type: ignore[arg-type]


def kinds(*claims: LiveClaim, **known: object) -> list[FlagKind]:
    """What is found in these claims."""
    return sorted(flag.kind for flag in look_over(history(*claims, **known)))


def _next_month(period: str) -> datetime:
    first = datetime.fromisoformat(f"{period}-01").replace(tzinfo=UTC)
    return (first + timedelta(days=32)).replace(day=3, hour=15)
