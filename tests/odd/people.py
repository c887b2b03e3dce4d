"""Odd people: strange names, a timeout, a minute in the group, and who isn't in it (any more)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simcord import interactions
from simcord.builders import ChannelHandle
from simcord.env import Env

from tests.odd.circles import Odd, gather
from tests.odd.trying import Watched
from tests.privacy.circle import Circle
from tests.privacy.crossed import Touch, Try
from tests.privacy.hands import Hands

LATER = "2026-01-08T00:00:00+00:00"
# Each as the group sees them; None is somebody with a user name alone.
NAMES = {
    "bare": None,
    "emoji": "🧶🫖 👩\u200d👩\u200d👧",
    "rtl": "\u202eزوي \u2067(1) 3\u202c",
    "markdown": "**a** ||b|| `c` [d](e.f) <@1> @x",
}
TIMED_OUT, PENDING = "timed out", "just joined"


async def with_people(env: Env, folder: Path) -> Circle:
    """Return a group with a facilitator, and with everybody odd who is in it."""
    circle = await gather(env, folder, Odd(facilitated=True))
    guild = circle.world.guild
    for name, nick in NAMES.items():
        circle.people[name] = guild.add_member(env.create_user(f"user-{name}"), nick=nick)
    keeper, reader = guild.create_role("Keeper"), guild.create_role("Reader")
    both = {"facilitator": keeper, "moderator": reader}
    await circle.world.moderator.slash(circle.world.channel, "group roles", **both)
    # Somebody who holds both of the group's roles, in a timeout.
    held = guild.add_member(env.create_user("tam"), roles=[keeper, reader])
    env.backend.edit_member(guild.id, held.id, {"timed_out_until": LATER})
    new = guild.add_member(env.create_user("nia"))
    env.backend.get_member(guild.id, new.id).pending = True
    circle.people |= {TIMED_OUT: held, PENDING: new}
    await env.settle()
    return circle


@dataclass(frozen=True)
class Outside(Hands):
    """Hands of somebody of whom Discord doesn't say that they are in the group.

    They press in a direct message, or `gone` from the group, in its room.
    """

    gone: bool = False

    def _payload(self, kind: int, room: ChannelHandle, data: dict[str, Any]) -> Any:
        env = self.world.env
        where = room.id if self.gone else env.backend.get_dm_channel(self.who.id).id
        record, payload = interactions.base_payload(
            env.backend, type=kind, channel_id=where, guild_id=None, user_id=self.who.id, data=data
        )
        if self.gone:
            guild = env.backend.get_guild(self.world.guild.id)
            payload |= {"guild_id": str(guild.id), "guild_locale": "en-US", "context": 0}
            payload["guild"] = {"id": str(guild.id), "features": [], "locale": "en-US"}
        return record, payload

    def _private_message(self, room: ChannelHandle) -> Any:
        if self.gone:
            return super()._private_message(room)
        backend = self.world.env.backend
        dm = ChannelHandle(self.world.env, None, backend.get_dm_channel(self.who.id))
        return super()._private_message(dm)


@dataclass(frozen=True)
class FromOutside(Watched):
    """A crossing of somebody outside: in direct messages, or gone from the group."""

    gone: bool = False

    def _tries(self, role: str) -> Iterator[tuple[Try, str]]:
        # Nobody is offered a command of a group that they have left.
        for each, on in super()._tries(role):
            if isinstance(each, Touch) or not self.gone:
                yield each, on

    def _hands(self, role: str) -> Hands:
        return Outside(self.circle.world, self.circle.people[role], self.gone)
