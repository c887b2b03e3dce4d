"""What Discord refuses: a picture, a result for good, a card; each is kept and told."""

import logging

import pytest
from simcord.results import ResponseMessage

from bot.domain.outbox import Step
from bot.words import say
from tests.cogs.troubled import AHEAD, DAY, HOUR, forbid, poll_of, posts, results, voted
from tests.world import World, answer, asked, options, told

MESSAGES = "/channels/*/messages"


async def _with_picture(world: World) -> ResponseMessage:
    """Ask for exact numbers, whose result has a picture, and let all five vote."""
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    form = await world.facilitator.click(answer(preview), label="More settings")
    exact = {"quorum": ["0"], "publication": "counts", "opens": ["0"], "extras": []}
    preview = await world.facilitator.submit_modal(form, exact)
    await world.facilitator.click(answer(preview), label="Post it")
    card = world.card("poll.vote")
    for member in world.members:
        await world.vote(member, card, "0")
    return card


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (413, 40005), (413, 0)])
async def test_a_refused_picture_is_left_out_and_the_words_say_it_all(
    world: World, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    await _with_picture(world)
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    world.env.inject_error("POST", MESSAGES, status=status, code=code)
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert "1. Every week: **5**" in result
    assert world.messages()[-1].attachments == []
    assert f"goes without its picture (HTTPException {status}/{code})" in caplog.text


async def test_where_the_bot_may_attach_nothing_the_result_comes_without_its_picture(
    world: World,
) -> None:
    await _with_picture(world)
    await forbid(world, "attach_files")
    await world.env.advance_time(HOUR)
    assert "1. Every week: **5**" in results(world)[0]
    assert world.messages()[-1].attachments == []


async def test_a_result_that_is_refused_for_good_is_given_up_kept_and_told_to_who_asks(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    card = await _with_picture(world)
    poll_id = poll_of(card)
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    world.env.inject_error("POST", MESSAGES, status=400, code=50035, times=2)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_id))
    assert "the result is kept" in closed
    row = await world.client.house.outbox.find("poll.result", poll_id)
    assert row is not None
    assert row.step is Step.FAILED
    assert f"**{row.row_id}**" in closed
    (line,) = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert f"poll.result {row.row_id} for channel {world.channel.id} is given up" in line
    for word in ("often", "week", str(world.facilitator.id), str(world.member.id)):
        assert word not in caplog.text
    tries = posts(world)
    await world.restart(away=DAY)
    assert posts(world) == tries
    shown = answer(await world.member.slash(world.channel, "poll list"))
    read = await world.member.select(shown, [poll_id], custom_id="poll.list_result")
    assert AHEAD in told(read)


async def test_a_card_that_discord_wont_take_stands_in_the_list_and_one_can_vote_there(
    world: World,
) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    world.env.inject_error("POST", MESSAGES, status=403, code=50013)
    posted = told(await world.facilitator.click(answer(preview), label="Post it"))
    assert "Your poll is saved and open" in posted
    assert say("permissions.shut", channel=world.channel.mention) in posted
    listed = answer(await world.member.slash(world.channel, "poll list"))
    (choice,) = options({"components": listed.components}, "poll.list_vote")
    form = await world.member.select(listed, [choice["value"]], custom_id="poll.list_vote")
    assert "Your vote is in" in told(await world.member.submit_modal(form, {"choice": "0"}))
    await world.env.advance_time(16)
    assert world.card("poll.vote")


async def test_a_fault_of_discords_is_told_as_one_that_passes(world: World) -> None:
    card = await voted(world)
    world.env.inject_error("POST", MESSAGES, status=503)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_of(card)))
    assert say("faults.discord_busy") in closed
    await world.env.advance_time(16)
    assert AHEAD in results(world)[0]


async def test_a_locked_thread_is_told_as_something_people_can_open(world: World) -> None:
    card = await voted(world)
    # A locked thread, a bot that is timed out: no permission is missing, and still it is refused.
    world.env.inject_error("POST", MESSAGES, status=403, code=50013, times=None)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_of(card)))
    assert say("permissions.shut", channel=world.channel.mention) in closed
