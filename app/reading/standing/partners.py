"""Where each of several matches stands (rules 9 and 13 of the contract): whose status a sentence tells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.reading.contract import Hours, PartnerSaid, Status
from app.reading.standing.status import STATUS_ORDER, status_within
from app.reading.words.sentences import Sentence
from app.reading.words.small_words import small_words

_NEEDS_NAME = frozenset({Status.ENDING, Status.ENDED, Status.PAUSED})
_ENDS = frozenset({Status.ENDING, Status.ENDED})
_MARKS = frozenset({",", ";", "(", ")", ":"})
_TURNS = small_words("but", "while", "turns_to_another_partner")
_AND = frozenset({"&"}) | small_words("and")
_LINKS = _AND | {"-"} | small_words("with", "for", "both")


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
    several = len(_names(sentence, 0, len(sentence.tokens))) > 1
    first = 0
    for at, token in enumerate(sentence.tokens):
        if at > first and (token.text in _MARKS | _TURNS or (several and token.text in _AND)):
            yield first, at
            first = at + 1 if token.text in _MARKS else at
    yield first, len(sentence.tokens)


def _names(sentence: Sentence, first: int, end: int) -> frozenset[int]:
    marks = (sentence.mark(at) for at in range(first, end))
    return frozenset(int(mark[2:]) for mark in marks if mark.startswith("@p"))


def _is_only_names(sentence: Sentence, first: int, end: int) -> bool:
    marks = [sentence.mark(at) for at in range(first, end)]
    named = any(mark.startswith("@p") for mark in marks)
    return named and all(mark.startswith("@p") or mark in _LINKS for mark in marks)


def partners_said(
    names: Sequence[str], said: Statuses, of_partners: Mapping[str, Hours], goes_on: Collection[str | None]
) -> tuple[PartnerSaid, ...]:
    """One for each of several partners, by full name: what is said of them, else that it goes on where it does.

    `of_partners` are the hours that were told apart; `goes_on` names those with hours or a meeting.
    """
    return tuple(
        PartnerSaid(
            name,
            said.of.get(place, Status.CONTINUING if name in goes_on else Status.UNKNOWN),
            of_partners.get(name),
        )
        for place, name in enumerate(names)
    )


def shared_status(partners: Sequence[PartnerSaid]) -> Status:
    """The status that all share; else `continuing` where any goes on, else `unknown`."""
    told = {partner.status for partner in partners}
    if len(told) == 1:
        return told.pop()
    return Status.CONTINUING if Status.CONTINUING in told else Status.UNKNOWN
