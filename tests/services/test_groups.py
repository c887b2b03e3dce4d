"""A group's roles, and the record of every change that each of its members may read."""

import pytest

from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import NotAllowed
from bot.services.house import House
from bot.storage import groups
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

STRANGER = Person(OTHER_GROUP, ROOM, 5, manages_group=True)


async def roles_of(house: House, group_id: int = GROUP) -> GroupRoles:
    return await house.database.read(groups.roles, group_id)


async def test_roles_are_named_one_by_one_and_none_leaves_one_as_it_is(house: House) -> None:
    for named, now in (
        (GroupRoles(facilitator=11), GroupRoles(11, None)),
        (GroupRoles(moderator=12), GroupRoles(11, 12)),
        (GroupRoles(), GroupRoles(11, 12)),
        (GroupRoles(13, 14), GroupRoles(13, 14)),
    ):
        assert await house.groups.name_roles(MODERATOR, named) == now
        assert await roles_of(house) == now
    assert await roles_of(house, OTHER_GROUP) == GroupRoles()


async def test_only_who_manages_the_server_names_roles(house: House) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=12))
    by_role = Person(GROUP, ROOM, 6, role_ids=frozenset({12}))
    for person in (member(1), HOST, by_role):
        with pytest.raises(NotAllowed) as refused:
            await house.groups.name_roles(person, GroupRoles(99, 99))
        assert refused.value.key == "people.refused.manager"
    assert await roles_of(house) == GroupRoles(None, 12)
    assert len((await house.record.page(HOST, sees)).entries) == 1


async def test_each_change_stands_in_the_record_and_what_changes_nothing_doesnt(
    house: House, clock: Clock
) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles())
    assert (await house.record.page(member(1), sees)).entries == ()
    await house.groups.name_roles(MODERATOR, GroupRoles(11))
    clock.advance(hours=1)
    await house.groups.name_roles(MODERATOR, GroupRoles(11))
    await house.groups.name_roles(MODERATOR, GroupRoles(11, 12))
    entries = (await house.record.page(member(1), sees)).entries
    assert [(entry.by_id, dict(entry.details)) for entry in entries] == [
        (MODERATOR.user_id, {"facilitator": 11, "moderator": 12}),
        (MODERATOR.user_id, {"facilitator": 11, "moderator": None}),
    ]
    assert (entries[0].happened_at - entries[1].happened_at).total_seconds() == 3600


async def test_a_group_reads_its_own_record_alone(house: House) -> None:
    await house.groups.name_roles(STRANGER, GroupRoles(21))
    assert (await house.record.page(member(1), sees)).entries == ()
    assert len((await house.record.page(Person(OTHER_GROUP, ROOM, 9), sees)).entries) == 1


async def test_the_newest_entries_come_first_and_a_page_is_fifteen(house: House) -> None:
    for role in range(1, 19):
        await house.groups.name_roles(MODERATOR, GroupRoles(facilitator=role))
    entries = (await house.record.page(member(1), sees)).entries
    assert [entry.details["facilitator"] for entry in entries] == list(range(18, 3, -1))


async def test_the_fingerprint_of_the_commands_is_remembered_over_a_restart(home: Home) -> None:
    house = await home.open()
    assert await house.groups.known_commands() is None
    await house.groups.remember_commands("abc")
    await house.groups.remember_commands("def")
    house = await home.restart()
    assert await house.groups.known_commands() == "def"
