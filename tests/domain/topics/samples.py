"""Topics and schedules for tests, and an almanac written so simply that it can't be wrong."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.topics.local_time import zone_names
from bot.domain.topics.schedule import LAST, Kind, Recurrence
from bot.domain.topics.topic import Topic

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def a_topic(slug: str, intensity: int = 1, tags: Iterable[str] = ()) -> Topic:
    return Topic(
        slug=slug,
        version=1,
        title=slug.title(),
        purpose="To talk.",
        intensity=intensity,
        content_notes=(),
        group=(),
        setting=(),
        opening_round="",
        prompts=("What now?",),
        going_deeper=(),
        strengths="",
        taking_part=(),
        facilitator_notes="",
        closing_round="",
        tags=tuple(tags),
        language="en",
    )


def by_slug(*topics: Topic) -> dict[str, Topic]:
    return {topic.slug: topic for topic in topics}


def comes_on(recurrence: Recurrence, day: date) -> bool:
    """Say whether a recurrence has an occurrence planned on a day, counting on fingers."""
    if day < recurrence.start:
        return False
    match recurrence.kind:
        case Kind.WEEKS:
            first = recurrence.start
            while first.weekday() != recurrence.weekday:
                first += DAY
            return (day - first).days % (7 * recurrence.every) == 0 and day >= first
        case Kind.MONTH_DAY:
            ends_too_early = (day + DAY).day == 1 and day.day < recurrence.day
            return day.day == recurrence.day or ends_too_early
        case Kind.MONTH_WEEKDAY:
            if day.weekday() != recurrence.weekday:
                return False
            if recurrence.nth == LAST:
                return (day + 7 * DAY).month != day.month
            return sum((day - week * 7 * DAY).month == day.month for week in range(5)) == (
                recurrence.nth
            )


def first_shown(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the first minute, in UTC, at which the clocks show this time of the day or a later
    one, by looking at the clocks minute by minute."""
    wanted = datetime.combine(day, at)
    rough = wanted.replace(tzinfo=UTC)
    ahead = max(_offset(rough + shift * DAY, zone) for shift in (-2, -1, 0, 1, 2))
    moment = rough - ahead - 3 * MINUTE
    while moment.astimezone(zone).replace(tzinfo=None) < wanted:
        moment += MINUTE
    return moment


def almanac(recurrence: Recurrence, first: date, last: date) -> Iterator[datetime]:
    """Yield every occurrence planned from one day to another, by looking at each day."""
    zone = ZoneInfo(recurrence.zone)
    for number in range((last - first).days + 1):
        if comes_on(recurrence, first + number * DAY):
            yield first_shown(first + number * DAY, recurrence.at, zone)


@cache
def clock_changes(zone: str) -> tuple[datetime, ...]:
    """Return the noons, in UTC, before the clocks of a zone are changed, from 2000 to 2037."""
    there = ZoneInfo(zone)
    noons = [datetime(2000, 1, 1, 12, tzinfo=UTC) + number * DAY for number in range(38 * 365)]
    return tuple(noon for noon in noons if _offset(noon, there) != _offset(noon + DAY, there))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DATES = st.dates(date(2000, 1, 1), date(2060, 12, 31))
ZONES = st.sampled_from(zone_names())
WEEKDAYS = st.integers(0, 6)
RECURRENCES = st.one_of(
    st.builds(
        Recurrence,
        st.just(Kind.WEEKS),
        TIMES,
        ZONES,
        DATES,
        every=st.integers(1, 12),
        weekday=WEEKDAYS,
    ),
    st.builds(Recurrence, st.just(Kind.MONTH_DAY), TIMES, ZONES, DATES, day=st.integers(1, 31)),
    st.builds(
        Recurrence,
        st.just(Kind.MONTH_WEEKDAY),
        TIMES,
        ZONES,
        DATES,
        weekday=WEEKDAYS,
        nth=st.sampled_from((1, 2, 3, 4, LAST)),
    ),
)
