"""A year of schedules in three parts of the world, beside somebody who only looks at clocks.

What should come is found without any of the bot's reckoning: by going through every quarter of an
hour of the year, and looking at the date and the time that the clocks of the place show then.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import Person
from bot.domain.topics.scheduled import Wish
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import GROUP, OTHER_GROUP, ROOM, Clock, Home
from tests.services.test_schedules import start, wait

MINUTE, QUARTER, HOUR, DAY = (timedelta(minutes=n) for n in (1, 15, 60, 24 * 60))
YEAR = 366 * DAY
THIRD_GROUP = 702348571230987411
ZONES = {
    GROUP: "Europe/Berlin",
    OTHER_GROUP: "Australia/Sydney",
    THIRD_GROUP: "America/Santiago",
}
ON_TIME = 10 * MINUTE
Fits: TypeAlias = Callable[[date], bool]
Away: TypeAlias = list[tuple[datetime, datetime]]
Post: TypeAlias = tuple[str, datetime]


def weekly(first: date, every: int = 1) -> Fits:
    return lambda day: day >= first and (day - first).days % (7 * every) == 0


def month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def last_friday(day: date) -> bool:
    return day.weekday() == 4 and (day + 7 * DAY).month != day.month


@dataclass(frozen=True)
class Round:
    """A schedule as it is typed, and the same said once more: on which days, and at what time."""

    group_id: int
    wish: Wish
    fits: Fits
    at: time


# The clock of these tests begins on Wednesday, 4 March 2026, at 18:00 in UTC.
ROUNDS = (
    # Sundays at 2:30, which Berlin leaves out on 29 March and has twice on 25 October.
    Round(GROUP, Wish("1", "2026-03-08", "2:30 am", ROOM), weekly(date(2026, 3, 8)), time(2, 30)),
    Round(GROUP, Wish("day", "2026-03-31", "19:00", ROOM), month_end, time(19)),
    Round(
        GROUP, Wish("last_weekday", "2026-03-27", "18:00", ROOM, late=True), last_friday, time(18)
    ),
    # Every three weeks at 2:30, which Sydney leaves out on 4 October, one of these days.
    Round(
        OTHER_GROUP,
        Wish("3", "2026-03-08", "02:30", ROOM),
        weekly(date(2026, 3, 8), 3),
        time(2, 30),
    ),
    # Half past midnight, which Santiago leaves out on 6 September; and the last half hour of a
    # Saturday, which it has twice on 4 April.
    Round(
        THIRD_GROUP, Wish("1", "2026-03-08", "0:30", ROOM), weekly(date(2026, 3, 8)), time(0, 30)
    ),
    Round(
        THIRD_GROUP,
        Wish("1", "2026-03-14", "23:30", ROOM, late=True),
        weekly(date(2026, 3, 14)),
        time(23, 30),
    ),
)
# The first quarter after what a clock leaves out, and the first of the two times that it has twice.
CLOCKS_CHANGED = {
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 3, 16, 0, tzinfo=UTC),
    datetime(2026, 9, 6, 4, 0, tzinfo=UTC),
    datetime(2026, 4, 5, 2, 30, tzinfo=UTC),
}


def expected(told: Round, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield when a round comes: as soon as the clocks show its time, or a later one, on its day."""
    zone, moment, last = ZoneInfo(ZONES[told.group_id]), begin, date.min
    while moment <= end:
        shown = moment.astimezone(zone)
        if shown.date() > last and shown.time() >= told.at and told.fits(shown.date()):
            last = shown.date()
            yield moment
        moment += QUARTER


def comes(told: Round, due: datetime, away: Away) -> bool:
    """Say whether what was due comes although the bot may have been away just then."""
    back = next((back for gone, back in away if gone < due <= back), due)
    return back - due <= ON_TIME or (told.wish.late and back - due < DAY)


async def begin_all(house: House) -> dict[str, Round]:
    """Let every round run; return each by its schedule's id."""
    running: dict[str, Round] = {}
    for group_id, zone in ZONES.items():
        await house.groups.set(Person(group_id, ROOM, 200, manages_group=True), zone=zone)
    for told in ROUNDS:
        host = Person(told.group_id, ROOM, 100, manages_events=True)
        running[await start(house, told.wish, host)] = told
    return running


async def a_troubled_year(home: Home, house: House, clock: Clock, chance: Random) -> Away:
    """Let a year pass with restarts and outages; return when the bot was away."""
    end, away = clock() + YEAR, Away()
    while clock() < end:
        await wait(house, clock, clock() + chance.uniform(1, 20) * DAY)
        gone = clock()
        house = await (home.after_power_cut() if chance.random() < 0.5 else home.restart())
        pause = chance.choice([MINUTE, HOUR, 5 * HOUR, 30 * HOUR, 8 * DAY])
        clock.advance(seconds=pause.total_seconds())
        away.append((gone, clock()))
        await house.topics.due.do_due()
    return away


async def posted(house: House) -> list[Post]:
    """Every post by schedule, once for each row that carries it to Discord."""

    def work(connection: Connection) -> list[Post]:
        rows = connection.execute(
            "SELECT schedule_id, occurs_at FROM topic_post"
            " JOIN outbox ON subject = post_id AND kind = 'topic.card'"
        )
        return [(row[0], datetime.fromtimestamp(row[1], UTC)) for row in rows]

    return await house.database.read(work)


async def counted(house: House) -> tuple[int, int]:
    """How many posts there are, and how many rows to be carried to Discord."""

    def work(connection: Connection) -> tuple[int, int]:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM topic_post), (SELECT count(*) FROM outbox)"
        )
        return tuple(found.fetchone())

    return await house.database.read(work)


def all_due(running: dict[str, Round], begin: datetime, end: datetime) -> list[Post]:
    return [(which, at) for which, told in running.items() for at in expected(told, begin, end)]


async def test_a_year_in_three_places_brings_exactly_what_their_clocks_say(
    house: House, clock: Clock
) -> None:
    begin, running = clock(), await begin_all(house)
    await wait(house, clock, begin + YEAR)
    due = all_due(running, begin, clock())
    assert Counter(await posted(house)) == Counter(due)
    assert await counted(house) == (len(due), len(due))
    assert len(due) == 52 + 12 + 12 + 18 + 52 + 51
    assert {at for _, at in due} > CLOCKS_CHANGED


@pytest.mark.parametrize("seed", [31, 32, 33])
async def test_a_year_of_outages_brings_what_was_in_time_once_and_nothing_else(
    home: Home, clock: Clock, seed: int
) -> None:
    house, begin = await home.open(), clock()
    running = await begin_all(house)
    chance = Random(seed)  # noqa: S311 - comes out alike each time
    away = await a_troubled_year(home, house, clock, chance)
    due = all_due(running, begin, clock())
    wanted = Counter(each for each in due if comes(running[each[0]], each[1], away))
    house = await home.restart()
    assert Counter(await posted(house)) == wanted
    assert await counted(house) == (len(wanted), len(wanted))
    # The year was worth the walk: much came, and much was missed.
    assert len(away) > 20
    assert len(wanted) > 80
    assert len(due) - len(wanted) > 10
