"""The outbox's use cases: what is due, what was sent, and how a failure is tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.outbox import Row, Step
from bot.services.house import House
from bot.services.outbox import NOTICE
from bot.storage import outbox
from tests.services.circle import GROUP, HOST, MODERATOR, ROOM, Clock, member, waiting_rows
from tests.services.polls.asked import ask, posted

MESSAGE = 1234567890123456789


async def row_of(house: House) -> Row:
    poll_id = await ask(house)
    (row,) = await house.outbox.due()
    assert row.subject == poll_id
    return row


async def again(house: House, row: Row) -> Row:
    found = await house.outbox.find(row.kind, row.subject)
    assert found
    return found


async def test_a_row_goes_from_waiting_over_sending_and_sent_to_done(house: House) -> None:
    row = await row_of(house)
    assert row.step is Step.WAITING
    await house.outbox.begin(row)
    assert await house.outbox.due() == [replace(row, step=Step.SENDING)]
    await house.outbox.sent(row, MESSAGE)
    sent = replace(row, step=Step.SENT, message_id=MESSAGE)
    assert await house.outbox.due() == [sent]
    await house.outbox.done(sent)
    assert await house.outbox.due() == []
    assert await house.outbox.next_due() is None
    assert (await again(house, row)).step is Step.DONE


async def test_a_sent_card_is_known_to_its_poll_and_its_topic(house: House) -> None:
    row = await row_of(house)
    await house.outbox.sent(row, MESSAGE)
    assert (await posted(house, row.subject)).message_id == MESSAGE

    post_id, topic = await house.topics.posting.propose(HOST, "being-heard")
    card = await house.topics.posting.post(HOST, ROOM, post_id, topic.slug)
    await house.outbox.sent(card, MESSAGE + 1)
    assert (await house.topics.posting.posted(post_id))[0].message_id == MESSAGE + 1

    question = await house.topics.posting.go_deeper(member(1), post_id)
    assert question
    await house.outbox.sent(question, MESSAGE + 2)
    assert (await house.topics.posting.posted(post_id))[0].message_id == MESSAGE + 1
    assert (await again(house, question)).message_id == MESSAGE + 2


async def test_failures_are_tried_again_ever_more_rarely_and_then_given_up(
    house: House, clock: Clock
) -> None:
    row = await row_of(house)
    started, waits = clock(), list[timedelta]()
    while await house.outbox.failed(row, "forbidden", arrived=False):
        row = await again(house, row)
        assert row.attempts == len(waits) + 1
        assert await house.outbox.next_due() == row.due_at
        waits.append(row.due_at - clock())
        assert len(waits) < 100, "it never gives up"
        clock.advance(seconds=waits[-1].total_seconds() - 1)
        assert await house.outbox.due() == []
        clock.advance(seconds=1)
        assert await house.outbox.due() == [row]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=15)
    assert timedelta(days=29) < clock() - started < timedelta(days=32)
    assert (await again(house, row)).step is Step.FAILED
    assert await house.outbox.due() == []
    assert await house.outbox.next_due() is None


async def test_what_can_never_succeed_is_given_up_at_once(house: House) -> None:
    row = await row_of(house)
    assert not await house.outbox.failed(row, "unknown channel", arrived=False, final=True)
    failed = await again(house, row)
    assert (failed.step, failed.attempts) == (Step.FAILED, 1)
    assert await house.outbox.next_due() is None


async def test_what_is_held_up_can_be_hastened_and_nothing_else_is_named(
    house: House, clock: Clock
) -> None:
    row = await row_of(house)
    assert await house.outbox.held_up(GROUP) == []
    await house.outbox.failed(row, "forbidden", arrived=False)
    (held,) = await house.outbox.held_up(GROUP)
    assert (held.row_id, held.attempts) == (row.row_id, 1)
    assert await house.outbox.held_up(GROUP + 1) == []
    assert await house.outbox.due() == []
    await house.outbox.hasten(held)
    assert [each.row_id for each in await house.outbox.due()] == [row.row_id]
    await house.outbox.failed(held, "unknown channel", arrived=False, final=True)
    assert await house.outbox.held_up(GROUP) == []


@pytest.mark.parametrize(
    ("arrived", "message_id", "step"),
    [
        (False, None, Step.WAITING),
        (True, None, Step.SENDING),
        (False, MESSAGE, Step.SENT),
        (True, MESSAGE, Step.SENT),
    ],
)
async def test_a_failed_row_remembers_whether_its_message_may_be_there(
    house: House, arrived: bool, message_id: int | None, step: Step
) -> None:
    row = await row_of(house)
    await house.outbox.begin(row)
    if message_id:
        await house.outbox.sent(row, message_id)
    assert await house.outbox.failed(await again(house, row), "timeout", arrived=arrived)
    failed = await again(house, row)
    assert (failed.step, failed.message_id, failed.attempts) == (step, message_id, 1)


async def test_at_most_fifty_rows_are_handed_out_the_longest_waiting_first(
    house: House, clock: Clock
) -> None:
    for number in range(60):
        when = clock() - timedelta(seconds=number)
        row = Row(number + 1, "poll.card", GROUP, ROOM, str(number), Step.WAITING, when, when)
        await house.database.write(outbox.add, row)
    due = await house.outbox.due()
    assert [row.row_id for row in due] == list(range(60, 10, -1))


async def test_a_row_of_tomorrow_isnt_due_today(house: House, clock: Clock) -> None:
    tomorrow = clock() + timedelta(days=1)
    row = Row(7, "poll.card", GROUP, ROOM, "a1", Step.WAITING, clock(), tomorrow)
    await house.database.write(outbox.add, row)
    assert await house.outbox.due() == []
    assert await house.outbox.next_due() == tomorrow
    clock.advance(days=1)
    assert await house.outbox.due() == [row]
    assert await house.outbox.find("poll.result", "a1") is None


async def test_moderators_are_told_of_each_trouble_once_and_of_no_given_up_rest(
    house: House, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, moderators_channel=ROOM + 1)
    row = await row_of(house)
    for _ in range(3):
        await house.outbox.failed(row, "forbidden", arrived=False, held_up=True)
    assert await notices(house) == [f"{row.row_id}/held_up"]
    await house.outbox.sent(row, MESSAGE)
    sent = await again(house, row)
    for _ in range(3):
        await house.outbox.failed(sent, "forbidden", arrived=False, held_up=True)
    told = [f"{row.row_id}/held_up", f"{row.row_id}/held_up_rest"]
    assert await notices(house) == told
    assert not await house.outbox.failed(sent, "never", arrived=False, final=True)
    assert await notices(house) == told


async def notices(house: House) -> list[str]:
    """What the moderators are told of, in order."""
    return [subject for kind, subject in await waiting_rows(house) if kind == NOTICE]
