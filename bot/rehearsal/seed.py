"""What is there when the page opens: some talk, a topic with its thread, a poll with five votes."""

from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.client import Circlekeeper
from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.polls.drafting import Typed
from bot.rehearsal import sentences
from bot.services.house import open_house
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.rehearsal.group import Group

TOPIC = "arriving-as-you-are"
DAY = 24 * 60  # minutes
VOTES = {"tomasz": 1, "layla": 1, "ayse": 1, "june": 2, "kofi": 0}  # option by position


async def real_bot(folder: Path) -> Circlekeeper:
    """Return the bot over the files in `folder`, as `run` makes it, but for the token."""
    house = await open_house(folder, now=discord.utils.utcnow, rest=0)
    # This Discord is new each time and knows no commands yet.
    await house.groups.remember_commands("")
    return Circlekeeper(Settings(token="", data_dir=folder, shard_count=1), house)


async def seed(client: Circlekeeper, group: "Group") -> None:
    """Let the group talk, then ask things of the bot the way a facilitator and a moderator do."""
    await _name_channel(client, group)
    await group.say("mira", "welcome", sentences.WELCOME)
    for account, text in sentences.TALK:
        await group.say(account, "circle", text)
        await group.wait(minutes=4)
    await _post_topic(client, group)
    await group.wait(minutes=6)
    await _ask(client, group)
    await group.wait(minutes=20)


async def _name_channel(client: Circlekeeper, group: "Group") -> None:
    """Let the moderators be told things in their own channel."""
    tomasz = Person(
        group.guild.id,
        group.channels["moderators"].id,
        group.people["tomasz"].id,
        manages_group=True,
    )
    channel = group.channels["moderators"].id
    await group.as_bot(client.house.groups.set(tomasz, moderators_channel=channel))


async def _post_topic(client: Circlekeeper, group: "Group") -> None:
    mira = _facilitator(group, "circle")
    topics = client.house.topics.posting
    post_id, topic = await group.as_bot(topics.propose(mira, TOPIC))
    row = await group.as_bot(topics.post(mira, mira.channel_id, post_id, topic.slug))
    await _deliver(client, group, row)


async def _ask(client: Circlekeeper, group: "Group") -> None:
    mira = _facilitator(group, "decisions")
    polls = client.house.polls
    asked = Typed(sentences.QUESTION, "\n".join(sentences.OPTIONS), "single", DAY)
    proposal = await group.as_bot(polls.asking.propose(mira, asked))
    await _deliver(client, group, await group.as_bot(polls.asking.open(mira, proposal.poll_id)))
    for account, option in VOTES.items():
        voter = Person(mira.group_id, mira.channel_id, group.people[account].id)
        await group.as_bot(polls.voting.cast(voter, proposal.poll_id, {option: 1}))


async def _deliver(client: Circlekeeper, group: "Group", row: Row) -> None:
    async def deliver() -> None:
        await client.courier.deliver(row)
        client.dispatch("work_to_do")

    await group.as_bot(deliver())
    await group.wait(minutes=1)


def _facilitator(group: "Group", channel: str) -> Person:
    return Person(
        group.guild.id, group.channels[channel].id, group.people["mira"].id, manages_events=True
    )
