"""The sentences of each paper, the organisation's own paragraphs among them. Pure."""

from typing import Final

from app.cpd.words import role_label
from app.language import day_and_year, gettext_for, hours_words, list_words
from app.language import mark as _
from app.papers.facts import HourFigures, Paper
from app.papers.kinds import Kind

GIVING_ROLES: Final = ("facilitator", "mentor")
_CLOSING: Final = {
    Kind.HOURS: _(
        "Each session, with its evidence and who confirmed it, stands in the member’s sealed hour log, which may be "
        "asked for in an audit."
    ),
    Kind.RECOGNITION: _(
        "What is said in mentoring is confidential. So this letter names nobody else, and tells nothing of its content."
    ),
}


def opening(paper: Paper) -> tuple[str, ...]:
    """What stands above the figures: the organisation's own paragraph and ours, which on a certificate comes first."""
    ours = {Kind.HOURS: _confirming, Kind.RECOGNITION: _recognising, Kind.COMPLETION: _certifying}[paper.kind](paper)
    own = _paragraphs(paper.words.opening)
    return (*ours, *own) if paper.kind is Kind.COMPLETION else (*own, *ours)


def closing(paper: Paper) -> tuple[str, ...]:
    """What stands below them: ours, then the organisation's own paragraph."""
    say, ours = gettext_for(paper.locale).gettext, _CLOSING.get(paper.kind)
    return (*((say(ours),) if ours else ()), *_paragraphs(paper.words.closing))


def _confirming(paper: Paper) -> tuple[str, ...]:
    words = _("%(organisation)s confirms the mentoring hours of %(name)s as they stand in its ledger.")
    return (gettext_for(paper.locale).gettext(words) % _names(paper),)


def _recognising(paper: Paper) -> tuple[str, ...]:
    say = gettext_for(paper.locale).gettext
    thanks = _(
        "Whoever mentors gives others experience that no course can teach. We thank %(name)s for it, and you, whose "
        "support makes it possible."
    )
    hours = (_giving(paper, paper.hours),) if paper.hours else ()
    return (_taking_part(paper), *hours, say(thanks) % _names(paper))


def _taking_part(paper: Paper) -> str:
    say = gettext_for(paper.locale).gettext
    if paper.began and paper.finished:
        words = _("From %(began)s to %(finished)s, %(name)s took part in our programme “%(programme)s” %(role)s.")
    elif paper.began:
        words = _("Since %(day)s, %(name)s has taken part in our programme “%(programme)s” %(role)s.")
    else:
        words = _("%(name)s has taken part in our programme “%(programme)s” %(role)s.")
    return say(words) % {**_names(paper), **_days(paper)}


def _giving(paper: Paper, hours: HourFigures) -> str:
    words = gettext_for(paper.locale).ngettext(
        "Our ledger holds %(hours)s of mentoring for this time, in %(count)s session; %(name)s has agreed that we "
        "tell you so.",
        "Our ledger holds %(hours)s of mentoring for this time, in %(count)s sessions; %(name)s has agreed that we "
        "tell you so.",
        hours.sessions,
    )
    return words % {**_names(paper), "hours": hours_words(hours.minutes, paper.locale), "count": hours.sessions}


def _certifying(paper: Paper) -> tuple[str, ...]:
    """What follows the name on a certificate, as the rest of its sentence, and the minimum where there is one."""
    say, done = gettext_for(paper.locale).gettext, paper.completed
    assert done is not None
    if done.ended and paper.began and paper.finished:
        words = _("has completed the programme “%(programme)s” %(role)s, from %(began)s to %(finished)s.")
    elif done.ended:
        words = _("has completed the programme “%(programme)s” %(role)s.")
    else:
        words = _("has reached the minimum of the programme “%(programme)s” %(role)s.")
    told = say(words) % {**_names(paper), **_days(paper)}
    minimum = say(_("The programme asks for %(minimum)s.")) % {"minimum": done.minimum} if done.minimum else ""
    return (told, minimum) if minimum else (told,)


def _names(paper: Paper) -> dict[str, str]:
    roles = paper.roles
    if paper.kind is Kind.RECOGNITION:
        roles = tuple(role for role in roles if role in GIVING_ROLES)
    return {
        "organisation": paper.issuer.organisation,
        "programme": paper.issuer.programme,
        "name": paper.holder.name,
        "role": list_words([role_label(role, paper.locale) for role in roles], paper.locale),
    }


def _days(paper: Paper) -> dict[str, str]:
    began = day_and_year(paper.began, paper.locale) if paper.began else ""
    return {
        "day": began,
        "began": began,
        "finished": day_and_year(paper.finished, paper.locale) if paper.finished else "",
    }


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in words.split("\n\n") if part.strip())
