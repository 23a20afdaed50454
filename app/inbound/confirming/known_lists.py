"""The hours that a mail of ours listed for its reader to confirm, as they were shown and as they stand now (H3)."""

from dataclasses import replace

from sqlalchemy import select

from app.attestations.lines import Line, items_by_id, line_words, lines_of
from app.attestations.models import AttestationList
from app.attestations.outcomes import Purpose
from app.db import TenantScope
from app.inbound.known import KnownItem, KnownList
from app.outbound.models import ReplyAddress
from app.programmes.models import Person
from app.reading.contract import AskedItem, Context


def known_list(scope: TenantScope, address: ReplyAddress | None, person: Person) -> KnownList | None:
    """What was listed in the mail that is answered; `None` where it asked for nothing to be confirmed."""
    if address is None or address.attestation_list_id is None:
        return None
    row = scope.session.scalars(
        select(AttestationList).where(
            AttestationList.tenant_id == scope.tenant_id, AttestationList.id == address.attestation_list_id
        )
    ).one()
    purpose, lines = Purpose(row.purpose), lines_of(scope, items_by_id(scope, row.item_ids))
    several = len({line.claimant for line in lines}) > 1
    return KnownList(
        list_id=row.id,
        purpose=purpose,
        items=tuple(_item(line, purpose, person, with_name=several) for line in lines),
    )


def with_items(context: Context, listed: KnownList | None) -> Context:
    """What the reading knows of the entries: each by its id and its line in the mail."""
    if listed is None:
        return context
    items = tuple(AskedItem(str(item.item_id), item.text) for item in listed.items)
    return replace(context, checkin=replace(context.checkin, items=items))


def _item(line: Line, purpose: Purpose, person: Person, *, with_name: bool) -> KnownItem:
    own = next((answer for answer in line.live.answers if answer.by_id == person.id), None)
    proposed = line.said.minutes if purpose is Purpose.SETTLE else None
    return KnownItem(
        item_id=line.item_id,
        claim_id=line.live.claim.id,
        period=line.period,
        text=line_words(line, person.locale, minutes=proposed or None, with_name=with_name),
        minutes=line.minutes,
        proposed=proposed or None,
        minutes_now=line.live.minutes,
        state=f"{line.live.state} {line.live.answer.id if line.live.answer else ''} {own.id if own else ''}",
    )
