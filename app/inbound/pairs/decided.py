"""What becomes of a mail that tells of a pair, and of the other's answer (M8). Pure."""

from app.inbound.decision import Decision, Held, PairAnswered, PairTold, Question, Reason, Review
from app.inbound.identity.authenticate import Verdict
from app.inbound.identity.writer import WritesAs
from app.inbound.known import Known, KnownProposal
from app.inbound.pairs.completed import completed_pair
from app.inbound.pairs.consent import consents
from app.inbound.pairs.heard import Writer, pair_heard
from app.inbound.pairs.names import is_same
from app.inbound.pairs.said import PairSaid, pair_from_json
from app.reading.contract import Reading, Status

_ENDING = frozenset({Status.ENDED, Status.ENDING, Status.PAUSED})


def told_of_pair(reading: Reading, known: Known, verdict: Verdict) -> Decision | None:
    """Ask for what is missing, or ask the other; `None` where the mail tells of no pair.

    Hours beside it cannot be of that pair yet. Where they may be another partner's, a coordinator reads the mail.
    """
    pending = _pending(known)
    pair = _completed(pending, reading, known) if pending else _heard(reading, known)
    if pair is None:
        return None
    if not known.may_register or verdict.writer.writes_as is WritesAs.ASSISTANT or _names_partner(reading, pair, known):
        return Review(Reason.REQUEST)
    if pair.missing:
        return Review(Reason.REQUEST) if pair == pending else Question(Reason.PAIR_MISSING, values={"pair": pair})
    return PairTold(pair)


def answer_of_partner(reading: Reading, proposal: KnownProposal) -> Decision:
    """Consent has to be plain; a coordinator reads anything but a yes or a no."""
    yes = consents(reading, (proposal.name, proposal.name.split(" ")[0]))
    return Held(Reason.PAIR_UNCLEAR) if yes is None else PairAnswered(yes)


def _pending(known: Known) -> PairSaid | None:
    asked = known.question if known.question and known.question.matter == Reason.PAIR_MISSING else None
    return pair_from_json(asked.reading) if asked else None


def _heard(reading: Reading, known: Known) -> PairSaid | None:
    """A pair in a mail that answers nothing else of ours; without an address only where nothing else is told."""
    if known.listed or known.check or known.question:
        return None
    pair = pair_heard(reading.reply_text, _writer(known))
    if pair is None or any(_is_partner(pair.name, name) for name in known.partner_names):
        return None
    tells_more = reading.hours or reading.meetings or reading.status in _ENDING
    return pair if pair.email or not tells_more else None


def _completed(pending: PairSaid, reading: Reading, known: Known) -> PairSaid | None:
    """`None` where the answer tells of something else."""
    pair = completed_pair(pending, reading.reply_text, _writer(known))
    return None if pair == pending and (reading.hours or reading.meetings) else pair


def _writer(known: Known) -> Writer:
    return Writer(known.name, (known.email, *(one.email for one in known.addresses)))


def _is_partner(said: str, name: str) -> bool:
    return is_same(said, name) or is_same(said, name.split(" ", maxsplit=1)[0])


def _names_partner(reading: Reading, pair: PairSaid, known: Known) -> bool:
    """Whether hours are told beside it, and somebody they are matched with already."""
    if not (reading.hours or reading.meetings):
        return False
    words, own = set(reading.reply_text.split()), set(pair.name.split())
    given = {name.split(" ")[0] for name in known.partner_names} - own
    return any(word.strip(".,;:!?()") in given for word in words)
