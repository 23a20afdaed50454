"""One month: who has answered (I4), and the hours by mode and person, as a table, a picture and a CSV file."""

import re
from datetime import timedelta
from http import HTTPStatus

from flask import Response, abort, make_response, render_template

from app.exports.log.month import month_csv, month_table
from app.inbound.open_questions import open_questions
from app.language import gettext_for
from app.ledger.totals import periods_recorded
from app.matches.month import people_asked, periods_asked
from app.outbound.shown.unsent import unsent_mails
from app.portal.charts import bars
from app.portal.coordinator.blueprint import coordinator, membership
from app.portal.guard import tenant_scope
from app.portal.reader import reader_locale
from app.portal.services import services
from app.programmes.mode_words import mode_words
from app.programmes.versions import zone_of
from app.tenants.audit import Action, note_action

UNSENT_SHOWN_FOR = timedelta(days=60)
_PERIOD = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_STATES = ("unanswered", "asked", "open", "answered")


@coordinator.get("/check-ins")
def check_ins() -> str:
    """The check-ins of the month that was asked about last."""
    return _check_ins(None)


@coordinator.get("/check-ins/<period>")
def check_ins_of(period: str) -> str:
    """The check-ins of a month."""
    return _check_ins(period)


@coordinator.get("/hours")
def month() -> str:
    """The hours of the latest month that has any."""
    return _month(None)


@coordinator.get("/hours/<period>")
def month_of(period: str) -> str:
    """The hours of a month by person and mode."""
    return _month(period)


@coordinator.get("/hours/<period>/table.csv")
def month_file(period: str) -> Response:
    """The same table for a spreadsheet; that it left the house is noted (C4)."""
    with tenant_scope() as scope:
        _among(period, periods_recorded(scope))
        table = month_table(scope, period)
        note_action(scope, membership(), Action.MONTH_EXPORTED, services().clock(), note=period)
    locale = reader_locale()
    gettext = gettext_for(locale).gettext
    headings = [
        gettext("Name"),
        gettext("Member number"),
        gettext("Month"),
        gettext("Minutes in all"),
        gettext("Minutes not confirmed yet"),
    ]
    words = {mode: gettext("Minutes: %(mode)s") % {"mode": mode_words(mode, locale)} for mode in table.modes}
    answer = make_response(month_csv(table, headings, words))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="hours-{period}.csv"'
    return answer


def _check_ins(period: str | None) -> str:
    with tenant_scope() as scope:
        periods = periods_asked(scope)
        chosen = _among(period, periods)
        asked = people_asked(scope, chosen) if chosen else []
        questions, zone = open_questions(scope), zone_of(scope)
        unsent = unsent_mails(scope, services().clock() - UNSENT_SHOWN_FOR)
    groups = {state: [one for one in asked if one.state == state] for state in _STATES}
    return render_template(
        "coordinator/check_ins.html",
        period=chosen,
        periods=periods,
        groups=groups,
        asked=asked,
        questions=questions,
        unsent=[(one, one.why(reader_locale())) for one in unsent],
        zone=zone,
    )


def _month(period: str | None) -> str:
    with tenant_scope() as scope:
        periods = periods_recorded(scope)
        chosen = _among(period, periods)
        table = month_table(scope, chosen) if chosen else None
    picture = bars([(mode, table.by_mode[mode]) for mode in table.modes]) if table else ()
    return render_template("coordinator/month.html", period=chosen, periods=periods, table=table, picture=picture)


def _among(period: str | None, periods: list[str]) -> str | None:
    """The month asked for, the latest when none is; 404 for a month that has nothing to show."""
    if period is None:
        return next(iter(periods), None)
    if not _PERIOD.fullmatch(period) or period not in periods:
        abort(HTTPStatus.NOT_FOUND)
    return period
