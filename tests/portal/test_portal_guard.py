"""Every route is public by name or behind a role (U1); the guard lets in members of the tenant with the role alone."""

import re
from uuid import UUID

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule

from app.db import Database, TenantScope, new_id
from app.outbound.domains.sending_domains import add_domain, domains_of
from app.outside_letters.files import letter_file
from app.outside_letters.keeping import HandedIn, keep_letter
from app.outside_letters.listed import letters_of
from app.portal.guard import PUBLIC_ENDPOINTS, RoleBlueprint, UnguardedRoute, require_guards, role_blueprint, unguarded
from app.programmes.participation import PARTICIPANT
from tests.factories.outside import PDF
from tests.factories.tenants import MadeTenant
from tests.portal.pages import NOON, PERIOD, SECRET, add_hours, add_member, add_waiting_mail, browser, user_of


def _guarded_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC_ENDPOINTS]


def test_every_route_is_public_by_name_or_behind_a_role(app: Flask) -> None:
    assert unguarded(app) == []


def test_there_are_guarded_routes(app: Flask) -> None:
    assert {rule.endpoint for rule in _guarded_rules(app)} >= {"coordinator.mails", "coordinator.hours"}


def test_every_public_endpoint_exists(app: Flask) -> None:
    assert set(PUBLIC_ENDPOINTS) <= set(app.view_functions)


def test_an_unguarded_route_would_be_named() -> None:
    careless = Flask("careless")
    careless.add_url_rule("/t/<tenant>/salaries", "salaries", lambda tenant: tenant)
    assert unguarded(careless) == ["salaries (/t/<tenant>/salaries)"]
    with pytest.raises(UnguardedRoute, match=re.escape("behind no role: salaries (/t/<tenant>/salaries)")):
        require_guards(careless)


def test_a_route_on_a_plain_blueprint_would_be_named() -> None:
    careless, plain = Flask("careless"), Blueprint("plain", "careless")
    plain.add_url_rule("/notes", "notes", lambda: "")
    careless.register_blueprint(plain)
    assert unguarded(careless) == ["plain.notes (/notes)"]


def test_a_route_on_a_role_blueprint_is_covered() -> None:
    careful, behind = Flask("careful"), role_blueprint("careful", "coordinator")
    behind.add_url_rule("/notes", "notes", lambda: "")
    careful.register_blueprint(behind)
    assert [line for line in unguarded(careful) if "static" not in line] == []
    assert "careful.notes" in careful.view_functions


def test_a_role_blueprint_names_its_roles() -> None:
    with pytest.raises(ValueError, match="names no role"):
        role_blueprint("for_everybody")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_without_signing_in_every_guarded_route_answers_401(app: Flask, tenant: MadeTenant, method: str) -> None:
    for path in _paths(app, tenant):
        for slug in (tenant.slug, "nobody-here"):
            answer = browser(app).open(path.replace(tenant.slug, slug), method=method)
            assert answer.status_code == 401, path


def test_a_role_that_is_not_named_gets_the_page_of_a_tenant_that_does_not_exist(
    app: Flask, database: Database, tenant: MadeTenant
) -> None:
    client = browser(app, add_member(database, tenant, "executive"))
    for path in _paths(app, tenant):
        refused, unknown = client.get(path), client.get(path.replace(tenant.slug, "nobody-here"))
        assert (refused.status_code, unknown.status_code) == (404, 404), path
        assert refused.data == unknown.data
        assert tenant.slug not in refused.text


def test_the_role_is_let_in(app: Flask, database: Database, tenant: MadeTenant) -> None:
    add_hours(database, tenant)
    """But for what is there only where it was made: an audit (`tests/audits` walks it), a matter worth a look."""
    for path in (path for path in _paths(app, tenant) if not _OF_ITS_OWN.search(path)):
        for role in _roles_at(app, path):
            page = browser(app, _somebody(database, tenant, role)).get(path, follow_redirects=True)
            assert page.status_code == 200, f"{path} as {role}"


_OF_ITS_OWN = re.compile(r"/(audits|auditors|papers|worth-a-look)/[^/]")


def _somebody(database: Database, tenant: MadeTenant, role: str) -> UUID:
    return user_of(database, tenant.mentor_email) if role == PARTICIPANT else add_member(database, tenant, role)


def test_a_session_of_a_login_that_is_gone_counts_for_nothing(app: Flask, tenant: MadeTenant) -> None:
    assert browser(app, new_id()).get(f"/t/{tenant.slug}/mails/held").status_code == 401


def test_a_session_that_names_no_login_counts_for_nothing(app: Flask, tenant: MadeTenant) -> None:
    client = browser(app)
    with client.session_transaction() as session:
        session["_user_id"] = "not an id"
    assert client.get(f"/t/{tenant.slug}/mails/held").status_code == 401


def _paths(app: Flask, tenant: MadeTenant) -> list[str]:
    """One address for each guarded route that takes GET, with ids of the tenant's own."""
    adapter = app.url_map.bind("localhost")
    with app.extensions["mentorpost"].database.tenant(tenant.tenant_id) as scope:
        own = {
            "tenant": tenant.slug,
            "person_id": tenant.mentor_id,
            "state": "held",
            "mail_id": add_waiting_mail(scope, "held", "other_sender", "eve@home.example"),
            "concern_id": add_waiting_mail(scope, "review", "safeguarding", "x@home.example", restricted=True),
            "period": PERIOD,
            "form": "json",
            "domain_id": _sending_domain(scope),
            "programme_id": tenant.programme_id,
            "kind": "checkin",
            "number": 1,
            "claim_id": new_id(),
            "paper_id": new_id(),
            "key": "0" * 16,
            "letter_id": _letter(scope, tenant),
        }
    return [
        adapter.build(rule.endpoint, {name: own[name] for name in rule.arguments})
        for rule in _guarded_rules(app)
        if "GET" in (rule.methods or ())
    ]


def _letter(scope: TenantScope, tenant: MadeTenant) -> UUID:
    found = letters_of(scope, tenant.mentor_id)
    told = HandedIn(tenant.mentor_id, tenant.programme_id, "Twelve hours.")
    return found[0].id if found else keep_letter(scope, letter_file("a.pdf", PDF), told, NOON) or new_id()


def _sending_domain(scope: TenantScope) -> UUID:
    found = domains_of(scope)
    row = found[0] if found else add_domain(scope, "mentors.org", SECRET, reply_domain="reply.localhost", at=NOON)
    return row.id


def _roles_at(app: Flask, path: str) -> frozenset[str]:
    endpoint, _ = app.url_map.bind("localhost").match(path)
    blueprint = app.blueprints[endpoint.rpartition(".")[0]]
    assert isinstance(blueprint, RoleBlueprint)
    return blueprint.roles
