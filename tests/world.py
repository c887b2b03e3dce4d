"""A peer support group on simcord: the real bot, real files, and people who press and type."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import ChannelHandle, GuildHandle
from simcord.components import walk_components
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.client import Circlekeeper
from bot.services.house import open_house
from bot.settings import Settings

PRESS = 3
TOKEN = "not.a.token"


async def make_client(folder: Path, runtime: Path | None = None) -> Circlekeeper:
    """Return the real bot over the files in a folder."""
    house = await open_house(folder, now=discord.utils.utcnow, runtime_folder=runtime, rest=0)
    return Circlekeeper(Settings(token=TOKEN, shard_count=1), house)


class Brisk(Env):
    """A simulated Discord that looks often whether the bot has come to rest.

    simcord looks every 50 ms, and more than half of a test's time would be that.
    """

    def __init__(self, client: Circlekeeper) -> None:
        super().__init__(client)
        # Room for a busy machine; simcord takes timers that end later for what is at rest.
        self.settle_timeout = 10

    def _schedule_timer(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, record: Any, *rest: Any
    ) -> None:
        super()._schedule_timer(record, *rest)
        # Only the test's own clock brings what is further off, however slow the machine is. And
        # simcord goes through all of these at each look: thousands, once many were answered.
        far = record.when - self._virtual_time > self.settle_timeout
        if far and record.real_handle is not None:
            record.real_handle.cancel()

    async def _settle_internal(self, *, idle: float = 0, **rest: Any) -> None:
        await super()._settle_internal(idle=0.005, **rest)


@dataclass
class World:
    """The group: one facilitator, one moderator, five members, one channel, one bot."""

    env: Env
    client: Circlekeeper
    folder: Path
    guild: GuildHandle
    channel: ChannelHandle
    facilitator: MemberActor
    moderator: MemberActor
    members: list[MemberActor]

    @property
    def member(self) -> MemberActor:
        return self.members[0]

    async def restart(self, runtime: Path | None = None, *, away: float = 0) -> None:
        """Stop the bot, let `away` seconds pass, and start it afresh on the same files."""
        await self.client.close()
        self.env.backend.clock.advance(away)
        self.client = await make_client(self.folder, runtime)
        await self.env.restart_bot(self.client)

    async def wait(self, seconds: float) -> None:
        """Let much time pass at once, without the bot's look at the clock every ten minutes."""
        self.env.backend.clock.advance(seconds - 1)
        # What follows is the bot's own work: else simcord knows nothing of it and waits for none.
        with self.env._bot_scope():  # pyright: ignore[reportPrivateUsage]
            self.client.dispatch("work_to_do")
        await self.env.settle()
        await self.env.advance_time(1)

    def messages(self, channel: ChannelHandle | None = None) -> list[ResponseMessage]:
        """Return what everybody sees in a channel, the oldest first."""
        found = self.env.backend.messages.get((channel or self.channel).id, {}).values()
        shown = [ResponseMessage(self.env, message) for message in found]
        return [message for message in shown if message.components and not message.ephemeral]

    def card(self, word: str, channel: ChannelHandle | None = None) -> ResponseMessage:
        """Return the newest message that has a button of this word."""
        return next(
            message
            for message in reversed(self.messages(channel))
            if any(each.split(":")[0] == word for each in custom_ids(message))
        )

    async def ask(self, **typed: Any) -> ResponseMessage:
        """Let the facilitator ask the group; return the poll's card."""
        shown = await self.facilitator.slash(self.channel, "poll ask")
        preview = await self.facilitator.submit_modal(shown, asked(**typed))
        await self.facilitator.click(answer(preview), label="Post it")
        return self.card("poll.vote")

    async def vote(self, member: MemberActor, card: ResponseMessage, choice: Any) -> str:
        """Let somebody vote for the first time; return what they read."""
        shown = await member.click(card, label="Vote")
        return text(answer(await member.submit_modal(shown, {"choice": choice})))

    async def together(
        self, *presses: tuple[MemberActor, ResponseMessage, str]
    ) -> list[InteractionResult]:
        """Let several people press a button (found by its label) at the same instant."""
        backend = self.env.backend
        records: list[Any] = []
        for member, shown, label in presses:
            stored = backend.get_message(shown.channel_id, shown.id)
            button = next(c for c in walk_components(stored.components) if c.get("label") == label)
            data = {"custom_id": button["custom_id"], "component_type": 2}
            record, payload = self._payload(member, data)
            payload["message"] = dict(serializers.message_payload(backend, stored))
            record.source_message_id = stored.id
            records.append(record)
            backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return [InteractionResult(self.env, record) for record in records]

    async def forge(
        self, member: MemberActor, custom_id: str, on: ResponseMessage | None = None
    ) -> InteractionResult:
        """Press a button that isn't on any card, as a forged client could; `on` a message."""
        data = {"custom_id": custom_id, "component_type": 2}
        record, payload = self._payload(member, data)
        shown = (
            self.env.backend.get_message(on.channel_id, on.id)
            if on
            else self.env.backend.create_message(self.channel.id, member.id, "-")
        )
        record.source_message_id = shown.id
        payload["message"] = dict(serializers.message_payload(self.env.backend, shown))
        self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return InteractionResult(self.env, record)

    def _payload(self, member: MemberActor, data: dict[str, Any]) -> Any:
        return interactions.base_payload(
            self.env.backend,
            type=PRESS,
            channel_id=self.channel.id,
            guild_id=self.guild.id,
            user_id=member.id,
            data=data,
        )


def asked(**typed: Any) -> dict[str, Any]:
    """Return a filled form that asks the group, with `typed` in place of the usual."""
    usual: dict[str, Any] = {
        "question": "How often do we meet?",
        "options": "Every week\nEvery two weeks",
        "method": "single",
        "minutes": ["60"],
        "standing": ["both"],
    }
    return usual | typed


def answer(result: InteractionResult) -> ResponseMessage:
    """Return the message that a person got, which must be there."""
    assert result.response is not None, result
    return result.response


def text(shown: ResponseMessage) -> str:
    """Return everything that can be read in a message."""
    return "\n".join(
        str(component["content"])
        for component in walk_components(shown.components)
        if component.get("type") == 10
    )


def told(result: InteractionResult) -> str:
    """Return what a person read as the answer."""
    return text(answer(result))


def labels(shown: ResponseMessage) -> list[str]:
    """Return the labels of a message's buttons."""
    return [c["label"] for c in walk_components(shown.components) if c.get("label")]


def custom_ids(shown: ResponseMessage) -> list[str]:
    """Return the custom_ids of a message's buttons."""
    return [c["custom_id"] for c in walk_components(shown.components) if c.get("custom_id")]


def field(form: dict[str, Any] | None, custom_id: str) -> dict[str, Any]:
    """Return a field of an open form."""
    assert form is not None
    return next(c for c in walk_components(form["components"]) if c.get("custom_id") == custom_id)


def options(form: dict[str, Any] | None, custom_id: str) -> Sequence[dict[str, Any]]:
    """Return the options of a field of an open form."""
    return field(form, custom_id)["options"]
