"""When mail that nobody asked for may come: not at night and not on holidays, where its reader lives. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.programmes.rules import QuietHours, Rules


def next_allowed(now: datetime, zone: ZoneInfo, rules: Rules) -> datetime:
    """`now` where a mail may come at once, else the end of the night or the first morning after the holidays (UTC)."""
    local = now.astimezone(zone)
    day, quiet = local.date(), rules.quiet_hours
    if quiet and _evening(local.time(), quiet):
        return _morning(day + timedelta(days=1), zone, rules)
    if day in rules.holidays or (quiet and _before_end(local.time(), quiet)):
        return _morning(day, zone, rules, after=local)
    return now


def zone_of_person(timezone: str | None, rules: Rules) -> ZoneInfo:
    """Where a person lives, the programme's zone where nobody said."""
    try:
        return ZoneInfo(timezone) if timezone else rules.zone
    except (ZoneInfoNotFoundError, ValueError):  # a zone that the next release of tzdata no longer knows
        return rules.zone


def _evening(at: time, quiet: QuietHours) -> bool:
    """Whether the night has begun that ends tomorrow."""
    return quiet.over_midnight and at >= quiet.begins


def _before_end(at: time, quiet: QuietHours) -> bool:
    """Whether it is the night that ends today."""
    return at < quiet.ends if quiet.over_midnight else quiet.begins <= at < quiet.ends


def _morning(day: date, zone: ZoneInfo, rules: Rules, *, after: datetime | None = None) -> datetime:
    """The hour at which mail may come again, on that day or the first after it that is no holiday."""
    while day in rules.holidays:
        day += timedelta(days=1)
    hour = rules.quiet_hours.ends if rules.quiet_hours else time(rules.check_in.hour)
    if after is not None and datetime.combine(day, hour, zone) <= after:
        return _morning(day + timedelta(days=1), zone, rules)
    return datetime.combine(day, hour, zone).astimezone(UTC)
