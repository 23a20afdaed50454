"""What a tenant looks like in its mails (U5): its name, its colour, its logo, the coordinator's telephone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.db import TenantScope, new_id
from app.tenants.audit import Action, note_action
from app.tenants.logo import Picture
from app.tenants.models import Branding, LogoImage, Membership, Organisation


@dataclass(frozen=True, slots=True)
class Brand:
    """How it stands: the organisation's name, the colour it has chosen as `#rrggbb`, the logo with its size shown."""

    name: str
    colour: str | None = None
    logo_id: UUID | None = None
    logo_width: int = 0
    logo_height: int = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a coordinator wants it to be. `logo` takes the place of the present one; `no_logo` takes that away."""

    name: str
    colour: str | None
    phone: str
    logo: Picture | None = None
    no_logo: bool = False


def brand_of(scope: TenantScope) -> Brand:
    """The tenant's brand as it stands."""
    row = scope.session.execute(
        select(Organisation.name, Branding.colour, LogoImage.id, LogoImage.width, LogoImage.height)
        .outerjoin(Branding, Branding.tenant_id == Organisation.tenant_id)
        .outerjoin(LogoImage, (LogoImage.tenant_id == Branding.tenant_id) & (LogoImage.id == Branding.logo_id))
        .where(Organisation.tenant_id == scope.tenant_id)
    ).one()
    return Brand(row.name, row.colour, row.id, row.width or 0, row.height or 0)


def logo_image(scope: TenantScope, logo_id: UUID) -> LogoImage | None:
    """A picture of the tenant's, the present logo or an earlier one."""
    return scope.session.get(LogoImage, (scope.tenant_id, logo_id))


def change_brand(scope: TenantScope, membership_id: UUID, wishes: Wishes, at: datetime) -> None:
    """Change what differs, and note which parts in the audit log (C4); `at` is UTC. Mails written so far stay."""
    organisation = scope.session.execute(
        select(Organisation).where(Organisation.tenant_id == scope.tenant_id)
    ).scalar_one()
    member = scope.session.get_one(Membership, (scope.tenant_id, membership_id))
    branding = _branding(scope, at)
    before = (organisation.name, branding.colour, member.phone or "", branding.logo_id)
    organisation.name, branding.colour, member.phone = wishes.name, wishes.colour, wishes.phone or None
    if wishes.logo or wishes.no_logo:
        branding.logo_id = _kept(scope, wishes.logo, at) if wishes.logo else None
    after = (organisation.name, branding.colour, member.phone or "", branding.logo_id)
    parts = zip(("name", "colour", "phone", "logo"), before, after, strict=True)
    changed = [part for part, was, now in parts if was != now]
    if changed:
        branding.changed_at = at
        note_action(scope, membership_id, Action.LOOK_CHANGED, at, note=", ".join(changed))
    scope.session.flush()


def _branding(scope: TenantScope, at: datetime) -> Branding:
    found = scope.session.scalar(select(Branding).where(Branding.tenant_id == scope.tenant_id).with_for_update())
    if found is None:
        found = Branding(tenant_id=scope.tenant_id, id=new_id(), colour=None, logo_id=None, changed_at=at)
        scope.session.add(found)
        scope.session.flush()
    return found


def _kept(scope: TenantScope, picture: Picture, at: datetime) -> UUID:
    image = LogoImage(
        tenant_id=scope.tenant_id,
        id=new_id(),
        content=picture.content,
        subtype=picture.subtype,
        width=picture.width,
        height=picture.height,
        uploaded_at=at,
    )
    scope.session.add(image)
    scope.session.flush()
    return image.id
