"""What the forms of letters and certificates have in common: days, language, and what was issued so far."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import request

from app.db import TenantScope
from app.language import LANGUAGES, language_of
from app.language import mark as _
from app.papers.issue import papers_of
from app.papers.kinds import title_words
from app.portal.hours_form import Fault
from app.portal.reader import reader_locale
from app.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper that was issued."""

    paper_id: UUID
    title: str
    programme: str
    made_at: datetime


def read_days() -> tuple[date | None, date | None] | Fault:
    """The first and last day of a form, `None` for no bound; or what is wrong with them."""
    try:
        since, until = (date.fromisoformat(said) if said else None for said in map(_said, ("since", "until")))
    except ValueError:
        return Fault("since", _("Write the day as 2026-05-31."))
    if since and until and until < since:
        return Fault("until", _("The last day lies before the first."))
    return since, until


def chosen_locale(own: str) -> str:
    """The locale of a paper: the reader's own, or Canadian in another language that the form names."""
    language = request.values.get("language", "")
    return own if language not in LANGUAGES or language == language_of(own) else f"{language}-CA"


def shown_papers(scope: TenantScope, person_id: UUID) -> list[ShownPaper]:
    """What was issued for a person, in the reader's language, the latest first."""
    found = papers_of(scope, person_id)
    programmes = {row.programme_id for row in found}
    names = {one: scope.session.get_one(Programme, (scope.tenant_id, one)).name for one in programmes}
    return [
        ShownPaper(row.id, title_words(row.kind, reader_locale()), names[row.programme_id], row.made_at)
        for row in found
    ]


def _said(name: str) -> str:
    return request.values.get(name, "").strip()
