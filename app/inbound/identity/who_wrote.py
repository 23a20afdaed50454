"""Which of a person's addresses a mail may come from, and on whose word it is taken (I9). Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.address_spelling import comparable
from app.domain_names import spellings
from app.inbound.decision import Reason
from app.inbound.identity.authenticate import STRICT, Verdict, verdict_from_json
from app.inbound.identity.writer import THEMSELVES, Writer
from app.inbound.known import Known, Stranger


@dataclass(frozen=True, slots=True)
class Vouched:
    """The enrolled address said that a held mail was theirs: whose, in which mail (SHA-256), what was found before."""

    person_id: UUID
    digest: str
    verdict: dict[str, Any]


def may_write(known: Known | Stranger) -> Collection[str]:
    """The addresses from which a mail at this place would count; none where nobody is known.

    What comes to the secret of an address that is to be proven must come from that very address.
    """
    if isinstance(known, Stranger):
        return ()
    if known.proving:
        return (known.proving.email,)
    if known.consenting:
        return (known.consenting.email,)
    return (known.email, *(one.email for one in known.addresses))


def on_whose_word(verdict: Verdict, known: Known | Stranger, vouched: Vouched | None) -> Verdict:
    """The verdict with how the sender stands to the person, and without doubt where they vouch for the mail."""
    if isinstance(known, Stranger):
        return verdict
    writer = _writer(verdict, known)
    if vouched and vouched.person_id == known.person_id:
        seen = verdict_from_json(vouched.verdict)
        return replace(seen, doubt=None, writer=replace(writer, confirmed_in=vouched.digest))
    if _read_our_secret(verdict, known):
        return replace(verdict, doubt=None, writer=replace(writer, by_reply=True))
    return replace(verdict, writer=writer)


def _writer(verdict: Verdict, known: Known) -> Writer:
    sender = spellings(comparable(verdict.sender))
    named = (known.proving,) if known.proving else known.addresses
    found = next((one for one in named if comparable(one.email) in sender), None)
    if found is None or not verdict.address_matches or comparable(known.email) in sender:
        return THEMSELVES
    return Writer(found.writes_as, found.address_id, found.name)


def _read_our_secret(verdict: Verdict, known: Known) -> bool:
    """Whether nothing proves the sender but that they answer a secret sent to that address alone, to ask just that.

    Other mails of ours are forwarded and shown around; this one asks who somebody is. `strict` does not take it, and
    nobody does where the domain says that such a mail is not its own.
    """
    asked = known.is_for_another or known.check is not None
    from_there = known.is_for_another or comparable(known.email) in spellings(comparable(verdict.sender))
    unproven = verdict.doubt is Reason.UNPROVEN_SENDER and verdict.address_matches and verdict.keyed
    return asked and from_there and unproven and verdict.policy != STRICT
