"""The guard before every page that is not public: signed in, a member of the tenant, in one of the roles (U1).

A tenant that does not exist, one you are no member of, and a role you lack all look alike: the same 404 page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, abort, g, request

from app.db import TenantScope
from app.portal.forgery import refuse_forgery
from app.portal.identity import signed_in_user
from app.portal.services import services
from app.programmes.participation import access_with_participation
from app.tenants.access import Access

SIGNED_ENDPOINTS = (
    "ways_in.postmark",
    "ways_in.mailgun",
    "ways_in.ses",
    "delivery.postmark",
    "delivery.mailgun",
    "delivery.ses",
    "unsubscribing.stopped",
    "unsubscribing.resumed",
)
"""What machines post to: a signature or a secret vouches for each request, and no browser's cookie counts there."""
PUBLIC_ENDPOINTS = (
    *SIGNED_ENDPOINTS,
    "static",
    "public.home",
    "public.home_in",
    "public.healthz",
    "sign_in.address",
    "sign_in.address_given",
    "sign_in.code",
    "sign_in.code_given",
    "sign_in.link",
    "sign_in.link_followed",
    "sign_in.places",
    "sign_in.sign_out",
    "verify.check",
    "verify.checked",
    "verify.code",
    "verify.authority",
    "unsubscribing.offered",
    "allow_list.shown",
    "ledger_roots.listed",
    "ledger_roots.file",
    "audit_entrance.shown",
    "audit_entrance.asked",
    "dev_mailbox.mails",
    "dev_mailbox.mail",
    "dev_mailbox.letter",
    "dev_mailbox.answered",
    "gallery.kinds",
    "gallery.kind",
    "gallery.letter",
)
"""The routes that anybody may open; `dev_mailbox` and `gallery` are there in development only. Others have a role."""


class RoleBlueprint(Blueprint):
    """Pages below `/t/<tenant>` for members of that tenant with one of `roles`."""

    def __init__(self, name: str, roles: frozenset[str]) -> None:
        super().__init__(name, __name__, url_prefix="/t/<tenant>")
        self.roles = roles
        self.url_value_preprocessor(_take_tenant)
        self.url_defaults(_add_tenant)
        self.before_request(self._let_in)

    def _let_in(self) -> None:
        user_id = signed_in_user()
        if user_id is None:
            abort(401)
        access = access_with_participation(services().database, g.tenant_slug, user_id, services().clock())
        if access is None or self.roles.isdisjoint(access.memberships):
            abort(404)
        g.access = access
        refuse_forgery()


class UnguardedRoute(Exception):
    """A route is neither public by name nor behind a role; the message names it."""


def role_blueprint(name: str, *roles: str) -> RoleBlueprint:
    """A blueprint whose views run only for signed-in members of the tenant who have one of `roles`.

    Its views do not take the tenant as an argument: `here()` and `tenant_scope()` say where they are.
    """
    if not roles:
        raise ValueError(f"the blueprint {name!r} names no role")
    return RoleBlueprint(name, frozenset(roles))


def here() -> Access:
    """The tenant that this request was let into, and what the user is in it."""
    access = g.access
    assert isinstance(access, Access)
    return access


def acting_membership(role: str) -> str:
    """What the user is in the tenant in that role, as records name it."""
    return f"{role} {acting_id(role)}"


def acting_id(role: str) -> UUID:
    """The id of what the user is in that role: of the membership, or of a participant's person record."""
    return here().memberships[role]


@contextmanager
def tenant_scope() -> Iterator[TenantScope]:
    """One transaction in the tenant that this request was let into; there is no way to name another."""
    with services().database.tenant(here().tenant_id) as scope:
        yield scope


def unguarded(app: Flask) -> list[str]:
    """The endpoints that are neither public by name nor behind a role, each with its rule."""
    return sorted(
        f"{rule.endpoint} ({rule.rule})" for rule in app.url_map.iter_rules() if not _is_covered(app, rule.endpoint)
    )


def guard_public_forms(app: Flask) -> None:
    """Public pages have no guard to check their forms, so that is done before them."""

    @app.before_request
    def check() -> None:
        if request.endpoint in PUBLIC_ENDPOINTS and request.endpoint not in SIGNED_ENDPOINTS:
            refuse_forgery()


def require_guards(app: Flask) -> None:
    """Refuse to serve an application with an open route.

    Raises:
        UnguardedRoute: naming each.

    """
    if open_routes := unguarded(app):
        raise UnguardedRoute(
            f"not public by name and behind no role: {', '.join(open_routes)}. "
            "Put the view on a role_blueprint, or name it in app.portal.guard.PUBLIC_ENDPOINTS"
        )


def _is_covered(app: Flask, endpoint: str) -> bool:
    if endpoint in PUBLIC_ENDPOINTS:
        return True
    blueprint = app.blueprints.get(endpoint.rpartition(".")[0])
    return isinstance(blueprint, RoleBlueprint)


def _take_tenant(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    assert values is not None
    g.tenant_slug = values.pop("tenant")


def _add_tenant(_endpoint: str, values: dict[str, Any]) -> None:
    if "access" in g:
        values.setdefault("tenant", here().slug)
