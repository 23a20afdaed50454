"""What erasing took away is noted, so that anything else that is gone is told."""

import sqlalchemy as sa
from alembic import op

from migrations.row_security import guard, make_append_only

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_COMMITTED = """
    SELECT one.key AS name, one.value AS hash FROM jsonb_each_text(entry.body::jsonb -> 'commitments') one
    WHERE one.key <> 'counterparts'
    UNION ALL
    SELECT 'counterparts.' || many.place - 1, many.hash
    FROM jsonb_array_elements_text(entry.body::jsonb -> 'commitments' -> 'counterparts')
        WITH ORDINALITY AS many(hash, place)
"""
_OPENINGS = """
    INSERT INTO erased_part (tenant_id, id, entry_id, name)
    SELECT entry.tenant_id, gen_random_uuid(), entry.id, made.name
    FROM ledger_entry entry CROSS JOIN LATERAL (_committed_) made
    WHERE made.hash IS NOT NULL
    AND EXISTS (SELECT FROM person WHERE person.tenant_id = entry.tenant_id AND person.erased_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM ledger_opening opened
        WHERE opened.tenant_id = entry.tenant_id AND opened.entry_id = entry.id AND opened.field = made.name
    )
"""
_MAILS = """
    INSERT INTO erased_part (tenant_id, id, name)
    SELECT tenant_id, gen_random_uuid(), encode(digest, 'hex') FROM raw_mail WHERE octet_length(content) = 0
"""
_EMPTIED_LETTERS = """
    INSERT INTO erased_part (tenant_id, id, name)
    SELECT DISTINCT ON (tenant_id, digest) tenant_id, gen_random_uuid(), encode(digest, 'hex')
    FROM outside_letter WHERE octet_length(content) = 0
    ON CONFLICT DO NOTHING
"""
_LETTERS = """
    INSERT INTO erased_part (tenant_id, id, name)
    SELECT DISTINCT ON (entry.tenant_id, entry.body::jsonb #>> '{evidence,digest}')
        entry.tenant_id, gen_random_uuid(), entry.body::jsonb #>> '{evidence,digest}'
    FROM ledger_entry entry
    WHERE entry.body::jsonb #>> '{evidence,policy}' = 'by_letter'
    AND EXISTS (SELECT FROM person WHERE person.tenant_id = entry.tenant_id AND person.erased_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM outside_letter letter WHERE letter.tenant_id = entry.tenant_id
        AND encode(letter.digest, 'hex') = entry.body::jsonb #>> '{evidence,digest}'
    )
    ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.create_table(
        "erased_part",
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_erased_part")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_erased_part_tenant_id_tenant")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["ledger_entry.tenant_id", "ledger_entry.id"],
            name=op.f("fk_erased_part_tenant_id_entry_id_ledger_entry"),
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "entry_id",
            "name",
            name=op.f("uq_erased_part_tenant_id_entry_id_name"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    for noted in (
        _OPENINGS.replace("_committed_", _COMMITTED),
        _MAILS,
        _EMPTIED_LETTERS,
        _LETTERS,
    ):  # what was erased before anybody noted it
        op.execute(noted)
    guard("erased_part")
    make_append_only("erased_part")


def downgrade() -> None:
    op.drop_table("erased_part")
