"""Hours confirmed, disputed or decided on a page: by whoever is asked, or by a coordinator (H3, I11, P8).

What a coordinator does goes the way of a mail: the same entries, the same mails to the others, and a note in the audit
log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.attestations.answering import Answers, EvidenceOf, Witness, answer
from app.attestations.lines import Line, items_by_id, lines_of
from app.attestations.models import AttestationItem
from app.attestations.outcomes import Verdict
from app.db import TenantScope
from app.errors import AppError
from app.events import DisputeSettled
from app.inbound.by_hand import (
    BY_HAND,
    SOURCES,
    Hand,
    Told,
    decide_by_hand,
    enter_hours,
    found_by_hand,
    known_person,
    locked_mail,
    programme_of_mail,
)
from app.inbound.conclude import lock_person
from app.inbound.confirming.confirmed import answer_to_list
from app.inbound.confirming.confirmed_effects import what_follows
from app.inbound.confirming.taking_over import settles_words, taken_over
from app.inbound.decision import Confirmed, Recorded
from app.inbound.facts import Adjustment
from app.inbound.known import Known
from app.inbound.models import MailOutcome
from app.ledger.append import lock_head
from app.ledger.drafts import Evidence, Means, Party
from app.ledger.states import COORDINATOR, State
from app.outbound.announce import announce
from app.outbound.outbox import Office
from app.programmes.models import Person
from app.reading.contract import Reading
from app.reading.stored import reading_from_json
from app.tenants.audit import Action, note_action
from app.tenants.models import Membership

OWN_PAGE: Final = "own_page"
"""The policy in the evidence of what somebody did on their own page."""


class NotAsked(AppError):
    """Somebody answers for hours about which they are not asked, or not any more."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a coordinator decides about a disputed item, always with a reason.

    It stands; or `minutes` are right; or the whole account of whoever disputes it is.
    """

    item_id: UUID
    reason: str
    minutes: int | None = None
    as_told: bool = False


def answer_on_page(scope: TenantScope, office: Office, person_id: UUID, verdicts: Sequence[Verdict]) -> Answers:
    """What somebody says on their own page of hours that others logged; the same as a mail of theirs.

    Raises:
        NotAsked: when one of the items is not theirs.

    """
    lock_person(scope, person_id)
    person = scope.session.get_one(Person, (scope.tenant_id, person_id))
    _demand(scope, verdicts, person_id)
    witness = Witness(Party(person.id, person.name, person.member_number), Means.PAGE)
    return _answered(scope, office, verdicts, witness, lambda _number, words: _on_own_page(words))


def answer_as_staff(scope: TenantScope, office: Office, hand: Hand, verdicts: Sequence[Verdict]) -> Answers:
    """What a coordinator says of hours that the rules ask them about.

    Raises:
        NotAsked: when somebody else is asked about one of the items.

    """
    _demand(scope, verdicts, None)
    result = _answered(scope, office, verdicts, _staff(scope, hand), lambda _number, words: _by_staff(hand, words))
    action = Action.HOURS_CONFIRMED if all(verdict.yes for verdict in verdicts) else Action.HOURS_DISPUTED
    for one in result.settled:
        note_action(scope, hand.membership_id, action, office.clock(), subject=one.claim_id, note=hand.note)
    return result


def enter_answer(scope: TenantScope, office: Office, hand: Hand, verdict: Verdict, source: str) -> Answers:
    """What somebody told a coordinator of hours that they are asked about; `source` is a key of `SOURCES`.

    Raises:
        NotAsked: when nobody else is asked about the item.

    """
    item = next(iter(items_by_id(scope, [verdict.item_id])), None)
    if item is None or item.person_id is None:
        raise NotAsked
    lock_person(scope, item.person_id)
    person = scope.session.get_one(Person, (scope.tenant_id, item.person_id))
    witness = Witness(Party(person.id, person.name, person.member_number), Means.COORDINATOR)
    evidence = Evidence(
        BY_HAND,
        f"entered by a coordinator, {SOURCES[source]}",
        words=hand.note or None,
        entered_by=hand.membership_id,
    )
    result = _answered(scope, office, [verdict], witness, lambda _number, _words: evidence)
    note_action(scope, hand.membership_id, Action.ANSWER_ENTERED, office.clock(), subject=item.claim_id, note=hand.note)
    return result


def enter_mail(scope: TenantScope, office: Office, seen: MailOutcome, person_id: UUID, hand: Hand) -> None:
    """Enter what a waiting mail says of listed hours, as it was read; `seen` is the outcome that was looked at.

    Raises:
        AlreadyDecided: when the mail has come to another outcome meanwhile.
        NotAsked: when it says nothing that could be entered.

    """
    mail = locked_mail(scope, seen)
    lock_person(scope, person_id)
    known = known_person(scope, person_id, programme_of_mail(scope, mail, person_id), office.clock(), mail=mail)
    reading = reading_from_json(seen.reading) if seen.reading else None
    said = said_of_list(reading, known)
    if said is None:
        raise NotAsked
    decide_by_hand(scope, office, found_by_hand(scope, mail, seen, hand, known=known, reading=reading), said)
    note_action(scope, hand.membership_id, Action.MAIL_RECORDED, office.clock(), subject=mail.id, note=hand.note)


def said_of_list(reading: Reading | None, known: Known | None) -> Confirmed | None:
    """What a reading says of the hours that the mail listed, if anything that could be entered."""
    if reading is None or known is None or known.listed is None:
        return None
    decision = answer_to_list(reading, known, known.listed)
    return decision if isinstance(decision, Confirmed) else None


def decide(scope: TenantScope, office: Office, hand: Hand, decided: Decided) -> None:
    """Settle a dispute: the claim stands by the coordinator's word, its minutes are corrected, or another replaces it.

    Another day, way or time of day is entered in place of the claim. After either whoever
    the rules ask is asked about what stands now.

    Raises:
        NotAsked: when the item is not disputed any more, or nothing was said that could replace it.

    """
    line = _disputed(scope, decided.item_id)
    claim, now = line.live.claim, office.clock()
    facts = _as_told(scope, line) if decided.as_told else _corrected(scope, line, decided.minutes)
    note_action(scope, hand.membership_id, Action.DISPUTE_DECIDED, now, subject=claim.id, note=decided.reason)
    if facts:
        told = Told(claim.person_id, claim.programme_id, facts, "dispute")
        enter_hours(scope, office, told, Hand(hand.membership_id, decided.reason))
        return
    verdict = Verdict(line.item_id, yes=True, words=decided.reason)
    result = answer(
        scope, [verdict], _staff(scope, hand), lambda _number, words: _by_staff(hand, words), now, keeps_item=True
    )
    settled = DisputeSettled(line.item_id, result.entries[-1].id, hand.membership_id, decided.reason)
    announce(scope, [settled], office)


def _corrected(scope: TenantScope, line: Line, minutes: int | None) -> Recorded | None:
    """Other minutes; nothing where the claim stands."""
    if minutes is None or minutes == line.live.minutes:
        return None
    claim = line.live.claim
    settles = settles_words(scope, [line])[line.item_id]
    return Recorded(claim.period, adjustments=(Adjustment(claim.id, minutes, settles),))


def _as_told(scope: TenantScope, line: Line) -> Recorded:
    """The session as whoever disputes it tells it: their day, way, times and length, as far as they said them."""
    told = taken_over(scope, [line]).get(line.item_id)
    if told is None:
        raise NotAsked
    items = (told.item,) if told.item else ()
    return Recorded(items[0].period if items else line.period, items=items, adjustments=(told.adjustment,))


def _disputed(scope: TenantScope, item_id: UUID) -> Line:
    """The line, from here on locked as whoever answers by mail locks it."""
    for line in lines_of(scope, items_by_id(scope, [item_id])):
        lock_person(scope, line.live.claim.person_id)
    lock_head(scope)
    for line in lines_of(scope, items_by_id(scope, [item_id])):
        if line.live.state is State.DISPUTED and line.is_current:
            return line
    raise NotAsked


def _answered(
    scope: TenantScope, office: Office, verdicts: Sequence[Verdict], witness: Witness, evidence_of: EvidenceOf
) -> Answers:
    result = answer(scope, verdicts, witness, evidence_of, office.clock())
    announce(scope, what_follows(result, witness.party.person_id), office)
    return result


def _demand(scope: TenantScope, verdicts: Sequence[Verdict], person_id: UUID | None) -> None:
    found: list[AttestationItem] = items_by_id(scope, [verdict.item_id for verdict in verdicts])
    if len(found) != len(verdicts) or any(item.person_id != person_id for item in found):
        raise NotAsked


def _staff(scope: TenantScope, hand: Hand) -> Witness:
    name = scope.session.get_one(Membership, (scope.tenant_id, hand.membership_id)).name
    return Witness(Party(hand.membership_id, name, None), Means.COORDINATOR, role=COORDINATOR)


def _by_staff(hand: Hand, words: str) -> Evidence:
    return Evidence(BY_HAND, "decided by a coordinator", words=words or None, entered_by=hand.membership_id)


def _on_own_page(words: str) -> Evidence:
    return Evidence(OWN_PAGE, "signed in on their own page", words=words or None)
