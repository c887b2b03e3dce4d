"""The checkup: what the bot lacks in the channels that a group uses, as far as Discord tells."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import discord

from bot.client.faults import BROKEN
from bot.domain.checking import Sort, Use, Uses, needed

Channel = discord.abc.GuildChannel | discord.Thread
Lacking = dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found, by the ids of channels.

    `lacking` says which permissions, `gone` what a deleted channel was used for, `fine` where
    nothing is lacking. `empty` and `paused` are as in Uses. `open_office` is the moderators'
    channel if everyone can see it.
    """

    lacking: Lacking
    gone: dict[int, frozenset[Use]]
    fine: tuple[int, ...]
    empty: tuple[int, ...]
    paused: tuple[int, ...]
    open_office: int | None

    @property
    def marks(self) -> frozenset[str]:
        """What is wrong as short marks, the same for the same trouble."""
        return frozenset(
            (
                *(f"{channel}/{name}" for channel, names in self.lacking.items() for name in names),
                *(f"{channel}/gone" for channel in self.gone),
                *(f"{channel}/empty" for channel in self.empty),
            )
        )

    def seen_by(self, sees: Callable[[int], bool]) -> "Checkup":
        """Return it for somebody who doesn't see every channel.

        Of a channel that they don't see they learn only that the bot lacks something there.
        """

        def seen(channels: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(each for each in channels if each in self.gone or sees(each))

        return replace(self, fine=seen(self.fine), empty=seen(self.empty), paused=seen(self.paused))


# A channel that had nothing else may be gone: nothing is lost that somebody could mend.
PASSING = frozenset({Use.TOPIC, Use.DECISION})


async def check_up(client: discord.Client, guild: discord.Guild, uses: Uses) -> Checkup:
    """Look at each channel that a group uses; what Discord can't tell now is left out."""
    lacking: Lacking = {}
    gone: dict[int, frozenset[Use]] = {}
    fine: list[int] = []
    office: int | None = None
    for channel_id, used_for in uses.channels.items():
        try:
            names = _lacking(await _channel(client, guild, channel_id), used_for)
        except discord.NotFound:
            gone[channel_id] = used_for
        except discord.Forbidden:
            lacking[channel_id] = ("view_channel",)
        except (discord.DiscordException, *BROKEN):
            continue
        else:
            if names:
                lacking[channel_id] = names
            else:
                fine.append(channel_id)
    channel = guild.get_channel(uses.moderators_channel or 0)
    if channel is not None and channel.permissions_for(guild.default_role).view_channel:
        office = channel.id
    return Checkup(lacking, _missed(gone), tuple(fine), uses.empty, uses.paused, office)


def _missed(gone: dict[int, frozenset[Use]]) -> dict[int, frozenset[Use]]:
    """Leave out the channels where a topic was posted and nothing else waits."""
    return {channel: uses for channel, uses in gone.items() if not uses <= PASSING}


async def _channel(client: discord.Client, guild: discord.Guild, channel_id: int) -> Channel:
    """Return a channel; an archived thread has to be asked for. Raises what discord.py raises."""
    known = guild.get_channel_or_thread(channel_id)
    if known is not None:
        return known
    found = await client.fetch_channel(channel_id)
    if not isinstance(found, Channel):
        raise discord.InvalidData
    return found


def _lacking(channel: Channel, uses: frozenset[Use]) -> tuple[str, ...]:
    may = _granted(channel)
    names = needed(uses, _sort(channel))
    return tuple(name for name in names if not (getattr(may, name) or may.administrator))


def _granted(channel: Channel) -> discord.Permissions:
    """Return what the bot is granted in a channel, as somebody finds it in the settings.

    discord.py's `permissions_for` leaves out besides what can't be used as long as another one is
    lacking. Source: Discord's reference on permissions, "Permission Overwrites".
    """
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    if place is None:
        raise discord.InvalidData
    me, everyone = channel.guild.me, channel.guild.default_role
    held = me.guild_permissions.value
    roles = [role for role in me.roles if role != everyone]
    for level in ([everyone], roles, [me]):
        pairs = [place.overwrites_for(each).pair() for each in level]
        for _, deny in pairs:
            held &= ~deny.value
        for allow, _ in pairs:
            held |= allow.value
    return discord.Permissions(held)


def _sort(channel: Channel) -> Sort:
    match channel:
        case discord.Thread():
            return Sort.THREAD
        case discord.ForumChannel():
            return Sort.FORUM
        case discord.TextChannel():
            return Sort.TEXT
        case _:
            return Sort.PLAIN
