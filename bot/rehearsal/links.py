"""Links in messages: a channel's name and a message's address lead there, as on Discord."""

import re
from collections.abc import Callable
from typing import Any, cast

from bot.rehearsal import sentences

ADDRESS = re.compile(r"https://discord\.com/channels/\d+/(\d+)/\d+")

NameOf = Callable[[int], str | None]


def with_ways(value: Any, guild_id: int, name_of: NameOf) -> Any:
    """Return a part of a projected message in which channels and messages are linked by name.

    simcord draws a channel as its bare name, and a message's address letter by letter; Discord
    makes a link of each. `name_of` tells a channel's name by its id.
    """
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        return {key: with_ways(part, guild_id, name_of) for key, part in parts.items()}
    if not isinstance(value, list):
        return value
    tokens: list[Any] = []
    for part in cast("list[Any]", value):
        tokens += _linked(part, guild_id, name_of)
    return tokens


def _linked(part: Any, guild_id: int, name_of: NameOf) -> list[Any]:
    token = cast("dict[str, Any]", part) if isinstance(part, dict) else {}
    if token.get("type") == "mention" and token.get("kind") == "channel":
        way = f"https://discord.com/channels/{guild_id}/{token['id']}"
        return [{"type": "link_open", "href": way}, token, {"type": "link_close"}]
    address = ADDRESS.fullmatch(str(token.get("content"))) if token.get("type") == "text" else None
    name = name_of(int(address[1])) if address else None
    if name is not None:
        return [{**token, "content": sentences.TO_MESSAGE.format(channel=name)}]
    return [with_ways(part, guild_id, name_of)]
