"""`/topic`: posting; what it leads to is in this area's other files."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.topics.topic import Topic
from bot.words import say
from cogs.parts import Interaction, Suggestion, suggested
from cogs.topics import cards


@app_commands.guild_only()
class Topics(commands.GroupCog, group_name="topic", group_description=say("topics.command.group")):
    """The commands of topics."""

    def __init__(self, client: Circlekeeper) -> None:
        self._house = client.house
        self._topics = client.house.topics

    @app_commands.command(name="post", description=say("topics.command.post"))
    @app_commands.describe(topic=say("topics.command.post_topic"))
    async def post(self, interaction: Interaction, topic: str) -> None:
        """Show a topic to the facilitator before it is posted."""
        async with Answer(interaction) as answer:
            check_allowed(interaction, *topic_permissions(interaction))
            person = person_of(interaction)
            post_id, found = await self._topics.posting.propose(person, topic)
            settings = await self._house.groups.settings(person.group_id)
            shown = cards.preview(found, post_id, person.channel_id, notes=settings.content_notes)
            await answer.show(shown)

    @post.autocomplete("topic")
    async def titles(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the topics that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            found = await self._topics.posting.search(interaction.guild_id or 0, current)
            return [(_name(topic), topic.slug) for topic in found]

        return await suggested(offers())


def topic_permissions(interaction: discord.Interaction[Circlekeeper]) -> tuple[str, ...]:
    """Return what is needed to post a topic where the interaction is."""
    needed = posting_permissions(interaction)
    if isinstance(interaction.channel, discord.TextChannel):
        return (*needed, "create_public_threads", "send_messages_in_threads")
    return needed


def _name(topic: Topic) -> str:
    intensity = say(f"topics.intensity.{topic.intensity}")
    return say("topics.choice.name", title=topic.title, intensity=intensity)
