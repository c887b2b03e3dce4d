"""The courier: what must reach Discord appears once, whatever happens on the way."""

import logging
from typing import Any

import discord
import pytest

from bot.client.courier import Drawn
from bot.domain.outbox import Row, Step
from tests.cogs.troubled import allow, forbid, step_of
from tests.world import World, answer, asked, custom_ids, text, told

MESSAGES = "/channels/*/messages"


def _cards(world: World) -> int:
    return len([m for m in world.messages() if any("poll.vote" in i for i in custom_ids(m))])


async def _post(world: World) -> str:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    return told(await world.facilitator.click(answer(preview), label="Post it"))


async def test_what_discord_refuses_once_is_sent_later_and_said_so(world: World) -> None:
    world.env.inject_error("POST", MESSAGES, status=500)
    assert "I keep trying" in await _post(world)
    assert _cards(world) == 0
    await world.env.advance_time(16)
    assert _cards(world) == 1


async def test_a_message_that_arrived_before_the_crash_is_found_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: Any) -> None:
        raise OSError

    # The message is in Discord, and the machine stops before its id is written down.
    monkeypatch.setattr(world.client.house.outbox, "sent", crash)
    await _post(world)
    assert _cards(world) == 1
    await world.restart(away=60)
    assert _cards(world) == 1
    poll_id = custom_ids(world.card("poll.vote"))[0].split(":")[1]
    row = await world.client.house.outbox.find("poll.card", poll_id)
    assert row is not None
    assert (row.step, row.message_id) == (Step.DONE, world.card("poll.vote").id)


async def test_a_message_that_never_arrived_is_sent_after_the_crash(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: Any, **__: Any) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(discord.abc.Messageable, "send", lost)
    await _post(world)
    monkeypatch.undo()
    assert _cards(world) == 0
    await world.restart(away=60)
    assert _cards(world) == 1


async def test_every_message_bears_its_rows_number_and_an_enforced_nonce(world: World) -> None:
    await _post(world)
    (sent,) = [r for r in world.env.http_requests if r.path.endswith("/messages")]
    body: Any = sent.json
    assert body["enforce_nonce"] is True
    poll_id = custom_ids(world.card("poll.vote"))[0].split(":")[1]
    row = await world.client.house.outbox.find("poll.card", poll_id)
    assert row is not None
    assert body["components"][0]["id"] == row.row_id == int(body["nonce"])


async def test_a_removed_card_is_not_posted_again(world: World) -> None:
    await _post(world)
    card = world.card("poll.vote")
    world.env.backend.delete_message(world.channel.id, card.id)
    await world.restart(away=600)
    assert _cards(world) == 0


async def test_a_result_that_discord_refuses_is_kept_and_told_later(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    card = await world.ask(minutes=["5"])
    for member in world.members:
        await world.vote(member, card, "0")
    caplog.set_level(logging.WARNING)
    world.env.inject_error("POST", MESSAGES, status=403, code=50013, times=3)
    await world.env.advance_time(301)
    assert "Result" not in text(world.messages()[-1])
    assert "poll.result" in caplog.text
    assert "403/50013" in caplog.text
    await world.env.advance_time(600)
    assert [m for m in world.messages() if "**Every week** came out ahead" in text(m)]


async def test_a_thread_that_fails_does_not_lose_the_topic_and_follows_later(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages/*/threads", status=500)
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    posted = await world.facilitator.click(answer(preview), label="Post it")
    assert "Posted" in told(posted)
    assert world.channel.threads == []
    await world.env.advance_time(16)
    assert len(world.channel.threads) == 1
    assert len([m for m in world.messages() if "topic.deeper" in str(m.components)]) == 1


async def test_a_channel_whose_history_is_hidden_is_no_empty_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(world.client.house.outbox, "sent", crash)
    await _post(world)
    # After the crash somebody has taken the history from the bot.
    await forbid(world, "read_message_history")
    await world.restart(away=60)
    await world.env.advance_time(600)
    assert _cards(world) == 1
    await allow(world)
    assert _cards(world) == 1
    poll_id = custom_ids(world.card("poll.vote"))[0].split(":")[1]
    assert await step_of(world, "poll.card", poll_id) is Step.DONE


async def test_a_look_that_fails_is_no_leave_to_send_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(world.client.house.outbox, "sent", crash)
    await _post(world)
    world.env.inject_error("GET", MESSAGES, status=403, code=50001)
    await world.restart(away=60)
    await world.env.advance_time(600)
    assert _cards(world) == 1


async def test_one_that_cannot_be_drawn_holds_up_no_other(world: World) -> None:
    world.env.inject_error("POST", MESSAGES, status=500, times=2)
    await _post(world)
    await _post(world)
    drawn, (draw, after) = 0, world.client.courier._kinds["poll.card"]  # pyright: ignore[reportPrivateUsage]

    async def draw_the_second(row: Row) -> Drawn:
        nonlocal drawn
        drawn += 1
        if drawn == 1:
            raise KeyError
        return await draw(row)

    world.client.courier.carries("poll.card", draw_the_second, after)
    await world.env.advance_time(16)
    assert _cards(world) == 1
    await world.env.advance_time(61)
    assert _cards(world) == 2
