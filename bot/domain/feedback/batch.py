"""The daily batch: when what came in private is told of, all of a day together."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.topics.local_time import instant

# In the morning, when nobody is woken; and never right after somebody wrote.
HOUR = time(9)
LEAST_WAIT = timedelta(hours=1)
# From being seen to being part of *You said, we did*.
SETTLING = timedelta(days=1)


def next_batch(now: datetime, zone: str) -> datetime:
    """Return the first 9:00 on a group's clocks (UTC) that is at least an hour after `now`.

    It is the same for everybody who writes in one day, so that it tells the day and no more.
    """
    place = ZoneInfo(zone)
    day = now.astimezone(place).date()
    while (found := instant(day, HOUR, place)) < now + LEAST_WAIT:
        day += timedelta(days=1)
    return found


def settles_at(delivered: datetime, zone: str) -> datetime:
    """Return the first batch's hour that is a day or more after a delivery."""
    return next_batch(delivered + SETTLING - LEAST_WAIT, zone)
