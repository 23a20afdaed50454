"""What is known of pairs that formed elsewhere, where a mail comes in (M8)."""

from uuid import UUID

from app.db import TenantScope
from app.inbound.known import KnownProposal
from app.matches.models import PairProposal
from app.matches.proposals import State, came_by_consent
from app.outbound.models import ReplyAddress
from app.programmes.versions import rules_of

NO = "no"


def known_proposal(scope: TenantScope, address: ReplyAddress | None) -> KnownProposal | None:
    """The pair that this reply address asks about; once the other has consented, what comes there is their own mail."""
    if address is None or address.pair_proposal_id is None:
        return None
    row = scope.session.get_one(PairProposal, (scope.tenant_id, address.pair_proposal_id))
    if row.state == State.AGREED:
        return None
    return KnownProposal(row.id, row.name, row.email, asked=row.state == State.ASKED)


def consented_by(scope: TenantScope, address: ReplyAddress) -> UUID | None:
    """Whose the address is since they consented."""
    if address.pair_proposal_id is None:
        return None
    return scope.session.get_one(PairProposal, (scope.tenant_id, address.pair_proposal_id)).partner_id


def may_register(scope: TenantScope, person_id: UUID, programme_id: UUID) -> bool:
    """Whether the programme's rules of today let this person tell of a pair."""
    rules = rules_of(scope, None, programme_id=programme_id).rules
    return rules.pairs.by_mail != NO and not came_by_consent(scope, person_id)
