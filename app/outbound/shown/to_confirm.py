"""Hours for which a coordinator is wanted: disputed, theirs to confirm, or not confirmed by whoever was asked (H3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select

from app.attestations.lines import Line, lines_of
from app.attestations.models import AttestationItem
from app.attestations.outcomes import Outcome
from app.attestations.retold import hurdle_of, hurdle_words, retold, retold_words
from app.db import TenantScope
from app.language import gettext_for
from app.language import mark as _
from app.ledger.openings import texts_of
from app.ledger.states import State
from app.outbound.reach.out_of_reach import Barrier, barriers
from app.programmes.names import names_of

LONG: Final = timedelta(days=14)
"""Who could not be asked for so long, because the month's mails are used up, is asked by a person."""


class Why(StrEnum):
    """Why hours are not confirmed."""

    SILENT = "silent"
    STOPPED = "stopped"
    ADDRESS = "address"
    PAUSED = "paused"
    NOT_ASKED = "not_asked"
    IN_TIME = "in_time"  # nobody has to do anything yet


SENTENCES: Final[dict[Why, str]] = {
    Why.SILENT: _("Was asked and reminded, and has not answered."),
    Why.STOPPED: _("Wants no more mail, so nobody asked."),
    Why.ADDRESS: _("Mail does not reach this member, so nobody asked."),
    Why.PAUSED: _("The match is on hold, so nobody asked."),
    Why.NOT_ASKED: _("Has had all mails that the rules allow, so nobody asked yet."),
    Why.IN_TIME: _("Is asked by mail, and has time to answer."),
}


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An item with whom it was put to (empty: the coordinators), since when (UTC), and what was said or why not."""

    line: Line
    asked: str
    since: datetime
    words: str = ""
    why: Why | None = None

    def sentence(self, locale: str) -> str:
        """Why it is not confirmed, in the reader's language."""
        return gettext_for(locale).gettext(SENTENCES[self.why]) if self.why else ""

    def retold(self, locale: str) -> str:
        """The session that can take the place of a disputed one; empty where none can."""
        told = retold(self.line)
        return retold_words(told, locale) if told else ""

    def hurdle(self, locale: str) -> str:
        """Why none can, and what to do instead; empty where one can, or only the length differs."""
        hurdle = hurdle_of(self.line)
        return hurdle_words(hurdle, locale) if hurdle else ""


@dataclass(frozen=True, slots=True)
class ForStaff:
    """All of it, the oldest first."""

    disputed: tuple[ToConfirm, ...]
    for_staff: tuple[ToConfirm, ...]
    unconfirmed: tuple[ToConfirm, ...]
    in_time: tuple[ToConfirm, ...]


def to_confirm(scope: TenantScope, now: datetime) -> ForStaff:
    """What stands so at `now` (UTC): claims that were settled since are not in it."""
    items = _items(scope)
    lines = dict(zip((item.id for item in items), lines_of(scope, items), strict=True))
    names = names_of(scope, {item.person_id for item in items if item.person_id})
    current = [item for item in items if lines[item.id].is_current]
    disputed = [one for one in current if one.outcome == Outcome.DISPUTED and _is(lines[one.id], State.DISPUTED)]
    words = _words(scope, [lines[item.id] for item in disputed])
    waiting = [one for one in current if one.outcome != Outcome.DISPUTED and _is(lines[one.id], State.CLAIMED)]
    why = _why(scope, [item for item in waiting if item.person_id], now)
    return ForStaff(
        disputed=tuple(
            ToConfirm(lines[one.id], names.get(one.person_id or one.id, ""), one.settled_at or one.since, words[one.id])
            for one in disputed
        ),
        for_staff=tuple(ToConfirm(lines[one.id], "", one.since) for one in waiting if one.person_id is None),
        unconfirmed=tuple(
            ToConfirm(lines[one.id], names[one.person_id], one.since, why=why[one.id])
            for one in waiting
            if one.person_id and one.id in why
        ),
        in_time=tuple(
            ToConfirm(lines[one.id], names[one.person_id], one.since, why=Why.IN_TIME)
            for one in waiting
            if one.person_id and one.id not in why
        ),
    )


def _is(line: Line, state: State) -> bool:
    return line.live.state is state


def _items(scope: TenantScope) -> Sequence[AttestationItem]:
    """Open ones, and those that came to a dispute or to nothing."""
    return scope.session.scalars(
        select(AttestationItem)
        .where(
            AttestationItem.tenant_id == scope.tenant_id,
            or_(
                AttestationItem.settled_at.is_(None),
                AttestationItem.outcome.in_((Outcome.DISPUTED.value, Outcome.UNANSWERED.value)),
            ),
        )
        .order_by(AttestationItem.id)
    ).all()


def _why(scope: TenantScope, items: Sequence[AttestationItem], now: datetime) -> dict[UUID, Why]:
    """Items of people for whom a coordinator is wanted; who has time to answer still is not in it."""
    blocked: dict[UUID, Barrier] = barriers(scope, items) if items else {}
    found: dict[UUID, Why] = {}
    for item in items:
        if item.outcome == Outcome.UNANSWERED:
            found[item.id] = Why.SILENT
        elif item.id in blocked:
            found[item.id] = Why(blocked[item.id].value)
        elif item.asked_at is None and now - item.since > LONG:
            found[item.id] = Why.NOT_ASKED
    return found


def _words(scope: TenantScope, lines: Iterable[Line]) -> dict[UUID, str]:
    """Item -> the words of the dispute that stands."""
    answers = {line.item_id: line.live.answer.id for line in lines if line.live.answer}
    texts = texts_of(scope, answers.values(), "words")
    return {item_id: texts.get(entry_id, "") for item_id, entry_id in answers.items()}
