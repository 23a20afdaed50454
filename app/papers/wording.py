"""The organisation's own paragraphs on its papers: plain text, by programme, kind and language, every version kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select

from app.db import TenantScope, new_id
from app.language import language_of
from app.papers.facts import NO_WORDS, OwnParagraphs
from app.papers.kinds import Kind
from app.papers.models import PaperWords
from app.tenants.audit import Action, note_action

LONGEST: Final = {Kind.HOURS: 600, Kind.RECOGNITION: 600, Kind.COMPLETION: 250}
"""So many characters a paragraph has at most: with both, a paper still fits its page."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the paragraphs; number 0 is that nothing was ever written."""

    number: int
    words: OwnParagraphs


def paragraphs(
    scope: TenantScope, programme_id: UUID, kind: Kind, locale: str, *, number: int | None = None
) -> Version:
    """The paragraphs in the language of a locale: those in force, or a version by its number."""
    query = _versions(scope, programme_id, kind, language_of(locale)).limit(1)
    row = scope.session.scalars(query if number is None else query.where(PaperWords.number == number)).first()
    return Version(row.number, OwnParagraphs(row.opening, row.closing)) if row else Version(0, NO_WORDS)


def write_paragraphs(
    scope: TenantScope,
    programme_id: UUID,
    kind: Kind,
    language: str,
    words: OwnParagraphs,
    *,
    membership_id: UUID,
    at: datetime,
) -> bool:
    """Put paragraphs into force from now on, empty ones too; whether that changes anything. `at` is UTC."""
    before = paragraphs(scope, programme_id, kind, language)
    if before.words == words:
        return False
    scope.session.add(
        PaperWords(
            tenant_id=scope.tenant_id,
            id=new_id(),
            programme_id=programme_id,
            kind=kind.value,
            language=language,
            number=before.number + 1,
            opening=words.opening,
            closing=words.closing,
            membership_id=membership_id,
            written_at=at,
        )
    )
    note_action(
        scope, membership_id, Action.PAPER_WORDS_CHANGED, at, subject=programme_id, note=f"{kind.value} {language}"
    )
    scope.session.flush()
    return True


def _versions(scope: TenantScope, programme_id: UUID, kind: Kind, language: str) -> Select[PaperWords]:
    return (
        select(PaperWords)
        .where(
            PaperWords.tenant_id == scope.tenant_id,
            PaperWords.programme_id == programme_id,
            PaperWords.kind == kind.value,
            PaperWords.language == language,
        )
        .order_by(PaperWords.number.desc())
    )
