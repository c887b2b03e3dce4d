"""A simulated Discord with today's date, on which the bot runs as it would on the real one."""

# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportIncompatibleMethodOverride=false
# simcord types its private side as Any where it types it at all; this folder is there to hold that.

import asyncio
from collections.abc import Awaitable
from datetime import datetime
from typing import Any, TypeVar

import discord
from simcord.env import Env

T = TypeVar("T")

SETTLE_SECONDS = 8.0  # the longest wait for the bot to come to rest after one press
NEAR_SECONDS = 1.0  # a timer further off than this is left to the running clock
IDLE_SECONDS = 0.005  # how often simcord looks whether the bot has come to rest


class Simulation(Env):
    """A simulated Discord that starts at a given instant and lets the bot answer for itself.

    `turn` is the lock that whatever acts on this Discord takes: the clock, each open page, the
    stage. simcord refuses two operations at once; with the lock the second one waits.
    """

    def __init__(self, client: discord.Client, *, begins: datetime, bot_name: str) -> None:
        super().__init__(client, check_errors=False, settle_timeout=SETTLE_SECONDS)
        self.backend.clock._epoch = begins
        self.backend.bot_user.name = bot_name
        self.turn = asyncio.Lock()

    def _schedule_timer(self, record: Any, *rest: Any) -> None:
        super()._schedule_timer(record, *rest)
        # simcord lets a timer fire in real time too, and waits for every timer that is due within
        # its patience: a press shortly before a poll closes would hang until then.
        far = record.when - self._virtual_time > NEAR_SECONDS
        if far and record.real_handle is not None:
            record.real_handle.cancel()

    async def _settle_internal(self, *, idle: float = IDLE_SECONDS, **rest: Any) -> None:
        await super()._settle_internal(idle=min(idle, IDLE_SECONDS), **rest)

    def _capture_errors(self) -> None:
        """Collect no errors: the bot's own handlers answer and log them, as on Discord."""

    async def as_bot(self, work: Awaitable[T]) -> T:
        """Await `work` as the bot's own, then wait until the bot has come to rest."""
        with self._bot_scope():
            result = await work
        await self.settle()
        return result

    async def end(self) -> None:
        """Let the bot close its files and leave, then end its Discord."""
        async with self.turn:
            try:
                with self._bot_scope():
                    await self.bot.close()
            finally:
                await self.shutdown()
