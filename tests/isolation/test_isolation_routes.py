"""Every route with another tenant's ids gives 404 and none of the other tenant's words (T1), from `url_map`.

A new route is covered as it is: its arguments are filled by the kind of their converter.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, MetaData, Row
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UnicodeConverter, UUIDConverter

from app.db import Database
from app.portal.guard import PUBLIC_ENDPOINTS, RoleBlueprint
from app.programmes.participation import PARTICIPANT
from tests.factories.tenants import MadeTenant, make_tenant
from tests.isolation.tenant_rows import enter, in_order, rows_of
from tests.portal.pages import add_member, add_waiting_mail, browser, make_app, user_of, with_forms

_STATES = ("held", "review", "quarantined")
_SHORTEST_WORD = 6
_A_FEW = 3


@dataclass(frozen=True)
class Other:
    """The other tenant: where it is, an id of each kind, and every word that stands in its rows and not in ours."""

    tenant: MadeTenant
    ids: tuple[UUID, ...]
    words: frozenset[str]


@pytest.fixture(scope="module")
def app(database: Database) -> Flask:
    return make_app(database)


@pytest.fixture(scope="module")
def ours(database: Database) -> MadeTenant:
    return _with_mails(database, make_tenant(database))


@pytest.fixture(scope="module")
def other(database: Database, serving: Engine, tables: MetaData, ours: MadeTenant) -> Other:
    tenant = _with_mails(database, make_tenant(database, locale="fr-CA"))
    held = _rows(serving, tables, tenant.tenant_id)
    words = _texts(held) - _texts(_rows(serving, tables, ours.tenant_id))
    ids = {row.id for rows in held for row in rows[: len(_STATES)] if isinstance(getattr(row, "id", None), UUID)}
    found = {str(value) for rows in held for row in rows for value in row if isinstance(value, UUID)}
    return Other(tenant, tuple(sorted(ids)), frozenset({tenant.slug, *words, *found}))


def _with_mails(database: Database, tenant: MadeTenant) -> MadeTenant:
    with database.tenant(tenant.tenant_id) as scope:
        for state in _STATES:
            add_waiting_mail(scope, state, "request", f"{state}@{tenant.slug}.example", detail=f"detail {tenant.slug}")
    return tenant


def _rows(serving: Engine, tables: MetaData, tenant_id: UUID) -> list[Sequence[Row[Any]]]:
    """All that a tenant has, table by table."""
    with serving.connect() as connection:
        enter(connection, str(tenant_id))
        return [rows_of(connection, table, tenant_id) for table in in_order(tables)]


def _texts(held: Iterable[Sequence[Row[Any]]]) -> set[str]:
    values = (value for rows in held for row in rows for value in row)
    return {value for value in values if isinstance(value, str) and len(value) >= _SHORTEST_WORD}


def _guarded(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC_ENDPOINTS]


def _fillers(converter: BaseConverter, other: Other) -> Sequence[object]:
    """What the other tenant has that such an argument could name."""
    match converter:
        case UUIDConverter():
            return list(other.ids)
        case AnyConverter():
            return sorted(converter.items)
        case IntegerConverter():
            return [1]
        case UnicodeConverter():
            return [other.tenant.slug, other.tenant.mentor_email, str(other.tenant.mentor_id)]
    raise AssertionError(f"no filler for {type(converter).__name__}: say here what of another tenant it could name")


def _requests(app: Flask, rule: Rule, tenant: str, other: Other, most: int | None = None) -> Iterator[tuple[str, str]]:
    """Each method with addresses of the route at `tenant`, its other arguments filled from the other tenant.

    Every filler stands once in the place of every argument, with a neighbour in that of the next; `most` bounds them.
    """
    names = sorted(rule.arguments - {"tenant"})
    adapter = app.url_map.bind("localhost")
    fillers = [_fillers(rule._converters[name], other) for name in names]
    for turn in range(min(max(map(len, fillers), default=1), most or len(other.ids))):
        values = [fitting[(turn + place) % len(fitting)] for place, fitting in enumerate(fillers)]
        path = adapter.build(rule.endpoint, {"tenant": tenant, **dict(zip(names, values, strict=True))})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path


def _names_a_row(rule: Rule) -> bool:
    return any(not isinstance(rule._converters[name], AnyConverter) for name in rule.arguments - {"tenant"})


def _roles(app: Flask) -> list[str]:
    blueprints = [blueprint for blueprint in app.blueprints.values() if isinstance(blueprint, RoleBlueprint)]
    return sorted({role for blueprint in blueprints for role in blueprint.roles})


def _open_to(app: Flask, rule: Rule) -> Collection[str]:
    blueprint = app.blueprints[rule.endpoint.rpartition(".")[0]]
    assert isinstance(blueprint, RoleBlueprint), rule.endpoint
    return blueprint.roles


def _foreign(body: str, other: Other) -> list[str]:
    return sorted(word for word in other.words if word in body)


def _member(database: Database, tenant: MadeTenant, role: str) -> UUID:
    return user_of(database, tenant.mentor_email) if role == PARTICIPANT else add_member(database, tenant, role)


def test_the_other_tenant_has_words_that_its_own_page_shows(app: Flask, database: Database, other: Other) -> None:
    client = browser(app, add_member(database, other.tenant, "coordinator"))
    page = client.get(f"/t/{other.tenant.slug}/mails/held")
    assert page.status_code == 200
    assert _foreign(page.text, other) != []


def test_another_tenants_address_gives_404_and_none_of_its_words(
    app: Flask, database: Database, ours: MadeTenant, other: Other
) -> None:
    """The door is closed before an id is looked at, so a few of them will do."""
    for role in _roles(app):
        client = with_forms(browser(app, _member(database, ours, role)))
        for rule in _guarded(app):
            for method, path in _requests(app, rule, other.tenant.slug, other, most=_A_FEW):
                answer = client.open(path, method=method)
                assert (answer.status_code, _foreign(answer.text, other)) == (404, []), f"{method} {path} as {role}"


def test_another_tenants_ids_at_ones_own_address_give_404_and_none_of_its_words(
    app: Flask, database: Database, ours: MadeTenant, other: Other
) -> None:
    """All of them for whom the route is open to; who may not enter is turned away before an id is looked at."""
    for role in _roles(app):
        client = with_forms(browser(app, _member(database, ours, role)))
        for rule in filter(_names_a_row, _guarded(app)):
            most = None if role in _open_to(app, rule) else _A_FEW
            for method, path in _requests(app, rule, ours.slug, other, most):
                answer = client.open(path, method=method)
                assert (answer.status_code, _foreign(answer.text, other)) == (404, []), f"{method} {path} as {role}"


def test_ones_own_pages_hold_none_of_another_tenants_words(
    app: Flask, database: Database, ours: MadeTenant, other: Other
) -> None:
    seen = 0
    for rule in _guarded(app):
        if _names_a_row(rule):
            continue
        for role in sorted(_open_to(app, rule)):
            client = with_forms(browser(app, _member(database, ours, role)))
            for method, path in _requests(app, rule, ours.slug, other):
                page = client.open(path, method=method, follow_redirects=True)
                words = page.get_data().decode(errors="replace")  # a PDF packs its words; the same log as JSON does not
                # a form that is sent empty may say what is missing
                assert page.status_code in ({200, 422} if method == "POST" else {200}), path
                assert _foreign(words, other) == [], path
                seen += ours.slug in words
    assert seen > 0


_PUBLISHED = {"static", "ledger_roots.listed", "ledger_roots.file"}
"""The roots of a ledger are published, at an address that names the organisation, and its page says whose they are."""


def test_public_pages_hold_no_tenants_words(app: Flask, other: Other) -> None:
    client = with_forms(browser(app))
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC_ENDPOINTS and rule.endpoint not in _PUBLISHED:
            for method, path in _requests(app, rule, "", other):
                assert _foreign(client.open(path, method=method).text, other) == [], path
