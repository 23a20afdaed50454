"""The look of a tenant's mails."""

from app.db import TenantScope
from app.outbound.letter.look import Logo, Look, look_in
from app.tenants.branding import brand_of


def look_of(scope: TenantScope) -> Look:
    """What the tenant's mails wear from now on."""
    brand = brand_of(scope)
    logo = Logo(brand.logo_id, brand.name, brand.logo_width, brand.logo_height) if brand.logo_id else None
    return look_in(brand.colour, logo)
