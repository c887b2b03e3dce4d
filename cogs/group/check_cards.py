"""What `/group check` shows, and the notice with the same at start, within Discord's limits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.client.checkup import Checkup
from bot.client.layout import Layout, layout
from bot.domain.checking import LATELY
from bot.words import say
from cogs.parts import card, text, when

# Characters for each list, so that all of them together fit on one message.
ROOM = 900
CHANNELS = 15


@dataclass(frozen=True, slots=True)
class House:
    """How the house itself is: its commands, since when something is overdue, who moderates."""

    knows_commands: bool
    late_since: datetime | None
    has_office: bool
    everybody_moderates: bool


def check_card(found: Checkup, house: House, role: str) -> Layout:
    """Return the whole check for whoever asked; `role` is the mention of the bot's own role."""
    troubles = list(troubles_told(found, role))
    if house.everybody_moderates:
        troubles.append(say("group.check.everybody"))
    troubles = troubles or [say("group.check.whole")]
    items = [text("\n".join((say("group.check.title"), *troubles)))]
    if found.fine:
        items.append(text(say("group.check.fine", channels=_channels(found.fine))))
    items.append(text(say("group.check.scope", weeks=LATELY.days // 7)))
    items.append(text("\n".join(_house(found, house))))
    return layout(*items)


def notice_card(found: Checkup, role: str, mark: int) -> Layout:
    """Return what is lacking, for the moderators' channel."""
    told = "\n".join((say("group.check.notice"), *troubles_told(found, role)))
    return card(text(told), mark=mark)


def troubles_told(found: Checkup, role: str) -> Iterator[str]:
    """Yield what is wrong, line by line; `role` is the mention of the bot's own role."""
    if found.lacking:
        alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for channel, names in found.lacking.items():
            alike[names].append(channel)
        # What most channels lack comes first: one step there may mend them all.
        most = sorted(alike.items(), key=lambda each: -len(each[1]))
        yield from _first([_lacking(names, channels) for names, channels in most])
        # Between empty lines, or it would belong to the list's last line.
        yield f"\n{say('group.check.where', role=role)}\n"
    yield from _first([_gone(each, uses) for each, uses in found.gone.items()])
    empty = [each for each in found.empty if each not in found.gone]
    yield from _first([say("group.check.empty", channel=f"<#{each}>") for each in empty])
    if found.open_office is not None:
        yield say("group.check.open", channel=f"<#{found.open_office}>")


def _house(found: Checkup, house: House) -> Iterator[str]:
    if found.paused:
        yield say("group.check.paused", count=len(found.paused))
    yield say(f"group.check.commands_{'fine' if house.knows_commands else 'old'}")
    if house.late_since is None:
        yield say("group.check.clock_fine")
    else:
        yield say("group.check.clock_late", when=when(house.late_since))
    if not house.has_office:
        yield say("group.check.no_channel")


def _lacking(names: Sequence[str], channels: Sequence[int]) -> str:
    told = [
        say(
            "group.check.permission",
            name=say(f"permissions.{name}"),
            why=say(f"permissions.why.{name}"),
        )
        for name in names
    ]
    return say("group.check.lacking", channels=_channels(channels), names=", ".join(told))


def _gone(channel: int, uses: Iterable[str]) -> str:
    told = " ".join(say(f"group.check.gone_{use}") for use in sorted(uses) if use not in QUIET)
    return say("group.check.gone", channel=f"<#{channel}>", uses=told).strip()


# What is told along with another use of the same channel, or can't be of one that is gone.
QUIET = frozenset({"pins", "topic", "here"})


def _channels(channels: Sequence[int]) -> str:
    told = ", ".join(f"<#{channel}>" for channel in channels[:CHANNELS])
    left = len(channels) - CHANNELS
    return say("group.check.more_channels", channels=told, count=left) if left > 0 else told


def _first(lines: Sequence[str]) -> list[str]:
    """Return the lines that there is room for, the first in any case, and how many are left."""
    shown: list[str] = []
    for line in lines:
        if shown and sum(map(len, shown)) + len(line) > ROOM:
            return [*shown, say("group.check.more", count=len(lines) - len(shown))]
        shown.append(line)
    return shown
