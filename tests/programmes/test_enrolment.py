"""Taking people in (R2): an address that no mail could reach is refused at every door, and the field is named."""

import pytest

from app.address_spelling import BadAddress, required_address
from app.db import Database
from app.programmes.enrolment import change_address, enrol
from app.programmes.models import Person
from app.tenants.models import Membership
from app.tenants.registration import appoint, register_user
from tests.factories.tenants import make_tenant

NO_ADDRESSES = [
    "",
    "dan",
    "dan@",
    "@example.org",
    "dan roy@example.org",
    "a@b",
    "a@b.c\nBcc: x@y.z",
    "a..b@example.org",
    ".dan@example.org",
    "dan.@example.org",
    "é@example.org",
    "dan@example..org",
    "dan@-example.org",
    "dan@ex_ample.org",
    '"dan roy"@example.org',
    "Dan <dan@example.org>",
    "dan@[192.0.2.1]",
    f"{'d' * 65}@example.org",
    f"dan@{'e' * 64}.org",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_nobody_is_enrolled_with_what_is_no_address(database: Database, address: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope, pytest.raises(BadAddress, match=r"^email: .* is no mail address"):
        enrol(scope, name="Dan Roy", email=address, locale="en-CA")


@pytest.mark.parametrize("address", ["a..b@example.org", "é@example.org", ""])
def test_nobody_gets_such_an_address_later_nor_a_role_with_one(database: Database, address: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        with pytest.raises(BadAddress, match=r"^email: "):
            change_address(scope, made.mentor_id, address)
        user_id = register_user(scope.session, f"auditor@{made.slug}.example")
        with pytest.raises(BadAddress, match=r"^email: "):
            appoint(scope, user_id, role="auditor", name="Ann", email=address, locale="en-CA")


def test_the_field_is_named_as_the_caller_calls_it() -> None:
    with pytest.raises(
        BadAddress, match=r"^row 7, work email: 'é@x.org' is no mail address that mail could be sent to$"
    ):
        required_address("é@x.org", "row 7, work email")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("Dan.Roy+aset@Example.org", "dan.roy+aset@example.org"),
        (" d'arcy@sub.example.co.uk ", "d'arcy@sub.example.co.uk"),
        ("zoe@Exämple.org", "zoe@xn--exmple-cua.org"),
        ("zoe@example.org.", "zoe@example.org"),
    ],
)
def test_addresses_are_kept_as_mail_is_sent_to_them(database: Database, address: str, kept: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        person_id = enrol(scope, name="Dan Roy", email=address, locale="en-CA")
        user_id = register_user(scope.session, address)
        staff_id = appoint(scope, user_id, role="auditor", name="Dan Roy", email=address, locale="en-CA")
        person = scope.session.get_one(Person, (made.tenant_id, person_id))
        assert (person.email, person.user_id) == (kept, user_id)
        assert scope.session.get_one(Membership, (made.tenant_id, staff_id)).email == kept


def test_one_login_however_a_domain_is_written(database: Database) -> None:
    """U2: who types the domain as people read it signs in as who was enrolled with it."""
    with database.platform() as session:
        assert register_user(session, "zoe@exämple.org") == register_user(session, "ZOE@xn--exmple-cua.org")
