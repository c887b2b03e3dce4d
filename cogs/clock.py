"""The clock: wakes when the next thing is due, closes polls and sends what waits."""

import asyncio
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.faults import kind_of, log, where

# A step of the machine's clock is noticed after this long at the latest.
LONGEST_SLEEP = timedelta(minutes=10)
# What is still due after the work was done has failed; it isn't tried again at once.
AFTER_FAILURE = timedelta(seconds=15)
SWEPT_EVERY = timedelta(hours=1)
# Seconds that a stop waits for what is under way. Cut short it is taken up again at the next start.
LAST_WORK = 3.0


class Clock(commands.Cog):
    """Due work, in order of its time. There is no ticking: the clock sleeps till the next row."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._timer: asyncio.TimerHandle | None = None
        self._working: asyncio.Task[None] | None = None
        self._swept: datetime | None = None
        self._again = False

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Do what became due while the bot was away, then go on from there."""
        self._wake()

    @commands.Cog.listener()
    async def on_work_to_do(self) -> None:
        """Look again when the next thing is due, after something new was planned.

        What is due at once, such as erasing what somebody took back, is done at once.
        """
        due = await self._client.house.next_due()
        if due is not None and due <= discord.utils.utcnow():
            self._wake()
        else:
            await self._sleep()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Send what waits for a group that took the bot in again."""
        await self._look_again(guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _: discord.abc.GuildChannel, channel: discord.abc.GuildChannel
    ) -> None:
        """Send what waits, if the channel's permissions allow it again."""
        await self._look_again(channel.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, role: discord.Role) -> None:
        """Send what waits, if the role's permissions allow it again."""
        await self._look_again(role.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, member: discord.Member) -> None:
        """Send what waits, if the bot was given a role that allows it again."""
        if member == member.guild.me:
            await self._look_again(member.guild)

    async def _look_again(self, guild: discord.Guild) -> None:
        if await self._client.courier.look_again(guild):
            self._wake()

    async def cog_unload(self) -> None:
        """Stop. What is under way is finished, unless Discord keeps it waiting."""
        if self._timer is not None:
            self._timer.cancel()
        if self._working is not None:
            await asyncio.wait({self._working}, timeout=LAST_WORK)
            self._working.cancel()

    def _wake(self) -> None:
        # Also while it works, or lies down again: else what came up then would wait for long.
        self._again = True
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work(), name="due work")

    async def _work(self) -> None:
        while self._again:
            self._again = False
            try:
                # At each look: what rested for an hour isn't to wait for the next hour.
                self._client.house.decisions.weighing.sweep()
                due = await self._client.house.next_due()
                # Most looks at the clock find nothing: one question, and on it sleeps.
                if due is not None and due <= discord.utils.utcnow():
                    await self._do_due()
                await self._sweep()
            except Exception as error:  # noqa: BLE001 - whatever goes wrong once, the clock goes on
                log.error("due work: %s\n%s", kind_of(error), where(error))
            await self._sleep()

    async def _do_due(self) -> None:
        house = self._client.house
        await house.polls.gathering.show_due()
        while await house.polls.closing.close_due():
            await self._client.courier.deliver_due()
        await house.decisions.due.do_due()
        await house.decisions.experiences.do_due()
        await house.topics.due.do_due()
        await house.feedback.delivering.do_due()
        await house.feedback.asking.close_due()
        await house.own_lines.tell_old()
        await house.aids.second.do_due()
        await house.erasing.do_due()
        await self._client.courier.deliver_due()

    async def _sweep(self) -> None:
        """Let go of what nobody came back to; once an hour is often enough."""
        now = discord.utils.utcnow()
        if self._swept is not None and abs(now - self._swept) < SWEPT_EVERY:
            return
        await self._client.house.polls.asking.sweep_drafts()
        await self._client.house.topics.schedules.sweep_drafts()
        await self._client.house.feedback.delivering.sweep()
        await self._client.house.decisions.experiences.sweep()
        await self._client.house.forgetting.sweep()
        await self._client.house.feedback.asking.sweep_drafts()
        self._swept = now

    async def _sleep(self) -> None:
        """Set the timer for what is due next."""
        due = await self._client.house.next_due()
        wait = due - discord.utils.utcnow() if due is not None else LONGEST_SLEEP
        if wait <= timedelta():
            wait = AFTER_FAILURE
        if self._timer is not None:
            self._timer.cancel()
        seconds = min(wait, LONGEST_SLEEP).total_seconds()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._wake)


async def setup(client: Circlekeeper) -> None:
    """Load the clock."""
    await client.add_cog(Clock(client))
