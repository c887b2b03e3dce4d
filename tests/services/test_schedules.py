"""Schedules over a year: exactly the posts that are due, with restarts and outages thrown in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.topics.missed import GRACE
from bot.domain.topics.occurrences import Quiet
from bot.domain.topics.scheduled import Wish
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    Home,
    member,
    sees,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# The clock of these tests begins on Wednesday, 4 March 2026, at 18:00 in UTC.
WEEKLY = Wish("1", "2026-03-10", "18:30", ROOM)


async def start(house: House, wish: Wish = WEEKLY, person: Person = HOST) -> str:
    """Let a schedule run; return its id."""
    drafted = await house.topics.schedules.propose(person, wish)
    assert drafted.trouble is None
    return (await house.topics.schedules.start(person, drafted.schedule_id)).schedule.schedule_id


async def posts(house: House) -> list[tuple[datetime, str]]:
    """The occurrences that were posted, in order, each with its topic."""

    def work(connection: Connection) -> list[tuple[datetime, str]]:
        rows = connection.execute(
            "SELECT occurs_at, slug FROM topic_post WHERE schedule_id IS NOT NULL"
            " ORDER BY occurs_at, schedule_id"
        )
        return [(datetime.fromtimestamp(row[0], UTC), row[1]) for row in rows]

    return await house.database.read(work)


async def times(house: House) -> list[datetime]:
    return [at for at, _ in await posts(house)]


async def wait(house: House, clock: Clock, until: datetime) -> None:
    """Let time pass as the bot's clock does: from one due thing to the next."""
    while (due := await house.topics.due.next_due()) is not None and due <= until:
        clock.advance(seconds=max((due - clock()).total_seconds(), 0))
        await house.polls.closing.close_due()
        await house.topics.due.do_due()
    clock.advance(seconds=(until - clock()).total_seconds())
    await house.polls.closing.close_due()
    await house.topics.due.do_due()


def local(zone: str, wanted_day: date, hour: int, minute: int) -> datetime:
    return datetime(
        wanted_day.year, wanted_day.month, wanted_day.day, hour, minute, tzinfo=ZoneInfo(zone)
    ).astimezone(UTC)


def weekdays(first: date, last: date, weekday: int, every: int = 1) -> Iterator[date]:
    day = first
    while day.weekday() != weekday:
        day += DAY
    while day <= last:
        yield day
        day += 7 * every * DAY


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney"])
async def test_a_year_of_weeks_through_summer_and_winter_time(
    house: House, clock: Clock, zone: str
) -> None:
    await house.groups.set(MODERATOR, zone=zone)
    await start(house)
    end = clock() + 365 * DAY
    await wait(house, clock, end)
    expected = [
        local(zone, day, 18, 30) for day in weekdays(date(2026, 3, 10), date(2027, 3, 9), 1)
    ]
    assert await times(house) == [at for at in expected if at <= end]
    hours = {at.hour for at in await times(house)}
    assert len(hours) == 2, "both of the year's clocks"


async def test_restarts_and_outages_post_nothing_twice_and_only_the_missed_is_missing(
    home: Home, clock: Clock
) -> None:
    chance = Random(7)  # noqa: S311 - comes out alike each time
    house = await home.open()
    skips = await start(house)
    late = await start(house, replace(WEEKLY, first="2026-03-11", at="9 am", late=True))
    begin, wanted = clock(), set[datetime]()
    away: list[tuple[datetime, datetime]] = []
    while clock() < begin + 365 * DAY:
        await wait(house, clock, clock() + chance.uniform(1, 20) * DAY)
        gone_at = clock()
        pause = chance.choice([MINUTE, HOUR, 5 * HOUR, 30 * HOUR, 8 * DAY])
        if chance.random() < 0.5:
            house = await home.after_power_cut()
        else:
            await home.close()
            house = await home.open()
        clock.advance(seconds=pause.total_seconds())
        away.append((gone_at, clock()))
        await house.topics.due.do_due()
    for first, at, patience in (
        (date(2026, 3, 10), (18, 30), GRACE),
        (date(2026, 3, 11), (9, 0), DAY - timedelta(seconds=1)),
    ):
        for day in weekdays(first, clock().date(), first.weekday()):
            due = local("UTC", day, *at)
            back = next((end for start, end in away if start < due <= end), due)
            if due <= clock() and back - due <= patience:
                wanted.add(due)
    found = await times(house)
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert len(away) > 20
    assert {skips, late} == {
        each.schedule_id for each, _ in await house.topics.schedules.of_group(HOST, sees)
    }


async def test_what_is_listed_is_what_comes(house: House, clock: Clock) -> None:
    first = await start(house)
    second = await start(house, replace(WEEKLY, first="2026-03-12", pool=("2", "3", "grief")))
    listed = [
        (each.at, each.choice.slug)
        for one in (first, second)
        for each in (await house.topics.schedules.look(HOST, one, sees)).planned
    ]
    await wait(house, clock, clock() + 40 * DAY)
    assert sorted(listed) == (await posts(house))[:10]


async def test_no_topic_twice_in_twelve_and_never_two_heavy_ones_in_a_row(
    house: House, clock: Clock
) -> None:
    await start(house)
    await start(house, replace(WEEKLY, first="2026-03-12"))
    await wait(house, clock, clock() + 300 * DAY)
    slugs = [slug for _, slug in await posts(house)]
    assert len(slugs) > 80
    for place, slug in enumerate(slugs):
        assert slug not in slugs[max(place - 12, 0) : place]

    def weights(connection: Connection) -> list[int]:
        rows = connection.execute("SELECT intensity FROM topic_post ORDER BY occurs_at")
        return [row[0] for row in rows]

    heavy = await house.database.read(weights)
    assert 3 in heavy
    assert (3, 3) not in set(pairwise(heavy))


async def test_why_a_topic_came_is_kept_with_it(house: House, clock: Clock) -> None:
    await start(house)
    await wait(house, clock, clock() + 7 * DAY)

    def newest(connection: Connection) -> str:
        return connection.execute("SELECT post_id FROM topic_post").fetchone()[0]

    why = await house.topics.due.why(await house.database.read(newest))
    assert [each.key for each in why] == ["topics.why.pool", "topics.why.by_chance"]


async def test_paused_skipped_quiet_and_removed(house: House, clock: Clock) -> None:
    schedule = await start(house)
    keeping = house.topics.schedules
    outlook = await keeping.skip_next(HOST, schedule, sees)
    assert outlook.planned[0].at.date() == date(2026, 3, 17)
    outlook = await keeping.unskip(HOST, schedule, sees)
    assert outlook.planned[0].at.date() == date(2026, 3, 10)
    await keeping.skip_next(HOST, schedule, sees)
    await keeping.add_quiet(HOST, Quiet(date(2026, 3, 20), date(2026, 3, 26)))
    await wait(house, clock, datetime(2026, 4, 1, tzinfo=UTC))
    assert [at.day for at in await times(house)] == [17, 31]
    await keeping.pause(HOST, schedule, sees)
    await wait(house, clock, datetime(2026, 4, 20, tzinfo=UTC))
    await keeping.resume(HOST, schedule, sees)
    await house.topics.due.do_due()
    assert len(await times(house)) == 2, "what came round meanwhile isn't posted"
    await wait(house, clock, datetime(2026, 4, 22, tzinfo=UTC))
    assert (await times(house))[-1].day == 21
    await keeping.remove(HOST, schedule, sees)
    assert await house.topics.due.next_due() is None
    with pytest.raises(Gone):
        await keeping.look(HOST, schedule, sees)


async def test_quiet_days_end_and_are_taken_back(house: House, clock: Clock) -> None:
    await start(house)
    days = Quiet(date(2026, 3, 9), date(2026, 3, 15))
    assert await house.topics.schedules.add_quiet(HOST, days) == (days,)
    assert await house.topics.schedules.remove_quiet(HOST, days) == ()
    await wait(house, clock, datetime(2026, 3, 11, tzinfo=UTC))
    assert len(await times(house)) == 1


async def test_a_changed_schedule_takes_the_place_of_the_old_and_posts_nothing_again(
    house: House, clock: Clock
) -> None:
    schedule = await start(house)
    await wait(house, clock, datetime(2026, 3, 10, 19, tzinfo=UTC))
    later = replace(WEEKLY, at="20:00")
    drafted = await house.topics.schedules.propose(HOST, later, replaces=schedule)
    outlook = await house.topics.schedules.start(HOST, drafted.schedule_id)
    assert outlook.schedule.schedule_id == schedule
    await wait(house, clock, datetime(2026, 3, 18, tzinfo=UTC))
    assert [(at.day, at.hour) for at in await times(house)] == [(10, 18), (10, 20), (17, 20)]


async def test_another_zone_moves_every_schedule(house: House, clock: Clock) -> None:
    await start(house)
    await house.groups.set(MODERATOR, zone="America/New_York")
    await wait(house, clock, datetime(2026, 3, 12, tzinfo=UTC))
    assert await times(house) == [local("America/New_York", date(2026, 3, 10), 18, 30)]


async def test_who_may_and_who_may_not(house: House) -> None:
    keeping = house.topics.schedules
    schedule = await start(house)
    stranger = Person(OTHER_GROUP, ROOM, HOST.user_id, manages_events=True)
    with pytest.raises(NotAllowed):
        await keeping.propose(member(1), WEEKLY)
    for use in (keeping.pause, keeping.resume, keeping.skip_next, keeping.unskip, keeping.remove):
        with pytest.raises(NotAllowed):
            await use(member(1), schedule, sees)
        with pytest.raises(Gone):
            await use(stranger, schedule, sees)
        with pytest.raises(Gone):
            await use(HOST, schedule, lambda _: False)
    assert [one.schedule_id for one, _ in await keeping.of_group(member(1), sees)] == [schedule]
    assert await keeping.of_group(member(1), lambda _: False) == []
    drafted = await keeping.propose(HOST, WEEKLY)
    with pytest.raises(Gone):
        await keeping.start(replace(HOST, user_id=5), drafted.schedule_id)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"at": "half past"}, "topics.refused.time"),
        ({"first": "tomorrow"}, "topics.refused.date"),
        ({"often": "daily"}, "topics.refused.form_changed"),
    ],
)
async def test_what_cannot_be_read_is_kept_and_named(
    house: House, wrong: dict[str, str], key: str
) -> None:
    wish = replace(WEEKLY, **wrong)  # pyright: ignore[reportArgumentType]
    drafted = await house.topics.schedules.propose(HOST, wish)
    assert drafted.trouble is not None
    assert drafted.trouble.key == key
    assert await house.topics.schedules.typed(HOST, drafted.schedule_id) == wish


async def test_drafts_are_forgotten_after_a_day(house: House, clock: Clock) -> None:
    drafted = await house.topics.schedules.propose(HOST, WEEKLY)
    clock.advance(days=1, seconds=1)
    await house.topics.schedules.sweep_drafts()
    with pytest.raises(Gone):
        await house.topics.schedules.typed(HOST, drafted.schedule_id)
    assert (await house.groups.settings(GROUP)).zone == "UTC"


async def test_the_group_chooses_in_a_private_poll(house: House, clock: Clock) -> None:
    await start(house, replace(WEEKLY, ballot=True))
    await wait(house, clock, datetime(2026, 3, 8, 19, tzinfo=UTC))
    (poll,) = await house.polls.life.list_open(HOST, sees)
    assert poll.method == "approval"
    assert len(poll.options) == 4
    for voter in range(3):
        await house.polls.voting.cast(member(voter + 1), poll.poll_id, {2: 1})
    await wait(house, clock, datetime(2026, 3, 10, 19, tzinfo=UTC))
    ((_, slug),) = await posts(house)
    title = poll.options[2]
    assert (await house.topics.posting.search(GROUP, title))[0].slug == slug


async def test_a_group_that_stays_undecided_gets_one_of_those_offered(
    house: House, clock: Clock
) -> None:
    await start(house, replace(WEEKLY, ballot=True))
    await wait(house, clock, datetime(2026, 3, 24, 19, tzinfo=UTC))
    found = await posts(house)
    assert len(found) == 3
    past = await house.polls.life.list_past(HOST, sees, clock() + DAY)
    offered = [set(poll.options) for poll in reversed(past)]
    for (_, slug), titles in zip(found, offered, strict=True):
        topics = await house.topics.posting.search(GROUP, "", most=99)
        assert next(topic.title for topic in topics if topic.slug == slug) in titles
