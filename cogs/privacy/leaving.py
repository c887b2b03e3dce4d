"""Leaving: groups that take the bot out are noticed, and people who left are asked after."""

import asyncio

import discord
from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.faults import BROKEN, kind_of, log

# Between two questions to Discord, far below its limits, so that nothing else waits for them. Where
# there are many people to ask after, they are asked after within most of a day.
PACE = 15.0  # seconds
WITHIN = 20 * 3600.0  # seconds
LOOKED_AT_EVERY = 3600.0  # seconds


class Leaving(commands.Cog):
    """Who and what is gone. It has no commands and no buttons."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._forgetting = client.house.forgetting
        self._asking: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        """Stop asking."""
        if self._asking is not None:
            self._asking.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Notice the groups that took the bot out while it was away."""
        shards = self._client.shard_ids
        whole = shards is None or len(shards) == self._client.shard_count
        if whole:
            # A part of the shards doesn't see the groups of the others.
            await self._forgetting.compare(guild.id for guild in self._client.guilds)
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask(), name="asking after people")

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a group took the bot out. Nothing of it is erased before its days are over."""
        await self._forgetting.removed(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that a group has the bot again."""
        await self._forgetting.added(guild.id)

    async def _ask(self) -> None:
        while True:
            # A start has enough to do.
            await asyncio.sleep(LOOKED_AT_EVERY)
            try:
                named = await self._forgetting.to_ask_after()
                for group_id, user_id in named:
                    await self._ask_after(group_id, user_id)
                    await asyncio.sleep(min(PACE, WITHIN / len(named)))
            except Exception as error:  # noqa: BLE001 - asked again tomorrow
                log.error("asking after people: %s", kind_of(error))

    async def _ask_after(self, group_id: int, user_id: int) -> None:
        """Ask Discord whether somebody is still in a group: it tells nobody by itself."""
        guild = self._client.get_guild(group_id)
        if guild is None:
            return
        try:
            await guild.fetch_member(user_id)
        except discord.NotFound:
            await self._forgetting.found(group_id, user_id, here=False)
        except (discord.HTTPException, *BROKEN) as trouble:
            log.warning("asking after people: %s", kind_of(trouble))
        else:
            await self._forgetting.found(group_id, user_id, here=True)
