"""Reasons, amounts and minimums in words, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, get_args

from babel.numbers import format_decimal

from app.cpd.account import HUNDREDTHS, Counted, CycleAccount, hundredths
from app.cpd.minimum import Measure, Standing
from app.cpd.reasons import Reason, Why
from app.language import day_and_year, gettext_for, hours_words, language_of, list_words
from app.language import mark as _
from app.ledger.required import required_words
from app.programmes.cpd_rules import CpdRules, Words
from app.programmes.mode_words import mode_words
from app.programmes.rules import Required

_SENTENCES: Final[Mapping[Why, str]] = {
    Why.COUNTED: _("counts"),
    Why.WITHDRAWN: _("taken out"),
    Why.UNCONFIRMED: _("not confirmed yet"),
    Why.DISPUTED: _("disputed"),
    Why.SILENT: _("confirmed by silence alone, which is not enough here"),
    Why.MODE: _("%(mode)s does not count here"),
    Why.SUPERVISOR: _("with one’s own supervisor, or with somebody one supervises"),
    Why.INCOMPLETE: _("incomplete: %(fields)s missing"),
    Why.LATE: _("told after %(day)s, too late"),
    Why.NO_OWN_DATE: _("the date from which the member’s cycles run is not known"),
    Why.OUTSIDE: _("outside of every cycle"),
    Why.BETWEEN: _("the month lies in two cycles, and the day is not known"),
    Why.BELOW_MINIMUM: _("below the minimum"),
}
_ROLES: Final[Mapping[str, str]] = {
    "mentor": _("hours as a mentor do not count here"),
    "mentee": _("hours as a mentee do not count here"),
    "facilitator": _("hours as a facilitator do not count here"),
}
_AS: Final[Mapping[str, str]] = {
    "mentor": _("as a mentor"),
    "mentee": _("as a mentee"),
    "facilitator": _("as a facilitator"),
}
_CAPS: Final[Mapping[str, str]] = {
    "category_year": _("the cap of %(cap)s a year for %(category)s is reached"),
    "category_cycle": _("the cap of %(cap)s a cycle for %(category)s is reached"),
    "year": _("the cap of %(cap)s a year is reached"),
    "cycle": _("the cap of %(cap)s a cycle is reached"),
}
_FOUND_NOTHING: Final = Measure(0, 0)


def reasons_words(rules: CpdRules, counted: Counted, locale: str) -> str:
    """Why an entry counts or does not: `12 of 60 minutes count: the cap of 20 h a cycle is reached`."""
    return "; ".join(_reason(rules, counted, reason, locale) for reason in counted.reasons)


def units_words(rules: CpdRules, units: Fraction, locale: str) -> str:
    """An amount with its unit: `7.5 PDH`, `7,5 HPP`; cut to hundredths, never rounded up."""
    exact = hundredths(units)
    number = format_decimal(f"{exact // HUNDREDTHS}.{exact % HUNDREDTHS:02}", "#,##0.##", locale=_locale(locale))
    return f"{number}\N{NO-BREAK SPACE}{named(rules.unit, locale)}"


def named(words: Words, locale: str) -> str:
    """A name of the rules in the reader's language."""
    return words.fr if language_of(locale) == "fr" else words.en


def category_words(rules: CpdRules, key: str | None, locale: str) -> str:
    """The name of a category; empty where an entry has none."""
    return next((named(one.name, locale) for one in rules.categories if one.key == key), "")


def role_label(role: str, locale: str) -> str:
    """In which role hours were spent: `as a mentor`."""
    return gettext_for(locale).gettext(_AS.get(role, _("in another role")))


def cycle_words(account: CycleAccount, locale: str) -> str:
    """From when to when a cycle runs: `1 January 2026 to 31 December 2026`."""
    starts, ends = (day_and_year(day, locale) for day in (account.cycle.starts, account.cycle.ends))
    return gettext_for(locale).gettext(_("%(starts)s to %(ends)s")) % {"starts": starts, "ends": ends}


def title_words(rules: CpdRules, programmes: Sequence[str], locale: str) -> str:
    """Whose rules, and whose hours they count: `PEO: Cohort A and Cohort B, counted together`."""
    listed = list_words(sorted(programmes, key=str.casefold), locale)
    if len(programmes) > 1:
        listed = gettext_for(locale).gettext(_("%(programmes)s, counted together")) % {"programmes": listed}
    if rules.body is None:
        return listed
    named_body = {"name": named(rules.body, locale), "value": listed}
    return gettext_for(locale).gettext(_("%(name)s: %(value)s")) % named_body


def standing_words(rules: CpdRules, standing: Standing, locale: str) -> str:
    """Whether the minimum is reached, and else what is missing: `1 h or 2 meetings are missing to the minimum`."""
    say = gettext_for(locale)
    if standing.reached:
        return say.gettext(_("The minimum is reached."))
    lacking = list(_lacking(rules, standing, locale))
    either = rules.minimum is not None and rules.minimum.needs == "either"
    missing = _or_words(lacking, locale) if either else list_words(lacking, locale)
    return say.gettext(_("Missing to the minimum: %(missing)s.")) % {"missing": missing}


def minimum_words(rules: CpdRules, locale: str) -> str:
    """The minimum itself: `3 h or 3 meetings within 6 months`; empty where there is none."""
    asked = rules.minimum
    if asked is None:
        return ""
    units = None if asked.units is None else Fraction(asked.units)
    whole = Standing(
        reached=False,
        best=_FOUND_NOTHING,
        missing_minutes=asked.minutes,
        missing_meetings=asked.meetings,
        missing_units=units,
    )
    parts = list(_lacking(rules, whole, locale))
    words = _or_words(parts, locale) if asked.needs == "either" else list_words(parts, locale)
    if asked.within_months is None:
        return words
    within = gettext_for(locale).ngettext(
        "%(words)s within %(count)s month", "%(words)s within %(count)s months", asked.within_months
    )
    return within % {"words": words, "count": asked.within_months}


def _lacking(rules: CpdRules, standing: Standing, locale: str) -> Iterator[str]:
    if standing.missing_minutes:
        yield hours_words(standing.missing_minutes, locale)
    if standing.missing_meetings:
        meetings = standing.missing_meetings
        say = gettext_for(locale).ngettext("%(count)s meeting", "%(count)s meetings", meetings)
        yield say % {"count": meetings}
    if standing.missing_units:
        yield units_words(rules, _up(standing.missing_units), locale)


def _up(units: Fraction) -> Fraction:
    """What is missing is never shown as less than it is: to the next hundredth."""
    return Fraction(-(-units * HUNDREDTHS // 1), HUNDREDTHS)


def _or_words(items: list[str], locale: str) -> str:
    return gettext_for(locale).gettext(_(" or ")).join(items)


def _reason(rules: CpdRules, counted: Counted, reason: Reason, locale: str) -> str:
    say = gettext_for(locale).gettext
    match reason.why:
        case Why.CAPPED | Why.ROUNDED:
            return _in_part(counted, locale, _cap(rules, counted, reason, locale))
        case Why.ROLE:
            return say(_ROLES.get(counted.hours.role, _("hours in this role do not count here")))
        case Why.MODE:
            return say(_SENTENCES[reason.why]) % {"mode": mode_words(counted.hours.mode, locale)}
        case Why.INCOMPLETE:
            fields = required_words(tuple(field for field in get_args(Required) if field in reason.fields), locale)
            return say(_SENTENCES[reason.why]) % {"fields": fields}
        case Why.LATE:
            assert reason.until is not None
            return say(_SENTENCES[reason.why]) % {"day": day_and_year(reason.until, locale)}
        case _:
            return say(_SENTENCES[reason.why])


def _in_part(counted: Counted, locale: str, because: str) -> str:
    """An entry of which a part counts, and why; where rounding only adds to the units, all minutes do."""
    values = {"counted": counted.minutes, "minutes": counted.hours.minutes, "because": because}
    sentence = gettext_for(locale).ngettext(
        "%(counted)s of %(minutes)s minute counts: %(because)s",
        "%(counted)s of %(minutes)s minutes count: %(because)s",
        counted.hours.minutes,
    )
    return sentence % values


def _cap(rules: CpdRules, counted: Counted, reason: Reason, locale: str) -> str:
    say = gettext_for(locale).gettext
    if reason.cap is None or reason.cap_of is None:
        rounded = (
            _("rounded down, in steps of %(step)s")
            if rules.rounding.rule == "down"
            else _("rounded to the nearest %(step)s")
        )
        return say(rounded) % {"step": units_words(rules, Fraction(rules.rounding.step), locale)}
    return say(_CAPS[reason.cap_of]) % {
        "cap": units_words(rules, Fraction(reason.cap), locale),
        "category": category_words(rules, counted.category, locale),
    }


def _locale(locale: str) -> str:
    return "fr_CA" if language_of(locale) == "fr" else "en_CA"
