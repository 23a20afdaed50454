"""A ledger in memory for the tests of the pure parts, with the people and facts that most tests need."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID

from app.cpd.statement import Basis
from app.exports.log.compose import Sources, compose
from app.exports.log.rows import shown, within
from app.exports.log.schema import Chain, HourLog, LoggedEntry, Member, OmittedEntry, Organisation
from app.ledger.canonical import canonical, digest
from app.ledger.chain import Head
from app.ledger.check import Stored
from app.ledger.columns import Columns, columns_of
from app.ledger.commitment import Opening
from app.ledger.drafts import (
    AttestationDraft,
    ClaimDraft,
    CompletionDraft,
    CorrectionDraft,
    DisputeDraft,
    Draft,
    Evidence,
    Means,
    Party,
)
from app.ledger.entry import About, Place, about_claim, body_of, openings_of
from app.programmes.rules import Confirmation

TENANT = UUID("0197a3c2-0000-7000-8000-0000000000aa")
PROGRAMME = UUID("0197a3c2-0000-7000-8000-0000000000b0")
MATCH = UUID("0197a3c2-0000-7000-8000-0000000000c0")
RULES = UUID("0197a3c2-0000-7000-8000-0000000000d0")
DAN = Party(UUID("0197a3c2-0000-7000-8000-000000000001"), "Dan Roy", "M-1")
KATE = Party(UUID("0197a3c2-0000-7000-8000-000000000002"), "Kate Li", "M-2")
ELODIE = Party(UUID("0197a3c2-0000-7000-8000-000000000003"), "Élodie Bérubé", None)
PRIYA = Party(UUID("0197a3c2-0000-7000-8000-000000000004"), "Priya Nair", None)
AT = datetime(2026, 6, 2, 14, 12, tzinfo=UTC)


def evidence(words: str | None = "1.5h zoom with Kate on the 12th", item: int = 0) -> Evidence:
    """Words from a mail of an enrolled address."""
    return Evidence(policy="lenient", verdict="reply key and enrolled address", words=words, item=item)


def claim(
    minutes: int = 90,
    *,
    by: Party = DAN,
    with_: tuple[Party, ...] = (KATE,),
    mode: str = "video",
    on: date | None = date(2026, 5, 12),
    period: str = "2026-05",
    confirmation: Confirmation = Confirmation.PARTNER,
) -> ClaimDraft:
    """Ninety minutes of video on 12 May 2026, unless said otherwise."""
    return ClaimDraft(
        programme_id=PROGRAMME,
        match_id=MATCH,
        claimant=by,
        role="mentor",
        period=period,
        mode=mode,
        minutes=minutes,
        zone="America/Edmonton",
        rules_id=RULES,
        rules_number=1,
        confirmation=confirmation,
        counterparts=with_,
        evidence=evidence(),
        local_date=on,
        starts=time(18, 0) if on else None,
        ends=time(19, 30) if on else None,
        topics="career plan",
    )


def attestation(target: UUID, by: Party = KATE, role: str = "mentee", means: Means = Means.MAIL) -> AttestationDraft:
    """Kate says yes by mail, unless said otherwise."""
    return AttestationDraft(target, by, role, means, evidence("yes, that is right"))


def dispute(target: UUID, by: Party = KATE, role: str = "mentee") -> DisputeDraft:
    """Kate says that it was not so."""
    return DisputeDraft(target, by, role, Means.MAIL, evidence("we met for half an hour only"))


def correction(target: UUID, minutes: int) -> CorrectionDraft:
    """New minutes."""
    return CorrectionDraft(target, minutes, evidence("it was shorter"))


def completion(target: UUID, *, on: date | None = None, topics: str | None = None) -> CompletionDraft:
    """What the claim left unsaid."""
    return CompletionDraft(target, evidence("it was on the 12th"), local_date=on, topics=topics)


@dataclass
class MemoryLedger:
    """Takes drafts as `app.ledger.append` does and keeps them in lists."""

    entries: list[Stored] = field(default_factory=list)
    openings: dict[UUID, tuple[Opening, ...]] = field(default_factory=dict)
    head: Head = field(default_factory=Head.of_empty)

    def append(self, draft: Draft) -> UUID:
        """Enter a draft; the id of its entry."""
        about = about_claim(draft) if isinstance(draft, ClaimDraft) else self._about(draft.target_id)
        number = sum(entry.columns.person_id == about.person_id for entry in self.entries) + 1
        entry_id = UUID(int=TENANT.int + 1000 + len(self.entries))
        openings = openings_of(draft)
        body = body_of(draft, about, Place(TENANT, entry_id, number, AT), openings)
        written = canonical(body)
        prev, self.head = self.head, self.head.next(TENANT, digest(written))
        self.openings[entry_id] = openings
        self.entries.append(
            Stored(self.head.seq, prev.hash, self.head.hash, digest(written), written.decode(), columns_of(body))
        )
        return entry_id

    def columns(self) -> list[Columns]:
        """All entries as values."""
        return [entry.columns for entry in self.entries]

    def log(
        self,
        member: Party = DAN,
        since: date | None = None,
        until: date | None = None,
        bases: tuple[Basis, ...] = (),
    ) -> HourLog:
        """The member's hour log up to the head."""
        mine = [entry for entry in self.entries if entry.columns.person_id == member.person_id]
        chosen = within([entry.columns for entry in mine], since, until)
        first = mine[0].seq if mine else self.head.seq + 1
        prev = mine[0].prev_hash if mine else self.head.hash
        sources = Sources(
            tenant=Organisation(id=str(TENANT), slug="aset", name="ASET"),
            enrolled=Member(id=str(member.person_id), name=member.name, member_number=member.member_number),
            entries=[self._logged(entry) for entry in mine if entry.columns.id in chosen],
            omitted=[
                OmittedEntry(seq=entry.seq, person_seq=entry.columns.person_seq)
                for entry in mine
                if entry.columns.id not in chosen
            ],
            chain=Chain(
                first=first,
                prev=prev.hex(),
                bodies=[entry.body_hash.hex() for entry in self.entries if entry.seq >= first],
            ),
            head=self.head,
            bases=bases,
        )
        return compose(sources, since, until, AT)

    def _logged(self, entry: Stored) -> LoggedEntry:
        openings = [
            {"field": opening.field, "salt": opening.salt.hex(), "text": opening.text}
            for opening in self.openings[entry.columns.id]
            if shown(entry.columns.kind, opening.field)
        ]
        return LoggedEntry.model_validate({"seq": entry.seq, "body": json.loads(entry.body), "openings": openings})

    def _about(self, target_id: UUID) -> About:
        found = next(entry.columns for entry in self.entries if entry.columns.id == target_id)
        return About(found.programme_id, found.match_id, found.person_id, found.period)


def filled_ledger() -> MemoryLedger:
    """Entries of Dan and Élodie in turn: claims, a confirmation, a correction, a dispute.

    Dan's are 1, 3, 4, 5 and 7; his May comes to 90 attested and 30 claimed minutes, his June to 45 disputed.
    """
    ledger = MemoryLedger()
    may = ledger.append(claim())
    ledger.append(claim(60, by=ELODIE, mode="phone"))
    late = ledger.append(claim(60, mode="email", on=None))
    ledger.append(attestation(may))
    ledger.append(correction(late, 30))
    ledger.append(claim(20, by=ELODIE, mode="email", on=None))
    june = ledger.append(claim(45, on=date(2026, 6, 9), period="2026-06"))
    ledger.append(dispute(june))
    return ledger
