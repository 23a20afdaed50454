"""What the answer of an address's owner does: from then on it counts for the person who named it, or is ended."""

from datetime import datetime

from app import events
from app.db import TenantScope
from app.inbound.known import Known
from app.programmes.addresses import confirm_address, end_address


def settle_address(scope: TenantScope, known: Known, now: datetime, *, yes: bool) -> list[events.Event]:
    """A yes makes it count, a no ends it, also later: its owner has the last word."""
    assert known.proving is not None
    address_id = known.proving.address_id
    if not yes:
        end_address(scope, known.person_id, address_id, now)
        return [events.AddressDeclined(address_id)]
    if not confirm_address(scope, address_id, now):
        return [events.AddressDeclined(address_id)]
    return [events.AddressConfirmed(address_id, known.programme_id)]
