"""Local times: dates, times and zones as people write them, and the instants that they mean."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.refusals import BadInput

# Wide enough for any plan, and far from where calendars and clocks run out.
YEARS = range(2000, 2200)
# Names in the time zone database that stand for "not set" and for the machine's own zone.
NO_PLACES = frozenset({"Factory", "localtime"})
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:([ap])\.?\s?m\.?)?", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all time zones, sorted. Source: this machine's IANA database."""
    return tuple(sorted(available_timezones() - NO_PLACES))


def read_zone(typed: str) -> str:
    """Return a time zone's name as the database spells it. Raises BadInput for an unknown one.

    Capitals don't matter, and a room stands for an underscore: `america/new york` is fine.
    """
    wanted = "_".join(typed.split()).casefold()
    for name in zone_names():
        if name.casefold() == wanted:
            return name
    raise BadInput("topics.refused.zone")


def read_time(typed: str) -> time:
    """Return a time of day: `18:00`, `18.00`, `6 pm` and `6:30pm` are all fine.

    Raises BadInput for anything else; a bare `6` too, as it could be morning or evening.
    """
    found = _TIME.fullmatch(typed.strip().casefold())
    if found is None or (found[2] is None and found[3] is None):
        raise BadInput("topics.refused.time")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] is not None:
        if not 1 <= hour <= 12:
            raise BadInput("topics.refused.time")
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise BadInput("topics.refused.time") from None


def read_date(typed: str) -> date:
    """Return a date written as in ISO 8601: year, month, day, as in `2026-03-31`.

    Raises BadInput for anything else, for a day that the calendar lacks, and outside of YEARS.
    """
    found = _DATE.fullmatch(typed.strip())
    if found is None:
        raise BadInput("topics.refused.date")
    year, month, day = (int(part) for part in found.groups())
    if year not in YEARS:
        raise BadInput("topics.refused.far_date", first=YEARS[0], last=YEARS[-1])
    try:
        return date(year, month, day)
    except ValueError:
        raise BadInput("topics.refused.date") from None


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which clocks in a zone show `at` on that day.

    Where clocks are put back and show it twice, the first one counts. Where they are put forward
    and skip it, it is the instant at which they jump: the next minute that they do show. Source:
    PEP 495, on what `fold` means in gaps and overlaps.
    """
    shown = datetime.combine(day, at, tzinfo=zone).replace(fold=0)
    first = shown.astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None):
        return first
    # In a gap fold 0 reckons with the old offset and lands behind the jump, fold 1 before it.
    return _jump(shown.replace(fold=1).astimezone(UTC), first, zone)


def _jump(before: datetime, behind: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second of the new offset, by halving what lies between the two."""
    old = before.astimezone(zone).utcoffset()
    while behind - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(behind - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            behind = middle
    return behind
