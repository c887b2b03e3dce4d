"""People as Discord tells of them, turned into the rules' own value."""

from typing import Any

import discord

from bot.domain.people import Person
from bot.domain.refusals import NotAllowed


def person_of(interaction: discord.Interaction[Any]) -> Person:
    """Return who pressed, with what Discord says they may do here. Raises NotAllowed in DMs."""
    user = interaction.user
    if not isinstance(user, discord.Member) or interaction.channel_id is None:
        raise NotAllowed("people.refused.only_in_groups")
    may = interaction.permissions
    return Person(
        group_id=user.guild.id,
        channel_id=interaction.channel_id,
        user_id=user.id,
        role_ids=frozenset(role.id for role in user.roles),
        joined_at=user.joined_at,
        manages_events=may.manage_events or may.administrator,
        manages_group=may.manage_guild or may.administrator,
        # Discord gives no timeout to administrators and the owner, nor heeds an old one.
        timed_out=user.is_timed_out() and not may.administrator,
        pending=user.pending,
    )
