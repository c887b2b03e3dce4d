"""Logs: lines in UTC on standard error, without anybody's words."""

import logging
import sys
import time

import discord

from bot.client.faults import Formatter


def set_up_logs(level: str) -> None:
    """Send log lines of at least `level` to standard error.

    discord.py stays at INFO: at DEBUG it prints every press with who pressed what.
    """
    handler = logging.StreamHandler(sys.stderr)
    formatter = Formatter("{asctime} {levelname} {name}: {message}", "%Y-%m-%dT%H:%M:%SZ", "{")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # The bot has no voice, so what is missing for one is no news.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    if level == "DEBUG":
        for name in ("discord", "aiohttp", "asyncio"):
            logging.getLogger(name).setLevel(logging.INFO)
