"""The record's pages: whole, in order, and without what happened where somebody can't look."""

from collections.abc import Callable

from bot.services.house import House
from bot.services.record import NEWEST, PAGE, READ_AT_ONCE, Page
from bot.storage import record
from bot.storage.database import Connection
from tests.services.circle import GROUP, HOST, OTHER_GROUP, OTHER_ROOM, ROOM, Clock, member

HERE = [ROOM].__contains__


async def write(house: House, clock: Clock, *rooms: int | None, group: int = GROUP) -> None:
    """Write one entry for each room, all in the same second."""

    def work(connection: Connection) -> None:
        for room in rooms:
            about = {} if room is None else {"channel": room, "message": 1}
            record.add(connection, group, "poll_taken_down", HOST.user_id, clock(), **about)

    await house.database.write(work)


async def pages(house: House, sees: Callable[[int], bool] = HERE) -> list[Page]:
    """Turn the pages until there are no more."""
    found = [await house.record.page(member(1), sees)]
    while found[-1].more:
        found.append(await house.record.page(member(1), sees, found[-1].end))
    return found


async def test_entries_of_one_second_are_each_on_one_page_the_newest_first(
    house: House, clock: Clock
) -> None:
    await write(house, clock, *[ROOM] * 20)
    clock.advance(seconds=1)
    await write(house, clock, *[None] * 20)
    found = await pages(house)
    assert [len(page.entries) for page in found] == [PAGE, PAGE, 10]
    ids = [entry.entry_id for page in found for entry in page.entries]
    assert ids == sorted(set(ids), reverse=True)


async def test_a_page_is_filled_however_many_hidden_entries_lie_between(
    house: House, clock: Clock
) -> None:
    hidden = [OTHER_ROOM] * (3 * READ_AT_ONCE + 1)
    await write(house, clock, ROOM, *hidden, *[ROOM] * PAGE, *hidden, ROOM)
    first, second = await pages(house)
    assert (len(first.entries), first.more) == (PAGE, True)
    assert (len(second.entries), second.more) == (2, False)
    everything = [ROOM, OTHER_ROOM].__contains__
    assert sum(len(page.entries) for page in await pages(house, everything)) == 2 * len(hidden) + 17


async def test_hidden_entries_alone_dont_make_another_page(house: House, clock: Clock) -> None:
    await write(house, clock, *[OTHER_ROOM] * 150, *[ROOM] * PAGE)
    (page,) = await pages(house)
    assert len(page.entries) == PAGE


async def test_a_page_holds_what_its_own_group_wrote(house: House, clock: Clock) -> None:
    await write(house, clock, *[ROOM] * 3, group=OTHER_GROUP)
    assert await house.record.page(member(1), HERE) == Page((), more=False)


async def test_what_a_clock_far_ahead_wrote_is_read_all_the_same(
    house: House, clock: Clock
) -> None:
    clock.advance(days=365)
    await write(house, clock, ROOM)
    clock.advance(days=-365)
    assert len((await house.record.page(member(1), HERE, NEWEST)).entries) == 1
