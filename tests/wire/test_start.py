"""Wire: starting. The bot asks for little, tells its commands once, says how to invite it."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord

from tests.wire.payloads import APPLICATION
from tests.wire.process import running
from tests.wire.stand_in import StandIn

COMMANDS = rf"/applications/{APPLICATION}/commands"
GUILDS = 1 | 1 << 10  # and their reactions
INVITED_WITH = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    add_reactions=True,
    attach_files=True,
    read_message_history=True,
)


async def test_a_start_asks_for_little_and_a_second_one_sends_no_commands(
    stand_in: StandIn, folder: Path
) -> None:
    # At DEBUG most is said. That the token isn't, `running` looks after.
    async with running(folder, stand_in.address, LOG_LEVEL="DEBUG") as bot:
        check_invitation(await bot.says("To add it to a server: "))
        assert await bot.stop() == 0
    (identified,) = stand_in.events.identified
    assert identified["intents"] == GUILDS
    assert "presence" not in identified
    (told,) = stand_in.asked("PUT", COMMANDS)
    assert {command["name"] for command in told.body} >= {"poll", "topic", "feedback", "support"}

    async with running(folder, stand_in.address, SHARD_IDS="0", SHARD_COUNT="2") as bot:
        await bot.connects()
        assert stand_in.events.identified[1]["shard"] == [0, 2]
        assert await bot.stop() == 0
    assert len(stand_in.asked("PUT", COMMANDS)) == 1


def check_invitation(line: str) -> None:
    address = urlsplit(line.rsplit(maxsplit=1)[-1])
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert (address.scheme, address.netloc, address.path) == (
        "https",
        "discord.com",
        "/oauth2/authorize",
    )
    assert query.keys() == {"client_id", "scope", "permissions"}
    assert query["client_id"] == str(APPLICATION)
    assert set(query["scope"].split()) == {"bot", "applications.commands"}
    assert discord.Permissions(int(query["permissions"])) == INVITED_WITH
