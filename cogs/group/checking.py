"""`/group check` and the same at start: what is lacking, told to moderators and nobody else."""

from datetime import timedelta
from typing import Any

import discord
from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.checkup import check_up
from bot.client.faults import kind_of, log, where
from bot.client.layout import Layout
from bot.client.people import person_of
from bot.client.permissions import held_by_everybody
from bot.domain.outbox import Row
from bot.domain.refusals import Gone, NotAllowed
from bot.services.outbox import CHECK
from cogs.group.check_cards import House, check_card, notice_card
from cogs.parts import sees

# What is tried again is due again within seconds; only a clock that stands still is this late.
LATE = timedelta(minutes=15)


class Checking(commands.Cog):
    """The look at each group at start, and its notice. The command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._looked = False

    async def cog_load(self) -> None:
        """Take up the notice's rows."""
        self._client.courier.carries(CHECK, self._draw)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at every group once, after the start; Discord says "ready" again and again."""
        if self._looked:
            return
        self._looked = True
        told = False
        for guild in list(self._client.guilds):
            try:
                told = await self._look(guild) or told
            except Exception as error:  # noqa: BLE001 - one group holds up no other
                log.error("a look at a group: %s\n%s", kind_of(error), where(error))
        if told:
            self._client.dispatch("work_to_do")

    async def _look(self, guild: discord.Guild) -> bool:
        checking = self._client.house.checking
        uses = await checking.uses_of(guild.id)
        if guild.unavailable or uses.moderators_channel is None:
            return False
        found = await check_up(self._client, guild, uses)
        # Members see an open channel, and this is for moderators alone.
        if found.open_office is not None or uses.moderators_channel in found.gone:
            return False
        return await checking.tell(guild.id, found.marks)

    async def _draw(self, row: Row) -> Layout:
        guild = self._client.get_guild(row.group_id)
        uses = await self._client.house.checking.uses_of(row.group_id)
        if guild is None or uses.moderators_channel != row.channel_id:
            raise Gone("group.refused.over")
        found = await check_up(self._client, guild, uses)
        if not found.marks or found.open_office is not None:
            raise Gone("group.refused.over")
        return notice_card(found, own_role(guild), row.row_id)


async def checked(interaction: discord.Interaction[Any], client: Circlekeeper) -> Layout:
    """Return the whole check for whoever asks. Raises NotAllowed."""
    person = person_of(interaction)
    uses = await client.house.checking.uses(person)
    guild = interaction.guild
    if guild is None:
        raise NotAllowed("people.refused.only_in_groups")
    found = await check_up(client, guild, uses)
    due = await client.house.next_due()
    late = due is not None and discord.utils.utcnow() - due > LATE
    house = House(
        await client.knows_commands(),
        due if late else None,
        uses.moderators_channel is not None,
        held_by_everybody(guild, "manage_guild"),
    )
    return check_card(found.seen_by(sees(interaction)), house, own_role(guild))


def own_role(guild: discord.Guild) -> str:
    """Return the mention of the role that Discord made for the bot, or of the bot itself."""
    return guild.self_role.mention if guild.self_role else guild.me.mention
