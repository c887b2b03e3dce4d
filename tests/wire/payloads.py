"""Wire: Discord's JSON, as much of it as discord.py reads: a group, its people, what they do."""

import copy
import itertools
import time
from collections.abc import Iterator
from typing import Any

import discord

Json = dict[str, Any]

# Built from parts, so that nobody takes it for somebody's real one.
TOKEN = ".".join(("c3RhbmQtaW4", "b25seQ", "this-signature-opens-nothing"))
APPLICATION = 1_100_000_000_000_000_001
OWNER = 1_100_000_000_000_000_002
GUILD = 1_200_000_000_000_000_000
BOT_ROLE = 1_200_000_000_000_000_001
CHANNEL = 1_200_000_000_000_000_002

ROW, SELECT, TEXT_INPUT, TEXT, LABEL, RADIOS, BOXES = 1, 3, 4, 10, 18, 21, 22
EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15

BOTS_PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    add_reactions=True,
    attach_files=True,
    read_message_history=True,
)

_count = itertools.count()


def snowflake() -> int:
    """Return a new id that bears the time, as Discord's do: messages are looked up by it."""
    milliseconds = time.time_ns() // 1_000_000 - discord.utils.DISCORD_EPOCH
    return milliseconds << 22 | next(_count) & 0xFFF


def user(user_id: int, name: str, *, bot: bool = False) -> Json:
    return {
        "id": str(user_id),
        "username": name,
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


THE_BOT = user(APPLICATION, "Circlekeeper", bot=True)


def member(person: Json, permissions: discord.Permissions | None = None) -> Json:
    made: Json = {
        "user": person,
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    if permissions is not None:
        made["permissions"] = str(permissions.value)
    return made


def application() -> Json:
    return {
        "id": str(APPLICATION),
        "name": "Circlekeeper",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(OWNER, "operator"),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
    }


def channel() -> Json:
    return {
        "id": str(CHANNEL),
        "type": 0,
        "guild_id": str(GUILD),
        "name": "circle",
        "position": 0,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "permission_overwrites": [],
        "flags": 0,
    }


def guild() -> Json:
    return {
        "id": str(GUILD),
        "name": "The circle",
        "icon": None,
        "owner_id": str(OWNER),
        "member_count": 9,
        "unavailable": False,
        "large": False,
        "features": [],
        "roles": [
            role(GUILD, "@everyone", BOTS_PERMISSIONS),
            role(BOT_ROLE, "Circlekeeper", BOTS_PERMISSIONS),
        ],
        "channels": [channel()],
        "threads": [],
        "members": [{**member(THE_BOT), "roles": [str(BOT_ROLE)]}],
        "voice_states": [],
        "presences": [],
        "emojis": [],
        "stickers": [],
        "preferred_locale": "en-US",
    }


def role(role_id: int, name: str, permissions: discord.Permissions) -> Json:
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0,
        "permissions": str(permissions.value),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def interaction(kind: int, who: Json, data: Json, message: Json | None) -> Json:
    """Return what Discord sends when somebody uses a command, a button, a menu or a form."""
    made: Json = {
        "id": str(snowflake()),
        "application_id": str(APPLICATION),
        "type": kind,
        "token": f"interaction-{snowflake()}",
        "version": 1,
        "data": data,
        "guild_id": str(GUILD),
        "guild": {"id": str(GUILD), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "locale": "en-US",
        "channel_id": str(CHANNEL),
        "channel": channel(),
        "member": who,
        "app_permissions": str(BOTS_PERMISSIONS.value),
        "attachment_size_limit": 10 * 1024 * 1024,
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        "entitlements": [],
    }
    return made if message is None else {**made, "message": message}


def message(channel_id: int, sent: Json) -> Json:
    """Return the message that a request's body becomes; every part of it gets a number."""
    now = discord.utils.utcnow().isoformat()
    components = copy.deepcopy(list(sent.get("components", ())))
    taken = {each["id"] for each in walk(components) if "id" in each}
    free = (number for number in itertools.count(1) if number not in taken)
    for each in walk(components):
        each.setdefault("id", next(free))
    return {
        "id": str(snowflake()),
        "channel_id": str(channel_id),
        "author": THE_BOT,
        "type": 0,
        "content": sent.get("content", ""),
        "components": components,
        "flags": sent.get("flags", 0),
        "timestamp": now,
        "edited_timestamp": None,
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        **({"nonce": sent["nonce"]} if "nonce" in sent else {}),
    }


def walk(components: list[Json]) -> Iterator[Json]:
    """Return every part of a message or form, from the top down."""
    for each in components:
        yield each
        yield from walk(each.get("components", []))
        for single in ("component", "accessory"):
            if single in each:
                yield from walk([each[single]])


def texts(shown: Json) -> str:
    """Return all that can be read in a message."""
    found = (part["content"] for part in walk(shown.get("components", [])) if part["type"] == TEXT)
    return "\n".join(found)
