"""You said, we did: told by moderators, never within a day of an item, and kept for everybody."""

import asyncio

import pytest

from bot.domain.feedback.item import State
from bot.domain.feedback.loop import MAX_DID, ON_A_CARD, Entry, Outcome
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone, NotAllowed
from bot.services.feedback.looping import CARD, PAGE, Told
from bot.services.house import House
from tests.services.circle import HOST, MODERATOR, OTHER_GROUP, ROOM, Clock, member, rows_about
from tests.services.feedback.told import batch, give, inbox

TOLD = Told("The room is loud", "We meet in the small one.", Outcome.DONE, "Mo and Fay")


async def prepare(house: House, *item_ids: str, told: Told = TOLD) -> list[Entry]:
    return await house.feedback.looping.prepare(MODERATOR, "Mo", item_ids, told)


async def test_an_entry_answers_its_items_and_can_be_posted_a_day_after_them(
    house: House, clock: Clock
) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    (entry,) = await prepare(house, item.item_id)
    found = await house.feedback.holding.look(member(1), code)
    assert (found.state, found.messages[0].heard) == (State.DONE, "The room is loud")
    with pytest.raises(BadInput) as refused:
        await house.feedback.looping.post(MODERATOR, ROOM)
    assert refused.value.key == "feedback.refused.loop_early"
    assert await house.feedback.looping.prepared(MODERATOR) == [entry]
    clock.advance(days=2)
    row = await house.feedback.looping.post(MODERATOR, ROOM)
    assert (row.kind, row.channel_id) == (CARD, ROOM)
    (posted,) = await house.feedback.looping.on_card(row.subject)
    assert (posted.said, posted.by_whom, posted.posted_at) == (
        "The room is loud",
        "Mo and Fay",
        clock(),
    )


async def test_every_member_reads_all_past_entries_and_moderators_add(
    house: House, clock: Clock
) -> None:
    for number in range(PAGE + 2):
        await prepare(house, told=Told(f"Said {number}", "Did", Outcome.PARTLY, "Mo"))
        await house.feedback.looping.post(MODERATOR, ROOM)
        clock.advance(hours=1)
    looping = house.feedback.looping
    first = await looping.past(member(1))
    assert [e.said for e in first.entries] == [f"Said {n}" for n in (6, 5, 4, 3, 2)]
    assert (first.more, first.may_add) == (True, False)
    rest = await looping.past(MODERATOR, PAGE)
    assert [e.said for e in rest.entries] == ["Said 1", "Said 0"]
    assert (rest.more, rest.may_add) == (False, True)
    assert (await looping.past(Person(OTHER_GROUP, ROOM, 1))).entries == ()


async def test_two_who_post_at_once_post_one_card(house: House) -> None:
    await prepare(house)
    posts = [house.feedback.looping.post(MODERATOR, ROOM) for _ in range(2)]
    one, other = await asyncio.gather(*posts, return_exceptions=True)
    assert isinstance(other, Gone)
    assert not isinstance(one, BaseException)
    assert [kind for kind, _ in await rows_about(house)] == [CARD]


async def test_only_moderators_prepare_drop_and_post(house: House) -> None:
    (entry,) = await prepare(house)
    looping = house.feedback.looping
    for person in (HOST, member(1)):
        for step in (
            looping.prepare(person, "Fay", (), TOLD),
            looping.prepared(person),
            looping.choosable(person),
            looping.drop(person, entry.entry_id),
            looping.post(person, ROOM),
        ):
            with pytest.raises(NotAllowed):
                await step
    stranger = Person(OTHER_GROUP, ROOM, 200, manages_group=True)
    with pytest.raises(Gone):
        await looping.drop(stranger, entry.entry_id)
    assert await looping.drop(MODERATOR, entry.entry_id) == []
    with pytest.raises(Gone):
        await looping.drop(MODERATOR, entry.entry_id)


async def test_what_doesnt_fit_is_refused_and_nothing_is_answered(
    house: House, clock: Clock
) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    for told in (
        Told(" ", "Did", Outcome.DONE, "Mo"),
        Told("Said", "x" * (MAX_DID + 1), Outcome.DONE, "Mo"),
    ):
        with pytest.raises(BadInput):
            await prepare(house, item.item_id, told=told)
    with pytest.raises(Gone):
        await prepare(house, item.item_id, "0123456789abcdef")
    assert (await house.feedback.holding.look(member(1), code)).messages == ()
    for _ in range(ON_A_CARD):
        await prepare(house)
    with pytest.raises(BadInput) as full:
        await prepare(house, item.item_id)
    assert full.value.key == "feedback.refused.loop_full"


async def test_no_entry_leads_to_its_items(house: House, clock: Clock) -> None:
    await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    await prepare(house, item.item_id)
    rows = await house.database.read(
        lambda connection: [
            tuple(row) for row in connection.execute("SELECT * FROM loop_entry").fetchall()
        ]
    )
    assert item.item_id not in str(rows)
