"""What a group uses, and that its moderators are told of each lack once."""

from dataclasses import replace

import pytest

from bot.domain.checking import Use
from bot.domain.people import GroupRoles
from bot.domain.polls.drafting import Typed
from bot.domain.refusals import NotAllowed
from bot.domain.topics.scheduled import Wish
from bot.services.house import House
from bot.services.outbox import CHECK
from bot.storage.database import Connection
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    OTHER_ROOM,
    ROOM,
    Home,
    member,
    waiting_rows,
)
from tests.services.polls.asked import ask

A, B = frozenset({"1/view_channel"}), frozenset({"2/gone"})
NOWHERE = frozenset[str]()


async def told(house: House) -> int:
    return [kind for kind, _ in await waiting_rows(house)].count(CHECK)


async def test_only_moderators_may_look(house: House) -> None:
    for who in (HOST, member(7)):
        with pytest.raises(NotAllowed):
            await house.checking.uses(who)
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=55))
    reader = replace(member(7), role_ids=frozenset({55}))
    assert (await house.checking.uses(reader)).channels == {ROOM: {Use.HERE}}


async def test_a_group_that_has_nothing_uses_where_one_asks(house: House) -> None:
    uses = await house.checking.uses(MODERATOR)
    assert (uses.channels, uses.empty, uses.paused) == ({ROOM: {Use.HERE}}, (), ())
    assert (await house.checking.uses_of(GROUP)).channels == {}


async def test_each_use_is_found_and_no_other_groups(house: House) -> None:
    await ask(house)
    await house.groups.set(MODERATOR, moderators_channel=11, feedback_channel=12)
    uses = await house.checking.uses(replace(MODERATOR, channel_id=13))
    # The card waits for Discord.
    assert uses.channels == {
        ROOM: {Use.POLL, Use.WAITING},
        11: {Use.MODERATORS},
        12: {Use.FEEDBACK},
        13: {Use.HERE},
    }
    assert uses.moderators_channel == 11
    assert (await house.checking.uses_of(OTHER_GROUP)).channels == {}


async def test_a_show_of_hands_needs_more(house: House) -> None:
    await ask(house, Typed("Tea?", "🫖 Tea\n🍵 Green", standing=False, reacting="hands"))
    assert Use.HANDS in (await house.checking.uses_of(GROUP)).channels[ROOM]


async def schedule(house: House, channel: int, **wished: object) -> str:
    plain = {"often": "1", "first": "2026-03-10", "at": "18:00", "channel_id": channel, "pool": ()}
    draft = await house.topics.schedules.propose(HOST, Wish.from_plain({**plain, **wished}))
    await house.topics.schedules.start(HOST, draft.schedule_id)
    return draft.schedule_id


async def test_schedules_count_unless_they_are_paused(house: House) -> None:
    await schedule(house, 21, pin=True)
    await schedule(house, 22, ballot=True)
    paused = await schedule(house, 23)
    await house.topics.schedules.pause(HOST, paused, lambda _: True)
    uses = await house.checking.uses_of(GROUP)
    assert uses.channels == {21: {Use.SCHEDULE, Use.PINS}, 22: {Use.SCHEDULE, Use.POLL}}
    assert uses.paused == (23,)


async def test_a_schedule_without_topics_is_found(house: House) -> None:
    await schedule(house, 21, pool=("no such tag",))
    await schedule(house, 22)
    assert (await house.checking.uses_of(GROUP)).empty == (21,)


async def test_what_is_between_the_bot_and_one_person_is_no_use_of_the_groups(
    house: House,
) -> None:
    def work(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO outbox (row_id, kind, group_id, channel_id, subject, step, made_at,"
            " due_at) VALUES (1, 'topic.answer', ?, 99, 'x', 'waiting', 0, 0)",
            (GROUP,),
        )

    await house.database.write(work)
    assert (await house.checking.uses_of(GROUP)).channels == {}


async def test_without_a_moderators_channel_nobody_is_told(house: House) -> None:
    assert not await house.checking.tell(GROUP, A)
    assert await told(house) == 0


async def test_each_lack_is_told_once_also_over_a_restart(house: House, home: Home) -> None:
    await house.groups.set(MODERATOR, moderators_channel=11)
    assert not await house.checking.tell(GROUP, NOWHERE)
    assert await house.checking.tell(GROUP, A)
    assert not await house.checking.tell(GROUP, A)
    house = await home.restart()
    assert not await house.checking.tell(GROUP, A)
    assert await told(house) == 1
    assert await house.checking.tell(GROUP, A | B)
    # Mending one of two is no news.
    assert not await house.checking.tell(GROUP, A)
    assert not await house.checking.tell(GROUP, NOWHERE)
    # What comes back is.
    assert await house.checking.tell(GROUP, A)
    assert await told(house) == 3


async def test_whoever_is_told_things_elsewhere_now_is_told_there(house: House) -> None:
    await house.groups.set(MODERATOR, moderators_channel=11)
    await house.checking.tell(GROUP, A)
    await house.groups.set(MODERATOR, moderators_channel=OTHER_ROOM)
    assert await house.checking.tell(GROUP, A)
