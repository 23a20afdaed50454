"""Members who tell of a pair that formed elsewhere, and whoever is asked about it."""

from sqlalchemy import select

from app.inbound.decision import Outcome
from app.inbound.pairs.ending import end_of_waiting_pairs
from app.matches.models import PairProposal
from app.outbound.announce import announce
from app.outbound.models import OutboundMail
from app.programmes.enrolment import set_rules
from app.programmes.rules import PairRules, preset
from tests.factories.letters import written
from tests.factories.post_room import PostRoom

JOE = "joe.poe@x.example"
TOLD = f"I am mentoring Joe Poe, {JOE}, since 1 March."


def allow(room: PostRoom, by_mail: str, *, rules: str = "oacett-cpd") -> None:
    """The next version of the rules has it so."""
    pairs = PairRules.model_validate({"by_mail": by_mail})
    with room.database.tenant(room.made.tenant_id) as scope:
        set_rules(scope, room.made.programme_id, preset(rules).model_copy(update={"pairs": pairs}), room.watch())


def tell(room: PostRoom, words: str = TOLD, *, sender: str | None = None) -> Outcome | None:
    """A member writes to the programme's own address."""
    place = room.made.programme_address
    raw = written(words, sender=sender or room.made.mentor_email, to=place, subject="A pair", at=room.watch())
    outcome = room.bring(raw, place)
    room.watch.pass_by(minutes=2)
    return outcome


def say(room: PostRoom, words: str, *, sender: str | None = None) -> Outcome | None:
    """Whoever was asked last answers, or somebody else does."""
    outcome = room.answer(consent(room), words, sender=sender)
    room.watch.pass_by(minutes=2)
    return outcome


def consent(room: PostRoom) -> OutboundMail:
    """The last question to the other of a pair."""
    return room.latest("pair_consent")


def proposals(room: PostRoom) -> list[PairProposal]:
    """Every pair that was told, the oldest first."""
    with room.database.tenant(room.made.tenant_id) as scope:
        rows = scope.session.scalars(
            select(PairProposal).where(PairProposal.tenant_id == scope.tenant_id).order_by(PairProposal.id)
        ).all()
        scope.session.expunge_all()
        return list(rows)


def time_is_up(room: PostRoom) -> None:
    """The recurring job looks for pairs that have come to nothing."""
    with room.database.tenant(room.made.tenant_id) as scope:
        announce(scope, end_of_waiting_pairs(scope, room.watch()), room.services.office)
