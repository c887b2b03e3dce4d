"""Topics in Discord: posting one, its thread, and going deeper."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press, sentence
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.outbox import Row
from bot.domain.topics.topic import Topic
from bot.words import say
from cogs.parts import (
    NAME_LENGTH,
    Area,
    Interaction,
    Suggestion,
    argument,
    delivered,
    link,
    suggested,
)
from cogs.topics import cards

WEEK = 7 * 24 * 60
THREAD_IS_THERE = 160004


@app_commands.guild_only()
class Topics(commands.GroupCog, group_name="topic", group_description=say("topics.command.group")):
    """`/topic post` and the buttons of a topic's card."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._topics = client.house.topics
        self._area = Area(
            client,
            {
                "topic.post": (self.post_it, Mode.UPDATE),
                "topic.discard": (self.discard, Mode.UPDATE),
                "topic.deeper": (self.deeper, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up buttons and the outbox's rows."""
        self._area.open()
        self._client.courier.carries("topic.card", self._draw_card, self._open_thread)
        self._client.courier.carries("topic.question", self._draw_question)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    @app_commands.command(name="post", description=say("topics.command.post"))
    @app_commands.describe(topic=say("topics.command.post_topic"))
    async def post(self, interaction: Interaction, topic: str) -> None:
        """Show a topic to the facilitator before it is posted."""
        async with Answer(interaction) as answer:
            check_allowed(interaction, *_permissions(interaction))
            person = person_of(interaction)
            post_id, found = await self._topics.propose(person, topic)
            await answer.show(cards.preview(found, post_id, person.channel_id))

    @post.autocomplete("topic")
    async def titles(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the topics that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            return [(_name(topic), topic.slug) for topic in self._topics.search(current)]

        return await suggested(offers())

    async def post_it(self, press: Press) -> None:
        """Put the topic into the channel."""
        check_allowed(press.interaction, *_permissions(press.interaction))
        channel_id = press.person.channel_id
        row = await self._topics.post(press.person, channel_id, argument(press), argument(press, 1))
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("topics.preview.posted", "topics.preview.posted_later", where, delivery)
        )

    async def discard(self, press: Press) -> None:
        """Let the preview go."""
        await press.answer.show(sentence(say("topics.preview.discarded")))

    async def deeper(self, press: Press) -> None:
        """Ask the next question, once, however many press."""
        row = await self._topics.go_deeper(press.person, argument(press))
        if row is None:
            await press.answer.show(sentence(say("topics.question.wait")))
            return
        delivery = await self._client.courier.deliver(row)
        if delivery.message_id is None:
            await press.answer.show(sentence(say("topics.question.on_its_way")))
            return
        asked = link(row.group_id, row.channel_id, delivery.message_id)
        await press.answer.show(sentence(say("topics.question.asked", link=asked)))

    async def _draw_card(self, row: Row) -> discord.ui.LayoutView:
        post, topic = await self._topics.posted(row.subject)
        return cards.topic_card(topic, post, row.row_id)

    async def _draw_question(self, row: Row) -> discord.ui.LayoutView:
        post_id, _, position = row.subject.partition("/")
        post, topic = await self._topics.posted(post_id)
        return cards.question_card(topic, post, int(position), row.row_id)

    async def _open_thread(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Open the topic's thread, where the channel can have one."""
        known = self._client.get_channel(row.channel_id)
        if row.message_id is None or not isinstance(known, discord.TextChannel):
            return
        _, topic = await self._topics.posted(row.subject)
        try:
            card = channel.get_partial_message(row.message_id)
            await card.create_thread(name=topic.title[:NAME_LENGTH], auto_archive_duration=WEEK)
        except discord.NotFound:
            return  # The card was removed, and its thread with it.
        except discord.HTTPException as trouble:
            if trouble.code != THREAD_IS_THERE:
                raise
        # A thread on a message has the message's id.
        await self._topics.set_thread(row.subject, row.message_id)


def _permissions(interaction: Interaction) -> tuple[str, ...]:
    needed = posting_permissions(interaction)
    if isinstance(interaction.channel, discord.TextChannel):
        return (*needed, "create_public_threads", "send_messages_in_threads")
    return needed


def _name(topic: Topic) -> str:
    intensity = say(f"topics.intensity.{topic.intensity}")
    return say("topics.choice.name", title=topic.title, intensity=intensity)


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Topics(client))
