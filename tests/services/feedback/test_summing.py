"""The summary over real files: alike for everybody, and only of channels that one sees."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.feedback.item import Item, Kind, Message, Moderator, Said, Stage, State, week_of
from bot.domain.feedback.request import Typed
from bot.domain.feedback.summary import Counts, Speed, Trend
from bot.services.feedback.summing import Summary
from bot.services.house import House
from bot.storage.database import Connection
from bot.storage.feedback import items
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    OTHER_ROOM,
    ROOM,
    Clock,
    member,
    sees,
)


async def checked_out(house: House, clock: Clock, people: int, room: int = ROOM) -> None:
    """Ask for a check-out in a room, let people fill it, and let it close."""
    host = replace(HOST, channel_id=room)
    draft = await house.feedback.asking.propose(host, Typed(hours=24))
    await house.feedback.asking.open(host, draft.request_id)
    for number in range(people):
        who = replace(member(number), channel_id=room)
        await house.feedback.checking_out.send(who, draft.request_id, (5, 1, 5, 1))
    clock.advance(days=1)
    await house.feedback.asking.close_due()


async def keep(
    house: House, clock: Clock, number: int, kind: Kind, *answered: int, **changed: Any
) -> None:
    """Keep an item that came in this week, and answers to it so many days later."""
    key = bytes([number])
    item = Item(f"{number:016x}", GROUP, week_of(clock().date()), kind, "Words.", code_hash=key)
    item = replace(item, **changed)

    def work(connection: Connection) -> None:
        items.add(connection, item)
        for place, later in enumerate(answered):
            by = Moderator(1, "Mo", clock().date() + timedelta(days=later))
            items.put(connection, item, Message(place, Said.ANSWER, by=by))

    await house.database.write(work)


async def test_with_nothing_there_is_nothing(house: House) -> None:
    assert await house.feedback.summing.look(member(1), sees) == Summary(Trend(), Counts())


async def test_everybody_sees_the_same(house: House, clock: Clock) -> None:
    await checked_out(house, clock, 6)
    seen = [await house.feedback.summing.look(each, sees) for each in (member(1), HOST, MODERATOR)]
    assert seen[0].trend.told[0].told.turnout == (5, 9)
    assert seen.count(seen[0]) == 3


async def test_the_trend_is_of_what_one_sees_and_of_ones_own_group(
    house: House, clock: Clock
) -> None:
    await checked_out(house, clock, 5)
    await checked_out(house, clock, 5, OTHER_ROOM)
    await checked_out(house, clock, 4)
    look = house.feedback.summing.look
    everywhere = (await look(member(1), sees)).trend
    assert (len(everywhere.told), everywhere.too_few) == (2, 1)
    here = (await look(member(1), lambda channel: channel == ROOM)).trend
    assert here == Trend(everywhere.told[:1], too_few=1)
    assert (await look(member(1), lambda _: False)).trend == Trend()
    assert (await look(replace(member(1), group_id=OTHER_GROUP), sees)).trend == Trend()


async def test_what_was_asked_in_a_thread_is_told_to_whoever_sees_its_channel(
    house: House, clock: Clock
) -> None:
    thread = replace(HOST, channel_id=7)
    draft = await house.feedback.asking.propose(thread, Typed(hours=24))
    await house.feedback.asking.open(thread, draft.request_id, ROOM)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    look = house.feedback.summing.look
    assert (await look(member(1), lambda channel: channel == ROOM)).trend.too_few == 1
    assert (await look(member(1), lambda channel: channel == 7)).trend.too_few == 0


async def test_open_check_outs_and_questions_are_no_part_of_it(house: House, clock: Clock) -> None:
    for typed in (Typed(), Typed("question", "Why?", 24)):
        draft = await house.feedback.asking.propose(HOST, typed)
        await house.feedback.asking.open(HOST, draft.request_id)
    clock.advance(days=1)
    await house.feedback.asking.close_due()
    assert (await house.feedback.summing.look(member(1), sees)).trend == Trend()


async def test_a_year_of_check_outs_shows_the_latest_twelve(house: House, clock: Clock) -> None:
    for number in range(15):
        await checked_out(house, clock, 5 + 5 * (number == 3))
    told = (await house.feedback.summing.look(member(1), sees)).trend.told
    assert [each.told.turnout for each in told] == [(10, 19)] + [(5, 9)] * 11


async def test_items_are_counted_once_moderators_may_see_them(house: House, clock: Clock) -> None:
    for number in range(3):
        await keep(house, clock, number, Kind.IDEA)
    waits = clock() + timedelta(hours=9)
    await keep(house, clock, 3, Kind.WORRY, 0, stage=Stage.WAITING, moves_at=waits)
    await keep(house, clock, 4, Kind.IDEA, 0, group_id=OTHER_GROUP)
    counts = (await house.feedback.summing.look(member(1), sees)).counts
    assert counts == Counts(3, (("idea", 3),), ((State.RECEIVED, 3),))


async def test_how_soon_is_counted_by_the_first_answer(house: House, clock: Clock) -> None:
    # It is a Wednesday.
    for number, days in enumerate(([0, 9], [4], [5], [11, 30], [12], [])):
        await keep(house, clock, number, Kind.THANKS, *days, state=State.HEARD)
    counts = (await house.feedback.summing.look(member(1), sees)).counts
    assert counts.speeds == ((Speed.SAME_WEEK, 2), (Speed.WEEK_AFTER, 2), (Speed.LATER, 1))


async def test_what_is_older_than_twelve_weeks_is_left_out(house: House, clock: Clock) -> None:
    for number in range(4):
        await keep(house, clock, number, Kind.IDEA, 0)
    clock.advance(weeks=11)
    look = house.feedback.summing.look
    assert (await look(member(1), sees)).counts.total == 4
    clock.advance(days=5)
    assert (await look(member(1), sees)).counts == Counts()
