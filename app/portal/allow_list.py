"""The page for a company's mail administrator, who has no account here: its address is signed, and shows one tenant's
facts of mail and nothing else.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, current_app, render_template, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from app.outbound.allow_list import allow_list
from app.portal.services import services
from app.tenants.registration import tenant_exists

allow_lists = Blueprint("allow_list", __name__)

_SALT = "allow-list"


@allow_lists.get("/allow-list/<token>")
@allow_lists.get("/allow-list/<token>/<any(en, fr):language>")
def shown(token: str, language: str = "") -> str:  # noqa: ARG001 - the page takes its language from the address by itself
    """One page to read, print or work from."""
    tenant_id = _tenant_of(token)
    with services().database.tenant(tenant_id) as scope:
        facts = allow_list(scope, services().settings)
    return render_template("allow_list/page.html", facts=facts, link_token=token)


def allow_list_url(tenant_id: UUID, language: str) -> str:
    """The address of a tenant's page, to be handed to whoever needs it."""
    token = _serializer().dumps(str(tenant_id))
    return f"{services().settings.public_url}{url_for('allow_list.shown', token=token, language=language)}"


def _tenant_of(token: str) -> UUID:
    try:
        tenant_id = UUID(str(_serializer().loads(token)))
    except (BadSignature, ValueError):
        abort(HTTPStatus.NOT_FOUND)
    with services().database.platform() as session:
        if not tenant_exists(session, tenant_id):
            abort(HTTPStatus.NOT_FOUND)
    return tenant_id


def _serializer() -> URLSafeSerializer:
    assert current_app.secret_key
    return URLSafeSerializer(current_app.secret_key, salt=_SALT)
