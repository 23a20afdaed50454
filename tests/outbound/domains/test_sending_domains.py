"""A tenant's own sending domains: whose they are, and when mail goes out under them (U5, T1)."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.db import Database, new_id
from app.dns import RecordKind, Resolver, Zones
from app.outbound.domains.proven_domains import LAPSES_AFTER, owner_of_domain
from app.outbound.domains.sending_domains import (
    MOST_DOMAINS,
    DomainRefused,
    LookedAt,
    OurSide,
    Refusal,
    add_domain,
    domains_due,
    domains_in_trouble,
    look_again,
    look_at,
    remove_domain,
)
from app.outbound.letter.dkim_keys import open_key, public_text
from app.outbound.models import OutboundMail, SendingDomain
from app.outbound.outbox import Office
from app.outbound.reply_address import destination_of, open_return_path
from app.programmes.enrolment import claim_address, open_programme, set_rules
from app.programmes.models import Programme
from app.programmes.rules import preset
from app.tenants.registration import appoint, register_user
from tests.factories.asking import REPLY_DOMAIN, outbox
from tests.factories.moments import Watch
from tests.factories.tenants import MadeTenant, make_tenant
from tests.portal.pages import NOON, SECRET

SIDE = OurSide(REPLY_DOMAIN, REPLY_DOMAIN)


@pytest.fixture
def watch() -> Watch:
    return Watch(NOON)


@pytest.fixture
def made(database: Database) -> MadeTenant:
    return make_tenant(database)


def added(database: Database, made: MadeTenant, typed: str | None = None) -> SendingDomain:
    """A domain of the tenant's, readable after the transaction."""
    with database.tenant(made.tenant_id) as scope:
        row = add_domain(scope, typed or f"mentoring.{made.slug}.org", SECRET, reply_domain=REPLY_DOMAIN, at=NOON)
        scope.session.flush()
        scope.session.expunge(row)
    return row


def standing(*rows: SendingDomain, down: frozenset[str] = frozenset()) -> Resolver:
    """A world in which the key of each domain stands, and a host takes its mail."""
    records: dict[tuple[str, RecordKind], tuple[str, ...]] = {("mail.host.net", "A"): ("192.0.2.1",)}
    for row in rows:
        records[f"{row.selector}._domainkey.{row.domain}", "TXT"] = (f"v=DKIM1; k=rsa; p={row.public_key}",)
        records[row.domain, "MX"] = ("10 mail.host.net",)
    return Zones(records, down)


def looked(database: Database, made: MadeTenant, row: SendingDomain, resolver: Resolver, watch: Watch) -> LookedAt:
    found = look_at(database, resolver, made.tenant_id, row.id, side=SIDE, office=Office(REPLY_DOMAIN, watch))
    assert found is not None
    return found


def told(database: Database, made: MadeTenant) -> list[OutboundMail]:
    """The mails that say that a domain has stopped."""
    return outbox(database, made.tenant_id, kind="domain_stopped")


def owner(database: Database, domain: str) -> UUID | None:
    with database.platform() as session:
        return owner_of_domain(session, domain)


def test_a_domain_gets_a_key_of_its_own_sealed_for_its_tenant(database: Database, made: MadeTenant) -> None:
    row = added(database, made)
    opened = open_key(SECRET, made.tenant_id, row.domain, row.selector, row.private_key)
    assert public_text(opened.private.public_key()) == row.public_key
    assert row.active_since is None


def test_it_is_in_use_from_the_look_that_found_its_records(database: Database, made: MadeTenant, watch: Watch) -> None:
    row = added(database, made)
    assert looked(database, made, row, Zones({}), watch).active_since is None
    watch.pass_by(hours=1)
    assert looked(database, made, row, standing(row), watch).active_since == watch()
    since = watch()
    watch.pass_by(days=1)
    assert looked(database, made, row, standing(row), watch).active_since == since


def test_it_is_left_off_when_its_key_is_gone_and_mail_goes_out_as_before(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    row = added(database, made)
    looked(database, made, row, standing(row), watch)
    assert looked(database, made, row, Zones({}), watch).active_since is None


def test_its_coordinator_is_told_once_each_time_that_it_stops(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    row = added(database, made)
    looked(database, made, row, Zones({}), watch)
    assert told(database, made) == [], "it had not worked yet"
    for _stop in range(2):
        watch.pass_by(hours=1)
        looked(database, made, row, standing(row), watch)
        for _look in range(3):
            watch.pass_by(days=1)
            looked(database, made, row, Zones({}), watch)
    assert [mail.to_address for mail in told(database, made)] == [f"priya@{made.slug}.example"] * 2
    mail = told(database, made)[0]
    assert mail.subject == f"Mail no longer goes out from {row.domain}"
    assert f"There is no record at {row.selector}._domainkey.{row.domain}." in mail.text
    assert f"now goes out from {REPLY_DOMAIN} instead" in mail.text


def test_silence_of_name_servers_is_no_news(database: Database, made: MadeTenant, watch: Watch) -> None:
    row = added(database, made)
    looked(database, made, row, standing(row), watch)
    looked(database, made, row, standing(row, down=frozenset({row.domain})), watch)
    assert told(database, made) == []


def test_each_coordinator_of_an_open_programme_is_told_once_in_their_language(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    with database.tenant(made.tenant_id) as scope:
        user_id = register_user(scope.session, f"maude@{made.slug}.example")
        maude = appoint(
            scope, user_id, role="coordinator", name="Maude Roy", email=f"maude@{made.slug}.example", locale="fr-CA"
        )
        for slug, closed_at in (("relève", None), ("second", None), ("old", NOON)):
            programme_id = open_programme(scope, slug=slug, name=slug, locale="fr-CA", coordinator_id=maude)
            set_rules(scope, programme_id, preset("aset"), NOON)
            claim_address(scope.session, f"{made.slug}-{slug}", made.tenant_id, programme_id)
            scope.session.get_one(Programme, (made.tenant_id, programme_id)).closed_at = closed_at
    row = added(database, made)
    looked(database, made, row, standing(row), watch)
    looked(database, made, row, Zones({}), watch)
    assert sorted((mail.to_address, mail.locale) for mail in told(database, made)) == [
        (f"maude@{made.slug}.example", "fr-CA"),
        (f"priya@{made.slug}.example", "en-CA"),
    ]


def test_silent_name_servers_change_nothing(database: Database, made: MadeTenant, watch: Watch) -> None:
    row = added(database, made)
    looked(database, made, row, standing(row), watch)
    silent = standing(row, down=frozenset({row.domain}))
    assert looked(database, made, row, silent, watch).active_since is not None
    nobody = standing(row, down=frozenset({REPLY_DOMAIN, row.domain}))
    assert looked(database, made, row, nobody, watch).active_since is not None


def test_only_the_key_in_its_dns_proves_a_domain(database: Database, made: MadeTenant, watch: Watch) -> None:
    row = added(database, made)
    looked(database, made, row, Zones({}), watch)
    assert owner(database, row.domain) is None
    looked(database, made, row, standing(row), watch)
    assert owner(database, row.domain.upper()) == made.tenant_id


def test_what_one_tenant_has_proven_no_other_can_take(database: Database, made: MadeTenant, watch: Watch) -> None:
    other = make_tenant(database)
    mine, theirs = added(database, made), added(database, other, f"mentoring.{made.slug}.org")
    both = standing(mine, theirs)
    looked(database, made, mine, both, watch)
    taken = looked(database, other, theirs, both, watch)
    assert taken.active_since is None
    assert taken.is_taken
    assert owner(database, mine.domain) == made.tenant_id


def test_a_proof_lapses_so_that_a_domain_can_move_to_another_tenant(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    other = make_tenant(database)
    mine, theirs = added(database, made), added(database, other, f"mentoring.{made.slug}.org")
    looked(database, made, mine, standing(mine), watch)
    watch.pass_by(seconds=LAPSES_AFTER.total_seconds() + 1)
    assert looked(database, other, theirs, standing(theirs), watch).active_since is not None
    assert owner(database, mine.domain) == other.tenant_id
    assert looked(database, made, mine, standing(mine, theirs), watch).active_since is None


def test_a_removed_domain_is_free_at_once(database: Database, made: MadeTenant, watch: Watch) -> None:
    row = added(database, made)
    looked(database, made, row, standing(row), watch)
    with database.tenant(made.tenant_id) as scope:
        assert remove_domain(scope, row.id) == row.domain
    assert owner(database, row.domain) is None
    assert (
        look_at(database, standing(row), made.tenant_id, row.id, side=SIDE, office=Office(REPLY_DOMAIN, watch)) is None
    )


def test_removing_what_another_has_proven_leaves_it_theirs(database: Database, made: MadeTenant, watch: Watch) -> None:
    other = make_tenant(database)
    mine, theirs = added(database, made), added(database, other, f"mentoring.{made.slug}.org")
    looked(database, made, mine, standing(mine), watch)
    with database.tenant(other.tenant_id) as scope:
        remove_domain(scope, theirs.id)
    assert owner(database, mine.domain) == made.tenant_id


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("not a domain", Refusal.NOT_A_DOMAIN),
        ("192.0.2.1", Refusal.NOT_A_DOMAIN),
        ("a.org\r\nBcc: x@y.org", Refusal.NOT_A_DOMAIN),
        (REPLY_DOMAIN, Refusal.OURS),
        (f"sub.{REPLY_DOMAIN}", Refusal.OURS),
        ("on.ca", Refusal.PUBLIC),
        ("github.io", Refusal.PUBLIC),
        ("gmail.com", Refusal.FREE_MAIL),
        ("mentors@Outlook.com", Refusal.FREE_MAIL),
        ("x.yahoo.ca", Refusal.FREE_MAIL),
    ],
)
def test_what_can_be_nobodys_own_is_refused(database: Database, made: MadeTenant, typed: str, why: Refusal) -> None:
    with pytest.raises(DomainRefused) as refused:
        added(database, made, typed)
    assert refused.value.why is why


def test_a_domain_is_added_once_and_only_so_many(database: Database, made: MadeTenant) -> None:
    for number in range(MOST_DOMAINS):
        added(database, made, f"m{number}.{made.slug}.org")
    for typed, why in ((f"M0.{made.slug}.ORG.", Refusal.THERE_ALREADY), (f"new.{made.slug}.org", Refusal.TOO_MANY)):
        with pytest.raises(DomainRefused) as refused:
            added(database, made, typed)
        assert refused.value.why is why


def test_a_new_domain_is_looked_at_every_hour_and_one_in_use_once_a_day(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    def due(later: timedelta) -> bool:
        with database.tenant(made.tenant_id) as scope:
            return domains_due(scope, watch() + later) == [row.id]

    row = added(database, made)
    assert due(timedelta())
    looked(database, made, row, Zones({}), watch)
    assert not due(timedelta(minutes=59))
    assert due(timedelta(hours=1))
    looked(database, made, row, standing(row), watch)
    assert not due(timedelta(hours=23))
    assert due(timedelta(days=1))


def test_trouble_is_a_domain_that_was_looked_at_and_is_not_in_use(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    def troubled() -> int:
        with database.tenant(made.tenant_id) as scope:
            return domains_in_trouble(scope)

    row = added(database, made)
    assert troubled() == 0
    looked(database, made, row, Zones({}), watch)
    assert troubled() == 1
    looked(database, made, row, standing(row), watch)
    assert troubled() == 0


def test_addresses_of_a_tenant_are_answered_at_its_proven_domain_too(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    """Somebody writes to the address they see, rather than reply (I9)."""
    row, other = added(database, made), make_tenant(database)
    looked(database, made, row, standing(row), watch)
    with database.tenant(made.tenant_id) as scope:
        mail_id = made.mentor_id  # any id will do: the return path names it
        returned = open_return_path(scope, mail_id)
    with database.platform() as session:
        found = destination_of(session, f"{made.slug}@{row.domain.upper()}", REPLY_DOMAIN)
        back = destination_of(session, f"{returned}@{row.domain}", REPLY_DOMAIN)
        foreign = destination_of(session, f"{other.slug}@{row.domain}", REPLY_DOMAIN)
        unproven = destination_of(session, f"{made.slug}@elsewhere.org", REPLY_DOMAIN)
    assert found is not None
    assert found.programme_id == made.programme_id
    assert back is not None
    assert back.outbound_mail_id == mail_id
    assert foreign is None
    assert unproven is None


def test_what_was_looked_at_meanwhile_is_not_looked_at_again(
    database: Database, made: MadeTenant, watch: Watch
) -> None:
    """Hints come twice; name servers are asked once."""
    row = added(database, made)

    def again(domain_id: UUID = row.id) -> LookedAt | None:
        office = Office(REPLY_DOMAIN, watch)
        return look_again(database, standing(row), made.tenant_id, domain_id, side=SIDE, office=office)

    assert again() == LookedAt(row.domain, watch(), is_taken=False)
    assert again() is None
    watch.pass_by(days=1)
    assert again() is not None
    assert again(new_id()) is None
