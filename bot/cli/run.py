"""`python -m bot run`: the bot itself, until it is told to stop."""

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

import aiohttp
import discord

from bot.cli.logs import set_up_logs
from bot.client import Circlekeeper
from bot.client.faults import kind_of
from bot.services.house import open_house
from bot.settings import BadSetting, Settings, read_settings
from bot.storage.database import Unusable
from bot.words import say

# One connection for each answer under way: enough for a busy minute, and well below the usual
# limit of 1,024 open files.
CONNECTIONS = 300
# The gateway's close codes that no second try mends, each with its sentence
# (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway).
ENDED_BY_GATEWAY = {
    4004: "start.token_refused",
    4010: "start.shards_refused",
    4011: "start.shards_refused",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Take no options: all settings come from `.env` and the environment."""
    del parser


def carry_out(given: argparse.Namespace) -> int:
    """Run the bot; return 0 after a clean stop, 2 when something is to be put right."""
    del given
    try:
        settings = read_settings(Path.cwd())
    except BadSetting as bad:
        return _say(say("settings.bad", name=bad.name, why=say(bad.key)))
    set_up_logs(settings.log_level)
    # How to invite the bot is told at every level.
    logging.getLogger("circlekeeper.start").setLevel(logging.INFO)
    try:
        return asyncio.run(_run(settings))
    except KeyboardInterrupt:
        return 0


async def _run(settings: Settings) -> int:
    try:
        house = await open_house(
            settings.data_dir, now=discord.utils.utcnow, runtime_folder=settings.runtime_dir
        )
    except Unusable as trouble:
        return _say(say(trouble.key, **trouble.blanks))
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    client = Circlekeeper(settings, house, connector=connector)
    try:
        return await _until_told(client, settings.token)
    finally:
        if not client.is_closed():
            await client.close()
        await connector.close()


async def _until_told(client: Circlekeeper, token: str) -> int:
    running = asyncio.create_task(client.start(token), name="the bot")
    told = asyncio.create_task(_stop_signal(), name="waiting for a stop")
    await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        told.cancel()
        await client.close()
        return _why_ended(running)
    # Left alone, discord.py would go on trying to connect. Answers under way have their own tasks.
    running.cancel()
    await asyncio.wait({running})
    await client.close()
    _say(say("start.stopped"))
    return 0


def _why_ended(running: asyncio.Task[None]) -> int:
    try:
        running.result()
    except discord.LoginFailure:
        return _say(say("start.token_refused"))
    except BadSetting as bad:
        return _say(say("settings.bad", name=bad.name, why=say(bad.key)))
    except discord.ConnectionClosed as closed:
        if closed.code in ENDED_BY_GATEWAY:
            return _say(say(ENDED_BY_GATEWAY[closed.code]))
        return _say(say("start.discord_away", kind=f"{kind_of(closed)} {closed.code}"))
    except (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
        return _say(say("start.discord_away", kind=kind_of(error)))
    _say(say("start.stopped"))
    return 0


async def _stop_signal() -> None:
    """Wait for SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:
            # Windows has no such handlers: Ctrl-C arrives as KeyboardInterrupt.
            signal.signal(name, lambda _number, _frame: _from_elsewhere(loop, stop))
    await stop.wait()


def _from_elsewhere(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    loop.call_soon_threadsafe(stop.set)


def _say(told: str) -> int:
    print(told, file=sys.stderr)
    return 2
