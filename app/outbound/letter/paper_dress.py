"""The look of a tenant's papers: that of its mails, by day."""

from app.db import TenantScope
from app.outbound.letter.look import look_in
from app.papers.dress import Dress
from app.tenants.branding import brand_of, logo_image


def dress_of(scope: TenantScope) -> Dress:
    """What the tenant's papers wear now."""
    brand = brand_of(scope)
    logo = logo_image(scope, brand.logo_id) if brand.logo_id else None
    return Dress(look_in(brand.colour).accent, logo.content if logo else b"", brand.logo_width)
