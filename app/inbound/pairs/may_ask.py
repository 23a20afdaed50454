"""Whether the other of a pair may be asked by mail: nobody is bothered twice, nor flooded by way of us (M8, I8)."""

from app.db import TenantScope
from app.inbound.answered import known_of
from app.inbound.decision import Decision, PairTold, Reason, Review
from app.inbound.stored import Found
from app.matches.proposals import (
    ASKED_IN_VAIN,
    MOST_IN_VAIN,
    OPEN,
    are_matched,
    in_vain_lately,
    lock_address,
    open_proposal,
    proposals_to,
)
from app.outbound.outbox import Office
from app.outbound.reach.suppression import suppressed
from app.programmes.addresses import owner_of
from app.programmes.models import Person


def if_askable(scope: TenantScope, found: Found, decision: Decision, office: Office) -> Decision:
    """The decision; a coordinator reads the mail where it names somebody whom we must not ask."""
    if not isinstance(decision, PairTold):
        return decision
    email, proposer_id = decision.pair.email, known_of(found).person_id
    lock_address(scope, email)
    if is_matched_with(scope, found, email) or open_proposal(scope, proposer_id, email):
        return decision
    refused = (
        _was_asked(scope, email)
        or _wants_no_mail(scope, email)
        or email.endswith(f"@{office.reply_domain}")
        or in_vain_lately(scope, proposer_id, office.clock()) >= MOST_IN_VAIN
    )
    return Review(Reason.PAIR_UNASKABLE) if refused else decision


def is_matched_with(scope: TenantScope, found: Found, email: str) -> bool:
    """Whether whoever writes has a match with the owner of that address already."""
    known, partner_id = known_of(found), owner_of(scope, email)
    return partner_id is not None and are_matched(scope, known.person_id, partner_id, known.programme_id)


def _was_asked(scope: TenantScope, email: str) -> bool:
    """Somebody who said no, or nothing, is not asked again; nor is anybody asked two things at once."""
    return any(row.state in ASKED_IN_VAIN | OPEN for row in proposals_to(scope, email))


def _wants_no_mail(scope: TenantScope, email: str) -> bool:
    person_id = owner_of(scope, email)
    person = scope.session.get_one(Person, (scope.tenant_id, person_id)) if person_id else None
    if person and person.unsubscribed_at:
        return True
    return bool(suppressed(scope, [email, *([person.email] if person else [])]))
