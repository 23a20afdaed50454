"""The statement of the gallery: counted like any other, from a few sessions of one year; and the mail with a paper."""

from datetime import date
from typing import Final
from uuid import UUID

from app.cpd.counting import Question, count
from app.cpd.facts import Hours, Member
from app.cpd.rulebook import Rulebook
from app.cpd.shown import shown
from app.cpd.statement import Basis, Statement
from app.ledger.states import State
from app.outbound.letter.mail import Mail
from app.outbound.mails.paper import PaperFields, paper
from app.outbound.mails.statement import StatementFields, statement
from app.papers.kinds import Kind
from app.portal.gallery.cast import Cast
from app.programmes.cpd_rules import cpd_pack

_TODAY: Final = date(2026, 6, 9)
_PROGRAMME: Final = UUID(int=0)
_MARK: Final = "12:9f86d081884c7d659a2feaa0"
OWN_PAPERS: Final = "https://mentors.example/t/northfield/me/papers"
_SESSIONS: Final = (
    (date(2026, 2, 3), "video", 90, State.ATTESTED),
    (date(2026, 3, 12), "in_person", 60, State.ATTESTED),
    (date(2026, 5, 12), "video", 90, State.CLAIMED),
)


def statement_sample(cast: Cast) -> Mail:
    """The mail as the people of the gallery would get it."""
    asked = Question(Rulebook.of(cpd_pack("oacett-like")), Member(), _TODAY)
    hours = [_hours(number, *session) for number, session in enumerate(_SESSIONS)]
    told = Statement(Basis(asked, {_PROGRAMME: cast.sender.programme}), count(asked, hours))
    return statement(
        StatementFields(
            locale=cast.locale,
            sender=cast.sender,
            first_name=cast.first_name,
            minutes=sum(one.minutes for one in hours),
            statements=(shown(told, cast.locale),),
            record=_MARK,
        )
    )


def paper_sample(cast: Cast) -> Mail:
    """The mail that brings a letter of recognition which tells no hours: all that such a mail may say."""
    return paper(PaperFields(cast.locale, cast.sender, cast.first_name, Kind.RECOGNITION, OWN_PAPERS))


def _hours(number: int, day: date, mode: str, minutes: int, state: State) -> Hours:
    return Hours(
        entry=str(number),
        place=number,
        role="mentor",
        mode=mode,
        minutes=minutes,
        period=day.isoformat()[:7],
        day=day,
        starts=None,
        partners=("",),
        state=state,
        told_on=day,
    )
