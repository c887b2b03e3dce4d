"""Checking: what a group's channels are used for, and which permissions that takes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Use(StrEnum):
    """What the bot uses a channel for.

    TOPIC is where one was posted lately, HERE where somebody asks, before anything is posted.
    """

    POLL = "poll"
    HANDS = "hands"
    SCHEDULE = "schedule"
    PINS = "pins"
    MODERATORS = "moderators"
    FEEDBACK = "feedback"
    WAITING = "waiting"
    TOPIC = "topic"
    DECISION = "decision"
    HERE = "here"


class Sort(StrEnum):
    """What sort of channel it is, as far as permissions differ. PLAIN can have no threads."""

    TEXT = "text"
    THREAD = "thread"
    FORUM = "forum"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Uses:
    """What a group's channels are used for, by their ids.

    `empty` are the channels of schedules that find no topic, `paused` those of paused schedules,
    one for each schedule. `moderators_channel` is where moderators are told things, if anywhere.
    """

    channels: Mapping[int, frozenset[Use]]
    empty: tuple[int, ...] = ()
    paused: tuple[int, ...] = ()
    moderators_channel: int | None = None


# A group that posted a topic in a channel so lately is taken to meet there.
LATELY = timedelta(weeks=8)
# In the order in which they are told.
ORDER = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "read_message_history",
    "attach_files",
    "add_reactions",
    "pin_messages",
)
_ALWAYS = frozenset({"view_channel", "send_messages", "read_message_history"})
_THREADS = frozenset({"create_public_threads", "send_messages_in_threads"})
_BESIDES: Mapping[Use, frozenset[str]] = {
    Use.POLL: frozenset({"attach_files"}),
    Use.HANDS: frozenset({"add_reactions"}),
    Use.SCHEDULE: _THREADS,
    Use.TOPIC: _THREADS,
    Use.DECISION: _THREADS,
    Use.PINS: frozenset({"pin_messages"}),
    Use.HERE: _THREADS | {"attach_files", "add_reactions"},
}
# A thread can have no threads of its own, and in a forum each post is one; a forum has no pins.
_NEVER: Mapping[Sort, frozenset[str]] = {
    Sort.TEXT: frozenset(),
    Sort.THREAD: frozenset({"send_messages", "create_public_threads"}),
    Sort.FORUM: frozenset({"create_public_threads", "pin_messages"}),
    Sort.PLAIN: _THREADS,
}


def needed(uses: Collection[Use], sort: Sort) -> tuple[str, ...]:
    """Return the permissions that these uses take in a channel, by discord.py's names."""
    wanted = _ALWAYS.union(*(_BESIDES.get(use, frozenset()) for use in uses)) - _NEVER[sort]
    if sort is Sort.THREAD:
        wanted |= {"send_messages_in_threads"}
    return tuple(name for name in ORDER if name in wanted)
