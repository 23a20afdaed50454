"""Alembic's entry: migrates as the owner, on the connection handed over by `migrations.runner`."""

from alembic import context

from app.models import Base


def run() -> None:
    """Apply the revisions in one transaction, so that a failed upgrade leaves nothing half done."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
