"""The pages that our mails lead to; each asks its reader to sign in, so that the link itself opens nothing."""

from uuid import UUID

from app.db import TenantScope
from app.tenants.models import Tenant


def address_page(scope: TenantScope, public_url: str, person_id: UUID) -> str:
    """Where a coordinator corrects a member's mail address; empty where we do not know our own address."""
    return _page(scope, public_url, f"people/{person_id}/address")


def own_addresses_page(scope: TenantScope, public_url: str) -> str:
    """Where members see and end the further addresses that count as theirs; empty as above."""
    return _page(scope, public_url, "me/addresses")


def own_letters_page(scope: TenantScope, public_url: str) -> str:
    """Where members hand in letters of other organisations and see what became of them; empty as above."""
    return _page(scope, public_url, "me/letters")


def _page(scope: TenantScope, public_url: str, path: str) -> str:
    if not public_url:
        return ""
    slug = scope.session.get_one(Tenant, scope.tenant_id).slug
    return f"{public_url}/t/{slug}/{path}"
