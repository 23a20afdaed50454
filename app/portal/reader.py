"""The reader's language on a page: a member's own, else the one in the address, else what the browser prefers."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Flask, g, request

from app import language
from app.attestations.lines import line_words
from app.attestations.said_words import said_words
from app.inbound.identity.unasked import unasked_words
from app.inbound.learning.case import Refusal
from app.inbound.learning.refusals import refusal_words
from app.inbound.shown.fact_words import STATUS_WORDS
from app.inbound.shown.reasons import reason_words
from app.inbound.shown.why import why_outcome, why_passed
from app.outbound.own_words.fields import label_of_field
from app.outbound.shown.addresses import address_words
from app.portal.hours_form import MOST_ROWS, ROWS, hours_text
from app.programmes.mode_words import mode_words
from app.tenants.access import Access

_IN_READERS_LOCALE = (
    *(language.hours_words, language.day, language.day_and_year, language.list_words),
    *(mode_words, why_passed, why_outcome),
    *(line_words, said_words),
)
LOCALES = {"en": "en-CA", "fr": "fr-CA"}
_LANGUAGE_NAMES = {"en": "English", "fr": "Français"}


def reader_locale() -> str:
    """The locale that this page is written in."""
    access = g.get("access")
    if isinstance(access, Access):
        return LOCALES[language.language_of(access.locale)]
    if chosen := g.get("page_locale"):  # a public page for one person knows theirs
        return LOCALES[language.language_of(chosen)]
    named = (request.view_args or {}).get("language")
    return LOCALES[named if named in LOCALES else request.accept_languages.best_match(LOCALES, default="en")]


def install_languages(app: Flask) -> None:
    """Translate the templates of `app`, and write dates in them as the reader does."""
    app.jinja_env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["reader_locale"] = reader_locale
    app.jinja_env.globals["reader_language"] = lambda: language.language_of(reader_locale())
    app.jinja_env.filters["utc_day"] = _utc_day
    app.jinja_env.filters["utc_time"] = _utc_time
    app.jinja_env.filters["instant"] = _instant
    for words in _IN_READERS_LOCALE:
        app.jinja_env.filters[words.__name__] = _in_readers_locale(words)
    app.jinja_env.globals["status_words"] = STATUS_WORDS
    app.jinja_env.globals["language_names"] = _LANGUAGE_NAMES
    app.jinja_env.filters["field_label"] = _in_readers_locale(label_of_field)
    app.jinja_env.globals |= {"hour_rows": ROWS, "most_hour_rows": MOST_ROWS}
    app.jinja_env.filters["hours_text"] = hours_text
    app.jinja_env.filters["month_and_year"] = _month_and_year
    app.jinja_env.filters["local_day"] = _local_day
    app.jinja_env.filters["local_date"] = _local_date
    app.jinja_env.filters["local_time"] = _local_time
    app.jinja_env.filters["refusal_words"] = lambda why: refusal_words(Refusal(why), reader_locale())
    app.jinja_env.filters["address_words"] = lambda state, why: address_words(state, why, reader_locale())
    app.jinja_env.filters["unasked_words"] = lambda why, name: unasked_words(why, name, reader_locale())
    app.jinja_env.filters["reason_words"] = lambda reason: reason_words(reason, reader_locale())


def _gettext(sentence: str) -> str:
    return language.gettext_for(reader_locale()).gettext(sentence)


def _ngettext(one: str, many: str, number: int) -> str:
    return language.gettext_for(reader_locale()).ngettext(one, many, number)


def _in_readers_locale(words: Callable[..., str]) -> Callable[..., str]:
    return lambda value, **known: words(value, reader_locale(), **known)


def _month_and_year(period: str) -> str:
    return f"{language.month_name(period, reader_locale())} {period[:4]}"


def _local_day(moment: datetime, zone: ZoneInfo) -> str:
    return language.day(moment.astimezone(zone).date(), reader_locale())


def _local_date(moment: datetime, zone: ZoneInfo) -> str:
    return language.day_and_year(moment.astimezone(zone).date(), reader_locale())


def _local_time(moment: datetime, zone: ZoneInfo) -> str:
    return language.clock_time(moment.astimezone(zone).time(), reader_locale())


def _utc_day(moment: datetime) -> str:
    return language.day_and_year(moment.astimezone(UTC).date(), reader_locale())


def _utc_time(moment: datetime) -> str:
    return language.clock_time(moment.astimezone(UTC).time(), reader_locale())


def _instant(moment: datetime) -> str:
    """For machines, as the `datetime` attribute of HTML wants it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
