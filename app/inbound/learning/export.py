"""What was kept, built into cases in disguise, and the files of a set as the reading contract has them."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from app.db import TenantScope
from app.inbound.bounded import Bounded, ReaderDied, ReaderFault, ReaderTimeout
from app.inbound.learning.case import Case, Pair, Refusal, Refused, build_case
from app.inbound.learning.circle import Circle, Person
from app.inbound.models import AmendedReading, MailOutcome, RawMail, ReceivedMail
from app.programmes.models import Person as Participant
from app.programmes.models import Programme, ProgrammeAddress
from app.reading.contract import Context, context_from_json
from app.tenants.access import organisation_name
from app.tenants.models import Membership, Tenant

MOST_AT_ONCE = 25
"""How many a page shows, and one file of it holds: as many as somebody looks at."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Example:
    """One that was kept: its row, and the case that it makes or why it makes none."""

    example_id: UUID
    made: Case | Refused


def how_many(scope: TenantScope) -> int:
    """How many are kept and could leave."""
    return scope.session.scalar(select(func.count()).select_from(_kept(scope).subquery())) or 0


def examples(
    scope: TenantScope,
    bounded: Bounded,
    *,
    after: UUID | None = None,
    until: UUID | None = None,
    most: int | None = None,
) -> Iterator[Example]:
    """Those kept, the oldest first, each built anew from its mail: beyond `after`, up to `until`, at `most` so many.

    What belongs to a safeguarding matter by now is left out (C2).
    """
    query = _kept(scope).order_by(AmendedReading.id)
    query = query.where(AmendedReading.id > after) if after else query
    query = query.where(AmendedReading.id <= until) if until else query
    everybody = _everybody(scope)
    for example_id in scope.session.scalars(query.limit(most)).all():
        yield Example(example_id, _built(scope, bounded, example_id, everybody))


def files_of(cases: Sequence[Case]) -> dict[str, bytes]:
    """A set as the contract has it: `cases.jsonl`, and the mails beside it."""
    lines = "".join(json.dumps(case.line, ensure_ascii=False) + "\n" for case in cases)
    return {"cases.jsonl": lines.encode(), **{case.line["mail"]: case.mail for case in cases}}


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in one; the same files give the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _kept(scope: TenantScope) -> Select[UUID]:
    concern = exists().where(
        MailOutcome.tenant_id == AmendedReading.tenant_id,
        MailOutcome.received_mail_id == AmendedReading.received_mail_id,
        MailOutcome.restricted,
    )
    return select(AmendedReading.id).where(AmendedReading.tenant_id == scope.tenant_id, ~concern)


def _built(scope: TenantScope, bounded: Bounded, example_id: UUID, everybody: Circle) -> Case | Refused:
    kept, received_at, raw = scope.session.execute(
        select(AmendedReading, ReceivedMail.received_at, RawMail.content)
        .join(
            ReceivedMail,
            (ReceivedMail.tenant_id == AmendedReading.tenant_id) & (ReceivedMail.id == AmendedReading.received_mail_id),
        )
        .join(RawMail, (RawMail.tenant_id == ReceivedMail.tenant_id) & (RawMail.id == ReceivedMail.raw_mail_id))
        .where(AmendedReading.tenant_id == scope.tenant_id, AmendedReading.id == example_id)
    ).one()
    case_id = f"kept-{hashlib.sha256(example_id.bytes).hexdigest()[:12]}"
    if not raw:
        return Refused(case_id, Refusal.UNREADABLE)
    context = context_from_json(kept.context)
    pair = Pair(case_id, raw, received_at, context, kept.expected, kept.notes, kept.handed_on)
    scope.session.expunge(kept)
    try:
        return bounded(build_case, pair, _around(everybody, context))
    except (ReaderTimeout, ReaderDied, ReaderFault):
        return Refused(case_id, Refusal.UNREADABLE)


def _everybody(scope: TenantScope) -> Circle:
    """Staff, then everybody enrolled, and what the tenant and its programmes are called."""
    staff = scope.session.scalars(select(Membership).where(Membership.tenant_id == scope.tenant_id))
    people = scope.session.scalars(select(Participant).where(Participant.tenant_id == scope.tenant_id))
    addresses = scope.session.scalars(
        select(ProgrammeAddress.local_part).where(ProgrammeAddress.tenant_id == scope.tenant_id)
    )
    programmes = scope.session.execute(
        select(Programme.name, Programme.slug).where(Programme.tenant_id == scope.tenant_id)
    )
    slug = scope.session.execute(select(Tenant.slug).where(Tenant.id == scope.tenant_id)).scalar_one()
    return Circle(
        people=(
            *(Person(one.name, "", (one.email,), (one.phone,) if one.phone else (), near=True) for one in staff),
            *(_participant(one) for one in people),
        ),
        bodies=(organisation_name(scope), slug, *(name for row in programmes for name in row), *addresses),
    )


def _participant(person: Participant) -> Person:
    numbers = (person.member_number,) if person.member_number else ()
    return Person(person.name, person.given_name, (person.email,), (), numbers)


def _around(everybody: Circle, context: Context) -> Circle:
    """The same people with those of the mail first and near, by the names they have now and had then."""
    names = {context.participant.name, *(partner.name for partner in context.partners)}
    then = [Person(name, near=True) for name in sorted(names) if name]
    mine = Person(context.participant.name, "", (context.participant.email,), near=True)
    address = context.participant.email.casefold()
    mails = [one for one in everybody.people if one.name in names or address in map(str.casefold, one.addresses)]
    now = [replace(one, near=True) for one in mails]
    rest = [one for one in everybody.people if one not in mails]
    bodies = (context.programme.name, *everybody.bodies)
    return Circle((mine, *then, *now, *rest), tuple(dict.fromkeys(body for body in bodies if body)))
