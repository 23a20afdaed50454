"""The page for a company's mail administrator, who has no account here: its address is signed, and shows one tenant's
facts of mail and nothing else, until the coordinator makes another.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, current_app, render_template, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from app.db import TenantScope
from app.outbound.domains.allow_list import allow_list
from app.portal.services import services
from app.tenants.allow_list_link import link_in_force
from app.tenants.registration import tenant_exists

allow_lists = Blueprint("allow_list", __name__)

_SALT = "allow-list"


@allow_lists.get("/allow-list/<token>")
@allow_lists.get("/allow-list/<token>/<any(en, fr):language>")
def shown(token: str, language: str = "") -> str:  # noqa: ARG001 - the page takes its language from the address by itself
    """One page to read, print or work from."""
    tenant_id, number = _read(token)
    with services().database.tenant(tenant_id) as scope:
        if number != link_in_force(scope):
            abort(HTTPStatus.NOT_FOUND)
        facts = allow_list(scope, services().settings)
    return render_template("allow_list/page.html", facts=facts, link_token=token)


def allow_list_url(scope: TenantScope, language: str) -> str:
    """The address of a tenant's page that is in force, to be handed to whoever needs it."""
    token = _serializer().dumps([str(scope.tenant_id), link_in_force(scope)])
    return f"{services().settings.public_url}{url_for('allow_list.shown', token=token, language=language)}"


def _read(token: str) -> tuple[UUID, int]:
    """The tenant of a link, and the number of the link; those of the first days have none."""
    try:
        said = _serializer().loads(token)
        name, number = (said, 0) if isinstance(said, str) else said
        tenant_id, number = UUID(str(name)), int(number)
    except (BadSignature, ValueError, TypeError):
        abort(HTTPStatus.NOT_FOUND)
    with services().database.platform() as session:
        if not tenant_exists(session, tenant_id):
            abort(HTTPStatus.NOT_FOUND)
    return tenant_id, number


def _serializer() -> URLSafeSerializer:
    assert current_app.secret_key
    return URLSafeSerializer(current_app.secret_key, salt=_SALT)
