"""Giving: it arrives as it was given, in private or by name, and nobody can flood the group."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.feedback.item import PER_DAY, Kind, Stage, State, Writer
from bot.domain.people import Person
from bot.domain.refusals import BadInput, NotAllowed
from bot.services.feedback.giving import WANTED, Given
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    Home,
    member,
    waiting_rows,
)
from tests.services.feedback.told import MONDAY, batch, give, inbox


async def test_a_private_item_is_unseen_until_its_batch_and_then_bears_no_writer_and_no_time(
    house: House, clock: Clock
) -> None:
    assert clock() == datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday
    receipt = await house.feedback.giving.give(member(1), Given(Kind.WORRY, " It was loud. "))
    assert receipt.code is not None
    assert receipt.told_at == datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    assert await inbox(house) == ()
    clock.advance(hours=14, minutes=59)
    await house.feedback.delivering.do_due()
    assert await inbox(house) == ()
    clock.advance(minutes=1)
    await house.feedback.delivering.do_due()
    (item,) = await inbox(house)
    assert (item.text, item.kind, item.week) == ("It was loud.", Kind.WORRY, MONDAY)
    assert (item.writer, item.given_at, item.state) == (None, None, State.RECEIVED)


async def test_a_named_item_is_seen_at_once(house: House, clock: Clock) -> None:
    receipt = await house.feedback.giving.give(member(7), Given(Kind.IDEA, "More tea", "Anna"))
    assert receipt.code is None
    (item,) = await inbox(house)
    assert (item.writer, item.given_at) == (Writer(7, "Anna"), clock())


async def test_a_batch_is_at_nine_on_the_groups_own_clocks(house: House, clock: Clock) -> None:
    await house.groups.set(MODERATOR, zone="America/New_York")
    receipt = await house.feedback.giving.give(member(1), Given(Kind.IDEA, "More tea"))
    assert receipt.told_at == datetime(2026, 3, 5, 14, 0, tzinfo=UTC)


async def test_everything_of_a_day_comes_in_one_batch_after_a_week_away_too(
    house: House, clock: Clock
) -> None:
    for number in range(3):
        await give(house, f"Word {number}", by=member(number))
        clock.advance(hours=20)
    clock.advance(days=7)
    await house.feedback.delivering.do_due()
    assert len(await inbox(house)) == 3
    assert await house.feedback.delivering.unanswered(GROUP) == 3


async def test_what_cant_be_taken_is_refused_and_not_kept(house: House, clock: Clock) -> None:
    for text in ("  ", "x" * 2001):
        with pytest.raises(BadInput):
            await give(house, text)
    await batch(house, clock)
    assert await inbox(house) == ()


async def test_a_person_sends_so_much_a_day_and_others_are_not_held_up(
    house: House, clock: Clock, home: Home
) -> None:
    for number in range(PER_DAY):
        await give(house, f"Word {number}")
    with pytest.raises(BadInput) as refused:
        await give(house, "One more")
    assert refused.value.key == "feedback.refused.enough"
    await give(house, "Somebody else's", by=member(2))
    await give(house, "Another group's", by=Person(OTHER_GROUP, ROOM, 1))
    clock.advance(days=1)
    await give(house, "The next day's")


async def test_what_was_refused_or_failed_is_not_counted(house: House) -> None:
    await house.feedback.reading.close_private(MODERATOR, 1)
    for _ in range(PER_DAY + 1):
        with pytest.raises(BadInput) as refused:
            await give(house, "In private")
        assert refused.value.key == "feedback.refused.private_closed"
    await give(house, "By name", "Anna")


async def test_the_days_count_is_in_no_file(house: House, home: Home) -> None:
    for number in range(PER_DAY):
        await give(house, f"Word {number}")
    # Had it been kept anywhere, it would hold after the restart as well.
    again = await home.restart()
    await give(again, "After a restart")


async def test_moderators_close_private_feedback_for_a_while_and_everybody_can_read_that(
    house: House, clock: Clock
) -> None:
    reading, giving = house.feedback.reading, house.feedback.giving
    until = await reading.close_private(MODERATOR, 3)
    assert until == clock() + timedelta(days=3)
    assert await giving.closed_until(GROUP) == until
    with pytest.raises(BadInput) as refused:
        await give(house, "In private")
    assert refused.value.key == "feedback.refused.private_closed"
    await give(house, "By name", "Anna")
    (entry,) = (await house.record.page(member(1), lambda _: True)).entries
    assert (entry.kind, dict(entry.details)) == ("private_feedback_closed", {"days": 3})
    clock.advance(days=3)
    await give(house, "In private again")
    await reading.close_private(MODERATOR, 7)
    await reading.close_private(MODERATOR, 0)
    await give(house, "In private once more")
    assert await giving.closed_until(OTHER_GROUP) is None


async def test_only_moderators_close_it_and_for_no_other_time(house: House) -> None:
    for person in (HOST, member(1)):
        with pytest.raises(NotAllowed):
            await house.feedback.reading.close_private(person, 3)
    with pytest.raises(BadInput):
        await house.feedback.reading.close_private(MODERATOR, 365)
    await give(house, "In private")


async def test_asking_for_a_moderator_reaches_their_channel_once_a_day(
    house: House, clock: Clock
) -> None:
    giving = house.feedback.giving
    assert await giving.ask_moderator(member(1)) is None
    await house.groups.set(MODERATOR, moderators_channel=555)
    first = await giving.ask_moderator(member(1))
    assert first is not None
    assert (first.kind, first.channel_id) == (WANTED, 555)
    assert await giving.ask_moderator(member(1)) == first
    clock.advance(days=1)
    again = await giving.ask_moderator(member(1))
    assert again is not None
    assert again.row_id != first.row_id
    assert len(await waiting_rows(house)) == 2


async def test_an_item_waits_fresh_and_settles_a_day_after_it_was_told_of(
    house: House, clock: Clock
) -> None:
    await give(house, "It was loud")
    await batch(house, clock)
    (item,) = await inbox(house)
    assert item.stage is Stage.FRESH
    clock.advance(hours=23)
    await house.feedback.delivering.do_due()
    assert (await inbox(house))[0].stage is Stage.FRESH
    clock.advance(hours=24)
    await house.feedback.delivering.do_due()
    (item,) = await inbox(house)
    assert (item.stage, item.moves_at) == (Stage.SETTLED, None)
