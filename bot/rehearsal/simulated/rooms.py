"""Rooms: the channels, threads and private conversation that somebody can see."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# simcord types its private side as Any where it types it at all; this folder is there to hold that.

from collections.abc import Iterator
from typing import Any

from simcord.backend.access import can_access_channel

from bot.rehearsal.simulated.world import Simulation


def may_enter(simulation: Simulation, viewer: Any, channel_id: int) -> bool:
    """Say whether somebody can see a channel and read what was said there."""
    return can_access_channel(simulation, channel_id, viewer, history=True)


def readable(simulation: Simulation, viewer: Any, channel_id: int) -> list[int]:
    """Return the ids of the messages in a channel that somebody can see."""
    if not may_enter(simulation, viewer, channel_id):
        return []
    messages = simulation.backend.messages.get(channel_id, {}).values()
    return [message.id for message in messages if message.visible_to(viewer.id)]


def rooms(simulation: Simulation, viewer: Any, here: int) -> Iterator[dict[str, Any]]:
    """Yield somebody's rooms as the page draws them; `here` is the one they are in.

    Each has an `id`, a `kind` (channel, thread, letters), a `name`, whether it is `here`, its
    `newest` message's id ("0" for none), and for threads what they hang on.
    """
    backend = simulation.backend
    for channel in backend.channels.values():
        if channel.guild_id is not None and not channel.is_thread:
            yield from _room(simulation, viewer, here, channel, "channel")
            for thread in backend.channels.values():
                if thread.is_thread and thread.parent_id == channel.id:
                    yield from _room(simulation, viewer, here, thread, "thread")
    letters = backend.dm_channels.get(viewer.id)
    if letters is not None and backend.messages.get(letters):
        yield from _room(simulation, viewer, here, backend.get_channel(letters), "letters")


def _room(
    simulation: Simulation, viewer: Any, here: int, channel: Any, kind: str
) -> Iterator[dict[str, Any]]:
    asleep = channel.thread_metadata is not None and channel.thread_metadata.archived
    if may_enter(simulation, viewer, channel.id) and (channel.id == here or not asleep):
        yield {
            "id": str(channel.id),
            "kind": kind,
            "name": channel.name or simulation.backend.bot_user.name,
            "here": channel.id == here,
            "hangsOn": _hangs_on(simulation, channel),
            "newest": str(max(readable(simulation, viewer, channel.id), default=0)),
        }


def _hangs_on(simulation: Simulation, thread: Any) -> dict[str, str] | None:
    """Return the channel that a thread is in, and the way to the message that it hangs on."""
    channel = simulation.backend.channels.get(thread.parent_id) if thread.is_thread else None
    if channel is None:
        return None
    # A thread that was started on a message has that message's id.
    on_message = thread.id in simulation.backend.messages.get(channel.id, {})
    way = f"room:{channel.id}/{thread.id}" if on_message else f"room:{channel.id}"
    return {"name": str(channel.name), "way": way}
