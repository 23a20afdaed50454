"""The look of a tenant's mails, and the picture that goes with them."""

from uuid import UUID

from app.db import TenantScope
from app.outbound.look import Logo, Look, look_in
from app.tenants.branding import brand_of


def look_of(scope: TenantScope) -> Look:
    """What the tenant's mails wear from now on."""
    brand = brand_of(scope)
    return look_in(brand.colour, logo_of(brand.logo_id, brand.name, brand.logo_width, brand.logo_height))


def logo_of(logo_id: UUID | None, name: str, width: int, height: int) -> Logo | None:
    """A picture under the organisation's name; sizes in CSS pixels."""
    return Logo(logo_id, name, width, height) if logo_id else None
