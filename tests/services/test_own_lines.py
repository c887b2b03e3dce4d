"""A group's own help lines: kept by moderators, told of when old, and reading writes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import BadInput, Gone, NotAllowed, Refusal
from bot.domain.support import MOST_OWN, OLD_AFTER, OwnLine, Typed
from bot.services.house import House
from bot.services.own_lines import OLD
from bot.storage import outbox
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    Home,
    everything_in,
    member,
    sees,
    waiting_rows,
)

HOUSE = Typed("The house by the river", "go there", "River Street 4, +49 30 1234", "till ten")
ANYBODY = member(7)
STRANGER = Person(OTHER_GROUP, ROOM, 300, manages_group=True)
TODAY = date(2026, 3, 4)


async def kept(house: House, *, who: Person = MODERATOR) -> tuple[OwnLine, ...]:
    return (await house.own_lines.shown(who)).lines


async def refused(asking: object) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        await asking  # pyright: ignore[reportGeneralTypeIssues]
    return refusal.value


async def test_everybody_sees_what_moderators_keep_and_only_they_keep_it(house: House) -> None:
    line = await house.own_lines.write(MODERATOR, HOUSE)
    assert (line.typed, line.checked_on) == (HOUSE, TODAY)
    for who, keeps in ((MODERATOR, True), (HOST, False), (ANYBODY, False)):
        shown = await house.own_lines.shown(who)
        assert (shown.lines, shown.keeps, shown.old) == ((line,), keeps, frozenset())
    assert (await house.own_lines.shown(STRANGER)).lines == ()


async def test_a_named_role_carries_it(house: House) -> None:
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=55))
    reader = replace(ANYBODY, role_ids=frozenset({55}))
    await house.own_lines.write(reader, HOUSE)
    assert (await house.own_lines.shown(reader)).keeps


@pytest.mark.parametrize("who", [ANYBODY, HOST, STRANGER])
async def test_nobody_else_can_change_a_line_whatever_they_press(house: House, who: Person) -> None:
    line = await house.own_lines.write(MODERATOR, HOUSE)
    kind = Gone if who is STRANGER else NotAllowed
    lines = house.own_lines
    for asking in (
        lines.find(who, line.line_id),
        lines.write(who, replace(HOUSE, name="Mine"), line.line_id),
        lines.renew(who, line.line_id),
        lines.remove(who, line.line_id),
    ):
        assert isinstance(await refused(asking), kind)
    if who is not STRANGER:
        assert isinstance(await refused(lines.write(who, HOUSE)), NotAllowed)
        assert isinstance(await refused(lines.kept(who)), NotAllowed)
    assert await kept(house) == (line,)


@pytest.mark.parametrize("line_id", ["none", "0" * 16, "'; --"])
async def test_a_line_that_is_gone_is_refused_kindly(house: House, line_id: str) -> None:
    lines = house.own_lines
    for asking in (
        lines.find(MODERATOR, line_id),
        lines.write(MODERATOR, HOUSE, line_id),
        lines.renew(MODERATOR, line_id),
        lines.remove(MODERATOR, line_id),
    ):
        assert (await refused(asking)).key == "support.refused.gone"
    assert await kept(house) == ()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (Typed("", "call", "1"), "lacking"),
        (Typed("House", " ", "1"), "lacking"),
        (Typed("House", "call", "\u200b"), "lacking"),
        (Typed("x" * 81, "call", "1"), "long"),
        (Typed("House", "call", "1" * 151), "long"),
        (Typed("House", "call", "1", "x" * 61), "long"),
    ],
)
async def test_what_nobody_could_use_is_refused(house: House, typed: Typed, key: str) -> None:
    trouble = await refused(house.own_lines.write(MODERATOR, typed))
    assert isinstance(trouble, BadInput)
    assert trouble.key == f"support.refused.{key}"
    assert await kept(house) == ()


async def test_a_number_stays_as_it_is_typed(house: House) -> None:
    line = await house.own_lines.write(MODERATOR, Typed(" House ", "call", " 0 30  12-34 "))
    assert line.typed == Typed("House", "call", "0 30  12-34")


async def test_ten_lines_at_most_and_all_of_them_on_one_page(house: House) -> None:
    for number in range(MOST_OWN):
        await house.own_lines.write(MODERATOR, Typed(f"House {number}", "call", str(number)))
    assert (await refused(house.own_lines.write(MODERATOR, HOUSE))).key == "support.refused.most"
    lines = await kept(house)
    assert [line.typed.dial for line in lines] == [str(number) for number in range(MOST_OWN)]
    # Changing one of ten isn't adding.
    await house.own_lines.write(MODERATOR, HOUSE, lines[0].line_id)
    long = Typed("x" * 80, "y" * 30, "1" * 150, "z" * 60)
    for line in lines[1:3]:
        await house.own_lines.write(MODERATOR, long, line.line_id)
    trouble = await refused(house.own_lines.write(MODERATOR, long, lines[3].line_id))
    assert trouble.key == "support.refused.room"
    # What the changed line had is free again.
    await house.own_lines.write(MODERATOR, long, lines[2].line_id)


async def test_each_change_stands_in_the_record_without_a_word(house: House, clock: Clock) -> None:
    line = await house.own_lines.write(MODERATOR, HOUSE)
    await house.own_lines.write(MODERATOR, replace(HOUSE, hours=""), line.line_id)
    await house.own_lines.renew(MODERATOR, line.line_id)
    clock.advance(days=1)
    for _ in range(2):
        assert (await house.own_lines.renew(MODERATOR, line.line_id)).checked_on > TODAY
    await house.own_lines.remove(MODERATOR, line.line_id)
    entries = (await house.record.page(ANYBODY, sees)).entries
    kinds = ["removed", "checked", "changed", "added"]
    assert [entry.kind for entry in entries] == [f"own_line_{kind}" for kind in kinds]
    assert {(entry.by_id, len(entry.details)) for entry in entries} == {(MODERATOR.user_id, 0)}


async def test_a_removed_line_leaves_every_byte(house: House, home: Home) -> None:
    line = await house.own_lines.write(MODERATOR, HOUSE)
    assert b"River Street" in everything_in(home.folder)
    await house.own_lines.remove(MODERATOR, line.line_id)
    await house.erasing.do_due()
    assert b"River Street" not in everything_in(home.folder)


async def test_today_is_the_groups_own_day(house: House, clock: Clock) -> None:
    await house.groups.set(MODERATOR, zone="Pacific/Auckland")
    line = await house.own_lines.write(MODERATOR, HOUSE)
    # 18:00 in UTC is the morning of the next day there.
    assert line.checked_on == TODAY + timedelta(days=1)


async def told(house: House) -> list[str]:
    return [subject for kind, subject in await waiting_rows(house) if kind == OLD]


async def test_moderators_are_told_once_for_each_line_and_check(house: House, clock: Clock) -> None:
    await house.groups.set(MODERATOR, moderators_channel=ROOM)
    first = await house.own_lines.write(MODERATOR, HOUSE)
    clock.advance(days=10)
    second = await house.own_lines.write(MODERATOR, Typed("Second", "call", "2"))
    clock.advance(days=OLD_AFTER.days - 10)
    await house.own_lines.tell_old()
    assert await told(house) == []
    turns = datetime(2026, 9, 1, tzinfo=UTC)
    assert await house.next_due() == turns
    clock.advance(hours=6)
    assert clock() == turns
    for _ in range(3):
        await house.own_lines.tell_old()
    assert await told(house) == [f"{first.line_id}/2026-03-04"]
    assert (await house.own_lines.shown(ANYBODY)).old == {first.line_id}
    await house.own_lines.renew(MODERATOR, first.line_id)
    clock.advance(days=OLD_AFTER.days + 1)
    await house.own_lines.tell_old()
    subjects = [f"{first.line_id}/{on}" for on in ("2026-03-04", "2026-09-01")]
    assert sorted(await told(house)) == sorted([*subjects, f"{second.line_id}/2026-03-14"])


async def test_a_notice_about_a_line_that_was_checked_or_removed_is_over(
    house: House, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, moderators_channel=ROOM)
    line = await house.own_lines.write(MODERATOR, HOUSE)
    clock.advance(days=OLD_AFTER.days + 1)
    await house.own_lines.tell_old()
    row = await house.database.read(outbox.find, OLD, f"{line.line_id}/2026-03-04")
    assert row is not None
    assert (row.group_id, row.channel_id) == (GROUP, ROOM)
    assert await house.own_lines.told_of(row) == line
    await house.own_lines.renew(MODERATOR, line.line_id)
    assert isinstance(await refused(house.own_lines.told_of(row)), Gone)
    await house.own_lines.remove(MODERATOR, line.line_id)
    assert isinstance(await refused(house.own_lines.told_of(row)), Gone)


async def test_without_a_channel_nobody_is_told_until_one_is_named(
    house: House, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, zone="Europe/Berlin")
    await house.own_lines.write(MODERATOR, HOUSE)
    clock.advance(days=OLD_AFTER.days + 30)
    await house.own_lines.tell_old()
    assert await told(house) == []
    assert await house.next_due() is None
    await house.groups.set(MODERATOR, moderators_channel=ROOM)
    await house.own_lines.tell_old()
    assert len(await told(house)) == 1


async def test_opening_the_help_lines_writes_nothing(
    house: House, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    await house.own_lines.write(MODERATOR, HOUSE)
    await house.own_lines.shown(ANYBODY)
    caplog.set_level(0)
    before = everything_in(home.folder)
    for who in (ANYBODY, HOST, MODERATOR):
        await house.own_lines.shown(who)
    assert everything_in(home.folder) == before
    assert caplog.text == ""
