"""The record in Discord: every member may read it."""

from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, sentence
from bot.client.people import person_of
from bot.domain.record import Entry
from bot.words import say
from cogs.parts import Interaction, link, moment, sees


class Record(commands.Cog):
    """`/record`."""

    def __init__(self, client: Circlekeeper) -> None:
        self._record = client.house.record

    @app_commands.command(name="record", description=say("record.command.name"))
    @app_commands.guild_only()
    async def record(self, interaction: Interaction) -> None:
        """Show what was exported and changed, and by whom."""
        async with Answer(interaction) as answer:
            person = person_of(interaction)
            entries = await self._record.latest(person, sees(interaction))
            lines = [_line(entry, person.group_id) for entry in entries] or [say("record.empty")]
            await answer.show(sentence("\n".join((f"## {say('record.title')}", *lines))))


def _line(entry: Entry, group_id: int) -> str:
    details = dict(entry.details)
    if "channel" in details:
        place = (int(str(details["channel"])), int(str(details["message"])))
        details["link"] = link(group_id, *place)
    told = say(f"record.entry.{entry.kind}", **details)
    return say("record.line", when=moment(entry.happened_at), who=f"<@{entry.by_id}>", what=told)


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Record(client))
