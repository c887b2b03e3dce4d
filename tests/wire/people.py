"""Wire: people who use commands, press buttons and send forms, as Discord would tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from tests.wire.edge import Exchange
from tests.wire.payloads import (
    BOXES,
    LABEL,
    RADIOS,
    SELECT,
    TEXT_INPUT,
    Json,
    interaction,
    member,
    snowflake,
    user,
    walk,
)
from tests.wire.stand_in import PATIENCE, StandIn

COMMAND, PRESS, TYPING, SENT_FORM = 2, 3, 4, 5
SUBCOMMAND, STRING = 1, 3
Given = str | Sequence[str]


@dataclass
class Somebody:
    """A member of the group. Every method waits for the answer, unless `wait` is false."""

    stand_in: StandIn
    name: str
    may: discord.Permissions = field(default_factory=discord.Permissions)
    user_id: int = field(default_factory=snowflake)

    async def uses(self, command: str, *, wait: bool = True, **options: Given) -> Exchange:
        """Use a slash command: "poll ask"."""
        return await self._does(COMMAND, _command(command, options), wait=wait)

    async def types(self, command: str, option: str, typed: str) -> list[Json]:
        """Type into an option of a command; return what is offered."""
        data = _command(command, {option: typed})
        for each in data["options"][0].get("options", data["options"]):
            each["focused"] = True
        exchange = await self._does(TYPING, data)
        assert exchange.first is not None
        return exchange.first["data"]["choices"]

    async def presses(self, shown: Json | None, label: str, *, wait: bool = True) -> Exchange:
        """Press a message's button."""
        assert shown is not None, "there is no message"
        button = next(part for part in walk(shown["components"]) if part.get("label") == label)
        data: Json = {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        return await self._does(PRESS, data, shown, wait=wait)

    async def chooses(self, shown: Json | None, value: str) -> Exchange:
        """Choose in a message's only menu."""
        assert shown is not None, "there is no message"
        menu = next(part for part in walk(shown["components"]) if part["type"] == SELECT)
        data: Json = {"custom_id": menu["custom_id"], "component_type": SELECT, "id": menu["id"]}
        return await self._does(PRESS, {**data, "values": [value]}, shown)

    async def sends(self, opened: Exchange, *, wait: bool = True, **values: Given) -> Exchange:
        """Send the form that opened; what isn't given stays as it was filled."""
        form = opened.form
        data: Json = {"custom_id": form["custom_id"], "components": _filled(form, values)}
        return await self._does(SENT_FORM, data, opened.shown, wait=wait)

    async def _does(
        self, kind: int, data: Json, shown: Json | None = None, *, wait: bool = True
    ) -> Exchange:
        who = member(user(self.user_id, self.name), self.may)
        exchange = await self.stand_in.happens(interaction(kind, who, data, shown))
        if wait:
            await self.answered(exchange)
        return exchange

    async def answered(self, exchange: Exchange, within: float = PATIENCE) -> Exchange:
        """Wait until the answer has arrived, also if it was deferred at first."""
        await self.stand_in.until(lambda: exchange.settled, within)
        return exchange


def _command(command: str, options: dict[str, Any]) -> Json:
    name, _, subcommand = command.partition(" ")
    given: list[Json] = [
        {"type": STRING, "name": option, "value": value} for option, value in options.items()
    ]
    if subcommand:
        given = [{"type": SUBCOMMAND, "name": subcommand, "options": given}]
    return {"id": str(snowflake()), "type": 1, "name": name, "options": given}


def _filled(form: Json, values: dict[str, Given]) -> list[Json]:
    """Return a form's parts as Discord sends them: fields in their labels, texts as bare ids."""
    unknown = set(values) - {part.get("custom_id") for part in walk(form["components"])}
    assert not unknown, unknown
    sent: list[Json] = []
    for number, part in enumerate(form["components"], start=1):
        bare: Json = {"type": part["type"], "id": number}
        if part["type"] == LABEL:
            bare["component"] = _field(part["component"], values, number)
        sent.append(bare)
    return sent


def _field(part: Json, values: dict[str, Given], number: int) -> Json:
    name, kind = part["custom_id"], part["type"]
    default = [each["value"] for each in part.get("options", ()) if each.get("default")]
    given = values.get(name, part.get("value", "") if kind == TEXT_INPUT else default)
    many = [given] if isinstance(given, str) else list(given)
    assert many or not part.get("required", True), f"{name} is required"
    field: Json = {"type": kind, "id": 100 + number, "custom_id": name}
    if kind in (SELECT, BOXES):
        return {**field, "values": many}
    if kind == RADIOS:
        return {**field, "value": many[0] if many else None}
    return {**field, "value": given}
