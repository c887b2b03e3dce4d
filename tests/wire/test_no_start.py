"""Wire: when Discord says no, or says nothing: one sentence, exit code 2, no traceback."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from tests.wire.payloads import APPLICATION, GUILD
from tests.wire.process import NOWHERE, running
from tests.wire.stand_in import StandIn, Trouble, standing_in

Ends = tuple[int, str]
WRONG_TOKEN, BAD_SHARDS = 4004, 4011  # close codes of the gateway


async def test_each_refusal_by_discord_ends_in_a_sentence(tmp_path: Path) -> None:
    ends = await asyncio.gather(
        at_work_with(tmp_path / "token", token_reset),
        at_work_with(tmp_path / "gateway", gateway_says(WRONG_TOKEN)),
        at_work_with(tmp_path / "shards", gateway_says(BAD_SHARDS)),
        at_work_with(tmp_path / "guild", not_in_that_guild, DEV_GUILD=str(GUILD)),
        at_work_with(tmp_path / "down", down),
    )
    assert [code for code, _ in ends] == [2] * len(ends), ends
    token, gateway, shards, guild, outage = (output for _, output in ends)
    assert "Discord didn't accept the token." in token
    assert "Discord didn't accept the token." in gateway
    assert "SHARD_COUNT" in shards
    assert "DEV_GUILD" in guild
    assert "Discord can't be reached at the moment" in outage


async def test_without_a_network_it_says_so_and_ends(tmp_path: Path) -> None:
    async with running(tmp_path / "bot", NOWHERE) as bot:
        assert await bot.ends() == 2
        assert "Discord can't be reached at the moment" in bot.output


async def at_work_with(folder: Path, set_up: Callable[[StandIn], None], **settings: str) -> Ends:
    """Run the bot at a Discord that `set_up` has put into some state."""
    async with standing_in() as stand_in:
        set_up(stand_in)
        async with running(folder, stand_in.address, **settings) as bot:
            return await bot.ends(), bot.output


def token_reset(stand_in: StandIn) -> None:
    stand_in.troubles.append(Trouble("GET", "/users/@me", status=401))


def down(stand_in: StandIn) -> None:
    stand_in.troubles.append(Trouble("GET", "/users/@me", status=503))


def not_in_that_guild(stand_in: StandIn) -> None:
    stand_in.troubles.append(
        Trouble("PUT", f"/applications/{APPLICATION}/guilds/{GUILD}/commands", status=403)
    )


def gateway_says(code: int) -> Callable[[StandIn], None]:
    def set_up(stand_in: StandIn) -> None:
        stand_in.events.refuse_with = code

    return set_up
