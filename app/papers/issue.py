"""Issues papers: draws one up, keeps its digest and what it was made from, and makes it again from that."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.db import TenantScope, new_id
from app.exports.log.hour_log import head_at, head_of
from app.exports.log.paper_code import code_of, kept_hash
from app.ledger.canonical import date_text, instant
from app.ledger.chain import Head
from app.ledger.models import PaperCode
from app.papers.drawing_up import CannotIssue, Moment, Order, draw_up, require_reason
from app.papers.facts import Paper
from app.papers.kinds import Kind
from app.papers.models import IssuedPaper
from app.papers.wording import paragraphs


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that was noted as issued."""

    paper_id: UUID
    paper: Paper


def preview(scope: TenantScope, order: Order, at: datetime) -> Paper:
    """The paper as it would be; nothing is noted, and no code leads to it.

    Raises:
        CannotIssue: where there is nothing that it could confirm.

    """
    return draw_up(scope, order, _now(scope, order, at))


def why_not(scope: TenantScope, order: Order, at: datetime) -> CannotIssue | None:
    """Why there could be no such paper now; `None` where there could."""
    try:
        require_reason(scope, order, Moment(instant(at), head_of(scope), ""))
    except CannotIssue as nothing:
        return nothing
    return None


def issue(scope: TenantScope, order: Order, at: datetime, *, by: str) -> Issued:
    """The paper, noted as issued; the caller commits before it hands the paper out.

    Raises:
        CannotIssue: where there is nothing that it could confirm.

    """
    moment = _now(scope, order, at)
    paper = draw_up(scope, order, moment)
    return Issued(_note(scope, paper, order, moment, by), paper)


def made_again(scope: TenantScope, paper_id: UUID) -> Issued:
    """An issued paper from what it was made of. Where a name has changed since, it is noted as another.

    Raises:
        CannotIssue: where what it confirmed is gone, for names were erased or a match was taken out.
        NoResultFound: when there is no such paper in this tenant.

    """
    row = scope.session.get_one(IssuedPaper, (scope.tenant_id, paper_id))
    told = row.parameters
    order = Order(
        Kind(row.kind), row.person_id, row.programme_id, told["locale"], _day(told["since"]), _day(told["until"])
    )
    head = head_at(scope, told["head"]) if told["head"] else Head.of_empty()
    moment = Moment(row.made_at, head, told["salt"], told["words"])
    paper = draw_up(scope, order, moment)
    if bytes.fromhex(paper.digest) == row.digest:
        return Issued(paper_id, paper)
    return Issued(_note(scope, paper, order, moment, row.made_by), paper)


def papers_of(scope: TenantScope, person_id: UUID, *, most: int = 50) -> Sequence[IssuedPaper]:
    """What was issued for a person, the latest first."""
    query = (
        select(IssuedPaper)
        .where(IssuedPaper.tenant_id == scope.tenant_id, IssuedPaper.person_id == person_id)
        .order_by(IssuedPaper.made_at.desc(), IssuedPaper.id.desc())
    )
    return scope.session.scalars(query.limit(most)).all()


def _now(scope: TenantScope, order: Order, at: datetime) -> Moment:
    words = paragraphs(scope, order.programme_id, order.kind, order.locale).number
    return Moment(instant(at), head_of(scope), secrets.token_hex(16), words)


def _note(scope: TenantScope, paper: Paper, order: Order, moment: Moment, by: str) -> UUID:
    """Keep the digest and what it was made from, and the hash of the code on it: no name and no word."""
    digest, paper_id = bytes.fromhex(paper.digest), new_id()
    scope.session.execute(
        insert(IssuedPaper)
        .values(
            tenant_id=scope.tenant_id,
            id=paper_id,
            person_id=order.person_id,
            programme_id=order.programme_id,
            kind=order.kind.value,
            digest=digest,
            parameters=_parameters(paper, order, moment),
            made_at=moment.at,
            made_by=by,
        )
        .on_conflict_do_nothing()  # a later try to send it finds what the first one noted
    )
    kept = scope.session.scalars(
        select(IssuedPaper.id).where(IssuedPaper.tenant_id == scope.tenant_id, IssuedPaper.digest == digest)
    ).one()
    scope.session.execute(
        insert(PaperCode)
        .values(code_hash=kept_hash(code_of(paper.digest)), tenant_id=scope.tenant_id, export_id=kept)
        .on_conflict_do_nothing()
    )
    return kept


def _parameters(paper: Paper, order: Order, moment: Moment) -> dict[str, object]:
    hours = paper.hours
    return {
        "locale": order.locale,
        "since": date_text(order.since),
        "until": date_text(order.until),
        "programmes": [str(order.programme_id)],
        "head": moment.head.seq,
        "salt": moment.salt,
        "words": moment.words,
        "totals": {"minutes": hours.minutes, "by_state": dict(hours.by_state)} if hours else {},
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
