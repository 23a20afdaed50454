"""Taking people in (R2): an address that no mail could reach is refused at the door."""

import pytest

from app.db import Database
from app.programmes.enrolment import BadAddress, enrol
from tests.factories.tenants import make_tenant


@pytest.mark.parametrize(
    "address", ["", "dan", "dan@", "@example.org", "dan roy@example.org", "a@b", "a@b.c\nBcc: x@y.z"]
)
def test_what_is_no_address_is_named(database: Database, address: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope, pytest.raises(BadAddress, match="is no mail address"):
        enrol(scope, name="Dan Roy", email=address, locale="en-CA")


@pytest.mark.parametrize("address", ["Dan.Roy+aset@Example.org", "d'arcy@sub.example.co.uk", "zoë@exämple.org"])
def test_addresses_are_kept_in_small_letters(database: Database, address: str) -> None:
    made = make_tenant(database)
    with database.tenant(made.tenant_id) as scope:
        enrol(scope, name="Dan Roy", email=address, locale="en-CA")
