"""The Discord client: what it asks of Discord, how it starts, and how it stops."""

import asyncio
import logging
from typing import Any

import aiohttp
import discord
from discord.ext import commands

from bot.client.commands import Tree, fingerprint
from bot.client.courier import Courier
from bot.client.permissions import invite_link
from bot.client.router import Router
from bot.services.house import House
from bot.settings import BadSetting, Settings

log = logging.getLogger("circlekeeper")

COGS = (
    "cogs.polls",
    "cogs.decisions",
    "cogs.aids",
    "cogs.topics",
    "cogs.feedback",
    "cogs.support",
    "cogs.group",
    "cogs.help",
    "cogs.privacy",
    "cogs.record",
    "cogs.clock",
)
PRESSES = (discord.InteractionType.component, discord.InteractionType.modal_submit)
LAST_ANSWERS = 5.0


class Circlekeeper(commands.AutoShardedBot):
    """The bot. Its cogs are loaded by name, so the engine knows none of them."""

    def __init__(
        self,
        settings: Settings,
        house: House,
        *,
        connector: aiohttp.BaseConnector | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=Tree,
            help_command=None,
            # Channels and roles, and reactions, which are taken off private polls; no members, no
            # presence, no message content.
            intents=discord.Intents(guilds=True, guild_reactions=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=settings.shard_count,
            connector=connector,
            # discord.py's types leave out None, which it takes for "all of them".
            shard_ids=list(settings.shard_ids) if settings.shard_ids else None,  # pyright: ignore[reportArgumentType]
        )
        self.settings = settings
        self.house = house
        self.router = Router()
        self.courier = Courier(self, house.outbox)
        self.at_work: set[asyncio.Task[Any]] = set()

    async def setup_hook(self) -> None:
        """Set the votes right after the last stop, load the cogs, tell Discord the commands."""
        await self.house.polls.recovery.recover()
        for name in COGS:
            await self.load_extension(name)
        await self._sync()

    async def _sync(self) -> None:
        if await self.knows_commands():
            return
        guild_id = self.settings.dev_guild
        guild = discord.Object(guild_id) if guild_id else None
        if guild is not None:
            self.tree.copy_global_to(guild=guild)
        try:
            await self.tree.sync(guild=guild)
        except discord.Forbidden:
            if guild is None:
                raise
            raise BadSetting("DEV_GUILD", "settings.dev_guild_closed") from None
        await self.house.groups.remember_commands(self._fingerprint())
        log.info("Discord knows the commands now")

    async def knows_commands(self) -> bool:
        """Say whether Discord was last told of the commands as they are now."""
        return await self.house.groups.known_commands() == self._fingerprint()

    def _fingerprint(self) -> str:
        return fingerprint(self.tree, self.application_id or 0, self.settings.dev_guild)

    async def on_ready(self) -> None:
        """Say that it runs, and how to invite it."""
        log.info("Circlekeeper is ready in %d group(s)", len(self.guilds))
        if self.application_id:
            logging.getLogger("circlekeeper.start").info(
                "To add it to a server: %s", invite_link(self.application_id)
            )

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages alone: the bot reads none."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Route presses and sent forms; commands go their own way, through the tree."""
        if interaction.type in PRESSES:
            await self.router.route(interaction)

    async def close(self) -> None:
        """Let answers that are under way finish, leave Discord, close the files."""
        if self.is_closed():
            return
        others = self.at_work - {asyncio.current_task()}
        if others:
            _, late = await asyncio.wait(others, timeout=LAST_ANSWERS)
            for task in late:
                task.cancel()
        await super().close()
        await self.house.close()
