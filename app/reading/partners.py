"""Where each of several matches stands (rules 9 and 13 of the contract): whose status a sentence tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.reading.contract import Hours, PartnerSaid, SaidMeeting, Status
from app.reading.sentences import Sentence
from app.reading.status import STATUS_ORDER, status_within

_NEEDS_NAME = frozenset({Status.ENDING, Status.ENDED, Status.PAUSED})
_ENDS = frozenset({Status.ENDING, Status.ENDED})
_MARKS = frozenset({",", ";", "(", ")", ":"})
_TURNS = frozenset({"but", "mais", "while", "whereas", "tandis", "alors", "however", "though"})
_LINKS = frozenset({"and", "et", "&", "with", "avec", "for", "pour", "both", "-"})
_BEFORE_NAME = frozenset({"with", "avec", "for", "pour"})


@dataclass(frozen=True, slots=True)
class Statuses:
    """The status of each partner that one is said of, by place in the context's list, and the words it stands on.

    `unclear`: the words of an end or a pause that name nobody.
    """

    of: Mapping[int, Status] = field(default_factory=dict)
    words: str = ""
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    first: int
    end: int
    names: frozenset[int]


def statuses_of(sentences: Sequence[Sentence], partners: int) -> Statuses:
    """What is said of each of several partners; an end or a pause is only theirs who are named with it."""
    told: dict[int, set[Status]] = {}
    words, unclear = "", ""
    before: frozenset[int] = frozenset()
    for sentence in sentences:
        ended: frozenset[int] = frozenset()
        for status, said, names in _told(sentence, partners):
            whose = names or (before if status in _ENDS else frozenset())
            if not whose and status in _NEEDS_NAME:
                unclear = unclear or said
                continue
            for partner in whose or range(partners):
                told.setdefault(partner, set()).add(status)
            words = words or said
            ended |= whose if status in _ENDS else frozenset()
        before = ended
    first = {partner: min(said, key=STATUS_ORDER.index) for partner, said in told.items()}
    return Statuses(first, words, unclear)


def _told(sentence: Sentence, partners: int) -> Iterator[tuple[Status, str, frozenset[int]]]:
    """Each status of the sentence, its words and the partners that it names."""
    found = False
    for clause in _clauses(sentence):
        told = status_within(sentence, clause.first, clause.end)
        if told is not None:
            found = True
            yield *told, _whose(sentence, clause, partners)
    whole = _Clause(0, len(sentence.tokens), _names(sentence, 0, len(sentence.tokens)))
    told = None if found else status_within(sentence, 0, len(sentence.tokens))
    if told is not None:
        yield *told, _whose(sentence, whole, partners)


def _whose(sentence: Sentence, clause: _Clause, partners: int) -> frozenset[int]:
    if sentence.find_within("every_partner", clause.first, clause.end):
        return frozenset(range(partners))
    if clause.names or sentence.heading is None:
        return clause.names
    return frozenset({sentence.heading})


def _clauses(sentence: Sentence) -> Sequence[_Clause]:
    """The clauses with their names; one without a name speaks on of the names before it."""
    out: list[_Clause] = []
    waiting: frozenset[int] = frozenset()
    for first, end in _cuts(sentence):
        names = _names(sentence, first, end)
        if _is_only_names(sentence, first, end):
            waiting |= names
            continue
        last = out[-1].names if out else frozenset()
        out.append(_Clause(first, end, names | waiting or last))
        waiting = frozenset()
    if waiting and out:  # "We are finished with Amara and Tomas"
        out[-1] = _Clause(out[-1].first, out[-1].end, out[-1].names | waiting)
    return out


def _cuts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(len(sentence.tokens)):
        if at > first and _parts(sentence, at):
            yield first, at
            first = at + 1 if sentence.mark(at) in _MARKS else at
    yield first, len(sentence.tokens)


def _parts(sentence: Sentence, at: int) -> bool:
    mark = sentence.mark(at)
    if mark in _MARKS or mark in _TURNS:
        return True
    following = at + 2 if sentence.mark(at + 1) in _BEFORE_NAME else at + 1
    return mark in {"and", "et", "&"} and sentence.mark(following).startswith("@p")


def _names(sentence: Sentence, first: int, end: int) -> frozenset[int]:
    marks = (sentence.mark(at) for at in range(first, end))
    return frozenset(int(mark[2:]) for mark in marks if mark.startswith("@p"))


def _is_only_names(sentence: Sentence, first: int, end: int) -> bool:
    marks = [sentence.mark(at) for at in range(first, end)]
    named = any(mark.startswith("@p") for mark in marks)
    return named and all(mark.startswith("@p") or mark in _LINKS for mark in marks)


def partners_said(
    names: Sequence[str], said: Statuses, of_partners: Mapping[str, Hours], meetings: Sequence[SaidMeeting]
) -> tuple[PartnerSaid, ...]:
    """One for each of several partners; who spent time with them, or told of none, goes on unless they say otherwise.

    `names` are full names, `of_partners` the hours that were told apart.
    """
    met = {meeting.partner for meeting in meetings} | of_partners.keys()
    out = []
    for place, name in enumerate(names):
        by_default = Status.CONTINUING if name in met else Status.UNKNOWN
        out.append(PartnerSaid(name, said.of.get(place, by_default), of_partners.get(name)))
    return tuple(out)


def shared_status(partners: Sequence[PartnerSaid]) -> Status:
    """The status that all share; else `continuing` where any goes on, else `unknown`."""
    told = {partner.status for partner in partners}
    if len(told) == 1:
        return told.pop()
    return Status.CONTINUING if Status.CONTINUING in told else Status.UNKNOWN
