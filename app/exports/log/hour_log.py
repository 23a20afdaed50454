"""Makes a member's hour log from the ledger (X2)."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.cpd.statement import Basis
from app.cpd.statements import bases_of
from app.db import TenantScope, new_id
from app.exports.log.compose import Sources, compose
from app.exports.log.narrowing import WHOLE, Narrowing
from app.exports.log.paper_code import code_of, kept_hash
from app.exports.log.rows import shown, within
from app.exports.log.schema import SCHEMA, Chain, HourLog, LoggedEntry, Member, OmittedEntry, Organisation
from app.exports.log.schema_cpd import Uncounted
from app.exports.log.uncounted import Bounds, told_apart
from app.ledger.canonical import instant, normal_text
from app.ledger.chain import Head
from app.ledger.columns import Columns
from app.ledger.models import HourLogExport, LedgerEntry, LedgerHead, LedgerOpening, PaperCode
from app.ledger.states import states
from app.programmes.models import Person
from app.tenants import models as tenants


def hour_log(
    scope: TenantScope,
    member: Person,
    *,
    since: date | None = None,
    until: date | None = None,
    at: datetime,
    head: Head | None = None,
    narrowing: Narrowing = WHOLE,
) -> HourLog:
    """The member's hours from `since` to `until` (local days, both included), as the ledger holds them now.

    Entries outside these days, or outside the programmes of the `narrowing`, are named by their place only. `at` is
    the moment of making, with a zone. With a `head` the log is that of the ledger as it ended there.
    """
    head = head or head_of(scope)
    rows = entries_about(scope, member.id, head)
    chosen = within(narrowing.of(Columns.of_row(row) for row in rows), since, until)
    withheld = () if narrowing.words and shows_words(scope) else ("words",)
    chosen_rows = [row for row in rows if row.id in chosen]
    bases, uncounted = _counted(scope, member, rows, Bounds(since, until, narrowing), at)
    sources = Sources(
        tenant=_organisation(scope),
        enrolled=_as_enrolled(member),
        entries=_logged(scope, chosen_rows, withheld),
        omitted=[OmittedEntry(seq=row.seq, person_seq=row.person_seq) for row in rows if row.id not in chosen],
        chain=_chain(scope, rows, head),
        head=head,
        withheld=withheld,
        bases=bases,
        uncounted=uncounted,
    )
    return compose(sources, since, until, at)


def note_export(scope: TenantScope, log: HourLog, *, by: str, at: datetime, narrowing: Narrowing = WHOLE) -> None:
    """Keep the digest of a log that leaves the house, what it was asked for and what it came to, and its code's hash.

    Its bytes are not kept, and no name or word in it.
    """
    export = HourLogExport(
        id=new_id(),
        tenant_id=scope.tenant_id,
        person_id=UUID(log.member.id),
        digest=bytes.fromhex(log.digest),
        parameters={
            "schema": SCHEMA,
            **log.period.model_dump(),
            "head": log.head.seq,
            "claims": len(log.claims),
            "totals": log.totals.model_dump(),
            **narrowing.parameters(),
        },
        made_at=instant(at),
        made_by=by,
    )
    scope.session.add(export)
    scope.session.execute(
        insert(PaperCode)
        .values(code_hash=kept_hash(code_of(log.digest)), tenant_id=scope.tenant_id, export_id=export.id)
        .on_conflict_do_nothing()  # the same log, handed out twice in one second
    )


def head_of(scope: TenantScope) -> Head:
    """The head of the tenant's chain as it is committed now."""
    row = scope.session.scalar(select(LedgerHead).where(LedgerHead.tenant_id == scope.tenant_id))
    return Head.of_empty() if row is None else Head(row.seq, row.hash)


def head_at(scope: TenantScope, seq: int) -> Head:
    """The head of the chain as it stood with the entry of that number.

    Raises:
        NoResultFound: when the ledger is shorter.

    """
    query = select(LedgerEntry).where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq == seq)
    return scope.session.scalars(query).one().head


def entries_about(scope: TenantScope, person_id: UUID, head: Head) -> Sequence[LedgerEntry]:
    """All entries about a claimant up to the head, in the order of the chain."""
    return scope.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.person_id == person_id, LedgerEntry.seq <= head.seq
        )
        .order_by(LedgerEntry.seq)
    ).all()


def openings_shown(
    scope: TenantScope, rows: Sequence[LedgerEntry], narrowing: Narrowing = WHOLE
) -> dict[UUID, list[dict[str, str]]]:
    """Entry id -> the openings that a log shows of it, by field."""
    kinds = {row.id: row.kind for row in rows}
    found = scope.session.scalars(
        select(LedgerOpening)
        .where(LedgerOpening.tenant_id == scope.tenant_id, LedgerOpening.entry_id.in_(kinds))
        .order_by(LedgerOpening.field)
    )
    openings: dict[UUID, list[dict[str, str]]] = {entry_id: [] for entry_id in kinds}
    for row in found:
        if shown(kinds[row.entry_id], row.field) and narrowing.opens(row.field):
            openings[row.entry_id].append({"field": row.field, "salt": row.salt.hex(), "text": row.text})
    return openings


def shows_words(scope: TenantScope) -> bool:
    """Whether the organisation lets logs show the words that hours were read from."""
    said = scope.session.scalar(
        select(tenants.Organisation.shows_words).where(tenants.Organisation.tenant_id == scope.tenant_id)
    )
    return said is not False


def _counted(
    scope: TenantScope, member: Person, rows: Sequence[LedgerEntry], bounds: Bounds, at: datetime
) -> tuple[tuple[Basis, ...], tuple[Uncounted, ...]]:
    """By what the hours of the log are counted, and which are not."""
    claims = states([Columns.of_row(row) for row in rows])
    bases = bases_of(scope, member, claims, at)
    return told_apart(bases, claims, bounds, {row.id: row.seq for row in rows})


def _logged(scope: TenantScope, rows: Sequence[LedgerEntry], withheld: Collection[str]) -> list[LoggedEntry]:
    openings = openings_shown(scope, rows)
    return [
        LoggedEntry.model_validate(
            {
                "seq": row.seq,
                "body": json.loads(row.body),
                "openings": [one for one in openings[row.id] if one["field"] not in withheld],
            }
        )
        for row in rows
    ]


def _chain(scope: TenantScope, rows: Sequence[LedgerEntry], head: Head) -> Chain:
    first = rows[0].seq if rows else head.seq + 1
    prev = rows[0].prev_hash if rows else head.hash
    bodies = scope.session.scalars(
        select(LedgerEntry.body_hash)
        .where(LedgerEntry.tenant_id == scope.tenant_id, LedgerEntry.seq.between(first, head.seq))
        .order_by(LedgerEntry.seq)
    )
    return Chain(first=first, prev=prev.hex(), bodies=[body.hex() for body in bodies])


def _organisation(scope: TenantScope) -> Organisation:
    slug, name = scope.session.execute(
        select(tenants.Tenant.slug, tenants.Organisation.name)
        .join(tenants.Organisation, tenants.Organisation.tenant_id == tenants.Tenant.id)
        .where(tenants.Tenant.id == scope.tenant_id)
    ).one()
    return Organisation(id=str(scope.tenant_id), slug=slug, name=normal_text(name))


def _as_enrolled(member: Person) -> Member:
    number = None if member.member_number is None else normal_text(member.member_number)
    return Member(id=str(member.id), name=normal_text(member.name), member_number=number)
