"""Commands: the tree that answers every error, and syncing only when something changed."""

import hashlib
import json
from typing import Any

import discord
from discord import app_commands

from bot.client.answers import Answer
from bot.domain.refusals import NotAllowed


class Tree(app_commands.CommandTree[Any]):
    """The command tree. An error outside of a command's own answer still gets its sentence."""

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Let commands be used inside groups alone, also should Discord ever pass one on."""
        in_group = isinstance(interaction.user, discord.Member)
        if in_group or interaction.type is discord.InteractionType.autocomplete:
            return True
        async with Answer(interaction):
            raise NotAllowed("people.refused.only_in_groups")
        return False

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Answer what went wrong before or around a command."""
        if interaction.type is discord.InteractionType.autocomplete:
            return
        async with Answer(interaction):
            raise getattr(error, "original", error)


def fingerprint(
    tree: app_commands.CommandTree[Any], application_id: int, guild_id: int | None
) -> str:
    """Return a digest of all commands as Discord would get them, and for whom."""
    plain: list[dict[str, Any]] = [command.to_dict(tree) for command in tree.get_commands()]
    text = json.dumps([application_id, guild_id, plain], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
