"""Around: what one person can do now, and the front door's row in the outbox."""

import pytest

from bot.domain.feedback.item import Kind
from bot.domain.outbox import Step
from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import Gone, NotAllowed
from bot.services.door import CARD, is_pinned
from bot.services.feedback.giving import Given
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    member,
    sees,
    waiting_rows,
)


async def test_in_a_group_that_nobody_touched_everybody_can_do_what_permissions_carry(
    house: House,
) -> None:
    plain = await house.around.look(member(1), sees)
    assert (plain.facilitates, plain.moderates, plain.manages) == (False, False, False)
    assert (plain.polls, plain.suggestions, plain.inbox, plain.closed_until) == ((), 0, 0, None)
    assert (await house.around.look(HOST, sees)).facilitates
    keeper = await house.around.look(MODERATOR, sees)
    assert (keeper.moderates, keeper.manages, keeper.untouched) == (True, True, True)


async def test_a_role_carries_what_a_permission_does_but_not_setting_up(house: House) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles(11, 12))
    both = Person(GROUP, ROOM, 5, role_ids=frozenset({11, 12}))
    now = await house.around.look(both, sees)
    assert (now.facilitates, now.moderates, now.manages, now.untouched) == (
        True,
        True,
        False,
        False,
    )


async def test_what_waits_is_counted_for_those_alone_who_may_read_it(house: House) -> None:
    given = Given(kind=Kind.IDEA, text="Tea.", name="Ada", exportable=True)
    await house.feedback.giving.give(member(1), given)
    await house.topics.suggesting.suggest(member(1), "Gardens.", "Ada", None)
    for person, inbox, suggestions in ((member(2), 0, 0), (HOST, 0, 1), (MODERATOR, 1, 0)):
        now = await house.around.look(person, sees)
        assert (now.inbox, now.suggestions) == (inbox, suggestions)


async def test_another_group_is_another_group(house: House) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles(11, 12))
    elsewhere = Person(OTHER_GROUP, ROOM, 5, role_ids=frozenset({11, 12}))
    now = await house.around.look(elsewhere, sees)
    assert (now.facilitates, now.moderates, now.untouched) == (False, False, True)


@pytest.mark.parametrize("pin", [True, False])
async def test_a_front_door_is_one_row_however_often_it_is_pressed(
    house: House, *, pin: bool
) -> None:
    number = house.door.number(MODERATOR)
    row = await house.door.post(MODERATOR, number, pin=pin)
    assert (row.kind, row.group_id, row.channel_id, row.step) == (CARD, GROUP, ROOM, Step.WAITING)
    assert is_pinned(row) is pin
    for again in (True, False):
        with pytest.raises(Gone):
            await house.door.post(MODERATOR, number, pin=again)
    assert len(await waiting_rows(house)) == 1
    await house.door.post(MODERATOR, house.door.number(MODERATOR), pin=pin)
    assert len(await waiting_rows(house)) == 2


async def test_only_who_manages_the_server_posts_one(house: House) -> None:
    for person in (member(1), HOST):
        with pytest.raises(NotAllowed):
            house.door.number(person)
        with pytest.raises(NotAllowed):
            await house.door.post(person, 7, pin=False)
    assert await waiting_rows(house) == []
