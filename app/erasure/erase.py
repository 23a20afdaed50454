"""Erasing a person (C3), step by step, in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select

from app.db import TenantScope
from app.erasure.belongings import Belongings, belongings_of, circle_of
from app.erasure.closed_mails import close_mails
from app.erasure.directory import forget_keys, forget_login
from app.erasure.drawn_lists import rename_in_lists
from app.erasure.emptied_person import empty_person, forget_check_ins, leave_matches, stop_waiting
from app.erasure.left_waiting import note_left
from app.erasure.open_pairs import end_open_pairs
from app.erasure.raw_mails import empty_raw_mails
from app.erasure.rows import RULES
from app.erasure.sent import hold_back
from app.erasure.traces import Search, identity_phrases
from app.erasure.wiping import Traces, wiped
from app.errors import AppError
from app.ledger.append import lock_head
from app.programmes.models import Person
from app.tenants.audit import Action, note_action
from app.tenants.models import Membership


class StaffMember(AppError):
    """The person works here, too: their name stands under what they did as staff."""


class NotHere(AppError):
    """Nobody of this tenant has that id."""


class ErasedBefore(AppError):
    """The person was erased before."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing did. `sent` are the mails of ours that were emptied, whose files go, too.

    `waiting` mails of others name the person and are emptied once they are read and decided.
    """

    person_id: UUID
    sent: tuple[UUID, ...]
    waiting: int


def erase_person(scope: TenantScope, person_id: UUID, now: datetime, today: date, by: UUID | None = None) -> Erased:
    """Destroy what is a person's in this tenant; `today` is local. The caller commits, and then removes files.

    `by` is the membership of whoever does it, noted without a name (C4); none for the command.

    Raises:
        NotHere: when there is no such person.
        ErasedBefore: when that was done.
        StaffMember: when they are staff here.

    """
    circle = circle_of(scope, person_id)
    person = _locked(scope, person_id, circle)
    them = belongings_of(scope, person, circle)
    traces = Traces.of(them)
    stop_waiting(scope, them, now)
    leave_matches(scope, person_id, today)
    end_open_pairs(scope, person_id, now)
    left = empty_raw_mails(scope, them)
    note_left(scope, left, now)
    close_mails(scope, them.mails, now)
    rename_in_lists(scope, them)
    sent = _wipe(scope, them, traces, now)
    forget_check_ins(scope, person_id)
    empty_person(scope, person, now)
    forget_login(scope, them)
    if by:
        note_action(scope, by, Action.PERSON_ERASED, now, subject=person_id)
    return Erased(person_id, sent, len(left))


def search_for(scope: TenantScope, person: Person) -> Search:
    """What names or quotes a person in texts that stand in no table, while that is still known."""
    them = belongings_of(scope, person, circle_of(scope, person.id))
    return Search.of((*identity_phrases(them.identity), *them.turns))


def _locked(scope: TenantScope, person_id: UUID, circle: Collection[UUID]) -> Person:
    """Nobody writes to their record, to those matched with them, or to the ledger, until all is done."""
    people = scope.session.scalars(
        select(Person)
        .where(Person.tenant_id == scope.tenant_id, Person.id.in_({person_id, *circle}))
        .order_by(Person.id)
        .with_for_update()
    ).all()
    person = next((one for one in people if one.id == person_id), None)
    if person is None:
        raise NotHere(f"nobody here has the id {person_id}")
    refuse(scope, person)
    lock_head(scope)
    return person


def refuse(scope: TenantScope, person: Person) -> None:
    """Make sure that the person can be erased.

    Raises:
        ErasedBefore: when that was done.
        StaffMember: when they are staff here.

    """
    if person.erased_at:
        raise ErasedBefore("this person was erased before")
    works = exists().where(Membership.tenant_id == scope.tenant_id, Membership.user_id == person.user_id)
    if person.user_id and scope.session.scalar(select(works)):
        raise StaffMember("this person is staff of the organisation as well: their name stands under what they did")


def _wipe(scope: TenantScope, them: Belongings, traces: Traces, now: datetime) -> tuple[UUID, ...]:
    """Every table of the catalogue; secret addresses last, because others say whose they are through them."""
    changed = {name: wiped(scope, them, traces, name) for name in RULES if name != "reply_address"}
    sent = tuple(changed["outbound_mail"])
    hold_back(scope, sent, now)
    forget_keys(scope, them, sent)
    wiped(scope, them, traces, "reply_address")
    return sent
