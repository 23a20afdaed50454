"""The public page of an organisation's roots: days, heads, digests and files, and nobody's name (H2)."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.db import Database
from app.ledger.models import LedgerRoot
from app.ledger.roots.document import read_root
from app.ledger.roots.making import make_root
from app.ledger.roots.stored import keep_stamp
from app.signing.authority_of_time import AuthorityOfTime
from app.signing.message import digest_of
from tests.factories.tenants import MadeTenant, make_tenant
from tests.factories.time_authority import time_authority
from tests.ledger.kept_ledger import fill
from tests.portal.pages import browser
from tests.signing.seals import seal


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database, rules="oacett-cpd")


@pytest.fixture
def root(database: Database, made: MadeTenant) -> LedgerRoot:
    fill(database, made)
    with database.tenant(made.tenant_id) as scope:
        root = make_root(scope, seal, datetime(2026, 6, 3, 0, 10, tzinfo=UTC))
        assert root is not None
        _ = root.document, root.seal
        scope.session.expunge_all()
    return root


def test_anybody_sees_the_roots_and_no_name(app: Flask, made: MadeTenant, root: LedgerRoot) -> None:
    page = browser(app).get(f"/ledger/{made.slug}").text
    assert "2026-06-02" in page
    assert root.head.mark in page
    assert root.digest.hex() in page
    assert not [name for name in ("Dan", "Kate", "Priya") if name in page]


def test_a_stamp_that_came_later_stands_there_with_its_moment(
    app: Flask, database: Database, made: MadeTenant, root: LedgerRoot
) -> None:
    assert ".tsr" not in browser(app).get(f"/ledger/{made.slug}").text.partition("How to check")[0]
    with time_authority(datetime(2026, 6, 5, 14, 3, tzinfo=UTC)) as authority, database.tenant(made.tenant_id) as scope:
        stamper = AuthorityOfTime(authority.url, authority.roots)
        keep_stamp(scope, root.id, stamper(digest_of(root.seal)))
    page = browser(app).get(f"/ledger/{made.slug}").text
    assert f"ledger-root-{made.slug}-2026-06-02.json.p7s.tsr" in page
    assert "of 5 June 2026, 2:03\N{NO-BREAK SPACE}pm UTC" in page


def test_the_files_of_a_root_are_handed_out_as_they_were_made(app: Flask, made: MadeTenant, root: LedgerRoot) -> None:
    name = f"ledger-root-{made.slug}-2026-06-02.json"
    answer = browser(app).get(f"/ledger/{made.slug}/{name}")
    assert (answer.data, answer.mimetype) == (root.document, "application/json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert read_root(answer.data).head.seq == 7
    assert browser(app).get(f"/ledger/{made.slug}/{name}.p7s").data == root.seal


@pytest.mark.parametrize(
    "name",
    [
        "ledger-root-{slug}-2026-06-02.json.p7s.tsr",
        "ledger-root-{slug}-2026-06-01.json",
        "ledger-root-{slug}-2026-06-02.txt",
        "ledger-root-other-2026-06-02.json",
        "ledger-root-{slug}-x.json",
        "x",
    ],
)
def test_there_is_no_other_file(app: Flask, made: MadeTenant, root: LedgerRoot, name: str) -> None:
    assert root.number == 1
    assert browser(app).get(f"/ledger/{made.slug}/{name.format(slug=made.slug)}").status_code == 404


def test_while_there_is_no_root_the_page_says_when_there_will_be(app: Flask, made: MadeTenant) -> None:
    assert "There is no root yet" in browser(app).get(f"/ledger/{made.slug}").text
    assert "Il n’y a pas encore de racine" in browser(app, language="fr").get(f"/ledger/{made.slug}").text


@pytest.mark.parametrize("slug", ["nobody-here", "..", "A%20B"])
def test_an_organisation_that_is_not_here_has_no_page(app: Flask, slug: str) -> None:
    assert browser(app).get(f"/ledger/{slug}").status_code == 404


def test_a_day_that_is_none_shows_the_newest(app: Flask, made: MadeTenant, root: LedgerRoot) -> None:
    assert root.head.mark in browser(app).get(f"/ledger/{made.slug}?before=never").text
