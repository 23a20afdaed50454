"""`mentorpost checkins due` and `mentorpost demo-tenants`: what the scheduler does, and two tenants to look at."""

from datetime import datetime

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from app.clock import system_clock
from app.db import Database
from app.matches.models import MatchParticipant
from app.outbound.pacing.quiet_hours import next_allowed
from app.programmes.models import Programme
from app.programmes.versions import rules_of
from app.tenants.registration import tenant_named
from tests.factories.asking import check_ins, outbox
from tests.factories.tenants import make_tenant
from workers.commands import main
from workers.demo.tenants import DEMO_TENANTS, load_demo_tenant


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(autouse=True)
def _serving(environment: pytest.MonkeyPatch) -> None:
    assert environment


def test_checkins_are_sent_as_of_the_moment_given(database: Database) -> None:
    made = make_tenant(database)
    result = run("checkins", "due", "--tenant", made.slug, "--now", "2026-06-01T09:00-06:00")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0].endswith(": 2")
    assert {check_in.period for check_in in check_ins(database, made.tenant_id)} == {"2026-05"}
    assert len(outbox(database, made.tenant_id, kind="checkin")) == 2


def test_checkins_run_again_send_nothing_new(database: Database) -> None:
    made = make_tenant(database)
    for _ in range(2):
        run("checkins", "due", "--tenant", made.slug, "--now", "2026-06-01T09:00-06:00")
    assert len(outbox(database, made.tenant_id)) == 2


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("yesterday", "--now: 'yesterday' is no moment; write it like"),
        ("2026-06-01T09:00", "--now: '2026-06-01T09:00' has no offset from UTC"),
    ],
)
def test_a_moment_that_is_none_says_how_to_write_it(database: Database, moment: str, said: str) -> None:
    made = make_tenant(database)
    result = run("checkins", "due", "--tenant", made.slug, "--now", moment)
    assert result.exit_code == 2
    assert said in result.output


def test_the_demo_has_a_tenant_for_each_preset(database: Database) -> None:
    """One for `aset`, one for `oacett-cpd`, in both languages."""
    assert {demo.rules for demo in DEMO_TENANTS} == {"aset", "oacett-cpd"}
    for demo in DEMO_TENANTS:
        assert {person.locale for person in demo.people} == {"en-CA", "fr-CA"}
        load_demo_tenant(database, demo, system_clock())
        with database.platform() as session:
            tenant_id = tenant_named(session, demo.slug)
        with database.tenant(tenant_id) as scope:
            assert scope.session.scalar(select(func.count()).select_from(MatchParticipant)) == 2 * len(demo.pairs)


def test_the_demo_writes_at_any_hour_of_any_day(database: Database) -> None:
    """The README promises its check-ins at once; somebody may start it at night."""
    for demo in DEMO_TENANTS:
        load_demo_tenant(database, demo, system_clock())
        with database.platform() as session:
            tenant_id = tenant_named(session, demo.slug)
        with database.tenant(tenant_id) as scope:
            programme_id = scope.session.scalars(select(Programme.id)).one()
            rules = rules_of(scope, None, programme_id=programme_id).rules
        night = datetime(2026, 12, 25, 3, tzinfo=rules.zone)
        assert next_allowed(night, rules.zone, rules) == night


def test_the_demo_is_loaded_once() -> None:
    first, second = run("demo-tenants"), run("demo-tenants")
    assert first.exit_code == second.exit_code == 0, first.output + second.output
    assert second.stdout == "northfield: there already\nlakeshore: there already\n"
