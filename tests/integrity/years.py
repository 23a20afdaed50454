"""Honest years, and faults planted in them: many pairs over twelve months, as people log and as they err."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from app.integrity.flag import FlagKind
from app.integrity.history import History, Letter, MatchDays
from app.ledger.states import LiveClaim
from tests.integrity.claims import BEGAN, PROGRAMME, Hour, letter

_SUBJECTS = (  # noqa: SIM905 - a line for each would be long
    "her resume,a mock interview,the budget of her project,how to lead a meeting,her thesis,networking at the congress,"
    "a difficult colleague,the licence exam,project scheduling,contract law,site safety,writing reports,field work,"
    "presenting to a board,salary negotiations,drawing standards,quality control,her first team,estimating costs,"
    "the ethics course,son stage,la gestion du temps,les normes du bâtiment,un conflit au chantier,la présentation"
).split(",")
_VERBS = (  # noqa: SIM905
    "went through,talked at length over,worked on,prepared,looked into,avons discuté de,compared notes on,planned"
).split(",")
_CLOSINGS = ("All good.", "Tout va bien.", "She is making progress.", "We carry on.", "Next time in June.", "Merci!")
_MODES = ("in_person", "video", "phone")


@dataclass
class Year:
    """What is told in a year; sessions are on days of their own, so that no honest one touches another."""

    chance: random.Random
    claims: list[LiveClaim] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    matches: dict[UUID, MatchDays] = field(default_factory=dict)
    answered: set[tuple[UUID, UUID, str]] = field(default_factory=set)
    unanswered: set[tuple[UUID, UUID, str]] = field(default_factory=set)
    mails: int = 10**6

    def history(self) -> History:
        """Everything told, in the order in which it was recorded."""
        ordered = sorted(self.claims, key=lambda live: (live.claim.recorded_at, live.claim.id))
        known: dict[str, object] = {"answered": frozenset(self.answered), "letters": tuple(self.letters)}
        known["unanswered"] = frozenset(self.unanswered)
        return History(tuple(ordered), self.matches, names=frozenset({"dan", "kate", "priya"}), **known)  # type: ignore[arg-type]

    def mail(self) -> UUID:
        """A mail of its own."""
        self.mails += 1
        return UUID(int=self.mails)

    def tell(self, hours: list[Hour], text: str) -> list[LiveClaim]:
        """One mail that tells of these hours."""
        mail_id = self.mail()
        told = [replace(hour, mail=mail_id).live for hour in hours]
        self.claims += told
        if told:
            self.letters.append(replace(letter(told[0], text), claims=tuple(told)))
        return told


def honest_year(seed: int, pairs: int, *, months: int = 12) -> Year:
    """Pairs that meet once to thrice a month; both tell of it, each in their own words and rounding as people do."""
    year = Year(random.Random(seed))
    for number in range(pairs):
        match, mentor, mentee = (UUID(int=base + number) for base in (10**4, 2 * 10**4, 3 * 10**4))
        year.matches[match] = MatchDays(BEGAN, None, frozenset({mentor, mentee}))
        for month in range(1, months + 1):
            _month(year, Hour(by=mentor, with_=(mentee,), match=match), month)
    return year


def _month(year: Year, hour: Hour, month: int) -> None:
    chance, (mentor, mentee) = year.chance, (hour.by, hour.with_[0])
    period = f"2026-{month:02}"
    met = [_session(chance, hour, day, month) for day in sorted(chance.sample(range(6, 28), chance.randint(0, 3)))]
    theirs = [_as_told_by(chance, session, mentee, mentor) for session in met]
    for teller, hours in ((mentor, met), (mentee, theirs)):
        told = datetime(2026, month, 28, 16, tzinfo=UTC) + timedelta(days=chance.randint(1, 12))
        stamped = [replace(one, told=told) for one in hours]
        if chance.random() < 0.3:
            stamped.append(
                replace(
                    hour,
                    by=teller,
                    with_=tuple({mentor, mentee} - {teller}),
                    mode="email",
                    on=None,
                    period=period,
                    minutes=30,
                    told=told,
                )
            )
        year.tell(stamped, _words(chance, stamped))
        if chance.random() < 0.9:
            year.answered.add((teller, PROGRAMME, period))


def _session(chance: random.Random, hour: Hour, day: int, month: int) -> Hour:
    minutes = chance.choice((30, 45, 60, 60, 90, 120))
    starts = time(chance.randint(8, 19), chance.choice((0, 15, 30)))
    ends = (datetime.combine(BEGAN, starts) + timedelta(minutes=minutes)).time()
    timed = {"starts": starts, "ends": ends} if chance.random() < 0.5 else {}
    return replace(hour, on=date(2026, month, day), minutes=minutes, mode=chance.choice(_MODES), **timed)  # type: ignore[arg-type]


def _as_told_by(chance: random.Random, session: Hour, teller: UUID, other: UUID) -> Hour:
    """The other side: rounded by up to a quarter of an hour, sometimes without the way of meeting or the times."""
    minutes = max(15, session.minutes + chance.choice((0, 0, 0, -15, 15, 5, -10)))
    mode = session.mode if chance.random() < 0.8 else "unspecified"
    return replace(session, by=teller, with_=(other,), minutes=minutes, mode=mode, starts=None, ends=None)


def _words(chance: random.Random, hours: list[Hour]) -> str:
    subjects = chance.sample(_SUBJECTS, 3)
    told = [f"{one.mode.replace('_', ' ')}: {one.minutes} min" for one in hours]
    said = [f"We {chance.choice(_VERBS)} {subject}." for subject in subjects]
    return "\n".join(["Hi Priya,", *told, *said, chance.choice(_CLOSINGS), "Dan"])


def planted(year: Year, kind: FlagKind) -> set[UUID]:
    """Plant one fault of the kind somewhere; the claims among which it must be found."""
    known = sorted((live for live in year.claims if live.claim.local_date), key=lambda live: live.claim.id)
    victim = year.chance.choice(known)
    return {live.claim.id for live in PLANTS[kind](year, victim)} | {victim.claim.id}


def _again(live: LiveClaim, **changes: object) -> Hour:
    claim = live.claim
    assert claim.mode
    same = Hour(by=claim.person_id, with_=claim.counterpart_ids, match=claim.match_id, on=claim.local_date)
    same = replace(same, minutes=live.minutes, mode=claim.mode, starts=claim.starts, ends=claim.ends)
    same = replace(same, told=claim.recorded_at + timedelta(hours=1))
    return replace(same, **changes)  # type: ignore[arg-type]


def _overlap(year: Year, live: LiveClaim) -> list[LiveClaim]:
    one = _again(live, starts=time(10), ends=time(12), minutes=120, mode="other")
    two = replace(one, starts=time(11), ends=time(13), match=UUID(int=99), with_=(UUID(int=98),))
    return year.tell([one], "first") + year.tell([two], "second")


def _at_once(year: Year, live: LiveClaim) -> list[LiveClaim]:
    """Two mentees log an hour with the same mentor; he logs nothing."""
    mentor = UUID(int=97)
    one = _again(live, starts=time(10), ends=time(11), minutes=60, mode="other", match=UUID(int=95), with_=(mentor,))
    two = replace(one, by=UUID(int=96), starts=time(10, 20), ends=None, match=UUID(int=94))
    return year.tell([one], "first") + year.tell([two], "second")


def _long_month(year: Year, live: LiveClaim) -> list[LiveClaim]:
    half = _again(live, on=None, period=f"{live.claim.local_date:%Y-%m}", minutes=1801, mode="other")
    half = replace(half, starts=None, ends=None)
    return year.tell([half], "one half") + year.tell([half], "the other half")


def _long_day(year: Year, live: LiveClaim) -> list[LiveClaim]:
    return year.tell([_again(live, minutes=980, mode="other", starts=None, ends=None)], "long")


def _late(year: Year, live: LiveClaim) -> list[LiveClaim]:
    assert live.claim.local_date
    told = datetime.combine(live.claim.local_date + timedelta(days=70), time(12), UTC)
    return year.tell([_again(live, told=told, mode="other")], "late")


def _future(year: Year, live: LiveClaim) -> list[LiveClaim]:
    assert live.claim.local_date
    told = datetime.combine(live.claim.local_date - timedelta(days=3), time(12), UTC)
    return year.tell([_again(live, told=told, mode="other")], "early")


def _outside(year: Year, live: LiveClaim) -> list[LiveClaim]:
    day = BEGAN - timedelta(days=year.chance.randint(1, 20))
    return year.tell([_again(live, on=day, told=datetime(2026, 1, 6, tzinfo=UTC), mode="other")], "before")


def _copied(year: Year, live: LiveClaim) -> list[LiveClaim]:
    source = next(one for one in year.letters if live in one.claims)
    others = [one for one in year.letters if one.claims[0].claim.match_id != live.claim.match_id]
    target = year.chance.choice(others)
    edited = source.text.replace("May", "June").replace("60 min", "1 h").replace("Hi Priya", "Hello")
    year.letters[year.letters.index(target)] = replace(target, text=edited)
    return [*source.claims, *target.claims]


def _contradiction(kind: FlagKind) -> Callable[[Year, LiveClaim], list[LiveClaim]]:
    def plant(year: Year, live: LiveClaim) -> list[LiveClaim]:
        day = date(2026, year.chance.randint(2, 12), 1)
        one = _again(live, on=day, starts=time(9), ends=None, minutes=60, mode="video", told=_after(day))
        changed = {
            FlagKind.MINUTES_DIFFER: {"minutes": 120},
            FlagKind.MODES_DIFFER: {"mode": "phone"},
            FlagKind.DATES_DIFFER: {"on": day + timedelta(days=1)},
            FlagKind.TIMES_DIFFER: {"starts": time(15)},
            FlagKind.MONTHS_DIFFER: {"on": None, "period": f"{day:%Y-%m}", "minutes": 600},
        }[kind]
        two = replace(one, by=one.with_[0], with_=(one.by,), **changed)  # type: ignore[arg-type]
        return year.tell([one], "mine") + year.tell([two], "theirs")

    return plant


def _one_side(year: Year, live: LiveClaim) -> list[LiveClaim]:
    day = date(2026, year.chance.randint(2, 12), 2)
    year.answered.add((live.claim.counterpart_ids[0], PROGRAMME, f"{day:%Y-%m}"))
    return year.tell([_again(live, on=day, starts=None, ends=None, mode="phone", told=_after(day))], "alone")


def _unheard(year: Year, live: LiveClaim) -> list[LiveClaim]:
    """Another match, whose other side never answers."""
    match, silent, day = UUID(int=93), UUID(int=92), date(2026, 5, 2)
    year.matches[match] = MatchDays(BEGAN, None, frozenset({live.claim.person_id, silent}))
    year.unanswered.add((silent, PROGRAMME, "2026-05"))
    alone = _again(live, on=day, match=match, with_=(silent,), starts=None, ends=None, mode="phone", told=_after(day))
    return year.tell([alone], "alone")


def _twice(year: Year, live: LiveClaim) -> list[LiveClaim]:
    return year.tell([_again(live)], "again")


def _after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=30), time(12), UTC)


PLANTS: dict[FlagKind, Callable[[Year, LiveClaim], list[LiveClaim]]] = {
    FlagKind.OVERLAP: _overlap,
    FlagKind.AT_ONCE: _at_once,
    FlagKind.TWICE: _twice,
    FlagKind.LONG_DAY: _long_day,
    FlagKind.LONG_MONTH: _long_month,
    FlagKind.COPIED: _copied,
    FlagKind.UNHEARD: _unheard,
    FlagKind.ONE_SIDE: _one_side,
    FlagKind.MINUTES_DIFFER: _contradiction(FlagKind.MINUTES_DIFFER),
    FlagKind.TIMES_DIFFER: _contradiction(FlagKind.TIMES_DIFFER),
    FlagKind.MONTHS_DIFFER: _contradiction(FlagKind.MONTHS_DIFFER),
    FlagKind.MODES_DIFFER: _contradiction(FlagKind.MODES_DIFFER),
    FlagKind.DATES_DIFFER: _contradiction(FlagKind.DATES_DIFFER),
    FlagKind.LATE: _late,
    FlagKind.FUTURE: _future,
    FlagKind.OUTSIDE: _outside,
}
