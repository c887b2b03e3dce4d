"""Trouble with a poll: its card, channel, author or votes are gone; what can be kept is kept."""

import logging
import sqlite3
from contextlib import closing

import discord
import pytest

from bot.domain.outbox import Step
from bot.words import say
from tests.cogs.troubled import AHEAD, DAY, HOUR, poll_of, posts, results, step_of, voted
from tests.world import World, answer, asked, custom_ids, labels, text, told


def sealed(world: World) -> bytes:
    """Return every byte that is left of votes and their keys."""
    return b"".join(p.read_bytes() for p in (world.folder / "sealed").rglob("*") if p.is_file())


async def test_a_removed_card_is_no_end_of_the_poll_one_votes_from_the_list(world: World) -> None:
    card = await world.ask()
    world.env.backend.delete_message(world.channel.id, card.id)
    for member in world.members:
        shown = answer(await member.slash(world.channel, "poll list"))
        form = await member.select(shown, [poll_of(card)], custom_id="poll.list_vote")
        assert "Your vote is in" in told(await member.submit_modal(form, {"choice": "0"}))
    shown = answer(await world.member.slash(world.channel, "poll list"))
    again = await world.member.select(shown, [poll_of(card)], custom_id="poll.list_vote")
    assert "Every week" in told(again)
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert AHEAD in result


async def test_the_result_and_the_list_link_to_no_card_that_was_removed(world: World) -> None:
    card = await voted(world)
    world.env.backend.delete_message(world.channel.id, card.id)
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert say("polls.result.no_card") in result
    assert str(card.id) not in result
    shown = answer(await world.member.slash(world.channel, "poll list"))
    assert "How often do we meet?" in text(shown)
    assert str(card.id) not in text(shown)
    read = await world.member.select(shown, [poll_of(card)], custom_id="poll.list_result")
    assert read.ephemeral
    assert AHEAD in told(read)


async def test_a_poll_without_its_card_can_be_taken_down_and_given_more_time(world: World) -> None:
    first, second = await world.ask(), await world.ask(question="And where?")
    for card in (first, second):
        world.env.backend.delete_message(world.channel.id, card.id)
    longer = {"poll": poll_of(first), "longer": 60}
    more = await world.facilitator.slash(world.channel, "poll extend", **longer)
    assert "everyone is told" in told(more)
    assert await world.client.house.outbox.held_up(world.guild.id) == []
    # What tells of it has the way in again.
    assert labels(world.messages()[-1])[0] == "Vote"
    down = {"poll": poll_of(second), "reason": "The card is gone"}
    assert "Taken down" in told(await world.moderator.slash(world.channel, "poll takedown", **down))
    assert "The card is gone" in text(world.messages()[-1])


async def test_the_list_offers_a_vote_only_in_the_channel_of_the_poll(world: World) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await world.env.settle()
    await world.ask()
    shown = answer(await world.member.slash(elsewhere, "poll list"))
    assert "How often do we meet?" in text(shown)
    assert custom_ids(shown) == []
    here = answer(await world.member.slash(world.channel, "poll list"))
    assert custom_ids(here) == ["poll.list_vote"]
    # Still open, it has no result to read, whoever asks for it.
    forged = await world.forge(world.member, "poll.list_result", here)
    assert told(forged) == say("polls.refused.gone")


async def test_a_removed_channel_ends_in_peace_with_nothing_left_of_the_votes(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    card = await voted(world)
    poll_id = poll_of(card)
    key = (world.folder / "sealed" / "keys" / f"{poll_id}.key").read_bytes()
    world.env.backend.delete_channel(world.channel.id)
    await world.env.advance_time(HOUR)
    assert await step_of(world, "poll.result", poll_id) is Step.FAILED
    poll = await world.client.house.polls.asking.posted(poll_id)
    assert poll.result is not None
    assert poll.result.leading == 0
    assert poll_id.encode() not in sealed(world)
    assert key not in sealed(world)
    (line,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert "is given up (NotFound 404/10003)" in line.getMessage()
    tries = posts(world)
    await world.restart(away=3 * DAY)
    assert posts(world) == tries


async def test_nothing_depends_on_whoever_asked(world: World) -> None:
    await voted(world)
    other = await world.ask(question="Where do we meet?")
    world.guild.remove_member(world.facilitator)
    await world.env.settle()
    events = world.guild.create_role("Host", permissions=discord.Permissions(manage_events=True))
    host = world.guild.add_member(world.env.create_user("hal"), roles=[events])
    await world.env.settle()
    more = await host.slash(world.channel, "poll extend", poll=poll_of(other), longer=60)
    assert "everyone is told" in told(more)
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert AHEAD in result
    down = await host.slash(world.channel, "poll takedown", poll=poll_of(other), reason="Over")
    assert "Taken down" in told(down)
    form = await host.click(world.messages()[-1], label="Ask again")
    again = asked(question="Where then?") | {"tie": "talk"}
    del again["method"]
    preview = await host.submit_modal(form, again)
    assert "Post it" in labels(answer(preview))


async def test_without_its_key_a_poll_takes_no_vote_and_ends_as_lost(world: World) -> None:
    card = await voted(world)
    (world.folder / "sealed" / "keys" / f"{poll_of(card)}.key").unlink()
    refused = await world.member.click(card, label="Vote")
    assert told(refused) == say("polls.refused.box")
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert say("polls.result.lost") in result
    assert labels(world.messages()[-1]) == ["Ask again", "Tell the moderators", "Help lines"]


async def test_a_key_lost_over_a_restart_is_told_in_the_channel_and_one_votes_again(
    world: World,
) -> None:
    card = await voted(world)
    await world.client.close()
    (world.folder / "sealed" / "keys" / f"{poll_of(card)}.key").unlink()
    await world.restart()
    notice = world.messages()[-1]
    assert "were lost with the machine" in text(notice)
    assert labels(notice)[0] == "Vote"
    for member in world.members:
        assert "Your vote is in" in await world.vote(member, notice, "1")
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert "**Every two weeks** came out ahead" in result


async def test_a_damaged_box_ends_as_lost_and_harms_no_other_poll(world: World) -> None:
    hurt = await voted(world)
    await voted(world, question="And where?")
    await world.client.close()
    with closing(sqlite3.connect(world.folder / "sealed" / "ballots.sqlite3")) as file, file:
        spoil = "UPDATE box SET sealed = zeroblob(length(sealed)) WHERE poll_id = ?"
        file.execute(spoil, (poll_of(hurt),))
    await world.restart()
    assert told(await world.member.click(hurt, label="Vote")) == say("polls.refused.box")
    await world.env.advance_time(HOUR)
    told_now = sorted(AHEAD in result for result in results(world))
    assert told_now == [False, True]
    assert sum(say("polls.result.lost") in result for result in results(world)) == 1
