"""Every column that can hold words, names or addresses, and what erasing a person does to it. Pure.

A test walks the models: a column of text, bytes or JSON that is not here fails it. Whoever adds a table decides here
whose words it holds, and says in `app.erasure.rows` which of its rows are one person's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Noted(StrEnum):
    """What the ledger commits to: erasing notes that it took it away, so that any other loss is told (X3)."""

    OPENING = "the opening of an entry's field"
    FILE = "a file, by its SHA-256 in the column `digest`"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A person's rows are deleted; and others' rows that tell of the person in one of the columns `searched`."""

    searched: tuple[str, ...] = ()
    noted: Noted | None = None


@dataclass(frozen=True, slots=True)
class Emptied:
    """Rows stay, because others point to them, and their words go: column -> what stands there afterwards.

    `own` goes from the person's rows (what is `noted` of it is noted). `said` goes from these, and from everybody's
    rows where it tells of the person; `together` says that one of them takes the others along.
    """

    own: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)
    together: bool = False
    noted: Noted | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """What a function of its own does: `columns`, and where."""

    columns: tuple[str, ...]
    place: str


class Harmless(StrEnum):
    """Why a column is nobody's."""

    DRAWN = "a hash, an id, or a name drawn at random"
    WORD = "one word of a list of ours, a language, a zone or a month"
    CHAIN = "ids, figures and salted commitments (docs/ledger-format.md)"
    HOUSE = "what the organisation set up, what its staff are called, and what they wrote for everybody"


ERASED: Final[Mapping[str, Deleted | Emptied | Apart]] = {
    "absence": Deleted(),
    "address_state": Deleted(),
    "amended_reading": Deleted(("context", "expected", "notes")),
    "audit_answer": Emptied(said={"words": ""}),
    "audit_entry": Emptied(said={"note": ""}),
    "audit_population": Apart(("members",), "app.erasure.drawn_lists"),
    "conversation": Deleted(("subject",)),
    "cpd_member": Deleted(),
    "cpd_supervisor": Deleted(),
    "erasure_left": Apart(("told",), "app.erasure.left_waiting"),
    "integrity_look": Emptied(said={"note": ""}),
    "ledger_opening": Deleted(("text",), noted=Noted.OPENING),
    "login_place": Apart((), "app.erasure.directory"),
    "mail_outcome": Emptied(
        own={"message_id": None, "fingerprint": None}, said={"detail": "", "reading": None, "verdict": None}
    ),
    "meeting": Emptied(said={"topics": None, "homework": None}),
    "mentor_employer": Deleted(),
    "outbound_attachment": Apart(("name", "media_type", "content"), "app.erasure.sent"),
    "outbound_mail": Emptied(
        own={"to_name": "", "to_address": "", "reply_key": None},
        said={
            "subject": "",
            "text": "",
            "html": "",
            "last_error": None,
            "in_reply_to": None,
            "thread_ids": "",
        },
        together=True,
    ),
    "outside_letter": Emptied(
        own={"content": b"", "file_name": ""},
        said={"words": "", "organisation": "", "reason": ""},
        noted=Noted.FILE,
    ),
    "pair_proposal": Emptied(said={"name": "", "email": ""}, together=True),
    "person": Apart(("name", "given_name", "email", "member_number", "timezone"), "app.erasure.emptied_person"),
    "person_address": Emptied(said={"email": "", "name": ""}, together=True),
    "question": Emptied(said={"wording": "", "reading": None}, together=True),
    "raw_mail": Apart(("content",), "app.erasure.raw_mails"),
    "received_mail": Emptied(said={"envelope": {}}),
    "reply_address": Deleted(),
    "reply_key": Apart(("key_hash",), "app.erasure.directory"),
    "return_path": Apart(("key_hash",), "app.erasure.directory"),
    "sender_check": Emptied(said={"sender": ""}),
    "sign_in": Apart(("token_hash", "code_hash", "browser_hash", "email_hash", "peer_hash"), "app.erasure.directory"),
    "status_report": Deleted(),
    "unsubscribe_link": Apart(("key_hash",), "app.erasure.directory"),
    "user_account": Apart(("email_hash",), "app.erasure.directory"),
}
"""Table -> what becomes of a person's rows in it."""


def _columns(text: str) -> frozenset[str]:
    return frozenset(text.split())


HARMLESS: Final[Mapping[Harmless, frozenset[str]]] = {
    Harmless.DRAWN: _columns("""
        audit_answer.mail_digest audit_link.key_hash audit_population.digest code_try.peer_hash
        hour_log_export.digest hour_log_export.parameters hour_log_export.made_by integrity_look.flag
        issued_paper.digest issued_paper.made_by issued_paper.parameters outside_letter.digest
        pair_proposal.address_hash
        mail_domain.domain_hash mail_enclosure.parameters outbound_mail.dedupe_key outbound_mail.message_id
        pace.key_hash paper_code.code_hash provider_event.digest provider_event.event_hash raw_mail.digest
        received_mail.recipient
    """),
    Harmless.WORD: _columns("""
        attestation_item.outcome attestation_item.said_mode attestation_list.purpose audit.members audit_answer.said
        audit_answer.verdict audit_entry.action check_in.period check_in.role check_in.state integrity_look.decision
        integrity_look.kind issued_paper.kind mail_enclosure.kind mail_outcome.outcome mail_outcome.reason match.state
        match_participant.role meeting.mode meeting.period outbound_mail.became outbound_mail.became_why
        outbound_mail.kind outbound_mail.locale outbound_mail.withheld outside_letter.media_type
        outside_letter.state pair_proposal.role pair_proposal.state paper_words.kind paper_words.language
        person.locale person_address.kind
        question.subject_matter schedule_run.job sender_check.answer sender_check.unasked
    """),
    Harmless.CHAIN: _columns("""
        erased_part.name
        ledger_entry.body ledger_entry.body_hash ledger_entry.by_role ledger_entry.confirmation ledger_entry.hash
        ledger_entry.kind ledger_entry.means ledger_entry.mode ledger_entry.period ledger_entry.prev_hash
        ledger_entry.role ledger_entry.zone ledger_fault.found ledger_fault.state ledger_head.hash ledger_root.digest
        ledger_root.document ledger_root.hash ledger_root.seal root_stamp.answer
    """),
    Harmless.HOUSE: _columns("""
        audit_seed.seed branding.colour cohort.name logo.content logo.subtype mail_words.body mail_words.kind
        mail_words.language mail_words_draft.body mail_words_draft.kind mail_words_draft.language membership.email
        membership.locale membership.name membership.phone membership.role organisation.auditors_read
        organisation.name organisation.roots_to organisation.sender_policy outbound_mail.from_address
        outbound_mail.from_name paper_words.closing paper_words.opening
        programme.locale programme.name programme.slug programme_address.local_part
        programme_rules.body sending_domain.checks sending_domain.domain sending_domain.private_key
        sending_domain.public_key sending_domain.selector tenant.slug
    """),
}
"""The columns that no erasing touches, and why."""


def columns_of(table: str) -> tuple[str, ...]:
    """The columns that an entry of `ERASED` names."""
    fate = ERASED[table]
    match fate:
        case Deleted():
            return fate.searched
        case Emptied():
            return (*fate.own, *fate.said)
        case Apart():
            return fate.columns
