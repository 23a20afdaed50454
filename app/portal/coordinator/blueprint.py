"""The blueprint that the coordinator's pages hang on, and who is acting."""

from uuid import UUID

from app.portal.guard import acting_id, role_blueprint

ROLE = "coordinator"

coordinator = role_blueprint("coordinator", ROLE)


def membership() -> UUID:
    """The membership in whose name the coordinator acts; records and the audit log name it."""
    return acting_id(ROLE)
