"""Lists that samples of audits were drawn from (X5): an erased person stands in them under the id of their record."""

from sqlalchemy import select, update

from app.audits.models import AuditPopulation
from app.db import TenantScope
from app.erasure.belongings import Belongings


def rename_in_lists(scope: TenantScope, them: Belongings) -> None:
    """Take their member number out of each list; who was drawn stays as it is, and the list keeps its digest."""
    found = scope.session.execute(
        select(AuditPopulation.id, AuditPopulation.members).where(AuditPopulation.tenant_id == scope.tenant_id)
    ).all()
    own = str(them.person_id)
    for row in found:
        members = {own if person == own else key: person for key, person in row.members.items()}
        if members != row.members:
            scope.session.execute(
                update(AuditPopulation)
                .where(AuditPopulation.tenant_id == scope.tenant_id, AuditPopulation.id == row.id)
                .values(members=members)
                .execution_options(synchronize_session=False)
            )
