"""The ledger's tables: entries that nobody changes, the head of each tenant's chain, and what opens commitments."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import JsonObject, Platform, TenantOwned, new_id, within_tenant
from app.ledger.chain import Head


class LedgerEntry(TenantOwned):
    """One entry (H2): the canonical `body` is the truth, the columns beside it are there to be searched.

    `minutes` are whole; date and times are local to `zone`; `recorded_at` is UTC at whole seconds. `person_id` is the
    claimant, also in answers to a claim, and `person_seq` counts the entries about that person without a gap.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("tenant_id", "seq"),
        UniqueConstraint("tenant_id", "person_id", "person_seq"),
        UniqueConstraint("tenant_id", "received_mail_id", "item"),
        within_tenant("person_id", "person"),
        within_tenant("programme_id", "programme"),
        within_tenant("match_id", "match"),
        within_tenant("rules_id", "programme_rules"),
        within_tenant("target_id", "ledger_entry"),
        CheckConstraint("seq >= 1 AND person_seq >= 1", name="counts_from_one"),
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
        CheckConstraint(
            "octet_length(prev_hash) = 32 AND octet_length(hash) = 32 AND octet_length(body_hash) = 32",
            name="hashes_are_sha256",
        ),
        Index("ix_ledger_entry_match_period", "tenant_id", "match_id", "period"),
        Index("ix_ledger_entry_target", "tenant_id", "target_id", postgresql_where=text("target_id IS NOT NULL")),
    )
    append_only = True

    seq: Mapped[int] = mapped_column(BigInteger)
    prev_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[str]
    kind: Mapped[str]
    recorded_at: Mapped[datetime]
    person_id: Mapped[UUID]
    person_seq: Mapped[int]
    programme_id: Mapped[UUID]
    match_id: Mapped[UUID]
    period: Mapped[str]
    role: Mapped[str | None]
    mode: Mapped[str | None]
    minutes: Mapped[int | None]
    local_date: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    zone: Mapped[str | None]
    rules_id: Mapped[UUID | None]
    confirmation: Mapped[str | None]
    counterpart_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    target_id: Mapped[UUID | None]
    # No foreign key: a person, or the membership of a coordinator.
    by_id: Mapped[UUID | None]
    by_role: Mapped[str | None]
    means: Mapped[str | None]
    # No foreign key: a mail may be deleted when its time is over, the entry that stands on it stays.
    received_mail_id: Mapped[UUID | None]
    item: Mapped[int | None]

    @property
    def head(self) -> Head:
        """The head of the chain as it stood with this entry."""
        return Head(self.seq, self.hash)


class LedgerHead(TenantOwned):
    """The last link of a tenant's chain; whoever appends locks it, so that sequence numbers have no gap."""

    __tablename__ = "ledger_head"
    __table_args__ = (UniqueConstraint("tenant_id"),)

    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerOpening(TenantOwned):
    """Salt and text behind one commitment of an entry. Deleting it erases the text; the chain stays whole (C3)."""

    __tablename__ = "ledger_opening"
    __table_args__ = (
        UniqueConstraint("tenant_id", "entry_id", "field"),
        within_tenant("entry_id", "ledger_entry"),
    )

    entry_id: Mapped[UUID]
    field: Mapped[str]
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    text: Mapped[str]


class ErasedPart(TenantOwned):
    """That erasing took something away (C3): the opening of a field of an entry, or a file, by its SHA-256.

    What is gone and not noted here was taken away by somebody else.
    """

    __tablename__ = "erased_part"
    __table_args__ = (
        UniqueConstraint("tenant_id", "entry_id", "name", postgresql_nulls_not_distinct=True),
        within_tenant("entry_id", "ledger_entry"),
    )
    append_only = True

    entry_id: Mapped[UUID | None]  # none: a file
    name: Mapped[str]  # the opening's field, or 64 hexadecimal digits


class LedgerRoot(TenantOwned):
    """A daily root as it was handed out: its bytes and the seal over them. `day` is a day of UTC, `digest` names it."""

    __tablename__ = "ledger_root"
    __table_args__ = (
        UniqueConstraint("tenant_id", "day"),
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("seq >= 1 AND number >= 1", name="counts_from_one"),
    )
    append_only = True

    number: Mapped[int]
    day: Mapped[date]
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    seal: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    made_at: Mapped[datetime]

    @property
    def head(self) -> Head:
        """The head of the chain that the root proves."""
        return Head(self.seq, self.hash)


class RootStamp(TenantOwned):
    """The time stamp of a root's seal (RFC 3161), as the authority answered; it may come later than the root."""

    __tablename__ = "root_stamp"
    __table_args__ = (UniqueConstraint("tenant_id", "root_id"), within_tenant("root_id", "ledger_root"))
    append_only = True

    root_id: Mapped[UUID]
    answer: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stamped_at: Mapped[datetime]  # by the authority's clock


class LedgerFault(TenantOwned):
    """What was found wrong with a ledger when its entries up to `last` were read, and a hash of the state they were in.

    There while no root can be made. `found` has numbers and names of fields, never what an entry says.
    """

    __tablename__ = "ledger_fault"
    __table_args__ = (UniqueConstraint("tenant_id"),)

    found: Mapped[str]
    last: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    read_at: Mapped[datetime]


class HourLogExport(TenantOwned):
    """That an hour log left the house: its digest and what it was asked for. The bytes are not kept."""

    __tablename__ = "hour_log_export"
    __table_args__ = (within_tenant("person_id", "person"),)
    append_only = True

    person_id: Mapped[UUID]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    parameters: Mapped[JsonObject]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class PaperCode(Platform):
    """The hash of the code on a printed log, and which log of which tenant it leads to; a platform table."""

    __tablename__ = "paper_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    export_id: Mapped[UUID]


class CodeTry(Platform):
    """That somebody tried a code that leads nowhere: rows of the last minutes limit how often one may; hashes only."""

    __tablename__ = "code_try"
    __table_args__ = (Index("ix_code_try_peer", "peer_hash", "tried_at"), Index("ix_code_try_tried_at", "tried_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    peer_hash: Mapped[bytes] = mapped_column(LargeBinary)
    tried_at: Mapped[datetime]
