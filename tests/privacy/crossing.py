"""The crossing: every role tries everything on the list, on every poll, and all of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simcord.builders import ChannelHandle

from tests.privacy.circle import OPTIONS, ROLES, SECRET, SEES_HIDDEN, Circle
from tests.privacy.crossed import (
    COMMANDS,
    DECISION,
    EXPERIENCE,
    ITEM,
    OPTION,
    POLL,
    REQUEST,
    ROOM,
    TOPIC,
    TOUCHES,
    Slash,
    Touch,
    Try,
    Typing,
    commands,
)
from tests.privacy.hands import Hands, Sight

# The poll that there isn't: whoever can't see one must be told the same of it as of this one.
NONE = "none"
STAY_OPEN = ("open", "quick", "ranked", "hands", "gathering")
OPEN = (*STAY_OPEN, "hidden", "hidden draft", NONE)
PAST = ("protected", "counts", "few", "down", "hidden past", NONE)
TYPED = ("", SECRET, OPTIONS[0], "the")


@dataclass(frozen=True)
class Seen:
    """What one role saw when it tried one thing on one poll (or topic)."""

    stage: str
    role: str
    tried: str
    on: str
    sight: Sight


@dataclass(frozen=True)
class Crossing:
    """One stage of the story, crossed with every role."""

    circle: Circle
    stage: str
    polls: tuple[str, ...]

    async def all_roles(self) -> list[Seen]:
        """Let every role try everything; the same order and the same ids in every telling."""
        return [seen for role in ROLES for seen in await self.one(role)]

    async def one(self, role: str) -> list[Seen]:
        """Let one role try everything."""
        found: list[Seen] = []
        for number, (each, on) in enumerate(self._tries(role)):
            self.circle.chance.seed(f"{self.stage} {role} {number}")
            sight = await self._try(role, each, on, number)
            found.append(Seen(self.stage, role, str(each), on, sight))
        return found

    def _tries(self, role: str) -> Iterator[tuple[Try, str]]:
        for each in (*suggestions(self.circle), *COMMANDS, *TOUCHES):
            for on in self._targets(each, role):
                yield each, on

    def _targets(self, each: Try, role: str) -> Iterator[str]:
        given = _given(each)
        if TOPIC in given:
            yield from ("topic", "hidden topic", NONE)
        elif REQUEST in given:
            yield from ("check-out", "hidden check-out", NONE)
        elif DECISION in given:
            yield from ("wish", "talk", "options", "hidden talk", NONE)
        elif POLL in given:
            yield from (on for on in self.polls if not self._would_end(each, role, on))
        else:
            yield ""

    def _would_end(self, each: Try, role: str, on: str) -> bool:
        """Say whether this would end a poll that the story still needs open."""
        if not isinstance(each, Slash) or role not in each.ended_by:
            return False
        return on in STAY_OPEN or (on == "hidden" and role in SEES_HIDDEN)

    async def _try(self, role: str, each: Try, on: str, number: int) -> Sight:
        hands, room = self._hands(role), self._room(role, on)
        names = {POLL: self._id(self.circle.polls, on, number)}
        names[TOPIC] = self._id(self.circle.topics, on, number)
        names[REQUEST] = self._id(self.circle.requests, on, number)
        names[DECISION] = self._id(self.circle.decisions, on, number)
        names |= {OPTION: self.circle.option, EXPERIENCE: self.circle.experience}
        names |= {ITEM: self.circle.item, ROOM: str(self.circle.world.channel.id)}
        if isinstance(each, Slash):
            return await hands.use(room, each.name, self._options(each, names))
        if isinstance(each, Typing):
            return await hands.types(room, each.name, each.option, each.typed)
        return await _touch(hands, room, each, names)

    def _hands(self, role: str) -> Hands:
        return Hands(self.circle.world, self.circle.people[role])

    def _id(self, known: dict[str, str], on: str, number: int) -> str:
        return known.get(on, f"{number:016x}")

    def _options(self, each: Slash, names: dict[str, str]) -> dict[str, Any]:
        given: dict[str, Any] = dict(names)
        given |= {f"{{{name}}}": role for name, role in self.circle.world.guild.roles.items()}
        given[ROOM] = self.circle.world.channel
        return {name: given.get(value, value) for name, value in each.options.items()}

    def _room(self, role: str, on: str) -> ChannelHandle:
        return self.circle.room(on if role in SEES_HIDDEN else "")


def suggestions(circle: Circle) -> list[Typing]:
    """Return a try for each option that makes suggestions and each text that is typed into it."""
    return [
        Typing(name, parameter.name, typed)
        for name, command in commands(circle.world.client).items()
        for parameter in command.parameters
        if parameter.autocomplete
        for typed in TYPED
    ]


def _given(each: Try) -> str:
    match each:
        case Slash():
            return " ".join(map(str, each.options.values()))
        case Touch():
            return " ".join((*each.arguments, *each.chosen))
        case Typing():
            return ""


def _filled(part: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        part = part.replace(name, value)
    return part


async def _touch(hands: Hands, room: ChannelHandle, each: Touch, names: dict[str, str]) -> Sight:
    custom_id = ":".join((each.word, *(_filled(part, names) for part in each.arguments)))
    if each.fields is not None:
        return await hands.send(room, f"{custom_id}:0123456789ab", dict(each.fields))
    chosen = tuple(_filled(value, names) for value in each.chosen)
    return await hands.press(room, custom_id, chosen)
