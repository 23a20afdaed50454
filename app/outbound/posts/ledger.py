"""The mails about the ledger itself: to whom the organisation has them sent, its owners, or its coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope
from app.events import LedgerFound, RootMade, RootsStamped
from app.ledger.models import LedgerRoot
from app.ledger.roots.files import media_type, root_files, stamp_name
from app.ledger.roots.stored import files_of, latest_root, stamps_of
from app.outbound.letter.letterhead import look_of
from app.outbound.letter.mail import Attachment
from app.outbound.mails.ledger_fault import LedgerFaultFields, ledger_fault
from app.outbound.mails.ledger_root import LedgerRootFields, ledger_root
from app.outbound.mails.root_stamp import LateStamp, RootStampFields, root_stamp
from app.outbound.models import OutboundMail
from app.outbound.outbox import Office, Post
from app.outbound.posts.addressed import organisation_address
from app.tenants.access import organisation_name
from app.tenants.models import Membership, Organisation

_ROLES = ("owner", "coordinator")


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who is sent the roots; `first_name` is empty for an address that belongs to nobody."""

    name: str
    first_name: str
    address: str
    locale: str


def root_mail(scope: TenantScope, event: RootMade, office: Office) -> list[Post]:
    """The root of a day with its seal and time stamp, to everybody who keeps them."""
    root = scope.session.get_one(LedgerRoot, (scope.tenant_id, event.root_id))
    files = files_of(scope, root.day)
    assert files is not None
    fields = _fields(scope, event, root, stamped=files.stamp is not None)
    attachments = tuple(
        Attachment(name, media_type(name), content) for name, content in root_files(event.slug, files).items()
    )
    return [
        Post(
            mail=ledger_root(replace(fields, locale=keeper.locale, first_name=keeper.first_name), attachments),
            to_name=keeper.name,
            to_address=keeper.address,
            from_name=fields.organisation,
            from_address=organisation_address(scope, office),
            once=f"{_once(root.id)}{keeper.address}",
        )
        for keeper in keepers(scope)
    ]


def stamps_mail(scope: TenantScope, event: RootsStamped, office: Office) -> list[Post]:
    """The stamps that came late, in one mail to everybody who keeps the roots."""
    organisation, stamps = organisation_name(scope), stamps_of(scope, event.root_ids)
    late = tuple(LateStamp(one.day, one.at.astimezone(UTC).date(), one.at.astimezone(UTC).time()) for one in stamps)
    fields = RootStampFields("", "", organisation, late, event.page, look_of(scope))
    names = [stamp_name(event.slug, one.day) for one in stamps]
    attachments = tuple(Attachment(name, media_type(name), one.answer) for name, one in zip(names, stamps, strict=True))
    return [
        Post(
            mail=root_stamp(replace(fields, locale=keeper.locale, first_name=keeper.first_name), attachments),
            to_name=keeper.name,
            to_address=keeper.address,
            from_name=organisation,
            from_address=organisation_address(scope, office),
            once=f"root_stamp:{event.root_ids[0]}:{keeper.address}",
        )
        for keeper in keepers(scope)
    ]


def fault_mail(scope: TenantScope, event: LedgerFound, office: Office) -> list[Post]:
    """That the ledger does not hold, to everybody who keeps roots and to all owners and coordinators; the same once."""
    organisation, root = organisation_name(scope), latest_root(scope)
    fields = LedgerFaultFields("", "", organisation, root.day if root else None, event.page, look_of(scope))
    told = {keeper.address: keeper for keeper in (*map(_keeper, _staff(scope)), *keepers(scope))}
    return [
        Post(
            mail=ledger_fault(replace(fields, locale=keeper.locale, first_name=keeper.first_name)),
            to_name=keeper.name,
            to_address=keeper.address,
            from_name=organisation,
            from_address=organisation_address(scope, office),
            once=f"ledger_fault:{event.mark}:{keeper.address}",
        )
        for keeper in told.values()
    ]


def was_mailed(scope: TenantScope, root_id: UUID) -> bool:
    """Whether a root is in the outbox, or has been."""
    query = select(OutboundMail.id).where(
        OutboundMail.tenant_id == scope.tenant_id, OutboundMail.dedupe_key.startswith(_once(root_id))
    )
    return scope.session.scalar(query.limit(1)) is not None


def keepers(scope: TenantScope) -> Sequence[Keeper]:
    """The address that the organisation has chosen; else its owners; else its coordinators."""
    staff = _staff(scope)
    chosen = scope.session.scalar(select(Organisation.roots_to).where(Organisation.tenant_id == scope.tenant_id))
    if chosen:
        return [Keeper(organisation_name(scope), "", chosen, staff[0].locale if staff else "en-CA")]
    owners = [one for one in staff if one.role == "owner"]
    return list({one.email: _keeper(one) for one in owners or staff}.values())


def _staff(scope: TenantScope) -> Sequence[Membership]:
    return scope.session.scalars(
        select(Membership)
        .where(Membership.tenant_id == scope.tenant_id, Membership.role.in_(_ROLES))
        .order_by(Membership.id)
    ).all()


def _keeper(staff: Membership) -> Keeper:
    return Keeper(staff.name, staff.name.split(maxsplit=1)[0], staff.email, staff.locale)


def _fields(scope: TenantScope, event: RootMade, root: LedgerRoot, *, stamped: bool) -> LedgerRootFields:
    before = scope.session.scalar(
        select(LedgerRoot.seq).where(LedgerRoot.tenant_id == scope.tenant_id, LedgerRoot.number == root.number - 1)
    )
    return LedgerRootFields(
        locale="",
        first_name="",
        organisation=organisation_name(scope),
        root_day=root.day,
        entries=root.seq,
        new=root.seq - (before or 0),
        head=root.head.mark,
        digest=root.digest.hex(),
        page=event.page,
        stamped=stamped,
        stamp_follows=event.has_authority and not stamped,
        look=look_of(scope),
    )


def _once(root_id: UUID) -> str:
    return f"ledger_root:{root_id}:"
