"""A group's roles, and the record of every change that each of its members may read."""

from typing import Any

import pytest

from bot.domain.groups import GroupSettings, SetUp
from bot.domain.people import GroupRoles, Person
from bot.domain.polls.rules import Publication, Rules
from bot.domain.refusals import BadInput, NotAllowed
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


async def test_one_role_is_named_and_taken_back_without_touching_the_other(house: House) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles(11, 12))
    assert await house.groups.name_role(MODERATOR, facilitator=None) == GroupRoles(None, 12)
    assert await house.groups.name_role(MODERATOR, facilitator=13) == GroupRoles(13, 12)
    assert await house.groups.name_role(MODERATOR, moderator=None) == GroupRoles(13, None)
    assert await roles_of(house) == GroupRoles(13, None)
    assert len((await house.record.page(HOST, sees)).entries) == 4
    with pytest.raises(NotAllowed):
        await house.groups.name_role(HOST, facilitator=14)


async def test_everybody_can_be_facilitators_and_never_moderators(house: House) -> None:
    # Discord's role for everybody has the group's own id.
    for change in (
        house.groups.name_role(MODERATOR, moderator=GROUP),
        house.groups.name_roles(MODERATOR, GroupRoles(11, GROUP)),
    ):
        with pytest.raises(BadInput) as refused:
            await change
        assert refused.value.key == "group.refused.everybody"
    assert await house.groups.name_role(MODERATOR, facilitator=GROUP) == GroupRoles(GROUP, None)


async def test_all_that_is_set_is_read_at_once_by_who_may_change_it(house: House) -> None:
    untouched = await house.groups.set_up(MODERATOR)
    assert untouched.untouched
    await house.groups.name_role(MODERATOR, moderator=12)
    await house.groups.set(MODERATOR, country="DE")
    now = await house.groups.set_up(MODERATOR)
    assert now == SetUp(GroupRoles(None, 12), GroupSettings(country="DE"))
    assert not now.untouched
    for person in (member(1), HOST):
        with pytest.raises(NotAllowed):
            await house.groups.set_up(person)


@pytest.mark.parametrize(
    "changed",
    [
        {"country": "NZ"},
        {"publication": Publication.COUNTS},
        {"floor": 3},
        {"floor": 20},
        {"feedback_days": 7},
        {"feedback_days": 365},
        {"content_notes": False},
        {"moderators_channel": 77},
    ],
)
async def test_each_setting_is_kept_over_a_restart_and_stands_in_the_record(
    home: Home, changed: dict[str, Any]
) -> None:
    house = await home.open()
    await house.groups.set(MODERATOR, **changed)
    house = await home.restart()
    assert await house.groups.settings(GROUP) == GroupSettings(**changed)
    assert await house.groups.settings(OTHER_GROUP) == GroupSettings()
    (entry,) = (await house.record.page(member(1), sees)).entries
    ((name, value),) = changed.items()
    assert (entry.kind, entry.details) == (f"{name}_set", {"to": str(value)})


@pytest.mark.parametrize(
    ("name", "value"), [("floor", 2), ("floor", 21), ("feedback_days", 6), ("feedback_days", 366)]
)
async def test_numbers_that_no_form_offers_change_nothing(
    house: House, name: str, value: int
) -> None:
    with pytest.raises(BadInput) as refused:
        await house.groups.set(MODERATOR, **{name: value})
    assert refused.value.key == "group.refused.number"
    assert await house.groups.settings(GROUP) == GroupSettings()


async def test_a_new_poll_begins_as_the_group_set_it_and_a_draft_stays_as_it_was(
    house: House,
) -> None:
    before = await house.polls.asking.typed_or_new(HOST, "")
    assert before.rules == Rules()
    draft = await house.polls.asking.propose(HOST, before)
    await house.groups.set(MODERATOR, publication=Publication.COUNTS, floor=9)
    fresh = (await house.polls.asking.typed_or_new(HOST, "")).rules
    assert (fresh.publication, fresh.floor) == (Publication.COUNTS, 9)
    kept = await house.polls.asking.typed_or_new(HOST, draft.poll_id)
    assert kept.rules == Rules()


async def test_the_fingerprint_of_the_commands_is_remembered_over_a_restart(home: Home) -> None:
    house = await home.open()
    assert await house.groups.known_commands() is None
    await house.groups.remember_commands("abc")
    await house.groups.remember_commands("def")
    house = await home.restart()
    assert await house.groups.known_commands() == "def"
