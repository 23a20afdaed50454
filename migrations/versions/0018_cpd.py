"""What counting knows of members, and what goes out with a mail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import guard

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cpd_member",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("own_date", sa.Date(), nullable=True),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_cpd_member_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_cpd_member_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "supervisor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_cpd_member_tenant_id_supervisor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cpd_member")),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_cpd_member_tenant_id_person_id")),
    )
    guard("cpd_member")
    op.create_table(
        "mail_enclosure",
        sa.Column("outbound_mail_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parameters", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_mail_enclosure_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "outbound_mail_id"],
            ["outbound_mail.tenant_id", "outbound_mail.id"],
            name=op.f("fk_mail_enclosure_tenant_id_outbound_mail_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mail_enclosure")),
        sa.UniqueConstraint(
            "tenant_id", "outbound_mail_id", "kind", name=op.f("uq_mail_enclosure_tenant_id_outbound_mail_id_kind")
        ),
    )
    guard("mail_enclosure")


def downgrade() -> None:
    op.drop_table("mail_enclosure")
    op.drop_table("cpd_member")
