"""Mail in doubt, the question about it, and its answers."""

from uuid import UUID

from sqlalchemy import select

from app.inbound.decision import Outcome
from app.inbound.models import MailOutcome, SenderCheck
from app.inbound.waiting import undecided
from app.outbound.models import OutboundMail
from app.programmes.models import PersonAddress
from app.tenants.sender_policy import SenderPolicy, choose_sender_policy
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

WORDS = "2h zoom with Kate on 19 May, all good"
HOME = "dan@home.example"


def held(room: PostRoom, sender: str = HOME, words: str = WORDS, *, signed: bool = True) -> UUID:
    """A reply with the mentor's key from an address that is not the mentor's."""
    assert reply(room, room.check_in(room.made.mentor_email), words, sender, signed=signed) is Outcome.HELD
    return room.outcomes()[-1].received_mail_id


def reply(room: PostRoom, to: OutboundMail, words: str, sender: str, *, signed: bool = True) -> Outcome | None:
    """An answer to a mail of ours; unsigned where the sender's domain signs nothing."""
    raw = written(words, sender=sender, to=room.key_of(to), at=room.watch(), in_reply_to=to.message_id)
    return room.bring(raw, room.key_of(to), signed=signed)


def choose(room: PostRoom, policy: SenderPolicy) -> None:
    """The coordinator chooses how strictly senders are judged."""
    with room.database.tenant(room.made.tenant_id) as scope:
        choose_sender_policy(scope, policy, room.made.coordinator_id, room.watch())


def question(room: PostRoom) -> OutboundMail:
    """The last "Was this you?"."""
    return room.latest("sender_check")


def swept(room: PostRoom) -> list[Outcome | None]:
    """What the sweep makes of the mails without an outcome."""
    with room.database.tenant(room.made.tenant_id) as scope:
        waiting = undecided(scope, before=room.watch.now)
    return [room.process(mail_id) for mail_id in waiting]


def say(room: PostRoom, words: str, *, sender: str | None = None, signed: bool = True) -> Outcome | None:
    """The enrolled address answers the question, or somebody else does; then whatever follows is done."""
    room.watch.pass_by(minutes=1)
    outcome = reply(room, question(room), words, sender or room.made.mentor_email, signed=signed)
    room.watch.pass_by(minutes=1)
    swept(room)
    return outcome


def outcomes_of(room: PostRoom, mail_id: UUID) -> list[tuple[str, str]]:
    """What became of one mail, history included."""
    return [(one.outcome, one.reason) for one in room.outcomes() if one.received_mail_id == mail_id]


def current(room: PostRoom, mail_id: UUID) -> MailOutcome:
    """What became of it in the end."""
    return next(one for one in room.outcomes() if one.received_mail_id == mail_id and one.is_current)


def checks(room: PostRoom) -> list[SenderCheck]:
    """Every held mail that somebody is asked about, or could be."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = list(
            scope.session.scalars(
                select(SenderCheck).where(SenderCheck.tenant_id == scope.tenant_id).order_by(SenderCheck.id)
            )
        )
        scope.session.expunge_all()
        return rows


def addresses(room: PostRoom) -> list[PersonAddress]:
    """Every further address."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = list(
            scope.session.scalars(
                select(PersonAddress).where(PersonAddress.tenant_id == scope.tenant_id).order_by(PersonAddress.id)
            )
        )
        scope.session.expunge_all()
        return rows


def fresh(room: PostRoom, sender: str, words: str = WORDS, *, to: str | None = None) -> Outcome | None:
    """A mail that answers nothing, at the programme's own address."""
    place = to or room.made.programme_address
    return room.bring(written(words, sender=sender, to=place, subject="Hours", at=room.watch()), place)
