"""Hands: what one person does with the bot, also what no client would let them do.

Interactions are made by hand, so that a command that Discord would hide, a button of somebody
else's private message and a form that never opened are tried like any other.
"""

import json
from dataclasses import dataclass
from typing import Any

from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import InteractionResult

from tests.world import World

COMMAND, PRESS, TYPING, SENT_FORM = 2, 3, 4, 5
BUTTON, MENU, INPUT, TEXT, LABEL = 2, 3, 4, 10, 18
EPHEMERAL, NEW_LAYOUT = 1 << 6, 1 << 15


@dataclass(frozen=True)
class Sight:
    """What somebody saw: the whole of it as text, files and all; whether only they could see it."""

    payload: str
    private: bool


@dataclass(frozen=True)
class Hands:
    """One person's hands."""

    world: World
    who: MemberActor

    async def use(self, room: ChannelHandle, command: str, options: dict[str, Any]) -> Sight:
        """Use a slash command, whether or not Discord would show it to them."""
        return await self._does(COMMAND, room, self._command(room, command, options))

    async def types(self, room: ChannelHandle, command: str, option: str, typed: str) -> Sight:
        """Type into an option of a command that makes suggestions."""
        data = self._command(room, command, {option: typed}, partial=True)
        leaf = data["options"]
        while "options" in leaf[0]:
            leaf = leaf[0]["options"]
        leaf[0]["focused"] = True
        return await self._does(TYPING, room, data)

    async def press(
        self, room: ChannelHandle, custom_id: str, chosen: tuple[str, ...] = ()
    ) -> Sight:
        """Press a button, or choose in a menu, of a private message of theirs."""
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": BUTTON}
        if chosen:
            data |= {"component_type": MENU, "values": list(chosen)}
        return await self._does(PRESS, room, data, on_a_message=True)

    async def send(self, room: ChannelHandle, custom_id: str, fields: dict[str, Any]) -> Sight:
        """Send a form."""
        labels: list[dict[str, Any]] = []
        for name, value in fields.items():
            given: dict[str, Any] = {"custom_id": name}
            # One choice is sent as if it were written, which it might be by a forged client.
            given |= (
                {"values": value} if isinstance(value, list) else {"type": INPUT, "value": value}
            )
            labels.append({"type": LABEL, "component": given})
        return await self._does(SENT_FORM, room, {"custom_id": custom_id, "components": labels})

    def _command(
        self, room: ChannelHandle, command: str, options: dict[str, Any], *, partial: bool = False
    ) -> dict[str, Any]:
        backend = self.world.env.backend
        first, *rest = command.split()
        root = backend.find_command(first, self.world.guild.id, type=1)
        assert root is not None, f"Discord doesn't know /{command}"
        leaf, nesting = interactions.walk_to_subcommand(root, rest)
        built, resolved = interactions.build_options(
            self.who, command, leaf, options, channel_id=room.id, partial=partial
        )
        data: dict[str, Any] = {
            "id": root["id"],
            "name": root["name"],
            "type": 1,
            "options": interactions.nest_options(root, nesting, built),
        }
        return data | ({"resolved": resolved} if resolved else {})

    async def _does(
        self, kind: int, room: ChannelHandle, data: dict[str, Any], *, on_a_message: bool = False
    ) -> Sight:
        backend = self.world.env.backend
        record, payload = self._payload(kind, room, data)
        if on_a_message:
            shown = self._private_message(room)
            record.source_message_id = shown.id
            payload["message"] = dict(serializers.message_payload(backend, shown))
        backend.emit("INTERACTION_CREATE", payload)
        await self.world.env.settle(idle=0.001)
        return seen(self.world.env, InteractionResult(self.world.env, record))

    def _payload(self, kind: int, room: ChannelHandle, data: dict[str, Any]) -> Any:
        return interactions.base_payload(
            self.world.env.backend,
            type=kind,
            channel_id=room.id,
            guild_id=self.world.guild.id,
            user_id=self.who.id,
            data=data,
        )

    def _private_message(self, room: ChannelHandle) -> Any:
        """Return a new private message of the bot's, for a button that stands on one."""
        backend = self.world.env.backend
        return backend.create_message(
            room.id,
            backend.bot_user.id,
            "",
            components=[{"type": TEXT, "content": "-"}],
            flags=EPHEMERAL | NEW_LAYOUT,
            interaction_metadata=self._metadata(),
            broadcast=False,
        )

    def _metadata(self) -> dict[str, Any]:
        """Return what Discord notes on a private message: whom it answered."""
        backend = self.world.env.backend
        user = dict(serializers.user_payload(backend.get_user(self.who.id)))
        return {"id": "1", "type": COMMAND, "user": user, "authorizing_integration_owners": {}}


def seen(env: Env, result: InteractionResult) -> Sight:
    """Return what a person got: a message, a form, suggestions, or nothing."""
    messages = [each for each in (result.response, *result.followups) if each is not None]
    told = {
        "form": result.modal,
        "suggestions": result.autocomplete_choices,
        "messages": [content(env, message.channel_id, message.id) for message in messages],
    }
    private = all(message.ephemeral for message in messages)
    return Sight(json.dumps(told, ensure_ascii=False, sort_keys=True), private)


def content(env: Env, channel_id: int, message_id: int) -> dict[str, Any]:
    """Return what can be seen of a message: texts, buttons, and every byte of its files."""
    message = env.backend.get_message(channel_id, message_id)
    shown: dict[str, Any] = {
        "content": message.content,
        "components": message.components,
        "embeds": message.embeds,
        "files": [
            {
                "name": file["filename"],
                "description": file.get("description"),
                "bytes": (env.backend.cdn.get(file["url"]) or b"").decode(
                    "utf-8", "backslashreplace"
                ),
            }
            for file in message.attachments
        ],
    }
    if not message.is_ephemeral:
        # An answer that all can see has the name of who is answered above it.
        payload = dict(serializers.message_payload(env.backend, message))
        shown |= {
            name: payload.get(name) for name in ("author", "interaction_metadata", "reactions")
        }
    return shown
