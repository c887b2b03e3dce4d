"""Reading: moderators find, filter and answer what came in, and never answer over each other."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.feedback.item import ENDED, Item, Kind, Said, State
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.feedback.reading import PAGE, Reply
from bot.services.feedback.usecase import ANSWERS_WAIT
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    member,
    waiting_rows,
)
from tests.services.feedback.told import MONDAY, answer, batch, give, inbox

OTHER_MODERATOR = Person(GROUP, ROOM, 201, manages_group=True)


async def test_only_moderators_read_and_answer(house: House, clock: Clock) -> None:
    await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    elsewhere = Person(OTHER_GROUP, ROOM, 200, manages_group=True)
    reading = house.feedback.reading
    for person in (HOST, member(1)):
        with pytest.raises(NotAllowed):
            await reading.page(person, Wanted())
        with pytest.raises(NotAllowed):
            await reading.item(person, item.item_id)
        with pytest.raises(NotAllowed):
            await reading.answer(person, "Fay", item.item_id, Reply(0, "", "Hm", State.HEARD))
        with pytest.raises(NotAllowed):
            await reading.tell_in(person, ROOM)
    assert (await reading.page(elsewhere, Wanted())).items == ()
    with pytest.raises(Gone):
        await reading.item(elsewhere, item.item_id)
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=77))
    keeper = Person(GROUP, ROOM, 400, role_ids=frozenset({77}))
    assert (await reading.item(keeper, item.item_id)).text == "It was loud"


async def test_an_item_that_waits_is_reached_by_no_way(house: House, clock: Clock) -> None:
    await give(house, "It was loud")
    ids = await house.database.read(
        lambda connection: [
            row[0] for row in connection.execute("SELECT item_id FROM feedback_item")
        ]
    )
    for item_id in ids:
        with pytest.raises(Gone):
            await house.feedback.reading.item(MODERATOR, item_id)
    assert await house.feedback.looping.choosable(MODERATOR) == []


async def test_pages_hold_everything_once_the_newest_week_first(house: House, clock: Clock) -> None:
    for week in range(3):
        for number in range(5):
            await give(house, f"{week} {number}", by=member(number))
        clock.advance(days=7)
    await batch(house, clock)
    found: list[Item] = []
    after = None
    while True:
        page = await house.feedback.reading.page(MODERATOR, Wanted(), after)
        found += page.items
        if not page.more:
            break
        assert len(page.items) == PAGE
        after = page.end
    assert sorted(item.text for item in found) == sorted(
        f"{week} {number}" for week in range(3) for number in range(5)
    )
    assert [item.week for item in found] == sorted((i.week for i in found), reverse=True)


async def test_filters_by_kind_state_and_week(house: House, clock: Clock) -> None:
    await give(house, "An idea", "Anna", by=member(1))
    clock.advance(days=7)
    await give(house, "More of it", "Anna", by=member(1))
    (later,) = await inbox(house, Wanted(since=MONDAY + timedelta(days=7)))
    assert later.text == "More of it"
    (early,) = await inbox(house, Wanted(until=MONDAY))
    await answer(house, early, state=State.DONE)
    assert _texts(await inbox(house, Wanted(states=ENDED))) == {"An idea"}
    assert _texts(await inbox(house, Wanted(states=frozenset(State) - ENDED))) == {"More of it"}
    assert await inbox(house, Wanted(kinds=frozenset({Kind.WORRY}))) == ()


async def test_two_moderators_on_one_item_dont_overwrite_each_other(
    house: House, clock: Clock
) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    both = [
        house.feedback.reading.answer(
            who, str(who.user_id), item.item_id, Reply(item.version, "", "We will.", state)
        )
        for who, state in ((MODERATOR, State.DONE), (OTHER_MODERATOR, State.NOT_NOW))
    ]
    one, other = await asyncio.gather(*both, return_exceptions=True)
    assert isinstance(one, Item)
    assert isinstance(other, Gone)
    assert other.key == "feedback.refused.went_on"
    found = await house.feedback.holding.look(member(1), code)
    assert (found.state, len(found.messages)) == (State.DONE, 1)


async def test_what_a_writer_said_meanwhile_is_not_answered_over(
    house: House, clock: Clock
) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    await house.feedback.holding.add(member(1), code, Said.ADDED, "And cold")
    await batch(house, clock)
    with pytest.raises(Gone):
        await answer(house, item)


async def test_not_now_needs_a_reason(house: House, clock: Clock) -> None:
    await give(house, "It was loud", "Anna")
    (item,) = await inbox(house)
    with pytest.raises(BadInput) as refused:
        await answer(house, item, " ", State.NOT_NOW)
    assert refused.value.key == "feedback.refused.no_reason"
    after = await answer(house, item, "There is no other room.", State.NOT_NOW)
    assert (after.state, after.closed_on) == (State.NOT_NOW, clock().date())
    # Opened again it is kept on, and its days begin anew when it is ended.
    after = await answer(house, after, "We found one.", State.TALKED_ABOUT)
    assert after.closed_on is None


async def test_the_group_is_told_once_with_the_batch_that_answers_wait(
    house: House, clock: Clock
) -> None:
    for number in range(3):
        await give(house, f"Word {number}", by=member(number))
    await batch(house, clock)
    items = await inbox(house)
    await answer(house, items[0])
    assert [row for row in await waiting_rows(house) if row[0] == ANSWERS_WAIT] == []
    await house.feedback.reading.tell_in(MODERATOR, 777)
    await answer(house, items[1])
    await answer(house, items[2])
    (row,) = [row for row in await waiting_rows(house) if row[0] == ANSWERS_WAIT]
    found = await house.outbox.find(*row)
    assert found is not None
    assert (found.channel_id, found.due_at.hour) == (777, 9)
    assert found.due_at > clock()
    assert await house.feedback.reading.told_in(GROUP) == 777


def _texts(found: Sequence[Item]) -> set[str]:
    return {item.text for item in found}
