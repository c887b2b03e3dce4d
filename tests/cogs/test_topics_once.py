"""Exactly once: a topic by schedule stands once with its thread and pin, whatever happens."""

from itertools import count

import pytest
from simcord.builders import ChannelHandle

from bot.domain.outbox import Step
from tests.cogs.power import Power
from tests.cogs.rounds import (
    FIRST,
    PLACES,
    WEEK,
    Place,
    cards,
    forum,
    pinned,
    rows,
    says_pinned,
    scheduled,
    text_channel,
    thread,
)
from tests.world import World

# The step after which a message's number is known.
RECORDED = "write Outbox.sent.<locals>.work"


async def check(world: World, where: ChannelHandle, place: Place, rounds: int) -> None:
    """Hold that each round so far has one card with one thread, and that the last is pinned."""
    shown = cards(world, where)
    assert len(shown) == rounds
    messages = {each.id for each in (where.threads if place is forum else shown)}
    assert await rows(world) == {(Step.DONE, each) for each in messages}
    if place is forum:
        # Each post is a thread, and a forum has no pins.
        assert len(where.threads) == rounds
        return
    assert len(where.threads) == (0 if place is thread else rounds)
    if place is text_channel:
        assert {each.id for each in where.threads} == {each.id for each in shown}
    assert pinned(world, where) == [shown[-1].id]
    assert says_pinned(world, where) == rounds


async def first_round(
    world: World, monkeypatch: pytest.MonkeyPatch, place: Place
) -> tuple[Power, ChannelHandle]:
    """Let a schedule run until its first topic is there."""
    where = await place(world)
    await scheduled(world, where)
    power = Power(world, monkeypatch)
    await world.wait(FIRST)
    await check(world, where, place, 1)
    return power, where


@pytest.mark.parametrize("place", PLACES)
async def test_stopped_before_any_step_the_topic_stands_once_with_its_thread_and_pin(
    world: World, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    power, where = await first_round(world, monkeypatch, place)
    for before in count():
        power.watch(fails_before=before)
        await world.wait(WEEK)
        if power.is_on:
            break
        await power.back()
        await check(world, where, place, before + 2)
    assert "POST /channels/{channel_id}/messages" in power.steps or place is forum
    assert "PUT /channels/{channel_id}/messages/pins/{message_id}" in power.steps or place is forum
    assert "write Due._post" in power.steps


async def test_stopped_twice_in_a_row_it_still_stands_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    power, where = await first_round(world, monkeypatch, text_channel)
    rounds, again = 1, 0
    for before in count():
        power.watch(fails_before=before)
        await world.wait(WEEK)
        rounds += 1
        if power.is_on:
            break
        # Each time at another one of the steps of what it takes up again.
        await power.back(fails_before=before * 3 % 7)
        if not power.is_on:
            again += 1
            await power.back()
        await check(world, where, text_channel, rounds)
    assert again > 3


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("wrong", ["breaks_at", "answer_lost_at"])
async def test_whatever_request_fails_once_or_loses_its_answer_the_topic_stands_once(
    world: World, monkeypatch: pytest.MonkeyPatch, place: Place, wrong: str
) -> None:
    power, where = await first_round(world, monkeypatch, place)
    for step in count():
        power.watch(**{wrong: step})
        await world.wait(WEEK)
        # The first wait before it tries again.
        await world.env.advance_time(16)
        await check(world, where, place, step + 2)
        if len(power.steps) <= step:
            break


@pytest.mark.parametrize("place", [text_channel, thread])
async def test_a_card_that_a_moderator_deleted_while_the_bot_was_down_stays_deleted(
    world: World, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    power, where = await first_round(world, monkeypatch, place)
    deleted = 0
    for before in count():
        power.watch(fails_before=before)
        await world.wait(WEEK)
        if power.is_on:
            break
        # Until its number is written down, nobody can know that it was ever there.
        if RECORDED in power.steps:
            deleted += 1
            world.env.backend.delete_message(where.id, cards(world, where)[-1].id)
        await power.back()
        await world.env.advance_time(30)
        assert len(cards(world, where)) == before + 2 - deleted
        assert {step for step, _ in await rows(world)} == {Step.DONE}
    assert deleted > 2
