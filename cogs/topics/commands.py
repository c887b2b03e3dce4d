"""`/topic`: posting; what it leads to is in this area's other files."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode
from bot.client.people import person_of
from bot.client.permissions import check_allowed, check_held, posting_permissions
from bot.domain.refusals import Gone
from bot.domain.topics.topic import Topic
from bot.services.topics.handing import CSV, TOML
from bot.words import say
from cogs.parts import Interaction, Suggestion, sees, suggested
from cogs.topics import cards
from cogs.topics.own import handed_out, taken_in
from cogs.topics.own_cards import own_form
from cogs.topics.schedule_cards import schedule_form
from cogs.topics.schedules import NEW, listed, new_wish
from cogs.topics.suggestions import suggest_form, suggestions_card


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

    @app_commands.command(name="schedule", description=say("topics.command.schedule"))
    @app_commands.describe(
        channel=say("topics.command.schedule_channel"), notify=say("topics.command.schedule_notify")
    )
    async def schedule(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | discord.ForumChannel | discord.Thread | None = None,
        notify: discord.Role | None = None,
    ) -> None:
        """Open the form for topics that come round by themselves."""
        async with Answer(interaction, Mode.FORM) as answer:
            person = person_of(interaction)
            zone = await self._topics.schedules.check_may_schedule(person)
            where = channel.id if channel else person.channel_id
            check_allowed_in(interaction, where)
            tags = await self._topics.schedules.tags(person.group_id)
            wish = new_wish(where, notify.id if notify else None, zone)
            role = notify.id if notify else ""
            await answer.form(schedule_form(wish, tags, NEW, where, role))

    @app_commands.command(name="schedules", description=say("topics.command.schedules"))
    async def show_schedules(self, interaction: Interaction) -> None:
        """Show the group's schedules."""
        async with Answer(interaction) as answer:
            await answer.show(await listed(interaction.client, interaction, person_of(interaction)))

    @app_commands.command(name="suggest", description=say("topics.command.suggest"))
    async def suggest(self, interaction: Interaction) -> None:
        """Open the form for a suggestion."""
        async with Answer(interaction, Mode.FORM) as answer:
            await answer.form(await suggest_form(interaction.client, interaction.guild))

    @app_commands.command(name="suggestions", description=say("topics.command.suggestions"))
    async def suggestions(self, interaction: Interaction) -> None:
        """Show what was suggested, and what became of it."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            await answer.show(await suggestions_card(interaction.client, person))

    @app_commands.command(name="write", description=say("topics.command.write"))
    @app_commands.describe(topic=say("topics.command.write_topic"))
    async def write(self, interaction: Interaction, topic: str = "") -> None:
        """Open the form of a topic of the group's own."""
        async with Answer(interaction, Mode.FORM) as answer:
            found = await self._topics.own.open(person_of(interaction), topic)
            await answer.form(own_form(found))

    @write.autocomplete("topic")
    async def own_titles(self, interaction: Interaction, current: str) -> list[Suggestion]:
        """Offer the group's own topics that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            found = await self._topics.own.search(person_of(interaction), current)
            return [(_name(topic), topic.slug) for topic in found]

        return await suggested(offers())

    @app_commands.command(name="import", description=say("topics.command.import"))
    @app_commands.describe(file=say("topics.command.import_file"))
    async def take_in(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Take in a file of own topics, all of it or nothing."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            shown, files = await taken_in(interaction.client, person, file)
            await answer.show(shown, files=files)

    @app_commands.command(name="export", description=say("topics.command.export"))
    @app_commands.rename(kind="format")
    @app_commands.describe(kind=say("topics.command.export_kind"))
    @app_commands.choices(
        kind=[Suggestion(name=say(f"topics.own.kind_{k}"), value=k) for k in (TOML, CSV)]
    )
    async def hand_out(self, interaction: Interaction, kind: str) -> None:
        """Hand the facilitator the group's own topics as a private file."""
        async with Answer(interaction) as answer:
            shown, files = await handed_out(interaction.client, person_of(interaction), kind)
            await answer.show(shown, files=files)


def check_allowed_in(interaction: discord.Interaction[Any], channel_id: int) -> None:
    """Refuse a channel that the person doesn't see, or where the bot may not post a topic."""
    if not sees(interaction)(channel_id):
        raise Gone("topics.refused.channel_unseen")
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None or channel_id == interaction.channel_id:
        check_allowed(interaction, *topic_permissions(interaction))
        return
    needed = ["view_channel", "send_messages", "read_message_history"]
    if not isinstance(channel, discord.Thread):
        needed += ["send_messages_in_threads", "create_public_threads"]
    check_held(channel.permissions_for(guild.me), channel_id, *needed)


def topic_permissions(interaction: discord.Interaction[Circlekeeper]) -> tuple[str, ...]:
    """Return what is needed to post a topic where the interaction is."""
    needed = posting_permissions(interaction)
    if isinstance(interaction.channel, discord.TextChannel):
        return (*needed, "create_public_threads", "send_messages_in_threads")
    return needed


def _name(topic: Topic) -> str:
    intensity = say(f"topics.intensity.{topic.intensity}")
    return say("topics.choice.name", title=topic.title, intensity=intensity)
