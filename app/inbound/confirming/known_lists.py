"""The hours that a mail of ours listed for its reader to confirm, as they were shown and as they stand now (H3)."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app.attestations.lines import Line, items_by_id, line_words, lines_of
from app.attestations.models import AttestationList
from app.attestations.outcomes import Purpose
from app.attestations.retold import retold, retold_words
from app.db import TenantScope
from app.inbound.confirming.taking_over import settles_words, taken_over
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
    items = tuple(_item(line, purpose, person, with_name=several) for line in lines)
    if purpose is Purpose.SETTLE:
        anew = _told_anew(scope, row)
        items = tuple(_with_account(scope, line, item, anew) for line, item in zip(lines, items, strict=True))
    return KnownList(row.id, purpose, items)


def with_items(context: Context, listed: KnownList | None) -> Context:
    """What the reading knows of the entries: each by its id and its line in the mail."""
    if listed is None:
        return context
    items = tuple(AskedItem(str(item.item_id), item.text) for item in listed.items)
    return replace(context, checkin=replace(context.checkin, items=items))


def _told_anew(scope: TenantScope, row: AttestationList) -> frozenset[UUID]:
    """The entries of which a later mail told whoever logged them something again."""
    later = scope.session.scalars(
        select(AttestationList.item_ids).where(
            AttestationList.tenant_id == scope.tenant_id,
            AttestationList.person_id == row.person_id,
            AttestationList.purpose == row.purpose,
            AttestationList.item_ids.op("&&")(row.item_ids),
            AttestationList.made_at > row.made_at,
        )
    )
    return frozenset(item_id for ids in later for item_id in ids)


def _with_account(scope: TenantScope, line: Line, item: KnownItem, anew: Collection[UUID]) -> KnownItem:
    """What is entered where the other's account is right, and which dispute that settles."""
    told = taken_over(scope, [line]).get(line.item_id)
    settles = settles_words(scope, [line]).get(line.item_id, "")
    as_told = told if told and told.item else None
    return replace(item, as_told=as_told, settles=settles, told_anew=item.item_id in anew)


def _item(line: Line, purpose: Purpose, person: Person, *, with_name: bool) -> KnownItem:
    own = next((answer for answer in line.live.answers if answer.by_id == person.id), None)
    settling = purpose is Purpose.SETTLE
    proposed = line.said.minutes if settling and not line.said.is_other_session else None
    told = retold(line) if settling else None
    words = line_words(line, person.locale, minutes=proposed or None, with_name=with_name)
    return KnownItem(
        item_id=line.item_id,
        claim_id=line.live.claim.id,
        period=line.period,
        text=retold_words(told, person.locale) if told else words,
        minutes=line.minutes,
        proposed=proposed or None,
        minutes_now=line.live.minutes,
        is_shared=len(line.live.claim.counterpart_ids) > 1,
        state=f"{line.live.state} {line.live.answer.id if line.live.answer else ''} {own.id if own else ''}",
    )
