"""Own words in the database: versions that nobody changes, drafts, and what holds for a mail that goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.db import JsonObject, TenantScope
from app.language import language_of
from app.outbound.models import MailWords, MailWordsDraft
from app.outbound.own_words.catalogue import CATALOGUE
from app.outbound.own_words.checks import fits
from app.outbound.own_words.mail_words import EVERY_MAIL
from app.outbound.own_words.passage import OURS, OwnWords
from app.programmes.models import Programme
from app.tenants.audit import Action, note_action
from app.tenants.models import Membership


class ChangedMeanwhile(Exception):
    """Somebody else saved a version after the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose words: one programme, one kind of mail (of the catalogue), one language (`en`, `fr`)."""

    programme_id: UUID
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it was saved: passage by passage the words, and our English sentences at that time."""

    number: int
    words: Mapping[str, str]
    instead_of: Mapping[str, str]
    written_at: datetime
    written_by: str


NOTHING: Mapping[str, str] = {}


def own_words(scope: TenantScope, programme_id: UUID, kind: str, locale: str) -> OwnWords:
    """What a mail that goes out now says in own words: those of its kind and those of every mail.

    Words that no longer fit, because our own sentence tells other fields now, are left out: ours is sent.
    """
    if kind not in CATALOGUE:
        return OURS
    rows = scope.session.scalars(
        select(MailWords)
        .where(
            MailWords.tenant_id == scope.tenant_id,
            MailWords.programme_id == programme_id,
            MailWords.kind.in_((kind, EVERY_MAIL)),
            MailWords.language == language_of(locale),
        )
        .ext(distinct_on(MailWords.kind))
        .order_by(MailWords.kind, MailWords.number.desc())
    ).all()
    return OwnWords({ours: words for row in rows for ours, words in _fitting(row.kind, words_in(row.body)).items()})


def versions(scope: TenantScope, place: Place) -> list[Version]:
    """Every version with who wrote it, the latest first."""
    rows = scope.session.execute(
        select(MailWords, Membership.name)
        .join(Membership, and_(Membership.tenant_id == MailWords.tenant_id, Membership.id == MailWords.membership_id))
        .where(MailWords.tenant_id == scope.tenant_id, *_at(place))
        .order_by(MailWords.number.desc())
    ).all()
    return [
        Version(row.number, words_in(row.body), _sentences_in(row.body), row.written_at, name) for row, name in rows
    ]


def places_changed(scope: TenantScope) -> dict[Place, int]:
    """For each place that has own words now, how many passages."""
    rows = scope.session.scalars(
        select(MailWords)
        .where(MailWords.tenant_id == scope.tenant_id)
        .ext(distinct_on(MailWords.programme_id, MailWords.kind, MailWords.language))
        .order_by(MailWords.programme_id, MailWords.kind, MailWords.language, MailWords.number.desc())
    )
    return {Place(row.programme_id, row.kind, row.language): len(words_in(row.body)) for row in rows if row.body}


def save(
    scope: TenantScope, place: Place, words: Mapping[str, str], membership_id: UUID, at: datetime, *, seen: int
) -> int:
    """Put words into use as the next version, and drop the draft of whoever saves; the version's number.

    `words` are checked and only those that differ from ours; none restores ours. `seen` is the number of the version
    that was looked at, 0 for none.

    Raises:
        ChangedMeanwhile: when there is a later one.

    """
    # One at a time: the numbers of versions have no gap, and nobody's words are lost under another's.
    scope.session.execute(
        select(Programme.id)
        .where(Programme.tenant_id == scope.tenant_id, Programme.id == place.programme_id)
        .with_for_update()
    )
    latest = next((version.number for version in versions(scope, place)), 0)
    if latest != seen:
        raise ChangedMeanwhile
    add_version(scope, place, words, membership_id, at, number=latest + 1)
    drop_draft(scope, place, membership_id)
    action = Action.MAIL_WORDS_CHANGED if words else Action.MAIL_WORDS_RESTORED
    note = f"{place.kind} {place.language} {latest + 1}"
    note_action(scope, membership_id, action, at, subject=place.programme_id, note=note)
    return latest + 1


def add_version(
    scope: TenantScope, place: Place, words: Mapping[str, str], membership_id: UUID, at: datetime, *, number: int
) -> None:
    """One version as it is, unchecked and not noted."""
    scope.session.add(
        MailWords(
            tenant_id=scope.tenant_id,
            programme_id=place.programme_id,
            kind=place.kind,
            language=place.language,
            number=number,
            body=_body(place.kind, words),
            membership_id=membership_id,
            written_at=at,
        )
    )
    scope.session.flush()


def draft(scope: TenantScope, place: Place, membership_id: UUID) -> Mapping[str, str] | None:
    """What this coordinator is trying out; `None` when there is nothing."""
    row = _draft_row(scope, place, membership_id)
    return words_in(row.body) if row else None


def keep_draft(scope: TenantScope, place: Place, words: Mapping[str, str], membership_id: UUID, at: datetime) -> None:
    """Keep what is being tried out, in place of the draft before."""
    row = _draft_row(scope, place, membership_id)
    if row is None:
        row = MailWordsDraft(
            tenant_id=scope.tenant_id,
            membership_id=membership_id,
            programme_id=place.programme_id,
            kind=place.kind,
            language=place.language,
        )
        scope.session.add(row)
    row.body, row.written_at = _body(place.kind, words), at
    scope.session.flush()


def drop_draft(scope: TenantScope, place: Place, membership_id: UUID) -> None:
    """Forget what was tried out."""
    scope.session.execute(
        delete(MailWordsDraft).where(
            MailWordsDraft.tenant_id == scope.tenant_id,
            MailWordsDraft.membership_id == membership_id,
            MailWordsDraft.programme_id == place.programme_id,
            MailWordsDraft.kind == place.kind,
            MailWordsDraft.language == place.language,
        )
    )


def words_in(body: JsonObject) -> dict[str, str]:
    """The words of a stored body; what is not in its form counts for nothing."""
    return _column(body, "words")


def _sentences_in(body: JsonObject) -> dict[str, str]:
    return _column(body, "instead_of")


def _column(body: JsonObject, name: str) -> dict[str, str]:
    entries = {key: value.get(name) for key, value in body.items() if isinstance(value, dict)}
    return {key: value for key, value in entries.items() if isinstance(value, str)}


def _body(kind: str, words: Mapping[str, str]) -> JsonObject:
    passages = CATALOGUE[kind].by_name
    known = {name: text for name, text in words.items() if name in passages}
    return {name: {"words": text, "instead_of": passages[name].ours} for name, text in known.items()}


def _fitting(kind: str, words: Mapping[str, str]) -> dict[str, str]:
    """By our English sentences, the words that fit what the sentences tell today."""
    mail = CATALOGUE[kind]
    known = {name: mail.by_name[name] for name in words if name in mail.by_name}
    return {passage.ours: words[name] for name, passage in known.items() if fits(mail, passage, words[name])}


def _draft_row(scope: TenantScope, place: Place, membership_id: UUID) -> MailWordsDraft | None:
    return scope.session.scalar(
        select(MailWordsDraft).where(
            MailWordsDraft.tenant_id == scope.tenant_id,
            MailWordsDraft.membership_id == membership_id,
            MailWordsDraft.programme_id == place.programme_id,
            MailWordsDraft.kind == place.kind,
            MailWordsDraft.language == place.language,
        )
    )


def _at(place: Place) -> tuple[ColumnElement[bool], ...]:
    return (
        MailWords.programme_id == place.programme_id,
        MailWords.kind == place.kind,
        MailWords.language == place.language,
    )
