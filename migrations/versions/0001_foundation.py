"""The foundation: tenancy, programmes, matches, mail in and out, the ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.row_security import create_refusal, drop_refusal, guard, make_append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "check_in",
    "cohort",
    "hour_log_export",
    "ledger_entry",
    "ledger_head",
    "ledger_opening",
    "mail_outcome",
    "match",
    "match_participant",
    "meeting",
    "membership",
    "organisation",
    "outbound_mail",
    "person",
    "programme",
    "programme_rules",
    "question",
    "raw_mail",
    "received_mail",
    "reply_address",
    "status_report",
)
APPEND_ONLY = ("hour_log_export", "ledger_entry", "programme_rules")


def upgrade() -> None:
    op.create_table(
        "schedule_run",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_schedule_run")),
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
        sa.UniqueConstraint("slug", name=op.f("uq_tenant_slug")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email_hash", name=op.f("uq_user_account_email_hash")),
    )
    op.create_table(
        "ledger_head",
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_ledger_head_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ledger_head")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_ledger_head_tenant_id")),
    )
    op.create_table(
        "membership",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_membership_tenant_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint("tenant_id", "user_id", "role", name=op.f("uq_membership_tenant_id_user_id_role")),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("member_number", sa.String(), nullable=True),
        sa.Column("unsubscribed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_person_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_person")),
        sa.UniqueConstraint("tenant_id", "email", name=op.f("uq_person_tenant_id_email")),
        sa.UniqueConstraint("tenant_id", "member_number", name=op.f("uq_person_tenant_id_member_number")),
    )
    op.create_table(
        "programme_address",
        sa.Column("local_part", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_programme_address_tenant_id")),
        sa.PrimaryKeyConstraint("local_part", name=op.f("pk_programme_address")),
    )
    op.create_table(
        "raw_mail",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("first_received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_raw_mail_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_raw_mail")),
        sa.UniqueConstraint("tenant_id", "digest", name=op.f("uq_raw_mail_tenant_id_digest")),
    )
    op.create_table(
        "reply_key",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("reply_address_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_reply_key_tenant_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_reply_key")),
    )
    op.create_table(
        "hour_log_export",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("parameters", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_hour_log_export_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_hour_log_export_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_hour_log_export")),
    )
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sender_policy", sa.String(), nullable=False),
        sa.Column("safeguarding_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "safeguarding_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_organisation_tenant_id_safeguarding_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_organisation_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_organisation_tenant_id")),
    )
    op.create_table(
        "programme",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("coordinator_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coordinator_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_programme_tenant_id_coordinator_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_programme_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("uq_programme_tenant_id_slug")),
    )
    op.create_table(
        "cohort",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_cohort_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_cohort_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("tenant_id", "programme_id", "name", name=op.f("uq_cohort_tenant_id_programme_id_name")),
    )
    op.create_table(
        "programme_rules",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_programme_rules_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_programme_rules_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme_rules")),
        sa.UniqueConstraint(
            "tenant_id", "programme_id", "version", name=op.f("uq_programme_rules_tenant_id_programme_id_version")
        ),
    )
    op.create_table(
        "check_in",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("rules_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_check_in_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_check_in_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rules_id"],
            ["programme_rules.tenant_id", "programme_rules.id"],
            name=op.f("fk_check_in_tenant_id_rules_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_check_in_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_check_in")),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_id",
            "person_id",
            "period",
            name=op.f("uq_check_in_tenant_id_programme_id_person_id_period"),
        ),
    )
    op.create_table(
        "match",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=True),
        sa.Column("rules_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cohort_id"], ["cohort.tenant_id", "cohort.id"], name=op.f("fk_match_tenant_id_cohort_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_match_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rules_id"],
            ["programme_rules.tenant_id", "programme_rules.id"],
            name=op.f("fk_match_tenant_id_rules_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_match_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_match")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_seq", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("rules_id", sa.Uuid(), nullable=True),
        sa.Column("confirmation", sa.String(), nullable=True),
        sa.Column("counterpart_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_role", sa.String(), nullable=True),
        sa.Column("means", sa.String(), nullable=True),
        sa.Column("received_mail_id", sa.Uuid(), nullable=True),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_ledger_entry_minutes_not_negative")),
        sa.CheckConstraint(
            "octet_length(prev_hash) = 32 AND octet_length(hash) = 32 AND octet_length(body_hash) = 32",
            name=op.f("ck_ledger_entry_hashes_are_sha256"),
        ),
        sa.CheckConstraint("seq >= 1 AND person_seq >= 1", name=op.f("ck_ledger_entry_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "match_id"], ["match.tenant_id", "match.id"], name=op.f("fk_ledger_entry_tenant_id_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_ledger_entry_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_ledger_entry_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "rules_id"],
            ["programme_rules.tenant_id", "programme_rules.id"],
            name=op.f("fk_ledger_entry_tenant_id_rules_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "target_id"],
            ["ledger_entry.tenant_id", "ledger_entry.id"],
            name=op.f("fk_ledger_entry_tenant_id_target_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_ledger_entry_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "person_seq", name=op.f("uq_ledger_entry_tenant_id_person_id_person_seq")
        ),
        sa.UniqueConstraint(
            "tenant_id", "received_mail_id", "item", name=op.f("uq_ledger_entry_tenant_id_received_mail_id_item")
        ),
        sa.UniqueConstraint("tenant_id", "seq", name=op.f("uq_ledger_entry_tenant_id_seq")),
    )
    op.create_index("ix_ledger_entry_match_period", "ledger_entry", ["tenant_id", "match_id", "period"], unique=False)
    op.create_table(
        "match_participant",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "match_id"],
            ["match.tenant_id", "match.id"],
            name=op.f("fk_match_participant_tenant_id_match_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_match_participant_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_match_participant_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_match_participant")),
        sa.UniqueConstraint(
            "tenant_id", "match_id", "person_id", name=op.f("uq_match_participant_tenant_id_match_id_person_id")
        ),
    )
    op.create_table(
        "reply_address",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("question_id", sa.Uuid(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "check_in_id"],
            ["check_in.tenant_id", "check_in.id"],
            name=op.f("fk_reply_address_tenant_id_check_in_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_reply_address_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_reply_address_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_reply_address_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reply_address")),
    )
    op.create_table(
        "ledger_opening",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["ledger_entry.tenant_id", "ledger_entry.id"],
            name=op.f("fk_ledger_opening_tenant_id_entry_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_ledger_opening_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ledger_opening")),
        sa.UniqueConstraint("tenant_id", "entry_id", "field", name=op.f("uq_ledger_opening_tenant_id_entry_id_field")),
    )
    op.create_table(
        "outbound_mail",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("from_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("in_reply_to", sa.String(), nullable=True),
        sa.Column("reply_address_id", sa.Uuid(), nullable=True),
        sa.Column("reply_key", sa.String(), nullable=True),
        sa.Column("notice", sa.Boolean(), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_outbound_mail_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reply_address_id"],
            ["reply_address.tenant_id", "reply_address.id"],
            name=op.f("fk_outbound_mail_tenant_id_reply_address_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_outbound_mail_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_outbound_mail")),
        sa.UniqueConstraint("tenant_id", "dedupe_key", name=op.f("uq_outbound_mail_tenant_id_dedupe_key")),
        sa.UniqueConstraint("tenant_id", "message_id", name=op.f("uq_outbound_mail_tenant_id_message_id")),
    )
    op.create_index(
        "ix_outbound_mail_due",
        "outbound_mail",
        ["tenant_id", "next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "received_mail",
        sa.Column("raw_mail_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("reply_address_id", sa.Uuid(), nullable=True),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("envelope", postgresql.JSONB(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_received_mail_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "raw_mail_id"],
            ["raw_mail.tenant_id", "raw_mail.id"],
            name=op.f("fk_received_mail_tenant_id_raw_mail_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reply_address_id"],
            ["reply_address.tenant_id", "reply_address.id"],
            name=op.f("fk_received_mail_tenant_id_reply_address_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_received_mail_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_received_mail")),
        sa.UniqueConstraint(
            "tenant_id", "raw_mail_id", "recipient", name=op.f("uq_received_mail_tenant_id_raw_mail_id_recipient")
        ),
    )
    op.create_table(
        "mail_outcome",
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("reading", postgresql.JSONB(), nullable=True),
        sa.Column("verdict", postgresql.JSONB(), nullable=True),
        sa.Column("rules_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_mail_outcome_tenant_id_received_mail_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_mail_outcome_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mail_outcome")),
    )
    op.create_index(
        "uq_mail_outcome_current",
        "mail_outcome",
        ["tenant_id", "received_mail_id"],
        unique=True,
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "meeting",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=True),
        sa.Column("homework", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "match_id"], ["match.tenant_id", "match.id"], name=op.f("fk_meeting_tenant_id_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_meeting_tenant_id_received_mail_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reported_by_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_meeting_tenant_id_reported_by_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_meeting_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "question",
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("subject_matter", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("reading", postgresql.JSONB(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "check_in_id"],
            ["check_in.tenant_id", "check_in.id"],
            name=op.f("fk_question_tenant_id_check_in_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["person.tenant_id", "person.id"], name=op.f("fk_question_tenant_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_question_tenant_id_programme_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_question_tenant_id_received_mail_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_question_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question")),
    )
    op.create_table(
        "status_report",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("received_mail_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("wants_help", sa.Boolean(), nullable=False),
        sa.Column("minutes_said", sa.Integer(), nullable=True),
        sa.Column("next_meeting_on", sa.Date(), nullable=True),
        sa.Column("next_meeting_at", sa.Time(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "match_id"], ["match.tenant_id", "match.id"], name=op.f("fk_status_report_tenant_id_match_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_status_report_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "received_mail_id"],
            ["received_mail.tenant_id", "received_mail.id"],
            name=op.f("fk_status_report_tenant_id_received_mail_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_status_report_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_status_report")),
    )
    op.create_index(
        "ix_status_report_latest", "status_report", ["tenant_id", "match_id", "person_id", "reported_at"], unique=False
    )
    # ### end Alembic commands ###
    for table in TENANT_TABLES:
        guard(table)
    create_refusal()
    for table in APPEND_ONLY:
        make_append_only(table)


def downgrade() -> None:
    op.drop_index("ix_status_report_latest", table_name="status_report")
    op.drop_table("status_report")
    op.drop_table("question")
    op.drop_table("meeting")
    op.drop_index("uq_mail_outcome_current", table_name="mail_outcome", postgresql_where=sa.text("is_current"))
    op.drop_table("mail_outcome")
    op.drop_table("received_mail")
    op.drop_index("ix_outbound_mail_due", table_name="outbound_mail", postgresql_where=sa.text("sent_at IS NULL"))
    op.drop_table("outbound_mail")
    op.drop_table("ledger_opening")
    op.drop_table("reply_address")
    op.drop_table("match_participant")
    op.drop_index("ix_ledger_entry_match_period", table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_table("match")
    op.drop_table("check_in")
    op.drop_table("programme_rules")
    op.drop_table("cohort")
    op.drop_table("programme")
    op.drop_table("organisation")
    op.drop_table("hour_log_export")
    op.drop_table("reply_key")
    op.drop_table("raw_mail")
    op.drop_table("programme_address")
    op.drop_table("person")
    op.drop_table("membership")
    op.drop_table("ledger_head")
    op.drop_table("user_account")
    op.drop_table("tenant")
    op.drop_table("schedule_run")
    # ### end Alembic commands ###
    drop_refusal()
