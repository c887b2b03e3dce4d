"""Occurrences: the instants of a schedule, right through clock changes, quiet days left out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import instant, read_date
from bot.domain.topics.schedule import SHORTEST_MONTH, Kind, Recurrence

# How far ahead occurrences are looked for, so that a quiet century isn't walked through.
HORIZON = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days on which nothing is posted, `first` and `last` included, by the group's own calendar."""

    first: date
    last: date

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Quiet":
        """Read what `to_plain` wrote. Raises BadInput for what is no range of dates."""
        try:
            return read_quiet(plain["first"], plain["last"])
        except (KeyError, TypeError, AttributeError):
            raise BadInput("topics.refused.form_changed") from None


def read_quiet(first: str, last: str) -> Quiet:
    """Return the quiet days between two typed dates. Raises BadInput if reversed or unreadable."""
    quiet = Quiet(read_date(first), read_date(last))
    if quiet.last < quiet.first:
        raise BadInput("topics.refused.quiet_reversed")
    return quiet


def upcoming(
    recurrence: Recurrence, after: datetime, quiet: Collection[Quiet] = ()
) -> Iterator[datetime]:
    """Yield the instants of a schedule, in UTC and in order, strictly after `after` (aware).

    Those that fall on a quiet day are left out; what a clock change moves counts for the day to
    which it moves. It ends ten years after `after` or the start, whichever is later.
    """
    zone = ZoneInfo(recurrence.zone)
    # What comes later is never planned for an earlier day: it's the first time that a clock shows.
    since = max(after.astimezone(zone).date(), recurrence.start)
    for day in _days(recurrence, since):
        at = instant(day, recurrence.at, zone)
        there = at.astimezone(zone).date()
        if at > after and not any(each.first <= there <= each.last for each in quiet):
            yield at


def occurrences(
    recurrence: Recurrence, after: datetime, most: int, quiet: Collection[Quiet] = ()
) -> tuple[datetime, ...]:
    """Return the next `most` instants of `upcoming`, or as many as it has."""
    return tuple(islice(upcoming(recurrence, after, quiet), most))


def between(
    recurrence: Recurrence, after: datetime, until: datetime, quiet: Collection[Quiet] = ()
) -> tuple[datetime, ...]:
    """Return the instants of `upcoming` up to `until` (aware), included."""
    return tuple(takewhile(lambda at: at <= until, upcoming(recurrence, after, quiet)))


def _days(recurrence: Recurrence, since: date) -> Iterator[date]:
    """Yield the days of a recurrence from `since`, not before its start, up to the horizon."""
    begin = datetime.combine(since, time())
    end = begin + HORIZON
    match recurrence.kind:
        case Kind.WEEKS:
            begin = datetime.combine(_first_week(recurrence, since), time())
            rule = rrule(WEEKLY, dtstart=begin, interval=recurrence.every, until=end)
        case Kind.MONTH_DAY:
            # The last day that a month has out of these: 28 to 31, or the day itself.
            days = range(min(recurrence.day, SHORTEST_MONTH), recurrence.day + 1)
            rule = rrule(MONTHLY, dtstart=begin, bymonthday=tuple(days), bysetpos=-1, until=end)
        case Kind.MONTH_WEEKDAY:
            nth = weekday(recurrence.weekday, recurrence.nth)
            rule = rrule(MONTHLY, dtstart=begin, byweekday=nth, until=end)
    for found in rule:
        yield found.date()


def _first_week(recurrence: Recurrence, since: date) -> date:
    """Return the first day of a recurrence in weeks from `since`, which isn't before its start.

    Counting starts with the first such weekday on or after the start. Old weeks are leapt over,
    so that a schedule of many years is as quick as a new one.
    """
    wait = (recurrence.weekday - recurrence.start.weekday()) % 7
    first = recurrence.start + timedelta(days=wait)
    step = timedelta(weeks=recurrence.every)
    return first - (first - since) // step * step
