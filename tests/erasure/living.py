"""Everything that can happen around a member over some weeks, so that the mark is wherever it can get to."""

from datetime import date

from app.audits.drawing import draw_sample, fix_seed, freeze
from app.audits.models import Audit
from app.audits.scope import Members
from app.events import AddressNamed
from app.inbound.by_hand import Hand, Told, dismiss_mail, enter_hours
from app.inbound.decision import Recorded
from app.inbound.facts import HourItem
from app.inbound.stored import current_outcome
from app.integrity.flag import Flag, FlagKind
from app.integrity.looks import Made, note_look
from app.ledger.totals import live_claims
from app.matches.proposals import Proposed, propose
from app.outbound.announce import announce
from app.outbound.reach.failures import Failure
from app.outbound.reach.suppression import note_failure
from app.outbound.sending import send_due
from app.outbound.ways_out.handover import Claimed, Refused
from app.outside_letters.files import LetterFile
from app.outside_letters.keeping import HandedIn, keep_letter
from app.papers.employers import set_by_mentor
from app.programmes.addresses import Way, name_address
from tests.erasure.marked import HOME, HOURS, NAME, Marked
from tests.factories import amending
from tests.factories.asking import REPLY_DOMAIN
from tests.factories.auditing import audited
from tests.factories.letters import written
from tests.portal.pages import make_app


def live(story: Marked) -> None:
    """They log hours, are asked and ask; partner, coordinator, strangers and an auditor write of them."""
    amending.switched_on(story.room)
    _hours(story)
    _doubt(story)
    _by_coordinator(story)
    _audit(story)
    _papers(story)
    _strangers(story)
    _refusals(story)


def _hours(story: Marked) -> None:
    room = story.room
    story.write(room.check_in(room.made.mentor_email), HOURS)
    story.morning()
    story.partner_answers(
        room.latest("attestation", room.made.mentee_email), "No. You wrote “on 12 May about zorblaxology”: 1 hour."
    )
    story.write(room.check_in(room.made.mentor_email), "Some zorblaxing with Kate, 2 or 3 hours, hard to say, zorblax")
    story.write(room.check_in(room.made.mentor_email), "3h by zoom with Kate in May, zorblaxology")
    story.write(room.check_in(room.made.mentor_email), "Zorblax: Kate hits me and I am afraid, I want to end my life.")


def _doubt(story: Marked) -> None:
    """From another address, which is then named as theirs; and an assistant's."""
    room = story.room
    story.write(room.check_in(room.made.mentor_email), "2h zoom with Kate on 26 May, zorblaxes", sender=HOME)
    held = room.outcomes()[-1].received_mail_id
    amending.amended(room, held)
    with room.database.tenant(room.made.tenant_id) as scope:
        for way, email in ((Way.OWN, "zorblax@zorblax-else.example"), (Way.ASSISTANT, "pa@zorblax-office.example")):
            who = name_address(scope, room.made.mentor_id, way, email, room.watch(), name="Zorblax Aide")
            announce(scope, [AddressNamed(who, room.made.programme_id)], room.services.office)
        name_address(scope, room.made.mentee_id, Way.ASSISTANT, HOME, room.watch(), name=NAME)


def _by_coordinator(story: Marked) -> None:
    room, note = story.room, "Zorblaxa O'Zorblaxéry rang me about the zorblax hours"
    item = HourItem(room.made.match_id, "phone", 25, date(2026, 5, 28))
    with room.database.tenant(room.made.tenant_id) as scope:
        told = Told(room.made.mentor_id, room.made.programme_id, Recorded("2026-05", (item,)), "phone")
        enter_hours(scope, room.services.office, told, Hand(room.made.coordinator_id, note))
    with room.database.tenant(room.made.tenant_id) as scope:
        claims = live_claims(scope, person_id=room.made.mentor_id)
        flag = Flag(FlagKind.LATE, room.made.mentor_id, tuple(claims[:1]))
        note_look(scope, flag, Made.ACCEPTED, room.made.coordinator_id, room.watch(), note=note)


def _audit(story: Marked) -> None:
    """An auditor draws a sample, and asks the parties of an entry."""
    room = story.room
    app = make_app(room.database, clock=room.watch)
    audit = audited(app, room.database, room.made, members=Members.ALL, since=None, until=None)
    with room.database.tenant(room.made.tenant_id) as scope:
        row = scope.session.get_one(Audit, (scope.tenant_id, audit.audit_id))
        freeze(scope, row, 1, room.watch())
        fix_seed(scope, row, "the lottery of today", row.membership_id, room.watch())
        draw_sample(scope, row)
        claim_id = live_claims(scope, person_id=room.made.mentor_id)[0].claim.id
    audit.auditor.post(f"{audit.entry(claim_id)}/ask")
    for address in (room.made.mentor_email, room.made.mentee_email):
        words = f"Yes, {NAME} and Kate did meet about zorblaxology."
        room.answer(room.latest("audit_question", address), words)


def _papers(story: Marked) -> None:
    """They hand in another organisation's letter, name their employer, and tell of a pair that nobody answers yet."""
    room, member, programme = story.room, story.made.mentor_id, story.made.programme_id
    letter = LetterFile("zorblax.pdf", "application/pdf", b"%PDF-1.7 hours of Zorblax")
    told = Proposed(
        programme,
        member,
        "mentor",
        "Zoe Zorblax",
        "zoe@zorblax-far.example",
        None,
        room.outcomes()[-1].received_mail_id,
    )
    with room.database.tenant(room.made.tenant_id) as scope:
        keep_letter(scope, letter, HandedIn(member, programme, "my zorblax hours", "Zorblax & Sons"), room.watch())
        set_by_mentor(scope, member, "Zorblax Industries", room.watch(), tells_hours=True)
        propose(scope, told, room.watch(), asked=True)


def _strangers(story: Marked) -> None:
    """Somebody whom nobody knows writes about them; the coordinator puts it aside."""
    room = story.room
    raw = written(f"I know {NAME}.", sender="who@elsewhere.example", to=room.made.programme_address, at=room.watch())
    room.bring(raw, room.made.programme_address)
    mail_id = room.outcomes()[-1].received_mail_id
    with room.database.tenant(room.made.tenant_id) as scope:
        seen = current_outcome(scope, mail_id)
        assert seen is not None
        dismiss_mail(scope, room.services.office, seen, Hand(room.made.coordinator_id, f"Not {NAME}, they say"))


def _refusals(story: Marked) -> None:
    """Another server refuses their mail, naming them."""
    room = story.room

    def refuse(claimed: Claimed) -> None:
        if "zorblax" in claimed.rcpt_to:
            raise Refused(f"550 5.1.1 <{claimed.rcpt_to}>: no such user zorblax")

    story.send_all()
    room.watch.pass_by(minutes=1)
    with room.database.tenant(room.made.tenant_id) as scope:
        third = name_address(scope, room.made.mentor_id, Way.OWN, "zorblax@zorblax-third.example", room.watch())
        announce(scope, [AddressNamed(third, room.made.programme_id)], room.services.office)
        note_failure(
            scope,
            room.made.mentor_email,
            Failure.ADDRESS_UNKNOWN,
            room.watch(),
            permanent=True,
            detail="no such user zorblax",
        )
    send_due(room.database, room.made.tenant_id, refuse, REPLY_DOMAIN, room.watch)
