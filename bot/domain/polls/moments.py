"""Moments that a group chooses among: read from what was typed, and kept as a poll's options."""

import re
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil import parser
from dateutil.parser import ParserError, UnknownTimezoneWarning

from bot.domain.polls.options import on_one_line
from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import YEARS, instant

MAX_LETTERS = 60
_ISO = re.compile(r"\d{4}[-/]\d")
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = parser.parserinfo()
_WRITTEN = "%Y-%m-%d %H:%M"


def read_moments(typed: str, zone: ZoneInfo, now: datetime) -> tuple[str, ...]:
    """Return the moments, one a line on a zone's clocks, as options in order of time.

    Raises BadInput for a line whose day or time isn't clear, or that is over.
    """
    lines = [on_one_line(line) for line in typed.splitlines() if line.strip()]
    found = [_moment(line, number, zone, now) for number, line in enumerate(lines, start=1)]
    return tuple(option_of(moment) for moment in sorted(found))


def check_moments(options: Sequence[str], closes_at: datetime) -> None:
    """Refuse moments that come before the poll closes, or twice. Raises BadInput."""
    if len(set(options)) < len(options):
        raise BadInput("polls.refused.same_time")
    if any(moment_of(option) <= closes_at for option in options):
        raise BadInput("polls.refused.time_too_soon")


def option_of(moment: datetime) -> str:
    """Return a moment as a poll's option: whole seconds since 1970 in UTC."""
    return str(int(moment.timestamp()))


def moment_of(option: str) -> datetime:
    """Return the moment of an option, in UTC."""
    return datetime.fromtimestamp(int(option), UTC)


def written(option: str, zone: ZoneInfo) -> str:
    """Return a moment as it can be typed again: year, month, day and time on a zone's clocks."""
    return moment_of(option).astimezone(zone).strftime(_WRITTEN)


def _moment(line: str, number: int, zone: ZoneInfo, now: datetime) -> datetime:
    local = now.astimezone(zone).replace(tzinfo=None)
    if len(line) > MAX_LETTERS:
        raise BadInput("polls.refused.time_unclear", number=number)
    try:
        found, other = (_read(line, local, dayfirst=first) for first in (False, True))
    except (ParserError, OverflowError, ValueError, UnknownTimezoneWarning):
        raise BadInput("polls.refused.time_unclear", number=number) from None
    if found != other and not _ISO.search(line):
        raise BadInput("polls.refused.time_two_ways", number=number)
    if found is None or not _clear(line, found):
        raise BadInput("polls.refused.time_unclear", number=number)
    moment = instant(found.date(), found.time(), zone)
    if moment <= now:
        raise BadInput("polls.refused.time_over", number=number)
    return moment


def _read(line: str, local: datetime, *, dayfirst: bool) -> datetime | None:
    """Return what a line says, `local` being now on the same clocks; None if a part is missing.

    A weekday is the next one, and so is a day without a year.
    """
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    elsewhere = _elsewhere(today)
    found, strange = (_parsed(line, start, dayfirst) for start in (today, elsewhere))
    if found.tzinfo is not None or found.hour != strange.hour:
        return None
    if found.date() == strange.date():
        return found
    if (found.month, found.day) == (strange.month, strange.day):
        next_year = today.replace(year=today.year + 1, day=1)
        return found if found > local else _parsed(line, next_year, dayfirst)
    soon = _within_a_week(today, found) and _within_a_week(elsewhere, strange)
    if soon and found.weekday() == strange.weekday() and found.day != strange.day:
        return found if found > local else found + timedelta(days=7)
    return None


def _elsewhere(today: datetime) -> datetime:
    """Return another hour, weekday, day, month and year: what a text leaves out comes from there.

    It is a day that each month has, as a month alone takes the nearest day that it has.
    """
    later = (today + timedelta(days=days, hours=7) for days in range(400, 415))
    return next(
        each
        for each in later
        if each.day < 28 and each.day != today.day and each.weekday() != today.weekday()
    )


def _within_a_week(start: datetime, found: datetime) -> bool:
    """Say whether a day is one of the seven from `start` on, as the next of a weekday is."""
    return 0 <= (found.date() - start.date()).days < 7


def _clear(line: str, found: datetime) -> bool:
    """Say whether a moment is a whole minute of a year that we know, and on the weekday it names.

    Seconds would be lost when it is written again.
    """
    whole = not (found.second or found.microsecond)
    return whole and found.year in YEARS and not _other_weekday(line, found)


def _other_weekday(line: str, found: datetime) -> bool:
    """Say whether a line names another weekday than its date has."""
    named = (_NAMES.weekday(word) for word in _WORD.findall(line))
    return any(each not in (None, found.weekday()) for each in named)


def _parsed(line: str, start: datetime, dayfirst: bool) -> datetime:
    with warnings.catch_warnings():
        # A zone's name that the library doesn't know would be left out without a word.
        warnings.simplefilter("error", UnknownTimezoneWarning)
        return parser.parse(line, default=start, dayfirst=dayfirst)
