"""Taking a letter in: the same file of the same person waits once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.db import TenantScope, new_id
from app.errors import AppError
from app.outside_letters.files import LetterFile
from app.outside_letters.models import OutsideLetter
from app.outside_letters.standing import Standing

MOST_WAITING: Final = 10
MOST_AN_HOUR: Final = 3


class TooManyLetters(AppError):
    """So many letters of the person wait that no more are taken on their page."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Whose letter it is, and what they say of it. `mail_id` is the mail that brought it, if one did."""

    person_id: UUID
    programme_id: UUID
    words: str
    organisation: str = ""
    mail_id: UUID | None = None


def keep_letter(scope: TenantScope, file: LetterFile, told: HandedIn, at: datetime) -> UUID | None:
    """Keep a letter (`at` in UTC); `None` where the same file waits already. Lock the person before."""
    if _waits(scope, told.person_id, file.digest):
        return None
    letter = OutsideLetter(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=told.person_id,
        programme_id=told.programme_id,
        received_mail_id=told.mail_id,
        digest=file.digest,
        media_type=file.media_type,
        content=file.content,
        file_name=file.name,
        words=told.words,
        received_at=at,
        state=Standing.WAITING.value,
        organisation=told.organisation,
        reason="",
        entry_ids=[],
    )
    scope.session.add(letter)
    scope.session.flush()
    return letter.id


def refuse_too_many(scope: TenantScope, person_id: UUID) -> None:
    """Make sure that there is room for one more.

    Raises:
        TooManyLetters: when there is none.

    """
    if _count(scope, OutsideLetter.person_id == person_id, OutsideLetter.state == Standing.WAITING) >= MOST_WAITING:
        raise TooManyLetters


def came_thick(scope: TenantScope, person_id: UUID, at: datetime) -> bool:
    """Whether so many letters of the person came within the hour that a robot may be sending them."""
    lately = at - timedelta(hours=1)
    return _count(scope, OutsideLetter.person_id == person_id, OutsideLetter.received_at > lately) > MOST_AN_HOUR


def _waits(scope: TenantScope, person_id: UUID, digest: bytes) -> bool:
    return bool(
        _count(
            scope,
            OutsideLetter.person_id == person_id,
            OutsideLetter.digest == digest,
            OutsideLetter.state == Standing.WAITING,
        )
    )


def _count(scope: TenantScope, *wanted: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(OutsideLetter).where(OutsideLetter.tenant_id == scope.tenant_id)
    return scope.session.scalars(query.where(*wanted)).one()
